// /v1/operations: peace operations by regional organizations, what of them is authorized, and when the Council is to be told.
import { listDeadlines, listUnauthorizedSupport, patchOperation, registerOperation } from '#actions/peaceOperations.ts'
import { readHistory } from '#actions/readHistory.ts'
import { Revision } from '#model/audit.ts'
import { NewPeaceOperation, OperationDeadline, PeaceOperation, UnauthorizedSupport } from '#model/peaceOperation.ts'
import { Refusal } from '#model/refusal.ts'
import { matching } from '#model/schema.ts'
import { Code } from '#model/text.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { mergePatchOf } from '#http/mergePatchBody.ts'
import { type Answer, operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Operations'
const path = '/v1/operations'

const withEtag = (record: PeaceOperation): Answer => ({ status: 200, body: record, headers: { etag: etagOf(record) } })

const Within = z._default(
  z.pipe(
    matching(/^\d{1,4}$/, 'Must be a whole number of days.'),
    z.pipe(z.transform(Number), z.int().check(z.lte(3660, 'Must be at most 3660 days.'))),
  ),
  90,
)

const listings: Operation[] = [
  operation({
    method: 'get',
    path: `${path}/deadlines`,
    tag,
    summary: 'What comes up: authorizations that end, reports to the Council that are due or overdue',
    description: 'Of each page of the register, the soonest first. `within` is in days, by default 90.',
    query: z.strictObject({ within: Within, ...pageQuery }),
    answers: { status: 200, description: 'What comes up.', schema: listOf(OperationDeadline) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { within, limit } = call.query
      const { deadlines, next } = await listDeadlines(call.services, { within, limit, after: positionOf(call) })
      return listAnswer(call, `${path}/deadlines`, deadlines, next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/support`,
    tag,
    summary: 'Support to an operation that is dated outside its authorizations, or to one with none',
    description: 'A listing, never a block. An operation that is not in the register has no authorization.',
    query: z.strictObject({ operation: Code, ...pageQuery }),
    answers: { status: 200, description: 'A page, by contribution.', schema: listOf(UnauthorizedSupport) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { operation: code, limit } = call.query
      const question = { operation: code, limit, after: positionOf(call) }
      const { items, next } = await listUnauthorizedSupport(call.services, call.caller, question)
      return listAnswer(call, `${path}/support`, items, next)
    },
  }),
]

const register: Operation[] = [
  operation({
    method: 'post',
    path,
    tag,
    summary: 'Register an operation',
    body: NewPeaceOperation,
    answers: { status: 201, description: 'Registered.', schema: PeaceOperation },
    problems: ['validation', 'forbidden', 'conflict', 'key-reused'],
    handle: async ({ services, request, body }) => {
      const record = await registerOperation(services, request, body)
      return { status: 201, body: record, headers: { location: `${path}/${record.id}`, etag: etagOf(record) } }
    },
  }),
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List operations',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page, in order of last change.', schema: listOf(PeaceOperation) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { store } = call.services
      const { limit } = call.query
      const page = await store.peaceOperations.list({ index: 'everything', after: positionOf(call), limit })
      return listAnswer(call, path, page.records, page.next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read an operation',
    answers: { status: 200, description: 'The operation.', schema: PeaceOperation },
    problems: ['not-found'],
    handle: async ({ services, params }) => {
      const row = await services.store.peaceOperations.get(params['id'] ?? '')
      if (!row) throw new Refusal('not-found', 'There is no such operation.')
      return withEtag(row.record)
    },
  }),
  operation({
    method: 'patch',
    path: `${path}/{id}`,
    tag,
    summary: 'Revise an operation',
    description: 'An authorization or a report is added by sending the whole list with it.',
    body: mergePatchOf('NewPeaceOperation'),
    precondition: 'if-match',
    answers: { status: 200, description: 'The revised operation.', schema: PeaceOperation },
    problems: ['validation', 'not-found', 'forbidden', 'stale-revision'],
    handle: async ({ services, request, params, expected, body }) =>
      withEtag(await patchOperation(services, request, params['id'] ?? '', expected ?? 0, body)),
  }),
  operation({
    method: 'get',
    path: `${path}/{id}/history`,
    tag,
    summary: 'Every revision of an operation',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page of revisions, oldest first.', schema: listOf(Revision) },
    problems: ['not-found', 'bad-query', 'bad-cursor'],
    handle: async (call) => {
      const id = call.params['id'] ?? ''
      const page = { after: positionOf(call), limit: call.query.limit }
      const { revisions, next } = await readHistory(call.services.store.peaceOperations, id, page)
      return listAnswer(call, `${path}/${id}/history`, revisions, next)
    },
  }),
]

// A listing's path comes before the path of an id, which it looks like.
export const peaceOperationOperations: Operation[] = [...listings, ...register]
