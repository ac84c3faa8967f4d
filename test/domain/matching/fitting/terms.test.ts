// Terms: the levels that hold, the pairs of levels that weigh together, and rows of them as features.
import {
  featureRowsOf,
  featuresOf,
  type FieldLevels,
  interactionsIn,
  termWalk,
} from '#domain/matching/fitting/terms.ts'
import { expect, test } from 'vitest'

test('walks over the levels that hold, then over two together where both do', () => {
  const walked: string[] = []
  const walk = termWalk([['place', 'start'], ['place', 'end']]) // prettier-ignore
  walk({ place: 'city', start: 'same', end: undefined }, (field, level) => walked.push(`${field} ${level}`))

  expect(walked).toEqual(['place city', 'start same', 'place×start city|same'])
})

test('reads interactions from the names of fields', () => {
  expect(interactionsIn(['place', 'place×start'])).toEqual([['place', 'start']])
})

test('gives every row its features in ascending order, and leaves out what is none', () => {
  const levels: FieldLevels[] = [{ start: 'same', place: 'city' }, {}, { place: 'country', start: 'far' }]
  const rows = { count: 3, levelsOf: (row: number) => levels[row] ?? {}, interactions: [] }
  const features = featuresOf(rows, (row) => row < 2, 20)

  expect(features).toEqual([
    { field: 'place', level: 'city', seen: 1 },
    { field: 'start', level: 'same', seen: 1 },
  ])
  expect(featureRowsOf(rows, features)).toEqual({ starts: Uint32Array.of(0, 2, 2, 2), columns: Uint16Array.of(0, 1) })
})
