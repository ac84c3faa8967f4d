// Counted writes: never more than are allowed, however many come at once, each caller and minute by itself.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const inTheMinute = '2008-03-24T10:00:59.999Z'
const count = async (caller = 'eu', now = inTheMinute, most = 3) => tracker.store.writeCounts.count(caller, now, most)

test('a minute takes so many writes of a caller, and no more', async () => {
  expect([await count(), await count(), await count(), await count(), await count()]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

test('the next minute begins anew', async () => {
  for (let write = 0; write < 4; write += 1) await count()

  expect(await count('eu', '2008-03-24T10:01:00.000Z')).toBe(true)
})

test('another caller has its own count', async () => {
  for (let write = 0; write < 4; write += 1) await count()

  expect(await count('eu-desk')).toBe(true)
})

test('of a thousand at once on the last place one gets it, whichever process they are sent to', async () => {
  const most = 20
  for (let write = 1; write < most; write += 1) await count('eu', inTheMinute, most)
  const processes = Array.from({ length: 10 }, () => tracker.another().store.writeCounts)

  const taken = await Promise.all(
    Array.from({ length: 1000 }, async (_, at) => processes[at % 10]?.count('eu', inTheMinute, most)),
  )

  expect(taken.filter(Boolean)).toHaveLength(1)
})

test('a write costs one unit, and leaves one small item a minute that goes by itself', async () => {
  await count()
  await count()

  expect(tracker.table.consumed.write).toBe(2)
  expect(await tracker.items()).toEqual([
    { pk: 'WRITES#eu', sk: '2008-03-24T10:00', count: 2, expires: Date.parse('2008-03-24T11:00:59Z') / 1000 },
  ])
})
