// /v1/contributions: check, record, list, read, change, withdraw, restore.
import { checkIn } from '#actions/inLanguage.ts'
import { checkNewContribution, submitContribution } from '#actions/submitContribution.ts'
import { getContribution, leadingOf, listContributions } from '#actions/listContributions.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { Contribution, NewContribution } from '#model/contribution.ts'
import { contributionFilters } from '#model/listFilters.ts'
import { CheckAnswer, RecordedContribution } from '#model/check.ts'
import { Code } from '#model/text.ts'
import * as z from 'zod/mini'
import { languageHeaders } from '#http/language.ts'
import { checkRange, inMilliseconds, listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { mergePatchOf } from '#http/mergePatchBody.ts'
import { type Answer, operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Contributions'
const path = '/v1/contributions'

const Filters = z.strictObject({ ...contributionFilters, ...pageQuery })

const withEtag = (contribution: Contribution): Answer => ({
  status: 200,
  body: contribution,
  headers: { etag: etagOf(contribution) },
})

/** A coordinator may name the implementer whose report it is; it is no field of the contribution. */
const RecordQuery = z.strictObject({ reportedBy: z.optional(Code) })

export const contributionOperations: Operation[] = [
  operation({
    method: 'post',
    path: `${path}/check`,
    tag,
    summary: 'What would this contribution duplicate, overlap, oversupply or fill?',
    description:
      'A dry run: it stores nothing. Each finding shows its evidence field by field, in English or French by `Accept-Language`.',
    body: NewContribution,
    answers: { status: 200, description: 'What check found.', schema: CheckAnswer },
    problems: ['validation', 'forbidden'],
    handle: async ({ services, caller, body, language }) => ({
      status: 200,
      body: checkIn(await checkNewContribution(services, caller, body), language),
      headers: languageHeaders(language),
    }),
  }),
  operation({
    method: 'post',
    path,
    tag,
    summary: 'Record a contribution',
    description:
      'Answers the recorded contribution with what check found. With an Idempotency-Key the same request, sent any number of times, records once.',
    query: RecordQuery,
    body: NewContribution,
    answers: { status: 201, description: 'Recorded.', schema: RecordedContribution },
    problems: ['validation', 'forbidden', 'key-reused', 'envelope-exceeded'],
    handle: async ({ services, request, query, body, language }) => {
      const recorded = await submitContribution(services, request, body, query.reportedBy)
      const headers = { location: `${path}/${recorded.id}`, etag: etagOf(recorded), ...languageHeaders(language) }
      return { status: 201, body: { ...recorded, check: checkIn(recorded.check, language) }, headers }
    },
  }),
  operation({
    method: 'get',
    path,
    tag,
    summary: 'List contributions',
    description:
      'In order of last change. One leading filter of provider, partner (any role), beneficiary, subCluster, instrument and q; the others narrow. A page may be short.',
    query: Filters,
    answers: { status: 200, description: 'A page.', schema: listOf(Contribution) },
    problems: ['bad-query', 'bad-cursor'],
    handle: async (call) => {
      const { services, caller, query } = call
      checkRange(query)
      const { contributions, next } = await listContributions(services, caller, {
        ...query,
        updatedSince: query.updatedSince && inMilliseconds(query.updatedSince),
        leading: leadingOf(query),
        after: positionOf(call),
      })
      return listAnswer(call, path, contributions, next)
    },
  }),
  operation({
    method: 'get',
    path: `${path}/{id}`,
    tag,
    summary: 'Read a contribution',
    answers: { status: 200, description: 'The contribution.', schema: Contribution },
    problems: ['not-found'],
    handle: async ({ services, caller, params }) =>
      withEtag(await getContribution(services, caller, params['id'] ?? '')),
  }),
  operation({
    method: 'patch',
    path: `${path}/{id}`,
    tag,
    summary: 'Change a contribution',
    body: mergePatchOf('NewContribution'),
    precondition: 'if-match',
    answers: { status: 200, description: 'The changed contribution.', schema: Contribution },
    problems: [
      'validation',
      'not-found',
      'forbidden',
      'stale-revision',
      'status-move-not-allowed',
      'envelope-exceeded',
      'conflict',
    ],
    handle: async ({ services, request, params, expected, body }) =>
      withEtag(await patchContribution(services, request, params['id'] ?? '', expected ?? 0, body)),
  }),
  operation({
    method: 'delete',
    path: `${path}/{id}`,
    tag,
    summary: 'Withdraw a contribution',
    description: 'Takes it out of every figure and list; its history stays.',
    precondition: 'if-match',
    answers: { status: 200, description: 'The withdrawn contribution.', schema: Contribution },
    problems: ['not-found', 'forbidden', 'stale-revision', 'conflict'],
    handle: async ({ services, request, params, expected }) =>
      withEtag(await withdrawContribution(services, request, params['id'] ?? '', expected ?? 0)),
  }),
  operation({
    method: 'post',
    path: `${path}/{id}/restore`,
    tag,
    summary: 'Restore a withdrawn contribution',
    precondition: 'if-match',
    answers: { status: 200, description: 'The restored contribution.', schema: Contribution },
    problems: ['not-found', 'forbidden', 'stale-revision', 'envelope-exceeded', 'conflict'],
    handle: async ({ services, request, params, expected }) =>
      withEtag(await restoreContribution(services, request, params['id'] ?? '', expected ?? 0)),
  }),
]
