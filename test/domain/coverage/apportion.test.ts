// Splitting whole amounts exactly.
import { largestRemainder, shrink, sumOf } from '#domain/coverage/apportion.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs, waitForAllRuns } from './runs.ts'

waitForAllRuns()

const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 17n }), { minLength: 1, maxLength: 40 })
const smallAmounts = fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 1, maxLength: 9 })

test.each([
  // 100 x 1/3 is 33.33 for each: one unit is left, the tie goes to the first.
  [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
  // 10 x 1/8, 2/8, 5/8 is 1.25, 2.5, 6.25: the one unit left goes to the .5.
  [10n, [1n, 2n, 5n], [1n, 3n, 6n]],
  [0n, [1n, 2n], [0n, 0n]],
  [5n, [0n, 0n], [0n, 0n]],
])('gives %s by largest remainder', (total, weights, parts) => {
  expect(largestRemainder(total, weights)).toEqual(parts)
})

test('splits by largest remainder to the exact sum, each part within a unit of its share', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), amounts, (total, weights) => {
      fc.pre(sumOf(weights) > 0n)
      const parts = largestRemainder(total, weights)

      expect(sumOf(parts)).toBe(total)
      for (const [index, part] of parts.entries()) {
        const excess = part * sumOf(weights) - total * (weights[index] ?? 0n)
        expect(excess < sumOf(weights) && excess > -sumOf(weights)).toBe(true)
      }
    }),
    runs,
  )
})

test.each([
  [[50n, 50n], 50n, [25n, 25n]],
  [[100n, 100n, 100n], 100n, [34n, 33n, 33n]],
  [[3n, 3n, 1n], 7n, [3n, 3n, 1n]],
  // First 3 + 3 of 4: 24/7 = 3.43, so 3, of which the first gets 1.5, so 2.
  [[3n, 3n, 1n], 4n, [2n, 1n, 1n]],
  // First 3 + 3 of 3: 18/7 = 2.57, so 3, of which the first gets 2. Nothing grew.
  [[3n, 3n, 1n], 3n, [2n, 1n, 0n]],
  [[0n, 0n], 0n, [0n, 0n]],
  [[], 0n, []],
])('shrinks %s to %s', (parts, total, shrunk) => {
  expect(shrink(parts, total)).toEqual(shrunk)
})

test('shrinks to the exact sum and lets no part grow while the total shrinks', () => {
  fc.assert(
    fc.property(fc.oneof(amounts, smallAmounts), fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (parts, x, y) => {
      const totals = [x, y].map((total) => total % (sumOf(parts) + 1n)).toSorted((a, b) => (a < b ? -1 : 1))
      const [less, more] = totals.map((total) => shrink(parts, total))

      expect([less, more].map((shrunk) => sumOf(shrunk ?? []))).toEqual(totals)
      for (const [index, part] of parts.entries()) {
        expect((less?.[index] ?? -1n) >= 0n).toBe(true)
        expect((less?.[index] ?? 0n) <= (more?.[index] ?? 0n)).toBe(true)
        expect((more?.[index] ?? 0n) <= part).toBe(true)
      }
    }),
    runs,
  )
})
