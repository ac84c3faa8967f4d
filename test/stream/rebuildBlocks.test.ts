// A rebuild gives the block entries of this version to what another version wrote.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withdrawContribution } from '#actions/reviseContribution.ts'
import { refreshBlocks } from '#actions/refreshBlocks.ts'
import { rebuild } from '#infra/local/rebuild.ts'
import type { Item } from '#store/table.ts'
import { newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { placeOf } from './rebuild.ts'
import { follow } from './replay.ts'

let engine: TestEngine
let tracker: Tracker
let kept: string
let gone: string
beforeAll(async () => {
  engine = await startQuickEngine()
  tracker = await newTracker(engine)
  kept = (await tracker.submit()).id
  gone = (await tracker.submit({ title: 'Liaison office rent' })).id
  await withdrawContribution(tracker.services, requestOf(), gone, 1)
  await follow(tracker)
}, 60_000)
afterAll(async () => engine.stop())

const blocks = async (): Promise<Item[]> => (await tracker.items()).filter(({ pk }) => pk.startsWith('BLOCK#'))
const older = (id: string): Item => ({ pk: 'BLOCK#land:ke:2007-06', sk: `2007-06-04#${id}`, sketch: 'older' })

test('entries that an older version wrote go, and those that it did not write come', async () => {
  const whole = await blocks()
  const [first, second] = whole
  if (!first || !second) throw new Error('It has no entries.')
  await tracker.table.transact([
    { delete: { pk: first.pk, sk: first.sk } },
    { put: { ...second, sketch: 'older' } },
    { put: older(kept) },
    { put: older(gone) },
  ])

  await rebuild(placeOf(tracker), { from: undefined, done: () => {} })

  expect(await blocks()).toEqual(whole)
}, 60_000)

test('what stands already is not written again', async () => {
  const standing = await blocks()
  const before = tracker.services.consumed.write
  await refreshBlocks(tracker.services, kept, standing)

  expect(tracker.services.consumed.write).toBe(before)
})

test('a record that was withdrawn since the entries were read keeps none', async () => {
  const standing = await blocks()
  await withdrawContribution(tracker.services, requestOf(), kept, 1)
  await refreshBlocks(tracker.services, kept, standing)

  expect(await blocks()).toEqual([])
})
