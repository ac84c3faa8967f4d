// The fences of verdicts that merge: of two that read the same versions one is kept.
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

const move = async (versions: ReadonlyMap<string, number>): Promise<void> =>
  tracker.table.transact(tracker.store.merges.moveWrites(versions))

test('versions count up, each contribution by itself', async () => {
  const { merges } = tracker.store
  expect(await merges.versionsOf(['c1', 'c2'])).toEqual(
    new Map([
      ['c1', 0],
      ['c2', 0],
    ]),
  )

  await move(await merges.versionsOf(['c1', 'c2']))
  await move(await merges.versionsOf(['c2', 'c3']))

  expect(await merges.versionsOf(['c1', 'c2', 'c3'])).toEqual(
    new Map([
      ['c1', 1],
      ['c2', 2],
      ['c3', 1],
    ]),
  )
})

test('a version that was read before another moved it is refused', async () => {
  const [first, second] = await Promise.all([
    tracker.store.merges.versionsOf(['c1', 'c2']),
    tracker.store.merges.versionsOf(['c2', 'c3']),
  ])
  await move(first)

  await expect(move(second)).rejects.toMatchObject({ code: 'conflict' })
  expect(await tracker.store.merges.versionsOf(['c3'])).toEqual(new Map([['c3', 0]]))
})
