// Decimal texts to exact whole numbers and back.
import { decimalRate, fromHundredths, largest, roundHalfUp, smallest, toHundredths } from '#domain/decimal.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['0', 0n],
  ['12.5', 1250n],
  ['-12.05', -1205n],
  ['100000.00', 10_000_000n],
  ['999999999999999.99', 99_999_999_999_999_999n],
])('reads %s as %s hundredths', (text, hundredths) => {
  expect(toHundredths(text)).toBe(hundredths)
})

test.each(['', '1.', '.5', '1e3', ' 1', '1,000', '1.005', 'NaN', '٣'])('refuses to read "%s"', (text) => {
  expect(() => toHundredths(text)).toThrow(RangeError)
})

test.each([
  [0n, '0.00'],
  [5n, '0.05'],
  [-1205n, '-12.05'],
  [-5n, '-0.05'],
  [10_000_000n, '100000.00'],
])('writes %s hundredths as %s', (hundredths, text) => {
  expect(fromHundredths(hundredths)).toBe(text)
})

test('reads back what it wrote', () => {
  fc.assert(
    fc.property(fc.bigInt(), (hundredths) => {
      expect(toHundredths(fromHundredths(hundredths))).toBe(hundredths)
    }),
    { numRuns: 1000 },
  )
})

test('keeps every decimal of a published rate', () => {
  expect(decimalRate('1.34186')).toEqual({ units: 134_186n, scale: 5 })
  expect(decimalRate('655.957')).toEqual({ units: 655_957n, scale: 3 })
  expect(decimalRate('1')).toEqual({ units: 1n, scale: 0 })
})

test.each([
  [7n, 2n, 4n],
  [5n, 3n, 2n],
  [4n, 3n, 1n],
  [-7n, 2n, -4n],
  [-4n, 3n, -1n],
  [7n, -2n, -4n],
])('rounds %s / %s to %s', (dividend, divisor, rounded) => {
  expect(roundHalfUp(dividend, divisor)).toBe(rounded)
})

test('finds the largest and the smallest amount', () => {
  expect(largest(2n, 3n, 1n)).toBe(3n)
  expect(smallest(2n, 3n, 1n)).toBe(1n)
})
