// Blocks: BLOCK#key with one entry per contribution that bears the blocking key, and a sketch to pick candidates by.
import type { Table, Write } from './table.ts'

const partition = (key: string): string => `BLOCK#${key}`

/** Entries read of one block, newest contributions first: it bounds what a check costs however full the block is. */
export const maxEntriesPerBlock = 40

export interface BlockEntry {
  id: string
  sketch: string
}

export interface Blocks {
  entries: (key: string) => Promise<BlockEntry[]>
  /** The writes that move a contribution from its old keys to its new ones, in its own transaction. */
  moveWrites: (id: string, before: readonly string[], after: readonly string[], sketch: string) => Write[]
}

export const blocksIn = (table: Table): Blocks => ({
  entries: async (key) => {
    const { items } = await table.query({
      partition: partition(key),
      limit: maxEntriesPerBlock,
      newestFirst: true,
      consistent: true,
    })
    return items.map((item) => ({ id: item.sk, sketch: String(item['sketch']) }))
  },

  moveWrites: (id, before, after, sketch) => [
    ...after.map((key) => ({ put: { pk: partition(key), sk: id, sketch } })),
    ...before.filter((key) => !after.includes(key)).map((key) => ({ delete: { pk: partition(key), sk: id } })),
  ],
})
