// What the cells must add up to: the counting rules applied once to all contributions and findings as they stand.
import { countedRecord } from '#domain/coverage/cells.ts'
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { groupFigures, type KeyOf } from '#domain/coverage/net.ts'
import { additiveOf } from '#domain/coverage/sums.ts'
import { asSeenBy } from '#domain/coverage/viewers.ts'
import type { Contribution } from '#model/contribution.ts'
import { stages } from '#model/coverage.ts'
import type { StoredFinding } from '#model/detection.ts'
import { groupings, type Grouping } from '#store/coverageCells.ts'
import { coverageCellsIn, figureName, type FigurePart } from '#store/coverageCells.ts'
import type { Tracker } from '#test/support/builders.ts'

/** Sums by quarter, stage and part, without zeros: `2008-Q1 1a` to cents. */
export type Totals = Record<string, string>

const totalsOf = (entries: Iterable<[string, bigint]>): Totals => {
  const sums = new Map<string, bigint>()
  for (const [name, amount] of entries) sums.set(name, (sums.get(name) ?? 0n) + amount)
  const kept = [...sums].filter(([, sum]) => sum !== 0n).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(kept.map(([name, sum]) => [name, String(sum)]))
}

const groupOf = (contributions: Contribution[], findings: StoredFinding[]): CountedGroup => {
  const group: CountedGroup = {
    records: contributions.map(countedRecord),
    confirmed: [],
    open: [],
    partOf: [],
  }
  for (const { kind, state, verdict, names, score, contributions: sides } of findings) {
    const [a, b] = sides.map(({ id }) => id) as [string, string]
    const other = a === names ? b : a
    if (state === 'gone') continue
    if (state === 'decided' && verdict === 'part-of') group.partOf.push({ part: other, whole: names ?? '' })
    else if (state === 'decided' && verdict === 'same-contribution')
      group.confirmed.push({ survivor: names ?? '', other })
    else if (kind === 'duplicate-record' && state !== 'decided') group.open.push({ a, b, score })
  }
  return group
}

const keyOf: Record<'cells' | 'provider' | 'instrument', KeyOf> = {
  cells: (cell) => JSON.stringify(cell),
  provider: (cell, { provider }) => JSON.stringify({ ...cell, provider }),
  instrument: (cell, { instrument }) => JSON.stringify({ ...cell, instrument }),
}

const expectedOf = (group: CountedGroup, key: KeyOf): Totals =>
  totalsOf(
    [...groupFigures(asSeenBy('everyone', group), key)].flatMap(([text, figures]) => {
      const { measure, quarter } = JSON.parse(text) as { measure: string; quarter: string }
      if (measure !== 'usd') return []
      return stages.flatMap((stage) =>
        Object.entries(additiveOf(figures[stage])).map(([part, amount]): [string, bigint] => [
          `${quarter.slice(0, 4)} ${figureName(quarter, stage, part as FigurePart)}`,
          amount,
        ]),
      )
    }),
  )

const leafOf = (grouping: Grouping): keyof typeof keyOf => {
  if (grouping === 'provider') return 'provider'
  return grouping === 'instrument' ? 'instrument' : 'cells'
}

/** What each grouping must sum up to, for everyone, in US dollars. */
export const expectedTotals = async (tracker: Tracker): Promise<Record<string, Totals>> => {
  const items = await tracker.items()
  const contributions = items.filter(({ sk }) => sk === 'CONTRIBUTION').map((item) => item['record'] as Contribution)
  const findings = items.filter(({ sk }) => sk === 'FINDING').map((item) => item['finding'] as StoredFinding)
  const group = groupOf(contributions, findings)
  return Object.fromEntries(groupings.map((grouping) => [grouping, expectedOf(group, keyOf[leafOf(grouping)])]))
}

/** What each grouping's cells sum up to, or did at an instant, for everyone, in US dollars. */
export const cellTotals = async ({ table }: Tracker, asOf?: string): Promise<Record<string, Totals>> => {
  const cells = coverageCellsIn(table)
  const totals = groupings.map(async (grouping) => {
    const lists = (['items', 'shared', 'unspecified'] as const).map(async (list) =>
      cells.read({ viewer: 'everyone', measure: 'usd', grouping, list, limit: 10_000, asOf }),
    )
    const years = (await Promise.all(lists)).flatMap((read) => read.years)
    const entries = years.flatMap(({ year, figures }) =>
      [...figures]
        .filter(([name]) => !name.endsWith('n'))
        .map(([name, amount]): [string, bigint] => [`${year} ${name}`, amount]),
    )
    return [grouping, totalsOf(entries)] as const
  })
  return Object.fromEntries(await Promise.all(totals))
}
