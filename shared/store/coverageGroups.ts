// Coverage groups: GROUP#id holds what a group of contributions (or one need) has put into the cells so far.
import {
  cellId,
  cellWrite,
  type CellDelta,
  type CellGrouping,
  type CellMeasure,
  type Figures,
  groupings,
  type RowKey,
} from './coverageCells.ts'
import { Refusal } from '#model/refusal.ts'
import { type ListedBeside, besideWrites } from './besides.ts'
import { batches, type Item, type Key, maxWritesPerTransaction, type Table, type Write } from './table.ts'

/** A share is kept at the finest key of its kind; coarser groupings are reached from it. */
export const leaves = ['subCluster,priorityArea,beneficiary', 'provider', 'instrument', 'presence'] as const
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
  presence: ['presence'],
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

/** A share and the at most five cells above it. */
const maxWritesPerShare = 6

/** What a recount found: the groups as they were read, as they are now, and what is listed beside the figures. */
export interface Recount {
  before: StoredGroup[]
  after: { id: string; state: string; members: { id: string; revision: number }[]; shares: Share[] }[]
  /** Where each member was counted when it was read; undefined for one that was not. */
  counted: ReadonlyMap<string, Counted | undefined>
  besideBefore: ListedBeside[]
  besideAfter: ListedBeside[]
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
    const small = changes.length * maxWritesPerShare + before.length + besides.length <= maxWritesPerTransaction
    if (small) {
      const versions = before.map((group) => versionWrite(group, headAfter(group)))
      await table.transact([
        ...changes.map(shareWrite),
        ...mergedDeltas(changes).map(cellWrite),
        ...versions,
        ...besides,
      ])
      return
    }
    // Every part moves the versions, so that nobody who read the shares before it adds the same difference again. A crash
    // between two parts leaves shares and cells in step; members are let go last, so a repetition finds all and finishes.
    let standing = before
    const write = async (writes: Write[], headOf: typeof headAfter): Promise<void> => {
      await table.transact([...standing.map((group) => versionWrite(group, headOf(group))), ...writes])
      standing = standing.map((group) => ({ ...group, version: group.version + 1 }))
    }
    const headMeanwhile = (group: StoredGroup) => ({
      state: '',
      members: [...new Set([...group.members, ...headAfter(group).members])],
    })
    const room = maxWritesPerTransaction - before.length
    for (const some of batches(changes, Math.floor(room / maxWritesPerShare)))
      await write([...some.map(shareWrite), ...mergedDeltas(some).map(cellWrite)], headMeanwhile)
    for (const some of batches(besides, room)) await write(some, headMeanwhile)
    await write([], headAfter)
  },
})
