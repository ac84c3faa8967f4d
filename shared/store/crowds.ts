// Crowds: a contribution's CROWD item says that more look alike than its list of candidates holds. Only the stream writes it.
import { contributionPartition } from './contributions.ts'
import type { Key, Table } from './table.ts'

const keyOf = (id: string): Key => ({ pk: contributionPartition(id), sk: 'CROWD' })

export interface Crowds {
  /** Of contributions that stand in a crowd of look-alikes: whether their lists are full of earlier ones. */
  of: (contributions: readonly string[]) => Promise<Map<string, boolean>>
  /** Marks a contribution as one of a crowd, or with null as one of none. */
  mark: (contribution: string, isFull: boolean | null) => Promise<void>
}

export const crowdsIn = (table: Table): Crowds => ({
  of: async (contributions) => {
    const items = await table.getAll(contributions.map(keyOf))
    return new Map(items.map(({ pk, isFull }) => [pk.slice(contributionPartition('').length), isFull === true]))
  },

  mark: async (contribution, isFull) => {
    const key = keyOf(contribution)
    await table.transact([isFull === null ? { delete: key } : { put: { ...key, isFull } }])
  },
})
