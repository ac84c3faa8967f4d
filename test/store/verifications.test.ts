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

const found = { records: 3, drift: 0, faults: 0, finishedAt: null }
const night = { id: 'n1', day: '2030-01-02', turns: [3], ...found }
const segment = { night: 'n1', day: '2030-01-02', name: 'needs', turns: [3], after: { pk: 'a' }, ...found }

test('a night is moved from where it was read, and by one of two', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const { standing, move } = verificationsIn(table)
  expect(await standing()).toEqual({ version: 0, verifying: null })

  expect(await move(0, night)).toBe(1)
  expect(await standing()).toEqual({ version: 1, verifying: night })
  await expect(move(0, night)).rejects.toMatchObject({ code: 'conflict' })
  expect(await move(1, { ...night, records: 4 })).toBe(2)
})

test('its segments are moved alike, each by itself, and are those of their night', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const { move, segment: standing, moveSegment, segmentsOf } = verificationsIn(table)
  await move(0, night)
  expect(await standing('needs')).toEqual({ version: 0, verifying: null })

  expect(await moveSegment(0, segment)).toBe(1)
  expect(await moveSegment(0, { ...segment, name: 'rows', night: 'n0' })).toBe(1)
  expect(await standing('needs')).toEqual({ version: 1, verifying: segment })
  await expect(moveSegment(0, segment)).rejects.toMatchObject({ code: 'conflict' })
  expect(await moveSegment(1, { ...segment, after: null })).toBe(2)
  expect(await segmentsOf('n1')).toEqual([{ ...segment, after: null }])
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
