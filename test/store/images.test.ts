// Images: each state of an item under its instant, and none is rewritten.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { imageAt, imageWrite, inTurn, nextStamp, stampOf, unstamped } from '#store/images.ts'
import { newTracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())

const key = { pk: 'A', sk: 'x#2008' }

test('an item is as it was at an instant, and as it is where it has not changed since', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const first = nextStamp(unstamped, '2008-06-01T00:00:01.000Z')
  const second = nextStamp(first, '2008-06-01T00:00:02.500Z')
  await table.transact([imageWrite(key, first, { held: 'one' }), imageWrite(key, second, { held: 'two' })])
  // A neighbour whose key begins alike.
  await table.transact([imageWrite({ ...key, sk: 'x#20081' }, first, { held: 'other' })])
  const item = { ...key, held: 'two', ...second }
  const at = async (asOf: string) => (await imageAt(table, item, asOf))?.['held']

  expect(await at('2008-06-01T00:00:00.999Z')).toBeUndefined()
  expect(await at('2008-06-01T00:00:01Z')).toBe('one')
  expect(await at('2008-06-01T00:00:02.499Z')).toBe('one')
  expect(await imageAt(table, item, '2008-06-01T00:00:02.500Z')).toBe(item)
  expect(await at('1950-01-01T00:00:00Z')).toBeUndefined()
})

test('an image that stands is not rewritten', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const stamp = nextStamp(unstamped, '2008-06-01T00:00:01.000Z')
  await table.transact([imageWrite(key, stamp, { held: 'one' })])

  await expect(table.transact([imageWrite(key, stamp, { held: 'two' })])).rejects.toMatchObject({ code: 'conflict' })
})

test('a stamp counts changes and never goes back in time', () => {
  const first = nextStamp(stampOf(undefined), '2008-06-01T00:00:02.000Z')

  expect(nextStamp(first, '2008-06-01T00:00:01.000Z')).toEqual({ v: 2, t: first.t })
  expect(stampOf({ v: 2, t: 7n })).toEqual({ v: 2, t: 7 })
})

test('changes of a table begin one after the other, also after one that failed', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const seen: string[] = []
  const change = (name: string) => async () => {
    seen.push(`${name} begins`)
    await table.get(key)
    seen.push(`${name} ends`)
    if (name === 'one') throw new Error('refused')
  }

  const outcomes = await Promise.allSettled([inTurn(table, change('one')), inTurn(table, change('two'))])

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(seen).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})
