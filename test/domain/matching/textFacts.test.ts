// Facts in words: months with their year, counted things, kinds of activity, audiences, cities, each in four languages.
import { hashOf } from '#domain/matching/hashes.ts'
import { factsInWords, textFactsOf } from '#domain/matching/textFacts.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const month = (year: number, of: number) => 12 * year + of - 1

test.each<[string, number[]]>([
  ['Course, June 2007', [month(2007, 6)]],
  ['Cours, août 2007', [month(2007, 8)]],
  ['Curso, março de 2008', [month(2008, 3)]],
  ['Kurs, Dezember 2008', [month(2008, 12)]],
  ['From January 2007 to March 2007', [month(2007, 1), month(2007, 3)]],
  ['Report 2007-07', [month(2007, 7)]],
  ['Report 2007-13', []],
  ['Day 2007-07-04', []],
  ['In May', []],
  ['March of the thousands', []],
])('finds the months of "%s"', (title, months) => {
  expect(textFactsOf(title, null).months).toEqual(months)
})

test('finds the months of the description once, and few of many', () => {
  expect(textFactsOf('June 2007', 'In June 2007 and July 2007.').months).toEqual([month(2007, 6), month(2007, 7)])
  expect(textFactsOf('', 'June 2007 July 2008 '.repeat(100)).months).toHaveLength(2)
  const many = Array.from({ length: 50 }, (_, at) => `June ${1950 + at}`).join(' ')
  expect(textFactsOf('', many).months).toHaveLength(6)
})

test.each<[string, string[]]>([
  ['28 generators', ['28 generators']],
  ['28 of the generators', ['28 generators']],
  ['1 generator', []],
  ['2007 elections', []],
  ['4 June', []],
  ['28 30 generators', ['30 generators']],
  ['1234567 people', []],
  ['28', []],
])('finds what "%s" counts', (text, counted) => {
  expect(factsInWords(text, null).counts).toEqual(counted)
  expect(textFactsOf(text, null).counts.size > 0).toBe(counted.length > 0)
})

test('counts one thing alike in two languages', () => {
  expect(textFactsOf('28 generators', null).counts).toEqual(textFactsOf('28 générateurs', null).counts)
})

test.each([
  ['Training of guards', ['training']],
  ['Atelier', ['training']],
  ['Supply of radios and a workshop', ['equipment', 'training']],
  ['Seconded advisers', ['experts']],
  ['Borders', []],
])('finds the activity of "%s"', (title, activities) => {
  expect(factsInWords(title, 'Equipment.').activities).toEqual(activities)
  expect(new Set(textFactsOf(title, null).activities)).toEqual(new Set(activities.map(hashOf)))
})

test.each([
  ['Course for women judges', ['women', 'judges']],
  ['Course for police officers', ['police', 'officers']],
  ['Reform of the police', []],
  ['Mediation', []],
])('finds for whom "%s" is', (title, audience) => {
  expect(factsInWords(title, null).audience).toEqual(audience)
  expect(textFactsOf(title, null).audience.length > 0).toBe(audience.length > 0)
})

test('finds cities in the description, not in the title, which is read elsewhere', () => {
  expect(textFactsOf('Nairobi', 'Held in Accra.').places.map(({ city }) => city)).toEqual(['accra'])
})

test('is bounded, distinct and the same for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string({ unit: 'binary' })), (title, description) => {
      const facts = textFactsOf(title, description)
      expect(textFactsOf(title, description)).toEqual(facts)
      expect(new Set(facts.months).size).toBe(facts.months.length)
      expect(facts.months.length).toBeLessThanOrEqual(6)
      expect(facts.counts.size).toBeLessThanOrEqual(12)
    }),
  )
})

test.each(['June 2007 '.repeat(10_000), '28 '.repeat(50_000), '2007-'.repeat(20_000), '\u0301'.repeat(100_000)])(
  'reads hostile text in bounded time',
  (text) => {
    const started = performance.now()

    textFactsOf(text, text)

    expect(performance.now() - started).toBeLessThan(3000)
  },
)
