// Hashed word sets: the same everywhere, counted by one merge, and bounded for any text.
import { commonCount, diceOf, hashOf, hashSet, trigramsOf } from '#domain/matching/hashes.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const words = fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 30 })

// Published FNV-1a vectors: stored sketches and blocks hold these numbers, so they may never change.
test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
] as const)('hashes "%s" as FNV-1a does', (text, hash) => {
  expect(hashOf(text)).toBe(hash)
})

test.each(['é', 'Россия', '😀', '\ud800', '\0', 'a'.repeat(100_000)])('hashes any text to 32 bits', (text) => {
  expect(hashOf(text)).toBe(hashOf(text) >>> 0)
})

test('tells the order of letters apart', () => {
  expect(hashOf('ab')).not.toBe(hashOf('ba'))
})

test('keeps each word once, ascending', () => {
  expect([...hashSet(['b', 'a', 'b'])]).toEqual([hashOf('a'), hashOf('b')].toSorted((x, y) => x - y))
})

test('sorts hashes above 2^31 as numbers', () => {
  fc.assert(
    fc.property(words, (list) => {
      const hashes = [...hashSet(list)]
      expect(hashes).toEqual(hashes.toSorted((x, y) => x - y))
    }),
  )
})

test.each([
  ['nothing with nothing', [], [], 0],
  ['nothing with something', [], ['a'], 0],
  ['strangers', ['a', 'b'], ['c', 'd'], 0],
  ['one word of two', ['a', 'b'], ['b', 'c'], 1],
  ['a part and its whole', ['a', 'b'], ['a', 'b', 'c'], 2],
  ['equals', ['a', 'b', 'c'], ['c', 'b', 'a'], 3],
])('counts what is common to %s', (_, a, b, count) => {
  expect(commonCount(hashSet(a), hashSet(b))).toBe(count)
  expect(commonCount(hashSet(b), hashSet(a))).toBe(count)
})

test('counts as many as the intersection has', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [left, right] = [hashSet(a), hashSet(b)]
      const known = new Set(right)
      expect(commonCount(left, right)).toBe([...left].filter((hash) => known.has(hash)).length)
    }),
  )
})

test.each([
  ['two empty sets', [], [], 0],
  ['an empty set and another', [], ['a'], 0],
  ['strangers', ['a'], ['b'], 0],
  ['half of each', ['a', 'b'], ['b', 'c'], 0.5],
  ['a third and its whole', ['a'], ['a', 'b', 'c'], 0.5],
  ['equals', ['a', 'b'], ['b', 'a'], 1],
])('gives the coefficient of %s', (_, a, b, dice) => {
  expect(diceOf(hashSet(a), hashSet(b))).toBe(dice)
  expect(diceOf(hashSet(b), hashSet(a))).toBe(dice)
})

test('marks the ends of a name', () => {
  expect([...trigramsOf('giz')]).toEqual([...hashSet([' gi', 'giz', 'iz '])])
})

test.each([
  ['no letters', '', 0],
  ['one letter', 'a', 1],
  ['one letter over and over', 'aaaaaaaa', 3],
  ['an emoji', '😀', 2],
])('gives the trigrams of %s', (_, text, count) => {
  expect(trigramsOf(text)).toHaveLength(count)
})

test('reads 200 characters of a name and no more', () => {
  expect(trigramsOf('x'.repeat(200) + 'y'.repeat(100_000))).toEqual(trigramsOf('x'.repeat(200)))
  expect(trigramsOf(Array.from({ length: 9000 }, (_, at) => String(at)).join('')).length).toBeLessThanOrEqual(200)
})
