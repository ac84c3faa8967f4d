// Coverage groups: GROUP#id holds what a group of contributions (or one need) has put into the cells so far.
import { Refusal } from '#model/refusal.ts'
import { type ListedBeside, besideWrites } from './besides.ts'
import { cellId, cellKey, cellWrites, isImaged } from './coverageCells.ts'
import { inTurn, Moved } from './images.ts'
import { type LostIn, lossWrites, watchedKeys, watchedYears } from './losses.ts'
import {
  groupPartition,
  inParts,
  mergedDeltas,
  type Share,
  type ShareChange,
  shareChanges,
  shareOf,
  shareWrite,
  writesOf,
} from './shares.ts'
import { backOff, batches, type Key, maxWritesPerTransaction, type Table, type Write } from './table.ts'

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

const groupKey = (id: string): Key => ({ pk: groupPartition(id), sk: 'GROUP' })
const countedKey = (member: string): Key => ({ pk: `COUNTED#${member}`, sk: 'COUNTED' })

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
