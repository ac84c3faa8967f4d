// Labels: which pairs a set judges, what a decided finding teaches, and samples that keep groups whole.
import {
  judgementOf, type LabelledSet, labelOfVerdict, pairKey, sampled,
} from '#domain/matching/fitting/labelledSet.ts' // prettier-ignore
import { hashOf } from '#domain/matching/hashes.ts'
import { expect, test } from 'vitest'

const set: LabelledSet = {
  name: 'made',
  rows: [],
  labels: new Map([
    [pairKey('a', 'b'), 'duplicate'],
    [pairKey('a', 'c'), 'overlap'],
    [pairKey('a', 'd'), 'part_of'],
    [pairKey('a', 'e'), 'negative'],
    [pairKey('a', 'f'), 'ignore'],
    [pairKey('a', 'g'), 'unsure'],
  ]),
  knownNegatives: null,
  between: 'all',
  weight: 1,
}
const row = (id: string, columns = {}) => ({ id, source: `source of ${id}`, lang: 'en', ...columns })
const judged = (id: string, changes: Partial<LabelledSet> = {}) =>
  judgementOf({ ...set, ...changes }, row(id), row('a'))

test('judges listed pairs by their label, from either side, and leaves the undecided out', () => {
  expect(['b', 'c', 'd', 'e', 'f', 'g'].map((id) => judged(id))).toEqual([
    'duplicate',
    'overlap',
    'part_of',
    'look-alike',
    null,
    null,
  ])
})

test('takes an unlisted pair for neither, unless the labels are incomplete and do not know it', () => {
  const knownNegatives = new Set([pairKey('a', 'h')])

  expect(judged('z')).toBe('neither')
  expect(judged('z', { knownNegatives })).toBeNull()
  expect(judged('h', { knownNegatives })).toBe('neither')
})

test('judges no pair of one source, or of one language, where a set is about two', () => {
  const [a, b] = [row('a', { source: 'x' }), row('b', { source: 'x' })]

  expect(judgementOf({ ...set, between: 'sources' }, a, b)).toBeNull()
  expect(judgementOf({ ...set, between: 'languages' }, a, b)).toBeNull()
  expect(judgementOf({ ...set, between: 'languages' }, a, { ...b, lang: 'fr' })).toBe('duplicate')
})

test('learns from every verdict but one that was undone', () => {
  expect(labelOfVerdict).toEqual({
    'same-contribution': 'duplicate',
    'overlap-confirmed': 'overlap',
    'part-of': 'part_of',
    complementary: 'negative',
    'not-duplicate': 'negative',
    reopen: 'ignore',
  })
})

test('draws whole groups of a large set, about as many records as asked, and always the same', () => {
  const rows = Array.from({ length: 3000 }, (_, at) => ({ id: `r${at}` }))
  const labels = new Map(rows.map((_, at) => [pairKey(`r${at}`, `r${at - (at % 5)}`), 'duplicate' as const]))
  const drawn = sampled({ ...set, rows, labels }, 1000, hashOf)
  const groups = Map.groupBy(drawn.rows, ({ id }) => Math.floor(Number(String(id).slice(1)) / 5))

  expect(drawn.rows.length).toBeGreaterThan(800)
  expect(drawn.rows.length).toBeLessThan(1200)
  expect([...groups.values()].every((group) => group.length === 5)).toBe(true)
  expect(drawn.labels.size).toBe(drawn.rows.length)
  expect(sampled({ ...set, rows, labels }, 1000, hashOf)).toEqual(drawn)
})

test('leaves a small set as it is', () => {
  expect(sampled(set, 10, hashOf)).toBe(set)
})
