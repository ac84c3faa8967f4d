// What a partner was last told: of two who move it at once, one is told so.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ToldMeanwhile } from '#store/tellings.ts'
import { newTracker, now, type Tracker } from '#test/support/builders.ts'
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

test('is nothing at first, and moves on from what was read', async () => {
  const { tellings } = tracker.store
  const untold = await tellings.of('FINDING#f1', 'eu')
  expect(untold).toEqual({ version: 0, mark: null, tellingSince: null })

  const telling = await tellings.move('FINDING#f1', 'eu', untold, { mark: null, tellingSince: now })
  await tellings.move('FINDING#f1', 'eu', telling, { mark: 'open', tellingSince: null })

  expect(await tellings.of('FINDING#f1', 'eu')).toEqual({ version: 2, mark: 'open', tellingSince: null })
  expect(await tellings.of('FINDING#f1', 'france')).toEqual(untold)
  await expect(tellings.move('FINDING#f1', 'eu', untold, { mark: null, tellingSince: now })).rejects.toThrow(
    ToldMeanwhile,
  )
  await expect(tellings.move('FINDING#f1', 'eu', telling, { mark: null, tellingSince: now })).rejects.toThrow(
    ToldMeanwhile,
  )
})
