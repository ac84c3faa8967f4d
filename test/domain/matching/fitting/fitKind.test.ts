// One kind: which features it has, that its bounds hold, and that a fold's fit has not seen the fold.
import { fitKind, type FitRows, foldCount } from '#domain/matching/fitting/fitKind.ts'
import type { FieldLevels } from '#domain/matching/fitting/terms.ts'
import { expect, test } from 'vitest'

function rowsOf(levels: FieldLevels[], truths: boolean[], changes: Partial<FitRows> = {}): FitRows {
  const fold = Uint8Array.from(levels, (_, row) => row % foldCount)
  return {
    kind: 'duplicate-record',
    count: levels.length,
    levelsOf: (row) => levels[row] ?? {},
    interactions: [],
    positives: Float64Array.from(truths, (truth) => (truth ? 1 : 0)),
    negatives: Float64Array.from(truths, (truth) => (truth ? 0 : 1)),
    folds: { a: fold, b: fold },
    ...changes,
  }
}
const many = <Value>(count: number, make: (row: number) => Value): Value[] =>
  Array.from({ length: count }, (_, row) => make(row))

test('takes an interaction for a feature where twenty rows show it, a plain level where one does', () => {
  const levels = many(41, (row) => ({ subject: row < 20 ? 'title' : row < 39 ? 'most' : 'odd', start: 'same' }))
  const { features } = fitKind(
    rowsOf(
      levels,
      many(41, (row) => row % 2 === 0),
      { interactions: [['subject', 'start']] },
    ),
  )

  expect(features.map(({ field, level, seen }) => `${field} ${level} ${seen}`)).toEqual([
    'start same 41',
    'subject most 19',
    'subject odd 2',
    'subject title 20',
    'subject×start title|same 20',
  ])
})

test('learns nothing from rows that do not count', () => {
  const levels = [...many(30, () => ({ subject: 'title' })), { subject: 'odd' }]
  const rows = rowsOf(
    levels,
    many(31, (row) => row < 15),
  )
  rows.negatives[30] = 0

  expect(fitKind(rows).features.map(({ level }) => level)).toEqual(['title'])
})

test('holds a floor and a sign against the labels', () => {
  const levels = many(60, (row) => ({ series: 'other', place: row % 2 === 0 ? 'city' : 'country' }))
  const { features, weights } = fitKind(
    rowsOf(
      levels,
      many(60, (row) => row % 2 === 1),
    ),
  )
  const weightOf = (level: string) => weights[features.findIndex((feature) => feature.level === level)]

  expect(weightOf('other')).toBe(-12)
  expect(weightOf('city')).toBe(0)
})

// Every row is true where its subject is odd; a fold that alone has a subject cannot know that.
test('scores a fold by a fit that left out every pair with a record of it', () => {
  const levels = many(90, (row) => ({ subject: row % foldCount === 0 ? 'only here' : 'elsewhere' }))
  const rows = rowsOf(
    levels,
    many(90, (row) => row % foldCount === 0),
  )
  const { base, outOfFold } = fitKind(rows)

  expect(outOfFold[0]).toBeLessThan(-2)
  expect(base).toBeGreaterThan(outOfFold[0] ?? 0)
  const crossing = { a: rows.folds.a, b: new Uint8Array(90).fill(0) }
  // With a record of fold 0 in every pair there is nothing left to learn a subject from.
  expect(fitKind({ ...rows, folds: crossing }).outOfFold[0]).toBeGreaterThan(outOfFold[0] ?? 0)
})

test('adds to log-odds that are given, and keeps them where a row has no level', () => {
  const levels = many(60, (row): FieldLevels => (row % 2 === 0 ? { company: 'supported' } : {}))
  const offsets = new Float64Array(60).fill(-1)
  const { base, weights, outOfFold } = fitKind(
    rowsOf(
      levels,
      many(60, (row) => row % 2 === 0),
      { offsets },
    ),
  )

  expect(base).toBeCloseTo(0)
  expect(weights[0]).toBeGreaterThan(1)
  expect(outOfFold[1]).toBeCloseTo(-1)
})
