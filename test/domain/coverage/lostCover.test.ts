// Lost cover: only the fall from covered to not covered, of something that is needed.
import { expect, test } from 'vitest'
import { noFigures } from '#domain/coverage/figure.ts'
import { lostCover } from '#domain/coverage/lostCover.ts'
import type { RowSums } from '#domain/coverage/rows.ts'

const sums = (needed: bigint | null, expected: bigint): RowSums => ({
  needed,
  stages: { ...noFigures, arranged: { reported: 99_999n, high: 99_999n, expected, low: 0n } },
})
const cell = { measure: 'usd', quarter: '2008-Q1' } as const

test.each<[string, RowSums, RowSums, boolean]>([
  ['covered to not covered', sums(100n, 100n), sums(100n, 99n), true],
  ['more than covered to nothing', sums(100n, 500n), sums(100n, 0n), true],
  ['covered to less, and still covered', sums(100n, 500n), sums(100n, 100n), false],
  ['not covered to less', sums(100n, 99n), sums(100n, 0n), false],
  ['not covered to covered', sums(100n, 99n), sums(100n, 100n), false],
  ['nothing needed', sums(0n, 500n), sums(0n, 0n), false],
  ['a row that has no needs by nature', sums(null, 500n), sums(null, 0n), false],
])('%s', (_, before, after, isLost) => {
  expect(lostCover(cell, before, after) !== null).toBe(isLost)
})

test('says what was needed and arranged, of experts as a level', () => {
  expect(lostCover(cell, sums(100n, 150n), sums(100n, 50n))).toEqual({
    quarter: '2008-Q1',
    needed: '1.00',
    before: '1.50',
    after: '0.50',
  })
  expect(lostCover({ ...cell, measure: 'experts' }, sums(91_00n, 182_00n), sums(91_00n, 0n))).toMatchObject({
    needed: '1.00',
    before: '2.00',
    after: '0.00',
  })
})
