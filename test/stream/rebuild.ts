// The rebuild of `npm run rebuild`, over a test's tracker.
import { allItems } from '#infra/local/derivedData.ts'
import { isDerived } from '#store/derivedItems.ts'
import { rebuild, type RebuildPlace, wipe } from '#infra/local/rebuild.ts'
import type { Tracker } from '#test/support/builders.ts'

export const placeOf = ({ client, fresh, services }: Tracker): RebuildPlace => ({
  client,
  tableName: fresh.tableName,
  services,
})

export const wipeDerived = async (tracker: Tracker): Promise<void> =>
  wipe(placeOf(tracker), (await allItems(tracker.client, tracker.fresh.tableName)).filter(isDerived))

/** The snapshot that a rebuild gives; `order` mixes up the records. */
export const rebuilt = async (tracker: Tracker, order?: (keys: string[]) => string[]): Promise<string> => {
  await rebuild(placeOf(tracker), { from: undefined, done: () => {}, ...(order ? { order } : {}) })
  return tracker.snapshot()
}
