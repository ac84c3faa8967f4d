// What all groups have put into coverage, added up by cell: a page of records at a time, and laid down in between.
import type { Services } from '#runtime/services.ts'
import { cellKey } from '#store/coverageCells.ts'
import { coverageGroupsIn } from '#store/coverageGroups.ts'
import { keyText } from '#store/derivedItems.ts'
import { deltasBetween } from '#store/shares.ts'
import type { Key } from '#store/table.ts'

export interface CellSum {
  key: Key
  figures: Map<string, bigint>
}

/** Where the registers, contributions and then needs, are gone on with. */
export interface RegisterPosition {
  register: 'contributions' | 'needs'
  after: Record<string, unknown> | null
}

/** How many groups are read at once. */
const atOnce = 16

/** Plain values, as they are laid down; sums of cents may pass 2^53 and are text. */
export interface LaidDownSums {
  sums: [Key, [string, string][]][]
  seen: string[]
}

export class CellSums {
  /** By the cell's key; as many as there are cells, whatever the number of contributions. */
  readonly cells: Map<string, CellSum>
  /** The groups that are in the sums: a record that is changed meanwhile is listed again. */
  readonly #seen: Set<string>

  constructor({ sums, seen }: LaidDownSums = { sums: [], seen: [] }) {
    this.#seen = new Set(seen)
    this.cells = new Map(
      sums.map(([key, figures]) => [
        keyText(key),
        { key, figures: new Map(figures.map(([name, amount]) => [name, BigInt(amount)])) },
      ]),
    )
  }

  laidDown(): LaidDownSums {
    const sums = [...this.cells.values()].map(({ key, figures }): LaidDownSums['sums'][number] => [
      key,
      [...figures].map(([name, amount]) => [name, String(amount)]),
    ])
    return { sums, seen: [...this.#seen] }
  }

  /** Adds the groups of one page of records; null after the last. */
  async addPage({ store }: Services, { register, after }: RegisterPosition): Promise<RegisterPosition | null> {
    const { countedIn, read } = coverageGroupsIn(store.table)
    const page = await store[register].list({ index: 'everything', after: after ?? undefined, limit: atOnce })
    const counted = await Promise.all(
      page.records.map(async ({ id }) => countedIn(register === 'needs' ? `need:${id}` : id)),
    )
    const fresh = new Set(counted.flatMap((one) => (one && !this.#seen.has(one.group) ? [one.group] : [])))
    for (const { id, shares } of await Promise.all([...fresh].map(read))) {
      this.#seen.add(id)
      for (const delta of deltasBetween([], shares)) this.#add(cellKey(delta), delta.figures)
    }
    if (page.next) return { register, after: page.next }
    return register === 'contributions' ? { register: 'needs', after: null } : null
  }

  #add(key: Key, added: ReadonlyMap<string, bigint>): void {
    const { figures } = this.cells.get(keyText(key)) ?? { figures: new Map<string, bigint>() }
    for (const [name, amount] of added) figures.set(name, (figures.get(name) ?? 0n) + amount)
    this.cells.set(keyText(key), { key, figures })
  }
}
