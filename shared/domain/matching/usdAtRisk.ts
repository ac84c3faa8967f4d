// What is counted twice if a pair is one contribution.
import { fromHundredths, smallest } from '../decimal.ts'
import type { MatchRecord } from './matchRecord.ts'

/** The smaller US dollar amount of two records as a decimal string, or null when a side has none. */
export function usdAtRisk(
  { usdCents: a }: Pick<MatchRecord, 'usdCents'>,
  { usdCents: b }: Pick<MatchRecord, 'usdCents'>,
): string | null {
  return a === null || b === null ? null : fromHundredths(smallest(a, b))
}
