// /v1/partners: the directory, and the resolution of names.
import { createPartner, patchPartner, resolvePartner } from '#actions/directory.ts'
import { readHistory } from '#actions/readHistory.ts'
import { Revision } from '#model/audit.ts'
import { NewPartner, Partner } from '#model/partner.ts'
import { Refusal } from '#model/refusal.ts'
import { named, textUpTo } from '#model/schema.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { mergePatchOf } from '#http/mergePatchBody.ts'
import { operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Partners'
const path = '/v1/partners'

const Resolved = named(
  'ResolvedName',
  z.strictObject({ partner: z.string(), score: z.number(), matchedName: z.string() }),
  { description: 'A partner that a name may mean, and how sure that is (0 to 1).' },
)

export const partnerOperations: Operation[] = [
  operation({
    method: 'get',
    path: `${path}/resolve`,
    tag,
    summary: 'A name in any spelling or language, to ranked partners',
    query: z.strictObject({ name: textUpTo(300).check(z.minLength(1)) }),
    answers: {
      status: 200,
      description: 'Ranked, best first; none when nothing is like it.',
      schema: listOf(Resolved),
    },
    problems: ['bad-query'],
    handle: async ({ services, query }) => ({
      status: 200,
      body: { items: await resolvePartner(services, query.name), next: null },
    }),
  }),
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List partners',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page, in order of last change.', schema: listOf(Partner) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, query } = call
      const page = await services.store.partners.list({
        index: 'everything',
        after: positionOf(call),
        limit: query.limit,
      })
      return listAnswer(call, path, page.records, page.next)
    },
  }),
  operation({
    method: 'post',
    path,
    tag,
    summary: 'Enter a partner',
    body: NewPartner,
    answers: { status: 201, description: 'Entered.', schema: Partner },
    problems: ['validation', 'forbidden', 'conflict', 'key-reused'],
    handle: async ({ services, request, body }) => {
      const partner = await createPartner(services, request, body)
      return { status: 201, body: partner, headers: { location: `${path}/${partner.id}`, etag: etagOf(partner) } }
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read a partner',
    answers: { status: 200, description: 'The partner.', schema: Partner },
    problems: ['not-found'],
    handle: async ({ services, params }) => {
      const row = await services.store.partners.get(params['id'] ?? '')
      if (!row) throw new Refusal('not-found', 'There is no such partner.')
      return { status: 200, body: row.record, headers: { etag: etagOf(row) } }
    },
  }),
  operation({
    method: 'patch',
    path: `${path}/{id}`,
    tag,
    summary: 'Change a partner',
    body: mergePatchOf('NewPartner'),
    precondition: 'if-match',
    answers: { status: 200, description: 'The changed partner.', schema: Partner },
    problems: ['validation', 'not-found', 'forbidden', 'stale-revision'],
    handle: async ({ services, request, params, expected, body }) => {
      const partner = await patchPartner(services, request, params['id'] ?? '', expected ?? 0, body)
      return { status: 200, body: partner, headers: { etag: etagOf(partner) } }
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}/history`,
    tag,
    summary: 'Every revision of a partner',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page of revisions, oldest first.', schema: listOf(Revision) },
    problems: ['not-found', 'bad-query', 'bad-cursor'],
    handle: async (call) => {
      const id = call.params['id'] ?? ''
      const page = { after: positionOf(call), limit: call.query.limit }
      const { revisions, next } = await readHistory(call.services.store.partners, id, page)
      return listAnswer(call, `${path}/${id}/history`, revisions, next)
    },
  }),
]
