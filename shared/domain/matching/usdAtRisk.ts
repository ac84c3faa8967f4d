// What is counted twice if a pair, or a whole group, is one contribution.
import { fromHundredths, largest, smallest } from '../decimal.ts'
import type { MatchRecord } from './matchRecord.ts'

/** The smaller US dollar amount of two records as a decimal string, or null when a side has none. */
export function usdAtRisk(
  { usdCents: a }: Pick<MatchRecord, 'usdCents'>,
  { usdCents: b }: Pick<MatchRecord, 'usdCents'>,
): string | null {
  return a === null || b === null ? null : fromHundredths(smallest(a, b))
}

/** The money that would be counted more than once: the sum without its largest part, in US cents. */
export function countedTwice(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n) - largest(0n, ...amounts)
}
