// Formula 1 on worked examples, and its sums on random ones.
import { sumOf } from '#domain/coverage/apportion.ts'
import { expertDays, spread, undivided } from '#domain/coverage/spread.ts'
import { dayFromNumber, daysBetween } from '#domain/days.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs, waitForAllRuns } from './runs.ts'

waitForAllRuns()

const spans = fc
  .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 7304 }))
  .map(([start, length]) => ({ start: dayFromNumber(start), end: dayFromNumber(start + length) }))
// Percentages of up to ten areas: ten cuts of 10,000 hundredths of a percent.
const areaShares = fc
  .array(fc.bigInt({ min: 1n, max: 9_999n }), { maxLength: 9 })
  .map((cuts) => [...new Set([0n, ...cuts, 10_000n])].toSorted((a, b) => (a < b ? -1 : 1)))
  .map((cuts) => cuts.slice(1).map((cut, i) => ({ code: `area-${(i * 7) % 10}`, share: cut - (cuts[i] ?? 0n) })))

test('spreads evenly over days with both ends included', () => {
  // 2007-06-29 to 2007-07-03: two days in Q2, three in Q3; 100.00 is 40.00 and 60.00.
  expect(spread(10_000n, { start: '2007-06-29', end: '2007-07-03' })).toEqual([
    { quarter: '2007-Q2', priorityArea: null, amount: 4000n },
    { quarter: '2007-Q3', priorityArea: null, amount: 6000n },
  ])
})

test('puts an amount with one day on that day', () => {
  expect(spread(999n, '2007-06-30')).toEqual([{ quarter: '2007-Q2', priorityArea: null, amount: 999n }])
})

test('divides the left-over cents once over quarters and areas, ties by quarter then code', () => {
  // One day on each side of the quarter's end, halves: 0.06 over four equal places is 1.5 each; the two cents left over
  // go to the first quarter, first mediation, then planning.
  const shares = [
    { code: 'planning', share: 5000n },
    { code: 'mediation', share: 5000n },
  ]

  expect(spread(6n, { start: '2007-06-30', end: '2007-07-01' }, shares)).toEqual([
    { quarter: '2007-Q2', priorityArea: 'mediation', amount: 2n },
    { quarter: '2007-Q2', priorityArea: 'planning', amount: 2n },
    { quarter: '2007-Q3', priorityArea: 'mediation', amount: 1n },
    { quarter: '2007-Q3', priorityArea: 'planning', amount: 1n },
  ])
})

test('counts experts as a level: the level times the days of each quarter', () => {
  // 2.50 experts from 2008-01-01 to 2008-04-30: 91 days and 30 days.
  const span = { start: '2008-01-01', end: '2008-04-30' }
  const total = expertDays(250n, span)

  expect(total).toBe(250n * 121n)
  expect(spread(total, span).map(({ amount }) => amount)).toEqual([250n * 91n, 250n * 30n])
})

test('sums to the total exactly over any span and any areas', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), spans, areaShares, (total, span, shares) => {
      const parts = spread(total, span, shares)

      expect(sumOf(parts.map(({ amount }) => amount))).toBe(total)
      expect(parts.every(({ amount }) => amount >= 0n)).toBe(true)
      expect(parts).toEqual(
        parts.toSorted(
          (a, b) => a.quarter.localeCompare(b.quarter) || (a.priorityArea ?? '').localeCompare(b.priorityArea ?? ''),
        ),
      )
    }),
    runs,
  )
})

test('gives every quarter of an undivided level exactly its days', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), spans, (level, span) => {
      const parts = spread(expertDays(level, span), span, undivided)

      expect(parts.every(({ amount }) => level === 0n || amount % level === 0n)).toBe(true)
      expect(sumOf(parts.map(({ amount }) => amount))).toBe(level * BigInt(daysBetween(span.start, span.end)))
    }),
    runs,
  )
})
