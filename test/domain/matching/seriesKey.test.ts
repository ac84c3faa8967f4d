// The key of a series: what counts the editions is no part of it, what the work is makes it.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchRecordOfRow } from '#domain/matching/matchRow.ts'
import { seriesKey } from '#domain/matching/seriesKey.ts'

const keyOf = (title: string, further: Record<string, string> = {}): string | null =>
  seriesKey(
    matchRecordOfRow(
      { id: '1', partner: 'European Union', beneficiary: 'African Union Commission', title, ...further },
      { resolve: () => null, usdCents: () => null },
    ),
  )

test.each([
  ['Disarmament and reintegration course 2007', 'Disarmament and reintegration course 2011'],
  ['Disarmament and reintegration course, June 2007', 'Disarmament and reintegration course, septembre 2008'],
  ['Mediation support for elections, phase I', 'Mediation support for elections (Phase III)'],
  ['Mediation support for elections, second phase', 'Third phase: mediation support for elections'],
  ['Apoio à mediação eleitoral, primeira fase', 'Apoio à mediação eleitoral, segunda fase'],
  ['Radio sets for the border police - tranche 2', 'RADIO SETS FOR THE BORDER POLICE (4th instalment)'],
  ['Human rights monitoring course, cohort 7', 'Human rights monitoring course - 8th session'],
  ['Human rights monitoring course 2008', "Cours sur l'observation des droits de l'homme 2009"],
  ['Annual mine action workshop', 'Mine action workshop 2010'],
  ['Peacebuilding capacity of the African Union, phase I', 'Peacebuilding capacity of the African Union, phase II'],
])('%s and %s share a key', (one, other) => {
  expect(keyOf(one)).not.toBeNull()
  expect(keyOf(one)).toBe(keyOf(other))
})

test.each([
  ['Disarmament and reintegration course 2007', 'Disarmament and reintegration equipment 2007'],
  ['Human rights monitoring course 2008', 'Mine action course 2008'],
  ['Course on demining for border police 2008', 'Course on elections for border police 2009'],
])('%s and %s do not', (one, other) => {
  expect(keyOf(one)).not.toBe(keyOf(other))
})

test.each(['', 'Course', 'Phase II', '2008', 'Training course 2008', 'Support, third tranche', '!!! ???', '第一期'])(
  'of "%s" there is none',
  (title) => {
    expect(keyOf(title)).toBeNull()
  },
)

test('of a title that says too little a description does not help', () => {
  expect(keyOf('Phase II', { description: 'Disarmament of combatants in the border districts' })).toBeNull()
})

const words = ['disarmament', 'élections', 'medical', 'radio', 'border', 'monitoring', 'génie', 'rifles', 'drought']
const counting = [
  '2007',
  'June 2009',
  'phase II',
  'third tranche',
  '2e session',
  'cohort 12',
  'Phase 3',
  'troisième édition',
]

test('neither order, case, accents, composition nor what counts the edition changes it', () => {
  const title = fc.uniqueArray(fc.constantFrom(...words), { minLength: 2, maxLength: 6 })
  const said = title.chain((some) =>
    fc.tuple(
      fc.constant(some),
      fc.shuffledSubarray(some, { minLength: some.length }),
      fc.constantFrom(...counting),
      fc.constantFrom('NFC', 'NFD'),
      fc.boolean(),
    ),
  )
  fc.assert(
    fc.property(said, ([some, shuffled, count, form, upper]) => {
      const other = `${count} - ${shuffled.join(' ')}`.normalize(form)
      expect(keyOf(upper ? other.toUpperCase() : other)).toBe(keyOf(some.join(', ')))
      expect(keyOf(other.normalize('NFD').replace(/\p{M}/gu, ''))).toBe(keyOf(some.join(' ')))
    }),
  )
})

test('a title of any characters has a key of a bounded length, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 700 }), (title) => {
      const key = keyOf(title)
      expect(key === null || /^[a-z0-9]{1,7}$/.test(key)).toBe(true)
      expect(keyOf(title)).toBe(key)
    }),
  )
})
