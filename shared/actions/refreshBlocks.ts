// Gives a contribution the block entries that this version makes: what a rebuild does after another version's.
import { contributionPartition } from '#store/contributions.ts'
import { keyText } from '#store/derivedItems.ts'
import type { Services } from '#runtime/services.ts'
import type { Item, Write } from '#store/table.ts'
import { blockWrites } from './findCandidates.ts'

class ChangedMeanwhile extends Error {}

const maxTries = 8

/** What stands and is none of the entries that there should be, and what should stand and does not. */
const differences = (standing: readonly Item[], due: readonly Write[]): Write[] => {
  const sketches = new Map(standing.map((item) => [keyText(item), item['sketch']]))
  const missing = due.filter(({ put }) => put && sketches.get(keyText(put)) !== put['sketch'])
  const kept = new Set(due.flatMap(({ put }) => (put ? keyText(put) : [])))
  const leftOver = standing.filter((item) => !kept.has(keyText(item)))
  return [...missing, ...leftOver.map(({ pk, sk }) => ({ delete: { pk, sk } }))]
}

const refreshOnce = async (services: Services, id: string, standing: readonly Item[]): Promise<void> => {
  const { store } = services
  const row = await store.contributions.get(id)
  if (!row) return
  const writes = differences(standing, blockWrites(services, null, row.record))
  if (writes.length === 0) return
  const asRead: Write = {
    check: { pk: contributionPartition(id), sk: 'CONTRIBUTION' },
    condition: '#revision = :revision',
    names: { '#revision': 'revision' },
    values: { ':revision': row.revision },
    refuse: () => new ChangedMeanwhile(),
  }
  await store.table.transact([asRead, ...writes])
}

/**
 * `standing` are the entries that a scan has just found under its id. The record must not move meanwhile: a change brings
 * its own entries, and none of them may come back, or go, by what was read before it.
 */
export const refreshBlocks = async (services: Services, id: string, standing: readonly Item[]): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await refreshOnce(services, id, standing)
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || attempt >= maxTries) throw error
    }
  }
}
