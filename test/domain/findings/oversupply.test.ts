// What passes the need of a row: which quarters, how surely, and in words that keep to the figures.
import { oversupplyAt, oversupplyId, oversupplyOf, type QuarterSums } from '#domain/findings/oversupply.ts'
import { measures } from '#model/coverage.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const sums = (quarter: string, needed: bigint, low: bigint, expected = low, high = expected): QuarterSums => ({
  quarter,
  needed,
  arranged: { low, expected, high },
})

test('names the quarters that pass their need, with the figures of each and of all', () => {
  const found = oversupplyOf('usd', [
    sums('2008-Q1', 100_000_000n, 140_000_050n),
    sums('2008-Q2', 100_000_000n, 90_000_000n),
    sums('2008-Q3', 0n, 5_000_000n),
  ])

  expect(found).toMatchObject({ score: 0.9999, usdAtRisk: 40_000_050n, quarters: ['2008-Q1'] })
  expect(found?.evidence).toMatchObject([
    { field: 'oversupply', a: null, b: null, text: expect.stringContaining('whichever open duplicates') },
    { field: 'quarters', a: '2008-Q1 USD 1,000,000.00', b: '2008-Q1 USD 1,400,000.50', weight: 0 },
    {
      field: 'all-quarters',
      a: 'USD 2,000,000.00',
      b: 'USD 2,300,000.50',
      text: 'Over all quarters of the need more is arranged than is needed.',
    },
  ])
})

test('says where it is a matter of when', () => {
  const found = oversupplyOf('seats', [sums('2008-Q1', 5_000n, 8_000n), sums('2008-Q2', 5_000n, 0n)])

  expect(found?.usdAtRisk).toBeNull()
  expect(found?.evidence[2]).toMatchObject({
    a: '100.00 seats',
    b: '80.00 seats',
    text: expect.stringContaining('a matter of when'),
  })
})

test('experts are a level in a quarter, and expert-days over all', () => {
  const found = oversupplyOf('experts', [sums('2008-Q1', 2n * 91n * 100n, 3n * 91n * 100n)])

  expect(found?.evidence.slice(1)).toMatchObject([
    { a: '2008-Q1 2.00 experts', b: '2008-Q1 3.00 experts' },
    { a: '182.00 expert-days', b: '273.00 expert-days' },
  ])
})

test('is as sure as the open duplicates leave it', () => {
  // With p .25 the figure is 100 - 80 * .25; if the duplicates are true, 20 is left of a need of 50.
  const found = oversupplyOf('usd', [sums('2008-Q1', 5_000n, 2_000n, 8_000n, 10_000n)])

  expect(found?.score).toBeCloseTo(0.75, 10)
  expect(found?.evidence[0]?.text).toContain('unless open duplicates')
})

test('what only meets its need, or has none, passes nothing', () => {
  expect(oversupplyOf('usd', [sums('2008-Q1', 100n, 100n), sums('2008-Q2', 0n, 100n)])).toBeNull()
})

describe('of any row', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 15n })
  const quarter = fc.tuple(amount, fc.array(amount, { minLength: 3, maxLength: 3 })).map(([needed, figures]) => {
    const [low = 0n, expected = 0n, high = 0n] = figures.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    return { needed, low, expected, high }
  })
  const row = fc
    .array(quarter, { maxLength: 8 })
    .map((quarters) => quarters.map((one, at) => sums(`20${10 + at}-Q1`, one.needed, one.low, one.expected, one.high)))

  test('the evidence sums to the score, and a quarter is named if and only if its expected figure passes its need', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measures), row, (measure, quarters) => {
        const over = quarters.filter(({ needed, arranged }) => needed > 0n && arranged.expected > needed)
        const found = oversupplyOf(measure, quarters)
        expect(found?.quarters ?? []).toEqual(over.map((one) => one.quarter))
        if (!found) return
        const logOdds = found.evidence.reduce((sum, { weight }) => sum + weight, 0)
        expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(found.score, 9)
        expect(found.score).toBeGreaterThan(0)
        expect(found.score).toBeLessThan(1)
        const isSure = over.some(({ needed, arranged }) => arranged.low > needed)
        expect(!isSure || found.score === 0.9999).toBe(true)
      }),
    )
  })
})

test('an id says which need and whose figures, and no id of a pair does', () => {
  const need = '0199f3a2-6c1d-7b52-9f0e-4a54c3a1b2c3'

  expect(oversupplyAt(oversupplyId(need, false))).toEqual({ need, isCoordinators: false })
  expect(oversupplyAt(oversupplyId(need, true))).toEqual({ need, isCoordinators: true })
  expect(oversupplyId(need, true).length).toBeLessThanOrEqual(64)
  expect(oversupplyAt('3f796b5e2a')).toBeNull()
})
