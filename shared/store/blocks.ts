// Blocks: BLOCK#key with an entry per contribution that bears the blocking key, by start day, and a sketch to pick candidates by.
import type { Table, Write } from './table.ts'

const partition = (key: string): string => `BLOCK#${key}`

export interface BlockEntry {
  id: string
  sketch: string
}

/** What a contribution is entered with: its day of start (any, when it has none), its blocking keys and its sketch. */
export interface Entered extends BlockEntry {
  start: string
  keys: readonly string[]
}

/** How far to read a block from a place in it. */
export interface Look {
  /** Entries on each side at most: it bounds what a look costs however full the block is. */
  widest: number
  consistent: boolean
}

/** What a look at a block found; `isCut` when there was more on either side than it may read. */
export interface Around {
  entries: BlockEntry[]
  isCut: boolean
}

export interface Blocks {
  /** The entries nearest to a contribution by start day, then id, on both sides, without its own: always two Query calls. */
  around: (key: string, place: Pick<Entered, 'id' | 'start'>, look: Look) => Promise<Around>
  /** The writes that bring a contribution's entries up to date, in its own transaction; one that stays as it is costs none. */
  moveWrites: (before: Entered | null, after: Entered | null) => Write[]
}

/** Where a contribution stands in each of its blocks: their order. */
export const placeOf = ({ start, id }: Pick<Entered, 'id' | 'start'>): string => `${start}#${id}`
const idOf = (sk: string): string => sk.slice(sk.indexOf('#') + 1)

/** Whether an entry under a key stands in the same place. */
const stays = (key: string, here: Entered, there: Entered | null): boolean =>
  there !== null && placeOf(there) === placeOf(here) && there.keys.includes(key)

const entries = (after: Entered, before: Entered | null): Write[] =>
  after.keys
    .filter((key) => !stays(key, after, before) || before?.sketch !== after.sketch)
    .map((key) => ({ put: { pk: partition(key), sk: placeOf(after), sketch: after.sketch } }))

const removals = (before: Entered, after: Entered | null): Write[] =>
  before.keys
    .filter((key) => !stays(key, before, after))
    .map((key) => ({ delete: { pk: partition(key), sk: placeOf(before) } }))

export const blocksIn = (table: Table): Blocks => ({
  around: async (key, own, { widest, consistent }) => {
    const place = placeOf(own)
    // Both looks begin at the contribution's own entry, and read one more to see whether there is more.
    const look = { partition: partition(key), limit: widest + 2, consistent }
    const pages = await Promise.all([
      table.query({ ...look, to: place, newestFirst: true }),
      table.query({ ...look, from: place }),
    ])
    const sides = pages.map(({ items }) => items.filter(({ sk }) => sk !== place))
    return {
      entries: sides
        .flatMap((side) => side.slice(0, widest))
        .map((item) => ({ id: idOf(item.sk), sketch: String(item['sketch']) })),
      isCut: sides.some((side) => side.length > widest),
    }
  },

  moveWrites: (before, after) => [...(after ? entries(after, before) : []), ...(before ? removals(before, after) : [])],
})
