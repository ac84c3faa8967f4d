// Crowds: a contribution's CROWD item says that its list of candidates is full, and how far it reaches. Only the stream writes it.
import { contributionPartition } from './contributions.ts'
import type { Key, Table } from './table.ts'

const keyOf = (id: string): Key => ({ pk: contributionPartition(id), sk: 'CROWD' })

/** How far the full list of a contribution reaches: who has its last place, and of what rank. */
export interface CrowdReach {
  rank: number
  last: string
}

export interface Crowds {
  /** Of contributions whose lists are full, how far those reach. */
  of: (contributions: readonly string[]) => Promise<Map<string, CrowdReach>>
  /** Marks the list of a contribution as full, or with null as one with room. */
  mark: (contribution: string, reach: CrowdReach | null) => Promise<void>
}

export const crowdsIn = (table: Table): Crowds => ({
  of: async (contributions) => {
    const items = await table.getAll(contributions.map(keyOf))
    return new Map(
      items.flatMap(({ pk, rank, last }) =>
        // A mark from before lists had a reach says nothing: who bears it is read as one of no crowd.
        typeof rank === 'number' && typeof last === 'string'
          ? [[pk.slice(contributionPartition('').length), { rank, last }] as const]
          : [],
      ),
    )
  },

  mark: async (contribution, reach) => {
    const key = keyOf(contribution)
    await table.transact([reach === null ? { delete: key } : { put: { ...key, ...reach } }])
  },
})
