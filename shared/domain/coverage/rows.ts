// One row of a coverage answer, from its own sums: gap, oversupply and coverage do not add (formula 3).
import type { CoverageRow, Stage } from '#model/coverage.ts'
import { daysBetween, quarterEnd, quarterStart, yearEnd, yearStart } from '../days.ts'
import { fromHundredths, largest, roundHalfUp } from '../decimal.ts'
import { type Figure, perStage, type StageFigures } from './figure.ts'
import type { Span } from './spread.ts'

/** What a row sums up to; `needed` is null where a row has none by its nature, as a provider's or an instrument's. */
export interface RowSums {
  needed: bigint | null
  stages: StageFigures
}

/** The fields of a row that say what it is a row of. */
export type RowKey = Pick<
  CoverageRow,
  'subCluster' | 'priorityArea' | 'beneficiary' | 'provider' | 'instrument' | 'quarter' | 'year'
>

interface Range {
  low: bigint
  expected: bigint
  high: bigint
}

/**
 * The row of its sums. A gap is smallest where most is counted: `gap.low` comes from `net.high`. With `expertsOver`, the
 * days of the row (`rowDays`), the sums are expert-days and every amount shown is divided by them at the very end, half
 * up to hundredths. Coverage is a ratio to four decimals, never clamped, absent where nothing is needed.
 */
export function coverageRow({ needed, stages }: RowSums, key: RowKey, expertsOver = 1): CoverageRow {
  const written = (amount: bigint) => fromHundredths(roundHalfUp(amount, BigInt(expertsOver)))
  const writtenRange = (range: Range) => ({
    low: written(range.low),
    expected: written(range.expected),
    high: written(range.high),
  })
  const figures = perStage((stage) => ({
    reported: written(stages[stage].reported),
    net: writtenRange(stages[stage]),
  }))
  if (needed === null) return { ...key, ...figures }
  return {
    ...key,
    needed: written(needed),
    ...figures,
    gap: perStage((stage) => writtenRange(gapOf(needed, stages[stage]))),
    oversupply: perStage((stage) => writtenRange(oversupplyOf(needed, stages[stage]))),
    ...(needed > 0n && { coverage: perStage((stage: Stage) => coverageOf(needed, stages[stage])) }),
  }
}

/**
 * The days that an experts row is averaged over: its quarter, its year or the whole range; of a quarter or year that the
 * range cuts, only the days inside, because only they were summed.
 */
export function rowDays({ quarter, year }: RowKey, range: Span): number {
  const own = quarter ? quarterSpan(quarter) : year ? { start: yearStart(year), end: yearEnd(year) } : range
  const start = own.start > range.start ? own.start : range.start
  const end = own.end < range.end ? own.end : range.end
  return daysBetween(start, end)
}

function quarterSpan(quarter: string): Span {
  return { start: quarterStart(quarter), end: quarterEnd(quarter) }
}

function gapOf(needed: bigint, net: Figure): Range {
  return {
    low: largest(0n, needed - net.high),
    expected: largest(0n, needed - net.expected),
    high: largest(0n, needed - net.low),
  }
}

function oversupplyOf(needed: bigint, net: Figure): Range {
  return {
    low: largest(0n, net.low - needed),
    expected: largest(0n, net.expected - needed),
    high: largest(0n, net.high - needed),
  }
}

function coverageOf(needed: bigint, net: Figure): { low: number; expected: number; high: number } {
  const ratio = (amount: bigint) => Number(roundHalfUp(amount * 10_000n, needed)) / 10_000
  return { low: ratio(net.low), expected: ratio(net.expected), high: ratio(net.high) }
}
