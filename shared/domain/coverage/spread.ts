// Formula 1: an amount spread over the quarters of its period and over its priority areas.
import { dayNumber, daysBetween, nextQuarter, quarterEnd, quarterOf, quarterStart } from '../days.ts'
import { largestRemainder } from './apportion.ts'

/** The days that an amount spreads over, both ends included. */
export interface Span {
  start: string
  end: string
}

/** A priority area's share in hundredths of a percent; the code is null where nothing says which area. */
export interface AreaShare {
  code: string | null
  share: bigint
}

/** What of an amount falls on one quarter and priority area, in the amount's own hundredths. */
export interface SpreadPart {
  quarter: string
  priorityArea: string | null
  amount: bigint
}

/** The whole amount, undivided. */
export const undivided: readonly AreaShare[] = [{ code: null, share: 10_000n }]

/**
 * Spreads an amount evenly over the days of its span, or puts it on its one day, and over its areas: one joint largest
 * remainder over quarter x priority area, ties by quarter then code. The parts sum to the total exactly and come in
 * that order, those of nothing included, so that spreads of several amounts over the same span line up.
 */
export function spread(total: bigint, over: Span | string, shares: readonly AreaShare[] = undivided): SpreadPart[] {
  const areas = shares.toSorted((a, b) => compareCodes(a.code, b.code))
  const places = quartersOf(spanOf(over)).flatMap(({ quarter, days }) =>
    areas.map(({ code, share }) => ({ quarter, priorityArea: code, weight: BigInt(days) * share })),
  )
  const amounts = largestRemainder(
    total,
    places.map(({ weight }) => weight),
  )
  return places.map(({ quarter, priorityArea }, index) => ({ quarter, priorityArea, amount: amounts[index] ?? 0n }))
}

/**
 * Expert-days of a level of experts, in hundredths: the level on every day of the span. Spreading this total gives each
 * quarter its level times its days, exactly.
 */
export function expertDays(level: bigint, over: Span | string): bigint {
  const { start, end } = spanOf(over)
  return level * BigInt(daysBetween(start, end))
}

function spanOf(over: Span | string): Span {
  return typeof over === 'string' ? { start: over, end: over } : over
}

function quartersOf({ start, end }: Span): { quarter: string; days: number }[] {
  const quarters = []
  const lastDay = dayNumber(end)
  for (let quarter = quarterOf(start); dayNumber(quarterStart(quarter)) <= lastDay; quarter = nextQuarter(quarter)) {
    const [first, last] = [quarterStart(quarter), quarterEnd(quarter)]
    quarters.push({ quarter, days: daysBetween(first < start ? start : first, last > end ? end : last) })
  }
  return quarters
}

function compareCodes(a: string | null, b: string | null): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}
