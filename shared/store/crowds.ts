// Crowds: a contribution's CROWD item says that more look alike than its list of candidates holds. Only the stream writes it.
import { contributionPartition } from './contributions.ts'
import type { Key, Table } from './table.ts'

const keyOf = (id: string): Key => ({ pk: contributionPartition(id), sk: 'CROWD' })

/** How far the full list of a contribution in a crowd reaches: who has its last place, and of what rank. */
export interface CrowdReach {
  rank: number
  last: string
}

export interface Crowds {
  /** Of contributions that stand in a crowd of look-alikes, how far their lists reach. */
  of: (contributions: readonly string[]) => Promise<Map<string, CrowdReach>>
  /** Marks a contribution as one of a crowd, or with null as one of none. */
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
