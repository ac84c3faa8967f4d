// The likeliest others of each record: against a full sort, in any order of arrival.
import {
  isInReach,
  isNearer,
  likeliestAmong,
  mostCandidates,
  mostLookAlikes,
  placesTaken,
  rankOf,
} from '#domain/matching/likeliest.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const records = 60
const ids = Array.from({ length: records }, (_, place) => String(place).padStart(2, '0'))

type Told = { a: number; b: number; points: number }

// Each pair at most once; few different points, so that many are equal.
const anyPairs: fc.Arbitrary<Told[]> = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: records * records, maxLength: records * records })
  .map((points) =>
    points.flatMap((one, at) => {
      const [a, b] = [Math.floor(at / records), at % records]
      return a < b && one > 0 ? [{ a, b, points: one - 1 + (b % 2) / 2 }] : []
    }),
  )

const pairsOf = (told: readonly Told[]): Map<number, number[]> => {
  const likeliest = likeliestAmong(ids)
  for (const { a, b, points } of told) likeliest.add(a, b, points)
  return new Map([...likeliest.pairs()].map(([record, others]) => [record, others.toSorted((x, y) => x - y)]))
}

/** The same by sorting everything. */
const expectedOf = (told: readonly Told[]): Map<number, number[]> => {
  const othersOf = (record: number): number[] => {
    const ranked = told
      .flatMap(({ a, b, points }) =>
        a === record ? [{ other: b, points }] : b === record ? [{ other: a, points }] : [],
      )
      .map(({ other, points }) => ({ other, rank: rankOf(points) }))
      .toSorted(
        (x, y) => y.rank - x.rank || (isNearer(ids[record] ?? '', ids[x.other] ?? '', ids[y.other] ?? '') ? -1 : 1),
      )
    return ranked.slice(0, placesTaken(ranked.map(({ rank }) => rank))).map(({ other }) => other)
  }
  const all = Array.from({ length: records }, (_, record) => othersOf(record))
  return new Map(
    all.map((others, record) => [
      record,
      all.flatMap((theirs, other) =>
        other > record && (others.includes(other) || theirs.includes(record)) ? [other] : [],
      ),
    ]),
  )
}

test('keeps a pair that either side has among its likeliest, as a full sort does, in any order', () => {
  fc.assert(
    fc.property(
      anyPairs.chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }))),
      ([told, shuffled]) => {
        expect(pairsOf(shuffled)).toEqual(expectedOf(told))
      },
    ),
    { numRuns: 20 },
  )
})

test('look-alikes have twice the places, and of those the ones that were there before come first', () => {
  expect(placesTaken([3, 3, 3])).toBe(3)
  expect(placesTaken(Array.from({ length: 100 }, () => 3))).toBe(mostCandidates)
  expect(placesTaken(Array.from({ length: 100 }, (_, at) => (at < 30 ? 4 : 3)))).toBe(30)
  expect(placesTaken(Array.from({ length: 100 }, () => 6))).toBe(mostLookAlikes)
  expect(rankOf(4.75)).toBe(4)
  expect(rankOf(12)).toBe(6)
  expect(rankOf(3.75)).toBe(3.75)
})

test('compares a record that two hundred repeat with no more than have a place, beside those that have it among theirs', () => {
  const many = Array.from({ length: 201 }, (_, place) => String(place).padStart(3, '0'))
  const likeliest = likeliestAmong(many)
  for (let a = 0; a <= 200; a++) for (let b = a + 1; b <= 200; b++) likeliest.add(a, b, 5)

  expect([...likeliest.pairs()].flatMap(([, others]) => others).length).toBeLessThanOrEqual(201 * mostLookAlikes)
})

test('a record in a crowd keeps those just before it, whatever comes later', () => {
  const crowd = Array.from({ length: 120 }, (_, place) => String(place).padStart(3, '0'))
  const listed = (known: readonly string[]): Map<number, number[]> => {
    const likeliest = likeliestAmong(known)
    for (const [a] of known.entries())
      // The later, the more alike: of a crowd that counts for nothing.
      for (const [b] of known.entries()) if (a < b) likeliest.add(a, b, 6 + b)
    return new Map(likeliest.pairs())
  }
  const [all, before] = [listed(crowd), listed(crowd.slice(0, 110))]

  expect(all.get(50)).toEqual(Array.from({ length: mostLookAlikes }, (_, at) => 51 + at))
  for (let place = 0; place < 110 - mostLookAlikes; place++) expect(all.get(place)).toEqual(before.get(place))
})

test('the full list of a record changes with another if, and only if, that one is in reach', () => {
  const own = 'm30'
  const other = fc.record({
    id: fc.integer({ min: 10, max: 99 }).map((id) => `m${id}`),
    rank: fc.constantFrom(4, 5, 6),
  })
  const crowd = fc.uniqueArray(other, { minLength: mostLookAlikes + 1, maxLength: 80, selector: ({ id }) => id })
  const listed = (others: readonly { id: string; rank: number }[]) =>
    others
      .filter(({ id }) => id !== own)
      .toSorted((x, y) => y.rank - x.rank || (isNearer(own, x.id, y.id) ? -1 : 1))
      .slice(0, mostLookAlikes)
  fc.assert(
    fc.property(crowd, ([one, ...rest]) => {
      fc.pre(one !== undefined && one.id !== own && listed(rest).length === mostLookAlikes)
      const reachOf = (list: readonly { id: string; rank: number }[]) => {
        const { id: last = '', rank = 0 } = list.at(-1) ?? {}
        return { last, rank }
      }
      const [without, beside] = [listed(rest), listed([one, ...rest])]
      const isListed = beside.some(({ id }) => id === one.id)

      expect(isInReach(own, reachOf(without), one)).toBe(isListed)
      expect(isInReach(own, reachOf(beside), one)).toBe(isListed)
    }),
    { numRuns: 500 },
  )
})
