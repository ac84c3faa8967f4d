// The likeliest others of each record: against a full sort, in any order of arrival.
import { likeliestAmong } from '#domain/matching/likeliest.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const records = 12

type Told = { a: number; b: number; points: number }

// Each pair at most once; few different points, so that many are equal.
const anyPairs: fc.Arbitrary<Told[]> = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: records * records, maxLength: records * records })
  .map((points) =>
    points.flatMap((one, at) => {
      const [a, b] = [Math.floor(at / records), at % records]
      return a < b && one > 0 ? [{ a, b, points: one / 4 }] : []
    }),
  )

const pairsOf = (told: readonly Told[], most: number): Map<number, number[]> => {
  const likeliest = likeliestAmong(records, most, (x, y) => x > y)
  for (const { a, b, points } of told) likeliest.add(a, b, points)
  return new Map([...likeliest.pairs()].map(([record, others]) => [record, others.toSorted((x, y) => x - y)]))
}

/** The same by sorting everything. */
const expectedOf = (told: readonly Told[], most: number): Map<number, number[]> => {
  const othersOf = (record: number): number[] =>
    told
      .flatMap(({ a, b, points }) =>
        a === record ? [{ other: b, points }] : b === record ? [{ other: a, points }] : [],
      )
      .toSorted((x, y) => y.points - x.points || y.other - x.other)
      .slice(0, most)
      .map(({ other }) => other)
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
      fc.integer({ min: 1, max: records }),
      ([told, shuffled], most) => {
        expect(pairsOf(shuffled, most)).toEqual(expectedOf(told, most))
      },
    ),
  )
})

test('compares a record that a hundred repeat with no more than asked for, beside those that have it among theirs', () => {
  const likeliest = likeliestAmong(101, 3, (x, y) => x < y)
  for (let a = 0; a <= 100; a++) for (let b = a + 1; b <= 100; b++) likeliest.add(a, b, 1)

  expect([...likeliest.pairs()].flatMap(([, others]) => others).length).toBeLessThanOrEqual(101 * 3)
})
