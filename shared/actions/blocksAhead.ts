// The blocks of a first start, read once for all that was seeded: detection would look into them thirty times a record.
import type { Contribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { type Around, type BlockEntry, type Blocks, placeOf } from '#store/blocks.ts'
import { enteredNow } from './findCandidates.ts'

type Placed = BlockEntry & { place: string }

/** Seeds are a few hundred; of a table that holds more than this nothing is kept in memory. */
const mostAhead = 5000

/** None where there are more than `most`. */
const allStanding = async ({ contributions }: Services['store'], most: number): Promise<Contribution[] | undefined> => {
  const all: Contribution[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await contributions.list({ index: 'everything', after, limit: 200 })
    all.push(...page.records)
    after = page.next
  } while (after && all.length <= most)
  return all.length > most ? undefined : all
}

const blocksOf = (contributions: readonly Contribution[]): Map<string, Placed[]> => {
  const blocks = new Map<string, Placed[]>()
  for (const entered of contributions.flatMap((contribution) => enteredNow(contribution) ?? [])) {
    const entry = { id: entered.id, sketch: entered.sketch, place: placeOf(entered) }
    for (const key of entered.keys) blocks.set(key, [...(blocks.get(key) ?? []), entry])
  }
  for (const block of blocks.values()) block.sort((a, b) => (a.place < b.place ? -1 : 1))
  return blocks
}

const around = (block: readonly Placed[], own: string, widest: number): Around => {
  const sides = [block.filter(({ place }) => place < own).toReversed(), block.filter(({ place }) => place > own)]
  return {
    entries: sides.flatMap((side) => side.slice(0, widest)).map(({ id, sketch }) => ({ id, sketch })),
    isCut: sides.some((side) => side.length > widest),
  }
}

export interface BlocksAhead {
  /** These services, whose looks into blocks cost no request. */
  services: Services
  /** From now on every look goes to the table. */
  end: () => void
}

/**
 * Only for as long as nobody can write: a look answers what stood in the table at the call. It is to be ended before the
 * tracker answers its first request. Where more than `most` contributions stand, every look goes to the table.
 */
export const readBlocksAhead = async (services: Services, most = mostAhead): Promise<BlocksAhead> => {
  const standing = await allStanding(services.store, most)
  let blocks = standing && blocksOf(standing)
  const { store } = services
  const look: Blocks['around'] = async (key, own, how) =>
    blocks ? around(blocks.get(key) ?? [], placeOf(own), how.widest) : store.blocks.around(key, own, how)
  return {
    services: { ...services, store: { ...store, blocks: { ...store.blocks, around: look } } },
    end: () => {
      blocks = undefined
    },
  }
}
