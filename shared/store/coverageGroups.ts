// Coverage groups: GROUP#id holds what a group of contributions (or one need) has put into the cells so far.
import {
  cellId,
  cellKey,
  cellWrites,
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
import { Refusal } from '#model/refusal.ts'
import { type ListedBeside, besideWrites } from './besides.ts'
import { inTurn, Moved } from './images.ts'
import { type LostIn, lossWrites, watchedKeys, watchedYears } from './losses.ts'
import { backOff, batches, type Item, type Key, maxWritesPerTransaction, type Table, type Write } from './table.ts'

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

export interface StoredGroup {
  id: string
  version: number
  /** What it was counted from: the revisions of its records and what ties them, as one text. */
  state: string
  members: string[]
  shares: Share[]
}

/** The group that a member was last counted in, and what was listed beside the figures for it. */
export interface Counted {
  group: string
  revision: number
  beside: ListedBeside[]
}

const groupPartition = (id: string): string => `GROUP#${id}`
const groupKey = (id: string): Key => ({ pk: groupPartition(id), sk: 'GROUP' })
const countedKey = (member: string): Key => ({ pk: `COUNTED#${member}`, sk: 'COUNTED' })

const shareSortKey = ({ viewer, measure, leaf, key, year }: Share): string => {
  const parts = [key.subCluster, key.priorityArea, key.beneficiary, key.provider, key.instrument]
  return ['SHARE', viewer, measure, leaf, ...parts.map((part) => part ?? '~'), year].join('#')
}

const shareOf = (item: Item): Share => ({
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

interface ShareChange {
  share: Share
  group: string
  delta: Figures
}

const shareWrite = ({ share, group }: ShareChange): Write => {
  const key = { pk: groupPartition(group), sk: shareSortKey(share) }
  const { figures, ...rest } = share
  const kept = Object.fromEntries([...figures].filter(isNonZero))
  return Object.keys(kept).length === 0 ? { delete: key } : { put: { ...key, share: rest, figures: kept } }
}

const cellDeltas = ({ share, delta }: ShareChange): CellDelta[] =>
  coarser[share.leaf].map((grouping) => ({ ...share, grouping, figures: delta }))

const shareChanges = (group: string, before: readonly Share[], after: readonly Share[]): ShareChange[] => {
  const old = new Map(before.map((share) => [shareSortKey(share), share]))
  const kept = new Set(after.map(shareSortKey))
  const removed = before.filter((share) => !kept.has(shareSortKey(share)))
  return [...after, ...removed.map((share) => ({ ...share, figures: new Map<string, bigint>() }))].flatMap((share) => {
    const delta = figuresBetween(old.get(shareSortKey(share))?.figures ?? new Map(), share.figures)
    return delta.size === 0 ? [] : [{ share, group, delta }]
  })
}

/** Adds up the deltas that meet in one cell, since a transaction may write an item once. */
const mergedDeltas = (changes: readonly ShareChange[]): CellDelta[] => {
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
const writesOf = (changes: readonly ShareChange[]): number => {
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
const inParts = (changes: readonly ShareChange[], most: number): ShareChange[][] => {
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

/** Another writer of the same cells is given way to so often at once; then all is counted again. */
const mostCellTries = 20

/** What a recount found: the groups as they were read, as they are now, and what is listed beside the figures. */
export interface Recount {
  before: StoredGroup[]
  after: { id: string; state: string; members: { id: string; revision: number }[]; shares: Share[] }[]
  /** Where each member was counted when it was read; undefined for one that was not. */
  counted: ReadonlyMap<string, Counted | undefined>
  besideBefore: ListedBeside[]
  besideAfter: ListedBeside[]
  /** The instant of the change, ISO 8601. */
  at: string
  /** Tells which quarters lose their cover; a need's own count takes none from it. */
  lostIn: LostIn
}

const superseded = () => new Refusal('conflict', 'The group was counted again meanwhile.')

/** The group must still be as it was read: whoever read the records later has counted them later. */
const asRead = ({ version }: StoredGroup): Pick<Write, 'condition' | 'values' | 'refuse'> => ({
  condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
  ...(version === 0 ? {} : { values: { ':version': version } }),
  refuse: superseded,
})

const versionWrite = (group: StoredGroup, { state, members }: Pick<StoredGroup, 'state' | 'members'>): Write => ({
  ...asRead(group),
  put: { ...groupKey(group.id), version: group.version + 1, state, members },
})

/** A member must still be counted where it was read, or two groups that do not know of each other would both count it. */
const asCounted = (standing: Counted | undefined): Pick<Write, 'condition' | 'names' | 'values' | 'refuse'> => ({
  ...(standing
    ? { condition: '#group = :group', names: { '#group': 'group' }, values: { ':group': standing.group } }
    : { condition: 'attribute_not_exists(pk)' }),
  refuse: superseded,
})

const countedWrites = ({ after, counted, besideAfter }: Recount): Write[] =>
  after.flatMap(({ id, members }) =>
    members.map((member) => ({
      ...asCounted(counted.get(member.id)),
      put: {
        ...countedKey(member.id),
        group: id,
        revision: member.revision,
        beside: besideAfter.filter((listed) => listed.id === member.id).map(({ entry: _, ...listed }) => listed),
      },
    })),
  )

export interface CoverageGroups {
  countedIn: (member: string) => Promise<Counted | undefined>
  /** A group as it stands; version 0 where there is none. Read before the records that a recount is made from. */
  read: (id: string) => Promise<StoredGroup>
  /** Moves shares, cells, watermarks and members; refuses `conflict` when one of the groups was counted meanwhile. */
  apply: (recount: Recount) => Promise<void>
}

/**
 * Shares and the cells above them in one transaction with other writes, whose conditions come first. The cells are read
 * just before, for their images; who finds one moved gives way and reads them again.
 */
const moveCells = async (
  table: Table,
  changes: readonly ShareChange[],
  when: Pick<Recount, 'at' | 'lostIn'>,
  others: Write[],
): Promise<void> => {
  const deltas = mergedDeltas(changes)
  const imaged = deltas.filter(({ grouping }) => isImaged(grouping)).map(cellKey)
  const keys = new Map([...imaged, ...watchedKeys(watchedYears(deltas))].map((key) => [`${key.pk} ${key.sk}`, key]))
  for (let attempt = 1; ; attempt += 1) {
    const standing = new Map((await table.getAll([...keys.values()])).map((item) => [`${item.pk} ${item.sk}`, item]))
    const cells = deltas.flatMap((delta) => cellWrites(delta, standing.get(cellId(delta)), when.at))
    const losses = lossWrites(deltas, standing, when)
    try {
      await table.transact([...others, ...changes.map(shareWrite), ...cells, ...losses])
      return
    } catch (error) {
      if (!(error instanceof Moved) || attempt >= mostCellTries) throw error
      await backOff(attempt, { first: 10, most: 5000 })
    }
  }
}

export const coverageGroupsIn = (table: Table): CoverageGroups => ({
  countedIn: async (member) => {
    const item = await table.get(countedKey(member))
    if (!item) return undefined
    const beside = (item['beside'] ?? []) as ListedBeside[]
    return { group: String(item['group']), revision: Number(item['revision']), beside }
  },

  read: async (id) => {
    const items = await table.queryAll({ partition: groupPartition(id), consistent: true })
    const head = items.find(({ sk }) => sk === 'GROUP')
    return {
      id,
      version: Number(head?.['version'] ?? 0),
      state: (head?.['state'] as string | undefined) ?? '',
      members: (head?.['members'] ?? []) as string[],
      shares: items.filter(({ sk }) => sk !== 'GROUP').map(shareOf),
    }
  },

  apply: async (recount) => {
    const { before, after } = recount
    const next = new Map(after.map((group) => [group.id, group]))
    const headAfter = ({ id }: StoredGroup) => ({
      state: next.get(id)?.state ?? '',
      members: next.get(id)?.members.map((member) => member.id) ?? [],
    })
    const changes = before.flatMap(({ id, shares }) => shareChanges(id, shares, next.get(id)?.shares ?? []))
    const besides = [...countedWrites(recount), ...besideWrites(recount.besideBefore, recount.besideAfter)]
    const small = writesOf(changes) + before.length + besides.length <= maxWritesPerTransaction
    if (small) {
      const versions = before.map((group) => versionWrite(group, headAfter(group)))
      await inTurn(table, () => moveCells(table, changes, recount, [...versions, ...besides]))
      return
    }
    // Every part moves the versions, so that nobody who read the shares before it adds the same difference again. A crash
    // between two parts leaves shares and cells in step; members are let go last, so a repetition finds all and finishes.
    let standing = before
    const write = async (some: readonly ShareChange[], others: Write[], headOf: typeof headAfter): Promise<void> => {
      const versions = standing.map((group) => versionWrite(group, headOf(group)))
      await inTurn(table, () => moveCells(table, some, recount, [...versions, ...others]))
      standing = standing.map((group) => ({ ...group, version: group.version + 1 }))
    }
    const headMeanwhile = (group: StoredGroup) => ({
      state: '',
      members: [...new Set([...group.members, ...headAfter(group).members])],
    })
    const room = maxWritesPerTransaction - before.length
    for (const some of inParts(changes, room)) await write(some, [], headMeanwhile)
    for (const some of batches(besides, room)) await write([], some, headMeanwhile)
    await write([], [], headAfter)
  },
})
