// The measure, the days and the grouping that figures are asked for: the filters that coverage and its exports share.
import * as z from 'zod/mini'
import { Measure } from './coverage.ts'
import { textUpTo } from './schema.ts'
import { Code, Day } from './text.ts'

const isQuarterStart = (day: string): boolean => /-(?:01|04|07|10)-01$/.test(day)
const isQuarterEnd = (day: string): boolean => /-(?:03-31|06-30|09-30|12-31)$/.test(day)

/** `from` and `to` are bounds of quarters; without them all is counted. */
export const range = {
  measure: z._default(Measure, 'usd'),
  from: z.optional(Day.check(z.refine(isQuarterStart, 'Must be the first day of a quarter.'))),
  to: z.optional(Day.check(z.refine(isQuarterEnd, 'Must be the last day of a quarter.'))),
}

/** Rows of one place: of a sub-cluster, of a beneficiary, or both. */
export const rowFilters = { subCluster: z.optional(Code), beneficiary: z.optional(Code) }

export const gapFilters = { ...range, ...rowFilters, priorityArea: z.optional(Code) }

export const groupBy = z._default(textUpTo(80), 'subCluster,priorityArea')
