// /v1/coverage/suggestions: who could fill one gap, and why.
import { suggestPartners } from '#actions/suggestPartners.ts'
import { Measure } from '#model/coverage.ts'
import { textUpTo } from '#model/schema.ts'
import { FillAnswer } from '#model/suggestion.ts'
import { Code } from '#model/text.ts'
import { pageQuery } from '#http/list.ts'
import { operation, type Operation } from '#http/operation.ts'
import * as z from 'zod/mini'
import { coveragePath, coverageTag as tag } from '../path.ts'

const path = `${coveragePath}/suggestions`

/** A parameter without a value is null: the row of what names none. */
const KeyOrNull = z.pipe(
  textUpTo(200),
  z.transform((text) => (text === '' ? null : text)),
)

const SuggestionQuery = z.strictObject({
  measure: z._default(Measure, 'usd'),
  subCluster: KeyOrNull,
  priorityArea: KeyOrNull,
  beneficiary: Code,
  limit: pageQuery.limit,
})

export const suggestionOperations: Operation[] = [
  operation({
    method: 'get',
    path,
    tag,
    summary: 'Who could fill a gap, with the reasons',
    description:
      'Of one cell (`subCluster`, `priorityArea`, `beneficiary`; a parameter without a value is null): the partners active in its area or its sub-cluster or with its beneficiary, and those with support near it that could be redirected, because more is arranged there than is needed or because an overlap was confirmed. The likeliest first. Advice from a bounded look: the 60 contributions to the beneficiary that changed last, the 100 findings that changed last, the three rows with most to spare.',
    query: SuggestionQuery,
    answers: { status: 200, description: 'The row, and suggestions.', schema: FillAnswer },
    problems: ['bad-query'],
    handle: async ({ services, caller, query }) => {
      const { row, suggestions } = await suggestPartners(services, caller, query)
      const body = { measure: query.measure, asOf: services.now(), row, items: suggestions, next: null }
      return { status: 200, body }
    },
  }),
]
