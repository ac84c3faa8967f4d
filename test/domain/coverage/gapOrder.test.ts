// The order of gaps: urgency first, then what is missing, then the row.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { noFigures, perStage } from '#domain/coverage/figure.ts'
import { expectedGap, gapOrder, mostUrgent } from '#domain/coverage/gapOrder.ts'
import type { RowSums } from '#domain/coverage/rows.ts'

const sums = (needed: bigint, expected: bigint): RowSums => ({
  needed,
  stages: perStage((stage) => ({ ...noFigures[stage], reported: expected, high: expected, expected })),
})

test('the most urgent need decides', () => {
  expect(mostUrgent([{ urgency: 'recurrent' }, { urgency: 'start-up' }, { urgency: 'one-off' }])).toBe('start-up')
  expect(mostUrgent([])).toBeNull()
})

test('what is announced beyond the need is no gap', () => {
  expect(expectedGap(sums(5n, 3n))).toBe(2n)
  expect(expectedGap(sums(5n, 9n))).toBe(0n)
  expect(gapOrder('start-up', sums(5n, 5n), 'row')).toBeNull()
})

test('a smaller gap that is more urgent comes first', () => {
  const orders = [
    gapOrder('recurrent', sums(900n, 0n), 'a'),
    gapOrder('start-up', sums(1n, 0n), 'b'),
    gapOrder('one-off', sums(5n, 0n), 'c'),
    gapOrder('one-off', sums(50n, 0n), 'd'),
    gapOrder(null, sums(50n, 0n), 'e'),
  ].map(String)

  expect(orders.toSorted((a, b) => (a < b ? -1 : 1)).map((order) => order.slice(-1))).toEqual(['b', 'd', 'c', 'a', 'e'])
})

test('of one urgency the text sorts as the gaps do, largest first', () => {
  const amounts = fc.bigInt({ min: 1n, max: 10n ** 20n })
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      const [x, y] = [gapOrder('one-off', sums(a, 0n), 'x') ?? '', gapOrder('one-off', sums(b, 0n), 'x') ?? '']
      expect(x < y).toBe(a > b)
    }),
  )
})
