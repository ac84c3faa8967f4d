// The rebuild of `npm run rebuild`, over a test's tracker.
import { rebuild, type RebuildPlace } from '#infra/local/rebuild.ts'
import { isDerived } from '#store/derivedItems.ts'
import { batches, maxWritesPerTransaction } from '#store/table.ts'
import type { Tracker } from '#test/support/builders.ts'

export const placeOf = ({ client, fresh, services }: Tracker): RebuildPlace => ({
  client,
  tableName: fresh.tableName,
  services,
})

export const wipeDerived = async ({ items, table }: Tracker): Promise<void> => {
  for (const some of batches((await items()).filter(isDerived), maxWritesPerTransaction))
    await table.transact(some.map(({ pk, sk }) => ({ delete: { pk, sk } })))
}

/** The snapshot that deriving everything anew gives; `order` mixes up the records. */
export const rebuilt = async (tracker: Tracker, order?: (keys: string[]) => string[]): Promise<string> => {
  await wipeDerived(tracker)
  await rebuild(placeOf(tracker), { from: undefined, done: () => {}, ...(order ? { order } : {}) })
  return tracker.snapshot()
}
