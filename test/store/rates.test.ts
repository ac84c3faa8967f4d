// Monthly rates: the month asked for, or the last one published before it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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

const month = (name: string) => ({ month: name, unitsPerEur: { USD: '1.34186' } })
const monthFor = async (name: string) => (await tracker.store.rates.ofMonth(name))?.month

describe('the rates of a month', () => {
  beforeEach(async () => tracker.store.rates.put(['2007-11', '2007-12', '2008-02'].map(month)))

  test.each([
    ['2007-12', '2007-12'],
    ['2008-01', '2007-12'],
    ['2030-01', '2008-02'],
  ])('asked for %s are those of %s', async (asked, answered) => {
    expect(await monthFor(asked)).toBe(answered)
  })

  test('are unknown before the first', async () => {
    expect(await monthFor('2007-10')).toBeUndefined()
  })
})

test('more months than a transaction holds are kept', async () => {
  const months = Array.from(
    { length: 130 },
    (_, index) => `${1999 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
  )
  await tracker.store.rates.put(months.map(month))

  expect(await monthFor('2009-10')).toBe('2009-10')
})
