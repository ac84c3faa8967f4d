// /v1/taxonomy: clusters, sub-clusters, priority areas, modalities, units and instruments.
import { listTerms } from '#actions/listTerms.ts'
import { putTerm } from '#actions/putTerm.ts'
import { termFilters } from '#model/listFilters.ts'
import { NewTerm, TaxonomyKind, Term } from '#model/taxonomy.ts'
import { Refusal } from '#model/refusal.ts'
import { Code } from '#model/text.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
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
    query: z.strictObject({ ...termFilters, ...pageQuery }),
    answers: { status: 200, description: 'A page of terms, by kind and code.', schema: listOf(Term) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { kind, limit } = call.query
      const { terms, next } = await listTerms(call.services, { kind, limit, after: positionOf(call) })
      return listAnswer(call, path, terms, next)
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
