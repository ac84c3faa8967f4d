// Terms by code, name and what people call them.
import { expect, test } from 'vitest'
import { type NamedTerm, statusOf, vocabularyOf } from '#domain/imports/vocabulary.ts'

const terms: NamedTerm[] = [
  { kind: 'modality', code: 'training', names: { en: 'Training', fr: 'Formation' }, parent: null },
  { kind: 'unit', code: 'seats', names: { en: 'Seats' }, parent: null },
  { kind: 'sub-cluster', code: 'energy', names: { en: 'Energy' }, parent: 'a' },
  { kind: 'sub-cluster', code: 'energy-two', names: { en: 'Power', fr: 'Énergie nouvelle' }, parent: 'b' },
  { kind: 'sub-cluster', code: 'energy-three', names: { en: 'Power' }, parent: 'c' },
]
const vocabulary = vocabularyOf(terms)

test.each([
  ['modality', 'training', 'training'],
  ['modality', 'FORMATION', 'training'],
  ['modality', 'Workshop', 'training'],
  ['modality', 'تدريب', 'training'],
  ['unit', 'participants', 'seats'],
  ['sub-cluster', 'energie nouvelle', 'energy-two'],
] as const)('%s "%s" is %s', (kind, written, code) => {
  expect(vocabulary(kind, written)?.code).toBe(code)
})

test('a name that two terms share means neither', () => {
  expect(vocabulary('sub-cluster', 'Power')).toBeNull()
})

test('a word of another kind, or of none, means nothing', () => {
  expect(vocabulary('unit', 'training')).toBeNull()
  expect(vocabulary('modality', 'dancing')).toBeNull()
})

test.each([
  ['Ongoing', 'active'],
  ['en cours', 'active'],
  ['Concluído', 'completed'],
  ['Pipeline/identification', 'pipeline'],
  ['ملغى', 'cancelled'],
  ['committed', 'committed'],
])('the status %s is %s', (written, status) => {
  expect(statusOf(written)).toBe(status)
})

test('a status that is not known is none', () => {
  expect(statusOf('perhaps')).toBeNull()
})
