// Shares: what a group of contributions has put into the finest rows, and by what the cells above move when it changes.
import {
  cellId,
  type CellDelta,
  type CellGrouping,
  type CellMeasure,
  type Figures,
  groupings,
  isImaged,
  pace,
  presence,
  providersOf,
  type RowKey,
} from './coverageCells.ts'
import { watchedYears } from './losses.ts'
import { batches, type Item, type Write } from './table.ts'

/** A share is kept at the finest key of its kind; coarser groupings are reached from it. */
export const leaves = [
  'subCluster,priorityArea,beneficiary',
  'provider',
  'instrument',
  presence,
  providersOf,
  pace,
] as const
export type Leaf = (typeof leaves)[number]

/** What one group has put into one finest row in one year, for one viewer and measure. */
export interface Share {
  viewer: string
  measure: CellMeasure
  leaf: Leaf
  key: RowKey
  year: string
  figures: Figures
}

export const groupPartition = (id: string): string => `GROUP#${id}`

const shareSortKey = ({ viewer, measure, leaf, key, year }: Share): string => {
  const parts = [key.subCluster, key.priorityArea, key.beneficiary, key.provider, key.instrument]
  return ['SHARE', viewer, measure, leaf, ...parts.map((part) => part ?? '~'), year].join('#')
}

export const shareOf = (item: Item): Share => ({
  ...(item['share'] as Omit<Share, 'figures'>),
  figures: new Map(
    Object.entries(item['figures'] as Record<string, number | bigint>).map(([name, sum]) => [name, BigInt(sum)]),
  ),
})

const isNonZero = ([, amount]: [string, bigint]): boolean => amount !== 0n

/** What has to be added to `before` to get `after`; only what differs. */
export const figuresBetween = (before: Figures, after: Figures): Figures => {
  const names = new Set([...before.keys(), ...after.keys()])
  return new Map(
    [...names]
      .map((name): [string, bigint] => [name, (after.get(name) ?? 0n) - (before.get(name) ?? 0n)])
      .filter(isNonZero),
  )
}

const coarser: Record<Leaf, CellGrouping[]> = {
  'subCluster,priorityArea,beneficiary': groupings.slice(0, 5),
  provider: ['provider'],
  instrument: ['instrument'],
  presence: [presence],
  'subCluster,beneficiary,provider': [providersOf],
  pace: [pace],
}

/** A share as it becomes, in the group that holds it, and by what it differs from the one before. */
export interface ShareChange {
  share: Share
  group: string
  delta: Figures
}

export const shareWrite = ({ share, group }: ShareChange): Write => {
  const key = { pk: groupPartition(group), sk: shareSortKey(share) }
  const { figures, ...rest } = share
  const kept = Object.fromEntries([...figures].filter(isNonZero))
  return Object.keys(kept).length === 0 ? { delete: key } : { put: { ...key, share: rest, figures: kept } }
}

const cellDeltas = ({ share, delta }: ShareChange): CellDelta[] =>
  coarser[share.leaf].map((grouping) => ({ ...share, grouping, figures: delta }))

export const shareChanges = (group: string, before: readonly Share[], after: readonly Share[]): ShareChange[] => {
  const old = new Map(before.map((share) => [shareSortKey(share), share]))
  const kept = new Set(after.map(shareSortKey))
  const removed = before.filter((share) => !kept.has(shareSortKey(share)))
  return [...after, ...removed.map((share) => ({ ...share, figures: new Map<string, bigint>() }))].flatMap((share) => {
    const delta = figuresBetween(old.get(shareSortKey(share))?.figures ?? new Map(), share.figures)
    return delta.size === 0 ? [] : [{ share, group, delta }]
  })
}

/** Adds up the deltas that meet in one cell, since a transaction may write an item once. */
export const mergedDeltas = (changes: readonly ShareChange[]): CellDelta[] => {
  const cells = new Map<string, CellDelta>()
  for (const delta of changes.flatMap(cellDeltas)) {
    const standing = cells.get(cellId(delta))
    const figures = new Map(standing?.figures)
    for (const [name, amount] of delta.figures) figures.set(name, (figures.get(name) ?? 0n) + amount)
    cells.set(cellId(delta), { ...delta, figures })
  }
  return [...cells.values()]
    .map((cell) => ({ ...cell, figures: new Map([...cell.figures].filter(isNonZero)) }))
    .filter(({ figures }) => figures.size > 0)
}

/** What cells would move by if a group put other shares into them. */
export const deltasBetween = (before: readonly Share[], after: readonly Share[]): CellDelta[] =>
  mergedDeltas(shareChanges('', before, after))

/** Of a year of a finest row: the other viewer's cell is held, and both may lose their cover. */
const mostLossWrites = 3

/** A share each, and for each of their cells the cell and its image; who is present where has none. */
export const writesOf = (changes: readonly ShareChange[]): number => {
  const deltas = mergedDeltas(changes)
  const cells = deltas.reduce((sum, { grouping }) => sum + (isImaged(grouping) ? 2 : 1), 0)
  return changes.length + cells + watchedYears(deltas).length * mostLossWrites
}

/** Years beside each other share their coarser cells. */
const placeOf = ({ share }: ShareChange): string =>
  [share.viewer, share.measure, share.year, shareSortKey(share)].join('#')

/** A share, the five cells above it with their images, and what is lost there. */
const mostWritesOfCell = 14

/**
 * Changes in parts of at most so many writes. Those of one cell stay together as far as they fit: what one group takes
 * from a cell and another puts there is no change of it.
 */
export const inParts = (changes: readonly ShareChange[], most: number): ShareChange[][] => {
  const inOrder = changes.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const ofCells = [...Map.groupBy(inOrder, placeOf).values()].flatMap((own) => batches(own, most - mostWritesOfCell))
  const parts: ShareChange[][] = []
  for (const ofCell of ofCells) {
    const joined = [...(parts.at(-1) ?? []), ...ofCell]
    if (parts.length > 0 && writesOf(joined) <= most) parts[parts.length - 1] = joined
    else parts.push(ofCell)
  }
  return parts
}
