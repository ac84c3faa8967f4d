// Formula 8: cover that is lost, quarter by quarter of a finest row.
import type { LostQuarter, Measure } from '#model/coverage.ts'
import { daysInQuarter } from '../days.ts'
import type { RowSums } from './rows.ts'
import { coverageRow } from './rows.ts'

/**
 * A quarter whose coverage by `arranged net.expected` falls from 1 or more to less than 1; null for any other change. Of
 * experts the amounts are levels, as everywhere.
 */
export function lostCover(
  { measure, quarter }: { measure: Measure; quarter: string },
  before: RowSums,
  after: RowSums,
): LostQuarter | null {
  if (!isCovered(before) || isCovered(after) || !after.needed) return null
  const days = measure === 'experts' ? daysInQuarter(quarter) : 1
  const arranged = (sums: RowSums): string => coverageRow(sums, {}, days).arranged.net.expected
  const { needed = '0.00' } = coverageRow(after, {}, days)
  return { quarter, needed, before: arranged(before), after: arranged(after) }
}

/** By `arranged net.expected`; what nothing is needed of is not covered. */
export function isCovered({ needed, stages }: RowSums): boolean {
  return needed !== null && needed > 0n && stages.arranged.expected >= needed
}
