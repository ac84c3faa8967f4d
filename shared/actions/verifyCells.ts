// Adds up what all groups have put into coverage, and compares the sums with the cells; changes nothing of either.
import { measures } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import { cellPartitions, figuresAfter } from '#store/coverageCells.ts'
import { derivedItemsIn, keyText } from '#store/derivedItems.ts'
import { figuresBetween } from '#store/shares.ts'
import { batches, type Item, type Key } from '#store/table.ts'
import { type Held, verificationsIn } from '#store/verifications.ts'
import { type Night, stepMilliseconds } from './nightlyTurns.ts'
import { CellSums, type LaidDownSums, type RegisterPosition } from './sumCells.ts'

/** How many lists of cells are read at once. */
const atOnce = 16

type Difference = { key: Key; by: string }

/** Of cells and sums: by how much they differed in the pass before this one, or null in the first, and this one's sums. */
interface Pass {
  before: Difference[] | null
  sums: CellSums
  /** Where it is gone on with; null once everything is added up. */
  at: RegisterPosition | null
}

/** Where it was left when time was up: what a pass holds may be long, and is held aside. */
export interface CellsPosition {
  at: RegisterPosition | null
  held: Held
}

interface HeldPass {
  before: Difference[] | null
  sums: LaidDownSums
}

const textOf = (difference: ReadonlyMap<string, bigint>): string =>
  [...difference]
    .map(([name, amount]) => `${name} ${amount}`)
    .toSorted()
    .join()

/** By how much cells differ from the sums of their groups. */
const differences = async ({ store }: Services, { cells }: CellSums): Promise<Difference[]> => {
  const own = [...cells.values()].map(({ key }) => key.pk)
  const usual = ['everyone', 'coordinators'].flatMap((viewer) => measures.flatMap((one) => cellPartitions(viewer, one)))
  const found: Difference[] = []
  const compare = (key: Key, item: Item | undefined): void => {
    const figures = cells.get(keyText(key))?.figures ?? new Map<string, bigint>()
    cells.delete(keyText(key))
    const between = figuresBetween(figuresAfter(item, new Map()), figures)
    if (between.size > 0) found.push({ key: { pk: key.pk, sk: key.sk }, by: textOf(between) })
  }
  const items = derivedItemsIn(store.table)
  for (const some of batches([...new Set([...own, ...usual])], atOnce))
    for (const item of (await Promise.all(some.map(async (partition) => items.of(partition)))).flat())
      compare(item, item)
  for (const { key } of cells.values()) compare(key, undefined)
  return found
}

const same = (first: readonly Difference[], second: readonly Difference[]): Key[] => {
  const before = new Map(first.map(({ key, by }) => [keyText(key), by]))
  return second.filter(({ key, by }) => before.get(keyText(key)) === by).map(({ key }) => key)
}

const begun = (before: Pass['before']): Pass => ({
  before,
  sums: new CellSums(),
  at: { register: 'contributions', after: null },
})

const takenUp = async ({ store }: Services, position: CellsPosition | null): Promise<Pass> => {
  const text = position ? await verificationsIn(store.table).held(position.held) : undefined
  if (!position || text === undefined) return begun(null)
  const { before, sums } = JSON.parse(text) as HeldPass
  return { before, sums: new CellSums(sums), at: position.at }
}

const leftOff = async (
  { store, newId }: Services,
  { before, sums, at }: Pass,
  last: CellsPosition | null,
): Promise<CellsPosition> => {
  const text = JSON.stringify({ before, sums: sums.laidDown() } satisfies HeldPass)
  return { at, held: await verificationsIn(store.table).hold(text, newId(), last?.held ?? null) }
}

/**
 * The cells that are not the sum of their groups, from `position` on for as long as there is time; `next` is null at the
 * end. A write that comes between the reading of a group and of its cell makes them differ once; what differs by the same
 * amount in two passes is drift.
 */
export const verifyCells = async (
  { services, hasTime, settle }: Night,
  position: CellsPosition | null,
): Promise<{ next: CellsPosition | null; drift: Key[] }> => {
  let pass = await takenUp(services, position)
  for (;;) {
    while (pass.at) {
      pass.at = await pass.sums.addPage(services, pass.at)
      if (!hasTime(stepMilliseconds)) return { next: await leftOff(services, pass, position), drift: [] }
    }
    const found = await differences(services, pass.sums)
    if (found.length === 0) return { next: null, drift: [] }
    if (pass.before) return { next: null, drift: same(pass.before, found) }
    await settle()
    pass = begun(found)
  }
}
