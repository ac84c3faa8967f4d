// Groups for review: every two of their records are a pair themselves.
import { array, assert, constantFrom, double, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { type OpenPair, reviewGroups } from '#domain/findings/reviewGroups.ts'

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
