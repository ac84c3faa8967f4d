// /v1/taxonomy: clusters, sub-clusters, priority areas, modalities, units and instruments.
import { putTerm } from '#actions/putTerm.ts'
import { NewTerm, TaxonomyKind, taxonomyKinds, Term } from '#model/taxonomy.ts'
import { Refusal } from '#model/refusal.ts'
import { Code } from '#model/text.ts'
import * as z from 'zod/mini'
import { listOf } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Taxonomy'
const path = '/v1/taxonomy'

export const taxonomyOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'The vocabulary: codes, names, conveners, validity and sources',
    query: z.strictObject({ kind: z.optional(TaxonomyKind) }),
    answers: { status: 200, description: 'All terms, by kind and code.', schema: listOf(Term) },
    problems: ['bad-query'],
    handle: async ({ services, query }) => {
      const kinds = query.kind ? [query.kind] : taxonomyKinds
      const terms = await Promise.all(kinds.map(services.store.terms.ofKind))
      return { status: 200, body: { items: terms.flat(), next: null } }
    },
  }),
  operation({
    method: 'put',
    path: `${path}/{kind}/{code}`,
    tag,
    summary: 'Enter or revise a term',
    body: NewTerm,
    precondition: 'if-match-or-none-match',
    answers: { status: 200, description: 'The term; 201 when it is new.', schema: Term },
    problems: ['validation', 'forbidden', 'not-found', 'stale-revision', 'already-exists'],
    handle: async ({ services, request, params, expected, body }) => {
      const kind = TaxonomyKind.safeParse(params['kind'])
      const code = Code.safeParse(params['code'])
      if (!kind.success || !code.success)
        throw new Refusal('not-found', 'There is no such kind of term, or no such code.')
      const term = await putTerm(services, request, { kind: kind.data, code: code.data, expected }, body)
      return { status: expected === null ? 201 : 200, body: term, headers: { etag: etagOf(term) } }
    },
  }),
]
