// Compared sets: which pairs teach a kind, and the whole way from them to weights and their quality.
import { calibrate } from '#domain/matching/fitting/calibrate.ts'
import { companyIn } from '#domain/matching/fitting/company.ts'
import { compareSet, type ComparedSet, counts, isPossible, isTrue } from '#domain/matching/fitting/comparedSet.ts'
import { pairKey } from '#domain/matching/fitting/labelledSet.ts'
import { scoreSet } from '#domain/matching/fitting/scoreSet.ts'
import { weights, weightsVersion } from '#domain/matching/weights.ts'
import { expect, test } from 'vitest'
import { row } from '../records.ts'

const present = { version: weightsVersion, kinds: weights }
const course = { title: 'Mission leadership course', partner: 'EU', beneficiary: 'AUC', country: 'KE', location: 'Nairobi', amount: 100000, currency: 'USD', start_date: '2007-06-04', lang: 'en' } // prettier-ignore
const rows = [
  { id: 'a', ...course },
  { id: 'b', ...course, title: 'Mission leadership course for officers' },
  { id: 'c', ...course, partner: 'Norway', amount: 40000 },
]
const labels = new Map([
  [pairKey('a', 'b'), 'duplicate' as const],
  [pairKey('b', 'c'), 'overlap' as const],
  [pairKey('a', 'c'), 'part_of' as const],
  [pairKey('a', 'absent'), 'duplicate' as const],
])
const set = compareSet({ name: 'made', rows, labels, knownNegatives: null, between: 'all', weight: 1 }, row)

test('holds the candidates in order with their judgements, and counts all that is true', () => {
  expect(set.pairs.map(({ a, b, judgement }) => [a, b, judgement])).toEqual([
    [0, 1, 'duplicate'],
    [0, 2, 'part_of'],
    [1, 2, 'overlap'],
  ])
  expect(set.gold).toEqual({ 'duplicate-record': 2, 'overlapping-effort': 1 })
})

test('teaches duplicates without parts, and overlaps without one provider', () => {
  const taught = (kind: 'duplicate-record' | 'overlapping-effort') =>
    set.pairs.filter((pair) => counts(kind, set, pair))

  expect(taught('duplicate-record').map(({ judgement }) => judgement)).toEqual(['duplicate', 'overlap'])
  expect(taught('overlapping-effort').map(({ judgement }) => judgement)).toEqual(['part_of', 'overlap'])
  expect(set.pairs.map((pair) => isPossible('overlapping-effort', pair))).toEqual([false, true, true])
  expect(set.pairs.map((pair) => isTrue('overlapping-effort', pair))).toEqual([false, false, true])
})

test('teaches no overlap where a set labels none', () => {
  const silent: ComparedSet = { ...set, gold: { 'duplicate-record': 2, 'overlapping-effort': 0 } }

  expect(silent.pairs.filter((pair) => counts('overlapping-effort', silent, pair))).toEqual([])
})

test('derives company from whatever log-odds it is given', () => {
  const company = companyIn(set, { 'duplicate-record': [3, -5, 2], 'overlapping-effort': [0, -3, -3] })

  expect(company['duplicate-record'].map(({ company: level }) => level)).toEqual([
    'contradicted',
    'supported',
    'contradicted',
  ])
})

test('scores a set as the matcher scores its records, and fits it', () => {
  const scores = scoreSet(set, present)

  expect(scores['duplicate-record'][0]).toBeGreaterThan(0)
  const { weights: fitted, qualities } = calibrate([set], present, '2026-11-22.99')
  expect(fitted.version).toBe('2026-11-22.99')
  expect(qualities.map(({ set: name, kind }) => `${name} ${kind}`)).toEqual([
    'made duplicate-record',
    'made overlapping-effort',
  ])
})

test('a listed look-alike weighs more against an overlap than a pair that nobody listed, and alike against a duplicate', () => {
  const judged = (judgement: 'look-alike' | 'neither') => {
    const pairs = set.pairs.map((pair) => (pair.judgement === 'part_of' ? { ...pair, judgement } : pair))
    const made = { ...set, pairs }
    return scoreSet(made, calibrate([made], present, '2026-11-22.99').weights)
  }
  const [listed, unlisted] = [judged('look-alike'), judged('neither')]

  expect(listed['overlapping-effort'][1]).toBeLessThan(unlisted['overlapping-effort'][1] ?? 0)
  expect(listed['duplicate-record']).toEqual(unlisted['duplicate-record'])
})
