// The measure and the days that figures are asked for: the query parameters that the routes of coverage share.
import { Measure } from '#model/coverage.ts'
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
