// Groups for review: every two of their records are a pair themselves.
import { array, assert, bigInt, constantFrom, double, nat, property, record, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { fromHundredths, smallest } from '#domain/decimal.ts'
import {
  atRiskTogether,
  foldPairs,
  type FoundPair,
  type OpenPair,
  reviewGroups,
} from '#domain/findings/reviewGroups.ts'
import { countedTwice } from '#domain/matching/usdAtRisk.ts'

const pair = (a: string, b: string, score: number): OpenPair => ({ a, b, score })

test('three records that are all alike are one group, as sure as its weakest link', () => {
  expect(reviewGroups([pair('a', 'b', 0.9), pair('c', 'b', 0.8), pair('a', 'c', 0.6)])).toEqual([
    { records: ['a', 'b', 'c'], weakestLink: 0.6 },
  ])
})

test('a chain of unlike records is no group: the surest pair stays together', () => {
  expect(reviewGroups([pair('a', 'b', 0.7), pair('b', 'c', 0.9)])).toEqual([{ records: ['b', 'c'], weakestLink: 0.9 }])
})

test('a chain of four falls into its two surest pairs', () => {
  const groups = reviewGroups([pair('a', 'b', 0.9), pair('b', 'c', 0.8), pair('c', 'd', 0.7)])

  expect(groups.map(({ records }) => records)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

const id = constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const somePairs = array(record({ a: id, b: id, score: double({ min: 0.5, max: 1, noNaN: true }) }), {
  maxLength: 15,
}).map((pairs) => {
  const distinct = pairs.filter(({ a, b }) => a !== b)
  return [...new Map(distinct.map((each) => [[each.a, each.b].toSorted().join(' '), each])).values()]
})

test('no group holds two records that are no pair, no record is in two groups, and order does not matter', () => {
  assert(
    property(somePairs, (pairs) => {
      const groups = reviewGroups(pairs)
      const scoreOf = (x: string, y: string): number =>
        pairs.find(({ a, b }) => (a === x && b === y) || (a === y && b === x))?.score ?? 0

      for (const { records, weakestLink } of groups) {
        const links = records.flatMap((x) => records.filter((y) => x < y).map((y) => scoreOf(x, y)))
        expect(Math.min(...links)).toBe(weakestLink)
        expect(weakestLink).toBeGreaterThan(0)
      }
      const all = groups.flatMap(({ records }) => records)
      expect(new Set(all).size).toBe(all.length)
      const sorted = (some: typeof groups): string[] => some.map((group) => JSON.stringify(group)).toSorted()
      expect(sorted(reviewGroups(pairs.toReversed()))).toEqual(sorted(groups))
    }),
  )
})

const found = (a: string, b: string, score: number, usdAtRisk: string | null = null): FoundPair => ({
  ...pair(a, b, score),
  finding: `${a}${b}`,
  usdAtRisk,
})

test('what is worth most to decide comes first, then the surest; within it the surest pair first', () => {
  const folded = foldPairs([
    found('p', 'q', 0.99),
    found('a', 'c', 0.6, '5.00'),
    found('a', 'b', 0.9, '5.00'),
    found('b', 'c', 0.8, '7.00'),
    found('x', 'y', 0.7, '100.00'),
  ])

  expect(folded).toEqual([
    { records: ['x', 'y'], findings: ['xy'], scores: { low: 0.7, high: 0.7 }, usdAtRisk: '100.00' },
    { records: ['a', 'b', 'c'], findings: ['ab', 'bc', 'ac'], scores: { low: 0.6, high: 0.9 }, usdAtRisk: '12.00' },
    { records: ['p', 'q'], findings: ['pq'], scores: { low: 0.99, high: 0.99 }, usdAtRisk: null },
  ])
})

test('a pair whose records sit better in two other groups comes by itself', () => {
  const folded = foldPairs([found('a', 'b', 0.9), found('b', 'c', 0.8), found('c', 'd', 0.85)])

  expect(folded.map(({ findings }) => findings)).toEqual([['ab'], ['cd'], ['bc']])
})

/** Records in a row, each a pair with as many before it as `reach` says, their pairs in no order. */
const crowd = (records: number, reach: number): FoundPair[] =>
  Array.from({ length: records }, (_, at) => at)
    .flatMap((at) =>
      Array.from({ length: Math.min(at, reach) }, (_, back) =>
        found(`r${String(at).padStart(3, '0')}`, `r${String(at - back - 1).padStart(3, '0')}`, 0.9, '5.00'),
      ),
    )
    .map((each, at, all) => ({ each, at: (at * 7919) % all.length }))
    .toSorted((x, y) => x.at - y.at)
    .map(({ each }) => each)

test('a group that a page cuts is one line on it, if the other pairs of its records are known', () => {
  const pairs = crowd(40, 40)
  const [page, rest] = [pairs.slice(0, 500), pairs.slice(500)]

  expect(foldPairs(page).length).toBeGreaterThan(40)
  for (const [here, there] of [
    [page, rest],
    [rest, page],
  ] as const) {
    const lines = foldPairs(here, there)
    expect(lines).toMatchObject([{ records: { length: 40 }, findings: { length: here.length }, usdAtRisk: '195.00' }])
  }
})

test('of a crowd in which not every two are pairs, lines overlap, and each is made of records that all are', () => {
  const pairs = crowd(192, 48)
  const isPair = new Set(pairs.flatMap(({ a, b }) => [a + b, b + a]))
  const page = pairs.slice(0, 500)

  const lines = foldPairs(page, pairs.slice(500))

  expect(lines.length).toBeLessThan(40)
  for (const { records } of lines) {
    expect(records.every((x) => records.every((y) => x === y || isPair.has(x + y)))).toBe(true)
  }
  expect(lines.flatMap(({ findings }) => findings).toSorted()).toEqual(page.map(({ finding }) => finding).toSorted())
})

test('every pair is in one group, and once, whatever else is known', () => {
  assert(
    property(somePairs, nat(15), (pairs, cut) => {
      const each = pairs.map(({ a, b, score }) => found(a, b, score))
      const [all, known] = [each.slice(cut), each.slice(0, cut)]

      expect(
        foldPairs(all, known)
          .flatMap(({ findings }) => findings)
          .toSorted(),
      ).toEqual(all.map(({ finding }) => finding).toSorted())
    }),
  )
})

test('what a group of any size counts twice is all of its amounts but the largest, out of its pairs alone', () => {
  const amounts = uniqueArray(
    record({ id: constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), cents: bigInt({ min: 0n, max: 10n ** 15n }) }),
    {
      selector: ({ id: each }) => each,
      minLength: 2,
    },
  )
  assert(
    property(amounts, (records) => {
      const pairs = records.flatMap((x, at) =>
        records.slice(at + 1).map((y) => found(x.id, y.id, 0.9, fromHundredths(smallest(x.cents, y.cents)))),
      )

      expect(foldPairs(pairs).map(({ usdAtRisk }) => usdAtRisk)).toEqual([
        fromHundredths(countedTwice(records.map(({ cents }) => cents))),
      ])
    }),
  )
})

test('an amount that many pairs name is at risk once, also where a pair is of two kinds', () => {
  const amounts = new Map([
    ['a', 500n],
    ['b', 300n],
    ['c', 200n],
  ])
  const risk = (a: string, b: string): FoundPair =>
    found(a, b, 0.9, fromHundredths(smallest(amounts.get(a) ?? 0n, amounts.get(b) ?? 0n)))
  const pairs = [risk('a', 'b'), risk('b', 'c'), risk('c', 'a'), risk('a', 'b')]

  expect(atRiskTogether(pairs)).toBe(500n)
  expect(atRiskTogether([...pairs, found('x', 'y', 0.9, '1.00'), found('p', 'q', 0.9)])).toBe(600n)
})
