// The rebuild of `npm run rebuild`, over a test's tracker.
import { registerNeed } from '#actions/reviseNeed.ts'
import { rebuild, type RebuildPlace } from '#infra/local/rebuild.ts'
import { isDerived } from '#store/derivedItems.ts'
import { batches, maxWritesPerTransaction } from '#store/table.ts'
import { requestOf, sentNeed, type Tracker } from '#test/support/builders.ts'
import { follow } from './replay.ts'

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

/** A duplicate, a record that only some may see and a need, followed: something of every kind that is derived. */
export const enterSomeOfEach = async (tracker: Tracker): Promise<void> => {
  await tracker.submit({ implementers: ['eu'] })
  await tracker.submit({ implementers: ['eu'] }, 'eu')
  await tracker.submit({ title: 'Liaison office rent', visibility: 'coordinators' })
  await registerNeed(tracker.services, requestOf(), sentNeed())
  await follow(tracker)
}
