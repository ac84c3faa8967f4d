// Counts a contribution or need again, with all that it must be counted with: run by the stream for every change.
import { addFigures, noFigures, type StageFigures } from '#domain/coverage/figure.ts'
import { type Cell, countedRecord, needCells } from '#domain/coverage/cells.ts'
import type { CountedGroup } from '#domain/coverage/countedGroup.ts'
import { additiveOf } from '#domain/coverage/sums.ts'
import { presenceOf, viewerFigures } from '#domain/coverage/viewers.ts'
import { type Measure, stages } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import {
  type FigurePart,
  figureName,
  type Figures,
  neededName,
  partnerName,
  type RowKey,
} from '#store/coverageCells.ts'
import type { Leaf, Recount, Share, StoredGroup } from '#store/coverageGroups.ts'
import { accountLines } from './accountLines.ts'
import { besideOf, needBeside } from './listedBeside.ts'
import { type Closure, readClosure } from './readClosure.ts'
import { untilApplied } from './untilApplied.ts'

/** The key of one finest row and quarter, as text for the counting rules and as fields for the store. */
interface LeafKey {
  measure: Measure
  leaf: Leaf
  key: RowKey
  quarter: string
}

const addTo = (
  shares: Map<string, Share>,
  viewer: string,
  leafKey: LeafKey,
  figures: Iterable<[string, bigint]>,
): void => {
  const { measure, leaf, key, quarter } = leafKey
  const year = quarter.slice(0, 4)
  const id = JSON.stringify([viewer, measure, leaf, key, year])
  const share = shares.get(id) ?? { viewer, measure, leaf, key, year, figures: new Map<string, bigint>() }
  for (const [name, amount] of figures) share.figures.set(name, (share.figures.get(name) ?? 0n) + amount)
  shares.set(id, share)
}

const figuresOf = (quarter: string, figures: StageFigures): [string, bigint][] =>
  stages.flatMap((stage) =>
    Object.entries(additiveOf(figures[stage])).map(([part, amount]): [string, bigint] => [
      figureName(quarter, stage, part as FigurePart),
      amount,
    ]),
  )

/** The low of a provider's or instrument's row is taken cell by cell, so a cell stays in its key until rows are summed. */
const leafKeys: { leaf: Leaf; of: (cell: Cell, record: { provider: string; instrument: string | null }) => RowKey }[] =
  [
    {
      leaf: 'subCluster,priorityArea,beneficiary',
      of: ({ subCluster, priorityArea, beneficiary }) => ({ subCluster, priorityArea, beneficiary }),
    },
    { leaf: 'provider', of: (_cell, { provider }) => ({ provider }) },
    { leaf: 'instrument', of: (_cell, { instrument }) => ({ instrument }) },
  ]

/** Who is active where is asked without a time and in no measure: one share for all of it. */
const presenceShares = (group: CountedGroup): Share[] => {
  const shares = new Map<string, Share>()
  for (const { viewer, subCluster, priorityArea, provider } of presenceOf(group)) {
    const id = JSON.stringify([viewer, subCluster, priorityArea])
    const key = { subCluster, priorityArea }
    const share = shares.get(id) ?? { viewer, measure: 'any', leaf: 'presence', key, year: 'all', figures: new Map() }
    share.figures.set(partnerName(provider), (share.figures.get(partnerName(provider)) ?? 0n) + 1n)
    shares.set(id, share)
  }
  return [...shares.values()]
}

const groupShares = (group: CountedGroup): Share[] => {
  const shares = new Map<string, Share>()
  for (const { leaf, of } of leafKeys) {
    const views = viewerFigures(group, (cell, record) => JSON.stringify([cell, of(cell, record)]))
    for (const [viewer, figures] of views) {
      const rows = new Map<string, { leafKey: LeafKey; sum: StageFigures }>()
      for (const [text, figure] of figures) {
        const [{ measure, quarter }, key] = JSON.parse(text) as [Cell, RowKey]
        const leafKey = { measure, leaf, key, quarter }
        const id = JSON.stringify(leafKey)
        rows.set(id, { leafKey, sum: addFigures(rows.get(id)?.sum ?? noFigures, figure) })
      }
      for (const { leafKey, sum } of rows.values()) addTo(shares, viewer, leafKey, figuresOf(leafKey.quarter, sum))
    }
  }
  return [...shares.values(), ...presenceShares(group)]
}

const hasAnything = ({ figures }: { figures: Figures }): boolean => [...figures.values()].some((sum) => sum !== 0n)

const countedGroupOf = ({ contributions, confirmed, open, partOf, inParentMonth }: Closure): CountedGroup => ({
  records: contributions.map((contribution) => countedRecord(contribution, { lapsed: false })),
  confirmed,
  open,
  partOf,
  childUsdAtParentMonth: inParentMonth,
})

const recountOf = (
  services: Services,
  before: StoredGroup[],
  counted: Recount['counted'],
  closures: readonly Closure[],
): Recount => ({
  before,
  counted,
  after: closures.map((closure) => ({
    id: closure.id,
    state: closure.state,
    members: closure.contributions.map(({ id, revision }) => ({ id, revision })),
    shares: groupShares(countedGroupOf(closure)).filter(hasAnything),
  })),
  besideBefore: [...counted.values()].flatMap((standing) => standing?.beside ?? []),
  besideAfter: closures.flatMap((closure) => [
    ...closure.contributions.flatMap(besideOf),
    ...accountLines(services, countedGroupOf(closure)),
  ]),
})

/** Where the members were last counted. */
const countedOf = async ({ store }: Services, ids: Iterable<string>): Promise<Recount['counted']> =>
  new Map(await Promise.all([...ids].map(async (id) => [id, await store.coverageGroups.countedIn(id)] as const)))

/** The connected groups of the given contributions, each read once. */
const closuresOf = async (services: Services, ids: Iterable<string>): Promise<Closure[]> => {
  const closures: Closure[] = []
  for (const id of ids) {
    if (closures.some(({ contributions }) => contributions.some((one) => one.id === id))) continue
    const closure = await readClosure(services, id)
    if (closure.contributions.length > 0) closures.push(closure)
  }
  return closures
}

/** Nothing changed since the group was counted: what follows a change twice, or after another did, ends here. */
const isCounted = (before: readonly StoredGroup[], closures: readonly Closure[]): boolean => {
  const [group, otherGroup] = before
  const [closure, otherClosure] = closures
  return group !== undefined && closure !== undefined && !otherGroup && !otherClosure && group.state === closure.state
}

/**
 * Everything that has to be counted again together with one contribution. Groups are read before the records, so that
 * their versions fence what is read after them; when the records bring in more groups, all is read again.
 */
const recountOnce = async (services: Services, id: string): Promise<void> => {
  const { coverageGroups } = services.store
  let members = new Set([id])
  let groups = new Set<string>([id])
  for (;;) {
    const counted = await countedOf(services, members)
    groups = groups.union(new Set([...counted.values()].flatMap((standing) => standing?.group ?? [])))
    const read = await Promise.all([...groups].map(coverageGroups.read))
    const closures = await closuresOf(services, members)
    const found = new Set([
      ...read.flatMap((group) => group.members),
      ...closures.flatMap(({ contributions }) => contributions.map((one) => one.id)),
    ])
    const named = new Set(closures.map((closure) => closure.id))
    if (found.isSubsetOf(members) && named.isSubsetOf(groups)) {
      // A group that never was, and that nothing is counted in, was only guessed.
      const before = read.filter(({ id: group, version }) => version > 0 || named.has(group))
      if (!isCounted(before, closures)) await coverageGroups.apply(recountOf(services, before, counted, closures))
      return
    }
    members = members.union(found)
    groups = groups.union(named)
  }
}

/**
 * Counts a contribution as it stands now, with the group that duplicates and envelopes tie it to, and moves the cells by
 * the difference. Safe to run twice, late and out of order: the group's shares say what is in the cells already, and a
 * version per group makes the later reader of the records the later writer of the figures.
 */
export const refreshCoverage = async (services: Services, id: string): Promise<void> =>
  untilApplied(async () => recountOnce(services, id))

/** A need is a group of its own. */
export const refreshNeed = async (services: Services, id: string): Promise<void> =>
  untilApplied(async () => {
    const { coverageGroups, needs } = services.store
    // No record id has a colon: a need's group is never taken for a contribution's.
    const groupId = `need:${id}`
    const [group, counted] = await Promise.all([coverageGroups.read(groupId), coverageGroups.countedIn(groupId)])
    const row = await needs.get(id)
    if (!row) return
    const shares = new Map<string, Share>()
    for (const { cell, amount } of needCells(row.record)) {
      const { measure, subCluster, priorityArea, beneficiary, quarter } = cell
      const key = { subCluster, priorityArea, beneficiary }
      const leafKey: LeafKey = { measure, leaf: 'subCluster,priorityArea,beneficiary', key, quarter }
      addTo(shares, 'everyone', leafKey, [[neededName(quarter), amount]])
    }
    await coverageGroups.apply({
      before: [group],
      counted: new Map([[groupId, counted]]),
      after: [
        {
          id: groupId,
          state: String(row.revision),
          members: [{ id: groupId, revision: row.revision }],
          shares: [...shares.values()],
        },
      ],
      besideBefore: counted?.beside ?? [],
      besideAfter: needBeside(groupId, row.record),
    })
  })
