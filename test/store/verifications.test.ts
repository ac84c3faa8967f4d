// How far a verification is: moved by one run at a time.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verificationsIn } from '#store/verifications.ts'
import { newTracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())

test('is moved from where it was read, and by one of two', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const { standing, move } = verificationsIn(table)
  const verifying = {
    day: '2030-01-02',
    phase: 'needs',
    after: { pk: 'a' },
    records: 3,
    drift: 0,
    faults: 0,
    finishedAt: null,
  }
  expect(await standing()).toEqual({ version: 0, verifying: null })

  expect(await move(0, verifying)).toBe(1)
  expect(await standing()).toEqual({ version: 1, verifying })
  await expect(move(0, verifying)).rejects.toMatchObject({ code: 'conflict' })
  expect(await move(1, { ...verifying, after: null })).toBe(2)
})
