// /v1/names: names that imports could not place.
import { listNames, placeName } from '#actions/placeName.ts'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'
import { Placing, WaitingName } from '#model/import.ts'
import * as z from 'zod/mini'

const tag = 'Names'
const path = '/v1/names'

export const nameOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List names that imports could not place',
    description: 'Each with the partners that it may mean, and how many rows have waited for it.',
    query: z.strictObject({ state: z._default(z.enum(['waiting', 'placed']), 'waiting'), ...pageQuery }),
    answers: { status: 200, description: 'A page, the longest waiting first.', schema: listOf(WaitingName) },
    problems: ['bad-query', 'bad-cursor', 'forbidden'],
    handle: async (call) => {
      const { services, caller, query } = call
      const page = await listNames(services, caller, query.state, { after: positionOf(call), limit: query.limit })
      return listAnswer(call, path, page.names, page.next)
    },
  }),
  operation({
    method: 'put',
    path: `${path}/{id}`,
    tag,
    summary: 'Say who a name is',
    description:
      'The name becomes an alias of the partner, is remembered for every later import, and the rows that wait for it go in.',
    precondition: 'if-match',
    body: Placing,
    answers: { status: 200, description: 'Placed; its rows go in within seconds.', schema: WaitingName },
    problems: ['validation', 'forbidden', 'not-found', 'stale-revision', 'conflict'],
    handle: async ({ services, request, params, expected, body }) => {
      const name = await placeName(services, request, params['id'] ?? '', expected ?? 0, body.partner)
      return { status: 200, body: name, headers: { etag: etagOf(name) } }
    },
  }),
]
