// What ties a contribution to others: its row, its findings and its parts, which share one partition and one Query.
import type { Contribution } from '#model/contribution.ts'
import { FindingEntry } from '#model/detection.ts'
import { contributionFromItem, contributionPartition } from './contributions.ts'
import { partPrefix } from './envelopes.ts'
import { findingEntryPrefix } from './findings.ts'
import type { Table } from './table.ts'

export interface TiedContribution {
  contribution: Contribution
  entries: FindingEntry[]
  /** Ids of the contributions that say that they are a part of this one. */
  parts: string[]
}

export interface Ties {
  /** Strongly consistent; undefined where there is no such contribution. */
  of: (id: string) => Promise<TiedContribution | undefined>
}

export const tiesIn = (table: Table): Ties => ({
  of: async (id) => {
    const items = await table.queryAll({ partition: contributionPartition(id), consistent: true })
    const row = items.find(({ sk }) => sk === 'CONTRIBUTION')
    return (
      row && {
        contribution: contributionFromItem(row),
        entries: items
          .filter(({ sk }) => sk.startsWith(findingEntryPrefix))
          .map((item) => FindingEntry.parse(item['entry'])),
        parts: items.filter(({ sk }) => sk.startsWith(partPrefix)).map(({ sk }) => sk.slice(partPrefix.length)),
      }
    )
  },
})
