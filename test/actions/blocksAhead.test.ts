// Blocks read ahead: every look at them finds what the table would, and from their end on the table is asked.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readBlocksAhead } from '#actions/blocksAhead.ts'
import { enteredNow } from '#actions/findCandidates.ts'
import { withdrawContribution } from '#actions/reviseContribution.ts'
import type { Entered } from '#store/blocks.ts'
import { newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startQuickEngine()
  tracker = await newTracker(engine)
  for (const start of ['2008-01-10', '2008-03-01', '2008-01-10', '2008-06-30', '2008-01-20'])
    await tracker.submit({ period: { start, end: '2008-12-31' } })
  await tracker.submit({ title: 'Formed police training', period: null })
  await withdrawContribution(tracker.services, requestOf(), 'c0002', 1)
})
afterAll(async () => engine.stop())

const standing = async (): Promise<Entered[]> => {
  const { records } = await tracker.store.contributions.list({ index: 'everything', after: undefined, limit: 100 })
  return records.flatMap((record) => enteredNow(record) ?? [])
}

test.each([1, 2, 40])('they are the same as the table has them, %i on each side', async (widest) => {
  const { services } = await readBlocksAhead(tracker.services)
  let [entries, cut] = [0, 0]
  for (const own of await standing()) {
    for (const key of own.keys) {
      const look = { widest, consistent: true }
      const found = await tracker.store.blocks.around(key, own, look)
      expect(await services.store.blocks.around(key, own, look)).toEqual(found)
      entries += found.entries.length
      cut += found.isCut ? 1 : 0
    }
  }
  expect(entries).toBeGreaterThan(20)
  expect(cut > 0).toBe(widest < 40)
})

test('they cost nothing to look at, and know nothing that came later until their end', async () => {
  const { services, end } = await readBlocksAhead(tracker.services)
  const [own] = await standing()
  if (!own) throw new Error('Nothing stands.')
  const look = async () =>
    (await services.store.blocks.around(own.keys[0] ?? '', own, { widest: 40, consistent: true })).entries.length
  const before = await look()
  await tracker.submit({ period: { start: '2008-01-10', end: '2008-12-31' } })
  const read = services.consumed.read

  expect([await look(), services.consumed.read - read]).toEqual([before, 0])
  end()
  expect(await look()).toBe(before + 1)
  expect(services.consumed.read).toBeGreaterThan(read)
})

test('of a table that holds too much nothing is read ahead', async () => {
  const { services } = await readBlocksAhead(tracker.services, 3)
  const [own] = await standing()
  if (!own) throw new Error('Nothing stands.')
  const read = services.consumed.read

  await services.store.blocks.around(own.keys[0] ?? '', own, { widest: 40, consistent: true })

  expect(services.consumed.read).toBeGreaterThan(read)
})
