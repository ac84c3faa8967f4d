// Amounts and quantities: each level at its boundary and just past it, and nothing said about what is missing.
import { amountRatio, compareAmounts, compareQuantities } from '#domain/matching/compareAmounts.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { record } from './records.ts'

const worth = (usdCents: bigint | null) => record({ usdCents })
const counted = (...quantities: [string, bigint][]) =>
  record({ quantities: quantities.map(([unit, hundredths]) => ({ unit, hundredths })) })

test('amounts in one currency are compared as they are reported, whatever the rates of their months', () => {
  const january = record({ usdCents: 26_898_800n, amountText: 'EUR 200000' })
  const may = record({ usdCents: 29_435_800n, amountText: 'EUR 200000.00' })

  expect(compareAmounts(january, may)).toBe('equal')
  expect(amountRatio(january, may)).toBe(1)
  expect(compareAmounts(january, record({ usdCents: 29_435_800n, amountText: 'GBP 200000' }))).toBe('overhead')
  expect(compareAmounts(january, record({ usdCents: null, amountText: 'EUR 200000' }))).toBeNull()
})

test.each([
  [1_000_000n, 'equal'],
  [1_004_000n, 'equal'],
  [1_004_001n, 'rounded'],
  [1_025_000n, 'rounded'],
  [1_025_001n, 'overhead'],
  [1_160_000n, 'overhead'],
  [1_160_001n, 'near'],
  [1_400_000n, 'near'],
  [1_400_001n, 'twofold'],
  [2_050_000n, 'twofold'],
  [2_050_001n, 'more'],
  [10n ** 30n, 'more'],
] as const)('compares 1000000 and %i cents as %s, from both sides', (other, level) => {
  expect(compareAmounts(worth(1_000_000n), worth(other))).toBe(level)
  expect(compareAmounts(worth(other), worth(1_000_000n))).toBe(level)
})

test.each([
  ['none', null],
  ['nothing', 0n],
  ['less than nothing', -1_000_000n],
])('does not compare an amount with %s', (_, other) => {
  expect(compareAmounts(worth(1_000_000n), worth(other))).toBeNull()
  expect(compareAmounts(worth(other), worth(1_000_000n))).toBeNull()
  expect(compareAmounts(worth(other), worth(other))).toBeNull()
})

test.each([
  [1n, 1n, 1],
  [100n, 250n, 2.5],
  [null, 250n, null],
  [0n, 250n, null],
  [-100n, -100n, null],
])('gives the larger over the smaller of %s and %s', (a, b, ratio) => {
  expect(amountRatio(worth(a), worth(b))).toBe(ratio)
  expect(amountRatio(worth(b), worth(a))).toBe(ratio)
})

test('gives a ratio of one or more for amounts of any size', () => {
  const [one, other] = [record(), record()]
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 40n), fc.bigInt(1n, 10n ** 40n), (a, b) => {
      const ratio = amountRatio({ ...one, usdCents: a, amountText: null }, { ...other, usdCents: b, amountText: null })
      expect(ratio).toBeGreaterThanOrEqual(1)
      expect(ratio).toBeLessThan(Infinity)
    }),
  )
})

test.each([
  [10_000n, 'same'],
  [10_001n, 'near'],
  [11_500n, 'near'],
  [11_501n, 'twofold'],
  [20_500n, 'twofold'],
  [20_501n, 'more'],
  [10n ** 30n, 'more'],
] as const)('compares 10000 and %i hundredths of a unit as %s, from both sides', (other, level) => {
  expect(compareQuantities(counted(['seats', 10_000n]), counted(['seats', other]))).toBe(level)
  expect(compareQuantities(counted(['seats', other]), counted(['seats', 10_000n]))).toBe(level)
})

test.each<[string, [string, bigint][]]>([
  ['no quantity', []],
  ['another unit', [['tents', 3000n]]],
  ['another spelling of the unit', [['Seats', 3000n]]],
  ['none of the unit', [['seats', 0n]]],
  ['less than none', [['seats', -3000n]]],
])('does not compare a quantity with %s', (_, other) => {
  expect(compareQuantities(counted(['seats', 3000n]), counted(...other))).toBeNull()
  expect(compareQuantities(counted(...other), counted(['seats', 3000n]))).toBeNull()
})

test('takes the closest of the units that both give', () => {
  const [a, b] = [counted(['seats', 3000n], ['tents', 100n]), counted(['tents', 900n], ['seats', 3000n])]

  expect(compareQuantities(a, b)).toBe('same')
  expect(compareQuantities(b, a)).toBe('same')
})

test('leaves a unit that one side alone gives out of the comparison', () => {
  expect(compareQuantities(counted(['seats', 3000n]), counted(['vehicles', 3000n], ['seats', 9000n]))).toBe('more')
})

test('finds the closest of two lines of one unit on the first side', () => {
  expect(compareQuantities(counted(['seats', 1000n], ['seats', 3000n]), counted(['seats', 3000n]))).toBe('same')
})

test('finds the closest of two lines of one unit on the second side', () => {
  expect(compareQuantities(counted(['seats', 3000n]), counted(['seats', 1000n], ['seats', 3000n]))).toBe('same')
})
