// /v1/contributions/{id}/…: dated events, and the history of a contribution.
import { getContribution } from '#actions/listContributions.ts'
import { readHistory } from '#actions/readHistory.ts'
import { addDelivery, addRenewal, addTransaction } from '#actions/reviseContribution.ts'
import { withShownChanges } from '#actions/shownRelations.ts'
import { Revision } from '#model/audit.ts'
import { Contribution, Delivery, NewTransaction, Renewal } from '#model/contribution.ts'
import * as z from 'zod/mini'
import { listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { type Answer, operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Contributions'
const path = '/v1/contributions/{id}'

const added = (contribution: Contribution): Answer => ({
  status: 201,
  body: contribution,
  headers: { location: `/v1/contributions/${contribution.id}`, etag: etagOf(contribution) },
})

const answers = { status: 201, description: 'The contribution with the event.', schema: Contribution }
const problems = ['validation', 'not-found', 'forbidden', 'key-reused', 'conflict'] as const

export const contributionEventOperations: Operation[] = [
  operation({
    method: 'post',
    path: `${path}/transactions`,
    tag,
    summary: 'Add a commitment or disbursement',
    body: NewTransaction,
    answers,
    problems: [...problems, 'envelope-exceeded'],
    handle: async ({ services, request, params, body }) =>
      added(await addTransaction(services, request, params['id'] ?? '', body)),
  }),
  operation({
    method: 'post',
    path: `${path}/deliveries`,
    tag,
    summary: 'Add units handed over',
    body: Delivery,
    answers,
    problems: [...problems],
    handle: async ({ services, request, params, body }) =>
      added(await addDelivery(services, request, params['id'] ?? '', body)),
  }),
  operation({
    method: 'post',
    path: `${path}/renewals`,
    tag,
    summary: 'Renew a pledge',
    body: Renewal,
    answers,
    problems: [...problems],
    handle: async ({ services, request, params, body }) =>
      added(await addRenewal(services, request, params['id'] ?? '', body)),
  }),
  operation({
    method: 'get',
    path: `${path}/history`,
    tag,
    summary: 'Every revision: who, when, what changed',
    query: z.strictObject(pageQuery),
    answers: { status: 200, description: 'A page of revisions, oldest first.', schema: listOf(Revision) },
    problems: ['not-found', 'bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, params, query } = call
      const { id } = await getContribution(services, caller, params['id'] ?? '')
      const page = { after: positionOf(call), limit: query.limit }
      const { revisions, next } = await readHistory(services.store.contributions, id, page)
      const shown = await withShownChanges(services, caller, revisions)
      return listAnswer(call, `/v1/contributions/${id}/history`, shown, next)
    },
  }),
]
