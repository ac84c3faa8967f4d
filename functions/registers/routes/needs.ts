// /v1/needs: the register of what the African Union requires.
import { listNeeds } from '#actions/listNeeds.ts'
import { readHistory } from '#actions/readHistory.ts'
import { patchNeed, registerNeed, restoreNeed, withdrawNeed } from '#actions/reviseNeed.ts'
import { Revision } from '#model/audit.ts'
import { Need, NewNeed } from '#model/need.ts'
import { Refusal } from '#model/refusal.ts'
import { needFilters } from '#model/listFilters.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { mergePatchOf } from '#http/mergePatchBody.ts'
import { type Answer, operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Needs'
const path = '/v1/needs'

const withEtag = (need: Need): Answer => ({ status: 200, body: need, headers: { etag: etagOf(need) } })
const changed = { status: 200, description: 'The need.', schema: Need }

const Filters = z.strictObject({ ...needFilters, ...pageQuery })

export const needOperations: Operation[] = [
  operation({
    method: 'post',
    path,
    tag,
    summary: 'Register a need',
    description: 'Without an amount it is unquantified: listed, never counted.',
    body: NewNeed,
    answers: { status: 201, description: 'Registered.', schema: Need },
    problems: ['validation', 'forbidden', 'key-reused'],
    handle: async ({ services, request, body }) => {
      const need = await registerNeed(services, request, body)
      return { status: 201, body: need, headers: { location: `${path}/${need.id}`, etag: etagOf(need) } }
    },
  }),
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List needs',
    query: Filters,
    answers: { status: 200, description: 'A page, in order of last change.', schema: listOf(Need) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { needs, next } = await listNeeds(call.services, { ...call.query, after: positionOf(call) })
      return listAnswer(call, path, needs, next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read a need',
    answers: changed,
    problems: ['not-found'],
    handle: async ({ services, params }) => {
      const row = await services.store.needs.get(params['id'] ?? '')
      if (!row) throw new Refusal('not-found', 'There is no such need.')
      return withEtag(row.record)
    },
  }),
  operation({
    method: 'patch',
    path: `${path}/{id}`,
    tag,
    summary: 'Revise a need',
    description: 'The original amount stays beside the revised one.',
    body: mergePatchOf('NewNeed'),
    precondition: 'if-match',
    answers: changed,
    problems: ['validation', 'not-found', 'forbidden', 'stale-revision', 'conflict'],
    handle: async ({ services, request, params, expected, body }) =>
      withEtag(await patchNeed(services, request, params['id'] ?? '', expected ?? 0, body)),
  }),
  operation({
    method: 'delete',
    path: `${path}/{id}`,
    tag,
    summary: 'Withdraw a need',
    precondition: 'if-match',
    answers: changed,
    problems: ['not-found', 'forbidden', 'stale-revision', 'conflict'],
    handle: async ({ services, request, params, expected }) =>
      withEtag(await withdrawNeed(services, request, params['id'] ?? '', expected ?? 0)),
  }),
  operation({
    method: 'post',
    path: `${path}/{id}/restore`,
    tag,
    summary: 'Restore a withdrawn need',
    precondition: 'if-match',
    answers: changed,
    problems: ['not-found', 'forbidden', 'stale-revision', 'conflict'],
    handle: async ({ services, request, params, expected }) =>
      withEtag(await restoreNeed(services, request, params['id'] ?? '', expected ?? 0)),
  }),
  operation({
    method: 'get',
    path: `${path}/{id}/history`,
    tag,
    summary: 'Every revision of a need',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page of revisions, oldest first.', schema: listOf(Revision) },
    problems: ['not-found', 'bad-query', 'bad-cursor'],
    handle: async (call) => {
      const id = call.params['id'] ?? ''
      const page = { after: positionOf(call), limit: call.query.limit }
      const { revisions, next } = await readHistory(call.services.store.needs, id, page)
      return listAnswer(call, `${path}/${id}/history`, revisions, next)
    },
  }),
]
