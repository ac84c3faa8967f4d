// /v1/members: who belongs to which organization, with which role.
import { mustBeAllowed } from '#actions/permission.ts'
import { putMember, removeMember } from '#actions/putMember.ts'
import { Member, NewMember } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'
import { matching } from '#model/schema.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Members'
const path = '/v1/members'

/** A user's subject, or a client's id. */
export const MemberId = matching(/^[A-Za-z0-9_.@+-]{1,128}$/)

export const memberOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List members',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page.', schema: listOf(Member) },
    problems: ['forbidden', 'bad-query', 'bad-cursor'],
    handle: async (call) => {
      mustBeAllowed(call.caller, 'member.manage')
      const { services, query } = call
      const page = await services.store.members.list({
        index: 'everything',
        after: positionOf(call),
        limit: query.limit,
      })
      return listAnswer(call, path, page.records, page.next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read a member',
    answers: { status: 200, description: 'The member.', schema: Member },
    problems: ['forbidden', 'not-found'],
    handle: async ({ services, caller, params }) => {
      mustBeAllowed(caller, 'member.manage')
      const row = await services.store.members.get(params['id'] ?? '')
      if (!row) throw new Refusal('not-found', 'There is no such member.')
      return { status: 200, body: row.record, headers: { etag: etagOf(row) } }
    },
  }),
  operation({
    method: 'put',
    path: `${path}/{id}`,
    tag,
    summary: 'Enter or revise a member',
    description:
      'The id is the subject of the tokens of a user. Systems that call by themselves are under /v1/clients.',
    body: NewMember,
    precondition: 'if-match-or-none-match',
    answers: { status: 200, description: 'The member; 201 when new.', schema: Member },
    problems: ['validation', 'forbidden', 'not-found', 'stale-revision', 'already-exists', 'conflict'],
    handle: async ({ services, request, params, expected, body }) => {
      const id = MemberId.safeParse(params['id'])
      if (!id.success) throw new Refusal('not-found', 'There is no such member.')
      const member = await putMember(services, request, { id: id.data, expected }, body)
      return { status: expected === null ? 201 : 200, body: member, headers: { etag: etagOf(member) } }
    },
  }),
  operation({
    method: 'delete',
    path: `${path}/{id}`,
    tag,
    summary: 'Remove a member',
    precondition: 'if-match',
    answers: { status: 200, description: 'The removed member.', schema: Member },
    problems: ['forbidden', 'not-found', 'stale-revision', 'conflict'],
    handle: async ({ services, request, params, expected }) => {
      const member = await removeMember(services, request, params['id'] ?? '', expected ?? 0)
      return { status: 200, body: member, headers: { etag: etagOf(member) } }
    },
  }),
]
