// The measure, the days and the grouping that figures are asked for: the query parameters that the routes of coverage share.
import type { CoverageQuery, TimeStep } from '#actions/readCoverage.ts'
import { Measure } from '#model/coverage.ts'
import { Refusal } from '#model/refusal.ts'
import { textUpTo } from '#model/schema.ts'
import { Day } from '#model/text.ts'
import * as z from 'zod/mini'

export const coveragePath = '/v1/coverage'
export const coverageTag = 'Coverage'

const isQuarterStart = (day: string): boolean => /-(?:01|04|07|10)-01$/.test(day)
const isQuarterEnd = (day: string): boolean => /-(?:03-31|06-30|09-30|12-31)$/.test(day)

/** `from` and `to` are bounds of quarters; without them all is counted. */
export const range = {
  measure: z._default(Measure, 'usd'),
  from: z.optional(Day.check(z.refine(isQuarterStart, 'Must be the first day of a quarter.'))),
  to: z.optional(Day.check(z.refine(isQuarterEnd, 'Must be the last day of a quarter.'))),
}

const groupings = [
  'none',
  'subCluster',
  'subCluster,priorityArea',
  'subCluster,beneficiary',
  'subCluster,priorityArea,beneficiary',
  'provider',
  'instrument',
] as const

export const groupBy = z._default(textUpTo(80), 'subCluster,priorityArea')

/** Refuses `bad-query` for what is no grouping. */
export const groupedBy = (text: string): { grouping: CoverageQuery['grouping']; time: TimeStep } => {
  const parts = text.split(',')
  const time = (['quarter', 'year'] as const).find((step) => parts.at(-1) === step) ?? null
  const rest = (time ? parts.slice(0, -1) : parts).join(',') || 'none'
  const grouping = groupings.find((one) => one === rest)
  if (!grouping)
    throw new Refusal('bad-query', `groupBy is one of ${groupings.join(' | ')}, each optionally with quarter or year.`)
  return { grouping, time }
}
