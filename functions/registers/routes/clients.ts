// /v1/clients: systems that call by themselves, and for whom each speaks.
import { mustBeAllowed } from '#actions/permission.ts'
import { putClient, revokeClient } from '#actions/putClient.ts'
import { Member, NewClient } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'
import { MemberId } from './members.ts'

const tag = 'Clients'
const path = '/v1/clients'

/** Among the members, those that have a client's name. */
const clientsOnly = {
  expression: 'attribute_type(#record.#client, :text)',
  names: { '#record': 'record', '#client': 'client' },
  values: { ':text': 'S' },
}

export const clientOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List clients',
    description: 'Those that are not revoked; a page may be short.',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page.', schema: listOf(Member) },
    problems: ['forbidden', 'bad-query', 'bad-cursor'],
    handle: async (call) => {
      mustBeAllowed(call.caller, 'client.manage')
      const { services, query } = call
      const page = await services.store.members.list({
        index: 'everything',
        after: positionOf(call),
        limit: query.limit,
        filter: clientsOnly,
      })
      return listAnswer(call, path, page.records, page.next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read a client',
    answers: { status: 200, description: 'The client.', schema: Member },
    problems: ['forbidden', 'not-found'],
    handle: async ({ services, caller, params }) => {
      mustBeAllowed(caller, 'client.manage')
      const row = await services.store.members.get(params['id'] ?? '')
      if (!row || row.record.client === null) throw new Refusal('not-found', 'There is no such client.')
      return { status: 200, body: row.record, headers: { etag: etagOf(row) } }
    },
  }),
  operation({
    method: 'put',
    path: `${path}/{id}`,
    tag,
    summary: 'Register or revise a client',
    description:
      'The id is the client id that its tokens are made for (client credentials). Tokens of a client that is not registered are refused, whoever signed them. No client is an administrator.',
    body: NewClient,
    precondition: 'if-match-or-none-match',
    answers: { status: 200, description: 'The client; 201 when new.', schema: Member },
    problems: ['validation', 'forbidden', 'not-found', 'stale-revision', 'already-exists'],
    handle: async ({ services, request, params, expected, body }) => {
      const id = MemberId.safeParse(params['id'])
      if (!id.success) throw new Refusal('not-found', 'There is no such client.')
      const client = await putClient(services, request, { id: id.data, expected }, body)
      return { status: expected === null ? 201 : 200, body: client, headers: { etag: etagOf(client) } }
    },
  }),
  operation({
    method: 'delete',
    path: `${path}/{id}`,
    tag,
    summary: 'Revoke a client',
    description: 'Its tokens are refused from its next write on.',
    precondition: 'if-match',
    answers: { status: 200, description: 'The revoked client.', schema: Member },
    problems: ['forbidden', 'not-found', 'stale-revision'],
    handle: async ({ services, request, params, expected }) => {
      const client = await revokeClient(services, request, params['id'] ?? '', expected ?? 0)
      return { status: 200, body: client, headers: { etag: etagOf(client) } }
    },
  }),
]
