// Formula 5 as tables: next quarters, the cliff, the largest provider, medians, and how long each step took.
import { describe, expect, test } from 'vitest'
import {
  fundingCliff,
  largestProvider,
  medianOf,
  nextFour,
  paceOf,
  startUpGap,
  sumIn,
} from '#domain/coverage/predictability.ts'
import { transaction } from './contributions.ts'

const present = '2008-Q3'
const inQuarters = (...amounts: bigint[]): Map<string, bigint> =>
  new Map(['2008-Q2', '2008-Q3', '2008-Q4', '2009-Q1', '2009-Q2'].map((quarter, at) => [quarter, amounts[at] ?? 0n]))

test('the next four quarters begin after the present one', () => {
  expect(nextFour(present)).toEqual(['2008-Q4', '2009-Q1', '2009-Q2', '2009-Q3'])
  expect(sumIn(inQuarters(1n, 2n, 4n, 8n, 16n), nextFour(present))).toBe(28n)
})

test.each<[string, bigint[], string | null]>([
  ['falls by exactly a third', [0n, 90n, 60n, 60n, 60n], '2009-Q3'],
  ['falls by more than a third', [0n, 90n, 59n, 59n, 59n], '2008-Q4'],
  ['fell before the present quarter', [900n, 90n, 90n, 90n, 90n], '2009-Q3'],
  ['falls to nothing', [0n, 90n, 90n, 0n, 0n], '2009-Q1'],
  ['begins after quarters of nothing and falls then', [0n, 0n, 0n, 90n, 10n], '2009-Q2'],
  ['holds nothing at all', [], null],
  ['grows, and ends with the last arranged quarter', [0n, 10n, 20n, 30n, 40n], '2009-Q3'],
])('the cliff of what %s', (_, amounts, quarter) => {
  expect(fundingCliff(inQuarters(...amounts), present)?.quarter ?? null).toBe(quarter)
})

test('the cliff says from what to what', () => {
  expect(fundingCliff(inQuarters(0n, 90n, 10n), present)).toEqual({ quarter: '2008-Q4', before: 90n, after: 10n })
})

test.each<[string, [string, bigint][], { provider: string; share: number } | null]>([
  ['nobody', [], null],
  ['nobody who gives anything', [['eu', 0n]], null],
  ['one', [['eu', 5n]], { provider: 'eu', share: 1 }],
  [
    'the larger',
    [
      ['eu', 1n],
      ['france', 2n],
    ],
    { provider: 'france', share: 0.6667 },
  ],
  [
    'of equals the first by code',
    [
      ['france', 2n],
      ['eu', 2n],
    ],
    { provider: 'eu', share: 0.5 },
  ],
])('the largest provider is %s', (_, amounts, expected) => {
  expect(largestProvider(new Map(amounts))).toEqual(expected)
})

test.each<[[number, bigint][], number | null]>([
  [[], null],
  [[[3, 0n]], null],
  [[[3, 1n]], 3],
  [
    [
      [3, 1n],
      [10, 1n],
    ],
    6.5,
  ],
  [
    [
      [10, 2n],
      [3, 1n],
    ],
    10,
  ],
  [
    [
      [0, 5n],
      [100, 4n],
    ],
    0,
  ],
])('the median, case %#', (counts, median) => {
  expect(medianOf(new Map(counts))).toBe(median)
})

describe('the pace', () => {
  const move = (status: 'pledged' | 'committed' | 'active', day: string) => ({
    status,
    at: `${day}T10:00:00Z`,
    by: 'ann',
    reason: null,
  })
  const dated = (type: 'commitment' | 'disbursement', date: string) => ({ ...transaction(type, '1'), date })

  test.each([
    ['of a pledge alone', [move('pledged', '2008-01-01')], [], null, null],
    ['by status', [move('pledged', '2008-01-01'), move('active', '2008-01-31')], [], 30, null],
    [
      'by transactions, the first of each kind',
      [move('pledged', '2008-01-01'), move('committed', '2008-06-01')],
      [dated('commitment', '2008-01-11'), dated('disbursement', '2008-02-20'), dated('disbursement', '2008-01-21')],
      10,
      10,
    ],
    ['of what was never pledged', [move('committed', '2008-01-01')], [dated('disbursement', '2008-01-03')], null, 2],
    [
      'of what was recorded late',
      [move('pledged', '2008-03-01')],
      [dated('commitment', '2008-01-11'), dated('disbursement', '2007-01-01')],
      0,
      0,
    ],
  ])('%s', (_, statusHistory, transactions, pledgeToCommitment, commitmentToDisbursement) => {
    expect(paceOf({ statusHistory, transactions })).toEqual({ pledgeToCommitment, commitmentToDisbursement })
  })
})

test('a start-up gap is never below nothing', () => {
  expect([startUpGap(5n, 3n), startUpGap(5n, 9n)]).toEqual([2n, 0n])
})
