// Formula 5: how far a beneficiary can rely on what is arranged for it (S/2008/186, para. 76).
import type { Contribution } from '#model/contribution.ts'
import { dayNumber, nextQuarter } from '../days.ts'
import { largest } from '../decimal.ts'
import { statusRank } from '../statusLadder.ts'

/** By quarter, in cents. */
export type ByQuarter = ReadonlyMap<string, bigint>

/** The quarters that "next" means: the four after the present one. */
export function nextFour(present: string): string[] {
  const quarters: string[] = []
  for (let quarter = nextQuarter(present); quarters.length < 4; quarter = nextQuarter(quarter)) quarters.push(quarter)
  return quarters
}

export function sumIn(amounts: ByQuarter, quarters: readonly string[]): bigint {
  return quarters.reduce((sum, quarter) => sum + (amounts.get(quarter) ?? 0n), 0n)
}

/**
 * The first quarter after the present one that falls by more than a third against the one before it; null where none
 * does. After a quarter of nothing, nothing can fall.
 */
export function fundingCliff(
  arranged: ByQuarter,
  present: string,
): { quarter: string; before: bigint; after: bigint } | null {
  const last = [...arranged.keys()].toSorted().at(-1) ?? present
  let [previous, quarter] = [present, nextQuarter(present)]
  while (previous <= last) {
    const [before, after] = [arranged.get(previous) ?? 0n, arranged.get(quarter) ?? 0n]
    if (before > 0n && after * 3n < before * 2n) return { quarter, before, after }
    previous = quarter
    quarter = nextQuarter(quarter)
  }
  return null
}

/** Who gives most, and its share to four decimals; of equals the first by code; null where nobody gives anything. */
export function largestProvider(amounts: ReadonlyMap<string, bigint>): { provider: string; share: number } | null {
  const given = [...amounts].filter(([, amount]) => amount > 0n).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const total = given.reduce((sum, [, amount]) => sum + amount, 0n)
  const [first, ...others] = given
  if (!first) return null
  const [provider, amount] = others.reduce((most, next) => (next[1] > most[1] ? next : most), first)
  return { provider, share: Number((amount * 10_000n + total / 2n) / total) / 10_000 }
}

/** The middle of numbers that come so often each; of an even number the mean of the two middle ones. */
export function medianOf(counts: ReadonlyMap<number, bigint>): number | null {
  const inOrder = [...counts].filter(([, count]) => count > 0n).toSorted(([a], [b]) => a - b)
  const total = inOrder.reduce((sum, [, count]) => sum + count, 0n)
  if (total === 0n) return null
  const at = (place: bigint): number => {
    let passed = 0n
    return inOrder.find(([, count]) => (passed += count) > place)?.[0] ?? 0
  }
  return (at((total - 1n) / 2n) + at(total / 2n)) / 2
}

/** Days from entering `pledged` to the first commitment, and from that to the first disbursement; null where one is missing. */
export interface Pace {
  pledgeToCommitment: number | null
  commitmentToDisbursement: number | null
}

export function paceOf({ statusHistory, transactions }: Pick<Contribution, 'statusHistory' | 'transactions'>): Pace {
  const firstOf = (type: 'commitment' | 'disbursement') =>
    transactions
      .flatMap((sent) => (sent.type === type ? [sent.date] : []))
      .toSorted()
      .at(0)
  const moved = (isSo: (rank: number) => boolean) =>
    statusHistory.find(({ status }) => isSo(statusRank(status)))?.at.slice(0, 10)
  const pledged = moved((rank) => rank === statusRank('pledged'))
  const committed = firstOf('commitment') ?? moved((rank) => rank >= statusRank('committed'))
  return {
    pledgeToCommitment: daysFrom(pledged, committed),
    commitmentToDisbursement: daysFrom(committed, firstOf('disbursement')),
  }
}

/** What is missing of start-up needs: what they need less what was arranged in their quarters by their first day. */
export function startUpGap(needed: bigint, arranged: bigint): bigint {
  return largest(0n, needed - arranged)
}

// What was recorded late may stand in the wrong order: then it took no time.
function daysFrom(start: string | undefined, end: string | undefined): number | null {
  return start === undefined || end === undefined ? null : Math.max(0, dayNumber(end) - dayNumber(start))
}
