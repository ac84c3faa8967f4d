// How far a verification is: moved by one run at a time.
import { randomBytes } from 'node:crypto'
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
    turns: [3],
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

/** Letters that hardly deflate. */
const longText = (bytes: number): string => randomBytes(bytes).toString('base64')

test('holds a text of any length, beside the one before it, and tells when another run has written over it', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const { hold, held } = verificationsIn(table)
  const [first, second] = [longText(600_000), longText(1000)]

  const one = await hold(first, 'one', null)
  const two = await hold(second, 'two', one)
  expect(one.parts).toBeGreaterThan(1)
  expect(await held(one)).toBe(first)
  expect(await held(two)).toBe(second)

  const three = await hold('short', 'three', two)
  expect(await held(three)).toBe('short')
  expect(await held(two)).toBe(second)
  expect(await held(one)).toBeUndefined()
})
