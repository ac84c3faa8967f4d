// Series markers: what is a place in a series, and what is only a number.
import { isMarkerWord, seriesMarkersOf } from '#domain/matching/seriesMarkers.ts'
import { expect, test } from 'vitest'

const numbers = (title: string) => seriesMarkersOf(title).numbers

test.each([
  ['Mediation support, phase 2', 'phase', [2]],
  ['Mediation support (Phase II)', 'phase', [2]],
  ['Appui à la médiation, deuxième phase', 'phase', [2]],
  ['Second tranche of the agreement', 'tranche', [2]],
  ['Grant to the Commission (3rd instalment)', 'tranche', [3]],
  ['Grant to the Commission, 2e versement', 'tranche', [2]],
  ['Appui - tranche 4', 'tranche', [4]],
  ['Leadership course, cohort 7', 'cohort', [7]],
  ['Final phase of the programme', 'phase', [99]],
  ['تأهيل المحاكم في دارفور، المرحلة الثانية', 'phase', [2]],
  ['الدفعة الأولى لدعم القوات الأفريقية', 'tranche', [1]],
] as const)('reads %s', (title, kind, found) => {
  expect(numbers(title)[kind]).toEqual(found)
})

test.each([
  '30 sessions for officers',
  'Phased withdrawal of troops',
  'Tranche of 2500 tents',
  'Course for 25 officers',
])('finds no marker in %s', (title) => {
  expect(Object.values(numbers(title)).flat()).toEqual([])
})

test('reads years, and only years', () => {
  expect(seriesMarkersOf('Course 2007-2008 for 2500 officers').years).toEqual([2007, 2008])
})

test('keeps subject words apart from markers', () => {
  expect(['phase', 'ii', '2007', '3rd'].every(isMarkerWord)).toBe(true)
  expect(['mediation', 'strategy', 'session leader'].some(isMarkerWord)).toBe(false)
})
