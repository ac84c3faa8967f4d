// The order in which a coordinator takes gaps up: start-up needs first, then one-off, then recurrent, each by what is missing.
import type { Urgency } from '#model/need.ts'
import { largest } from '../decimal.ts'
import type { RowSums } from './rows.ts'

const urgencies: (Urgency | null)[] = ['start-up', 'one-off', 'recurrent', null]

/** More digits than any sum of hundredths has. */
const digits = 24
const most = 10n ** BigInt(digits) - 1n

/** The most urgent of the given needs; null where none of them stands behind a gap. */
export function mostUrgent(needs: readonly { urgency: Urgency }[]): Urgency | null {
  return urgencies.find((urgency) => needs.some((need) => need.urgency === urgency)) ?? null
}

/** What is expected to be missing of what is announced, in hundredths. */
export function expectedGap({ needed, stages }: RowSums): bigint {
  return largest(0n, (needed ?? 0n) - stages.announced.expected)
}

/** Sorts as text by urgency, then the largest gap, then the row; null where nothing is missing. */
export function gapOrder(urgency: Urgency | null, sums: RowSums, row: string): string | null {
  const gap = expectedGap(sums)
  if (gap === 0n) return null
  return `${urgencies.indexOf(urgency)}#${String(most - gap).padStart(digits, '0')}#${row}`
}
