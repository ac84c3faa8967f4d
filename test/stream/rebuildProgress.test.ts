// A rebuild that is cut off anywhere and goes on from what it noted ends as one that was not.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { phases, type Progress, rebuild } from '#infra/local/rebuild.ts'
import { newTracker, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { enterSomeOfEach, placeOf, wipeDerived } from './rebuild.ts'

let engine: TestEngine
let tracker: Tracker
let followed: string
beforeAll(async () => {
  engine = await startQuickEngine()
  tracker = await newTracker(engine)
  await enterSomeOfEach(tracker)
  followed = await tracker.snapshot()
}, 60_000)
afterAll(async () => engine.stop())

class Killed extends Error {}

test.each(phases.slice(1))('cut off before %s', async (phase) => {
  await wipeDerived(tracker)
  let noted: Progress | undefined
  const cutOff = rebuild(placeOf(tracker), {
    from: undefined,
    done: (progress) => {
      noted = progress
      if (progress.phase === phase) throw new Killed()
    },
  })
  await expect(cutOff).rejects.toThrow(Killed)

  await rebuild(placeOf(tracker), { from: noted, done: () => {} })

  expect(await tracker.snapshot()).toBe(followed)
})
