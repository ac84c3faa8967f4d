// /v1/contributions: check, record, list.
import { checkIn } from '#actions/inLanguage.ts'
import { checkNewContribution, submitContribution } from '#actions/submitContribution.ts'
import { leadingOf, listContributions } from '#actions/listContributions.ts'
import { Contribution, NewContribution } from '#model/contribution.ts'
import { contributionFilters } from '#model/listFilters.ts'
import { CheckAnswer, RecordedContribution } from '#model/check.ts'
import { Code } from '#model/text.ts'
import * as z from 'zod/mini'
import { languageHeaders } from '#http/language.ts'
import { checkRange, inMilliseconds, listAnswer, listOf, pageQuery, positionOf } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import { etagOf } from '#http/preconditions.ts'

const tag = 'Contributions'
const path = '/v1/contributions'

const Filters = z.strictObject({ ...contributionFilters, ...pageQuery })

/** A coordinator may name the implementer whose report it is; it is no field of the contribution. */
const RecordQuery = z.strictObject({ reportedBy: z.optional(Code) })

export const contributionsOperations: Operation[] = [
  operation({
    method: 'post',
    path: `${path}/check`,
    storesNothing: true,
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
]
