// Counts a contribution or need again, with all that it must be counted with: run by the stream for every change.
import { lostCover } from '#domain/coverage/lostCover.ts'
import type { Services } from '#runtime/services.ts'
import type { Figures } from '#store/coverageCells.ts'
import { type CoverageGroups, coverageGroupsIn, type Recount, type StoredGroup } from '#store/coverageGroups.ts'
import type { Share } from '#store/shares.ts'
import { accountLines } from './accountLines.ts'
import { countedGroupOf, groupShares, needShares, paceShares } from './countedShares.ts'
import { besideOf, needBeside } from './listedBeside.ts'
import { quartersOfYear, sumsOf } from './readCells.ts'
import { type Closure, readClosure } from './readClosure.ts'
import { untilApplied } from './untilApplied.ts'

/** The quarters of a year of a row that lose their cover. */
const lostIn: Recount['lostIn'] = (measure, before, after) =>
  quartersOfYear(before.year).flatMap((quarter) => {
    const sums = (cell: typeof before) => sumsOf([cell], (other) => other === quarter, true)
    return lostCover({ measure, quarter }, sums(before), sums(after)) ?? []
  })

/** Shares of the same place, as one: a group keeps each place once. */
const addedUp = (shares: readonly Share[]): Share[] => {
  const places = new Map<string, Share>()
  for (const share of shares) {
    const place = JSON.stringify([share.viewer, share.key])
    const figures = new Map(places.get(place)?.figures)
    for (const [name, amount] of share.figures) figures.set(name, (figures.get(name) ?? 0n) + amount)
    places.set(place, { ...share, figures })
  }
  return [...places.values()]
}

const hasAnything = ({ figures }: { figures: Figures }): boolean => [...figures.values()].some((sum) => sum !== 0n)

const recountOf = (
  services: Services,
  before: StoredGroup[],
  counted: Recount['counted'],
  closures: readonly Closure[],
): Recount => ({
  at: services.now(),
  lostIn,
  before,
  counted,
  after: closures.map((closure) => ({
    id: closure.id,
    state: closure.state,
    members: closure.contributions.map(({ id, revision }) => ({ id, revision })),
    shares: [...groupShares(countedGroupOf(closure)).filter(hasAnything), ...addedUp(paceShares(closure))],
  })),
  besideBefore: [...counted.values()].flatMap((standing) => standing?.beside ?? []),
  besideAfter: closures.flatMap((closure) => [
    ...closure.contributions.flatMap(besideOf),
    ...accountLines(services, countedGroupOf(closure)),
  ]),
})

/** Where the members were last counted. */
const countedOf = async ({ countedIn }: CoverageGroups, ids: Iterable<string>): Promise<Recount['counted']> =>
  new Map(await Promise.all([...ids].map(async (id) => [id, await countedIn(id)] as const)))

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
  const coverageGroups = coverageGroupsIn(services.store.table)
  let members = new Set([id])
  let groups = new Set<string>([id])
  for (;;) {
    const counted = await countedOf(coverageGroups, members)
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
    const { needs, table } = services.store
    const coverageGroups = coverageGroupsIn(table)
    // No record id has a colon: a need's group is never taken for a contribution's.
    const groupId = `need:${id}`
    const [group, counted] = await Promise.all([coverageGroups.read(groupId), coverageGroups.countedIn(groupId)])
    const row = await needs.get(id)
    if (!row) return
    await coverageGroups.apply({
      at: services.now(),
      // What a need takes from its own cover is no loss (formula 8).
      lostIn: () => [],
      before: [group],
      counted: new Map([[groupId, counted]]),
      after: [
        {
          id: groupId,
          state: String(row.revision),
          members: [{ id: groupId, revision: row.revision }],
          shares: needShares(row.record),
        },
      ],
      besideBefore: counted?.beside ?? [],
      besideAfter: needBeside(groupId, row.record),
    })
  })
