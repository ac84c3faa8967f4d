// The account of a figure: what is counted is net.high, and with what is left out it is reported, to the cent.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AccountLine, accountOf } from '#domain/coverage/account.ts'
import { groupFigures } from '#domain/coverage/net.ts'
import { stages } from '#model/coverage.ts'
import { byCell, byProvider, group, randomGroups, record } from './groups.ts'
import { runs, waitForAllRuns } from './runs.ts'

waitForAllRuns()

const amountOf = (lines: readonly AccountLine[], of: (line: AccountLine) => bigint): bigint =>
  lines.reduce((sum, line) => sum + of(line), 0n)
const told = (lines: readonly AccountLine[]) =>
  lines.map(({ record: { id }, cell, counted, leftOut }) => [
    `${id} ${cell.quarter.slice(-2)}`,
    Number(counted.announced),
    ...leftOut.map(({ rule, because, amounts }) => `${amounts.announced} ${rule} ${because}`),
  ])

test('a record that is set aside is left out because of its survivor', () => {
  const confirmed = [{ survivor: 'a', other: 'b' }]

  expect(told(accountOf(group([record('a', { Q1: 100 }), record('b', { Q1: 90, Q2: 5 })], { confirmed })))).toEqual([
    ['a Q1', 100],
    ['b Q1', 0, '90 same-contribution a'],
    ['b Q2', 0, '5 same-contribution a'],
  ])
})

test('an envelope is left out child by child, wherever the children themselves count', () => {
  const records = [
    record('e', { Q1: 100, Q2: 50 }),
    record('c', { Q3: 60 }, { envelopes: ['e'] }),
    record('d', { Q1: 30 }, { envelopes: ['e'] }),
  ]

  // 90 of 150 are the children's: 60 of the 100 and 30 of the 50, two thirds of them because of c.
  expect(told(accountOf(group(records)))).toEqual([
    ['e Q1', 40, '40 envelope c', '20 envelope d'],
    ['e Q2', 20, '20 envelope c', '10 envelope d'],
    ['c Q3', 60],
    ['d Q1', 30],
  ])
})

test('a child takes its own total out of its envelope, to the cent over all cells', () => {
  const records = [
    record('e', { Q1: 3333, Q2: 3334, Q3: 3333 }),
    record('c', { Q4: 1001 }, { envelopes: ['e'] }),
    record('d', { Q4: 2 }, { envelopes: ['e'] }),
  ]
  const lines = accountOf(group(records)).filter((line) => line.record.id === 'e')
  const because = (id: string): bigint =>
    amountOf(lines, ({ leftOut }) => leftOut.find((left) => left.because === id)?.amounts.announced ?? 0n)

  expect([because('c'), because('d')]).toEqual([1001n, 2n])
})

test('children beyond their envelope leave out no more than it has', () => {
  const records = [record('e', { Q1: 10 }), record('c', { Q1: 60 }, { envelopes: ['e'] })]

  expect(told(accountOf(group(records)))).toEqual([
    ['e Q1', 0, '10 envelope c'],
    ['c Q1', 60],
  ])
})

test.each([
  ['cells', byCell],
  ['providers', byProvider],
])('of %s: what is counted is net.high, and with what is left out it is reported', (_name, keyOf) => {
  fc.assert(
    fc.property(randomGroups, (within) => {
      const figures = groupFigures(within, keyOf)
      const lines = Map.groupBy(accountOf(within), ({ cell, record: own }) => keyOf(cell, own))
      expect(new Set(lines.keys())).toEqual(new Set(figures.keys()))
      for (const [key, own] of lines) {
        for (const stage of stages) {
          const counted = amountOf(own, (line) => line.counted[stage])
          const leftOut = amountOf(own, (line) => line.leftOut.reduce((sum, { amounts }) => sum + amounts[stage], 0n))
          expect(counted).toBe(figures.get(key)?.[stage].high)
          expect(counted + leftOut).toBe(figures.get(key)?.[stage].reported)
        }
      }
    }),
    runs,
  )
})

test('nothing is left out below zero, and nobody because of itself or of what is withdrawn', () => {
  fc.assert(
    fc.property(randomGroups, (within) => {
      const live = new Set(within.records.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id))
      for (const { record: own, leftOut, counted } of accountOf(within)) {
        for (const { because, amounts } of leftOut) {
          expect(because).not.toBe(own.id)
          expect(live.has(because)).toBe(true)
          for (const stage of stages) expect(amounts[stage] >= 0n && counted[stage] >= 0n).toBe(true)
        }
      }
    }),
    runs,
  )
})
