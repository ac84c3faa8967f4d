// Features: what a title is about without who, where, when and which number, and as much of it for a huge text.
import { hashOf, hashSet } from '#domain/matching/hashes.ts'
import { matchFeaturesOf } from '#domain/matching/matchFeatures.ts'
import type { ComparedFields } from '#domain/matching/matchRecord.ts'
import { organizationOf } from '#domain/matching/organization.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { course } from './records.ts'

const plain: ComparedFields = { ...course, description: null, beneficiary: null, implementers: [], places: [] }
const featuresOf = (changes: Partial<ComparedFields>) => matchFeaturesOf({ ...plain, ...changes })
const subjectOf = (title: string, changes: Partial<ComparedFields> = {}) => featuresOf({ ...changes, title }).subject
const named = (name: string) => organizationOf(name, null)

test.each<[string, string, string[]]>([
  ['words in order of the alphabet, each once', 'Water and mediation, mediation and water', ['mediat', 'water']],
  ['concepts for words, so that languages meet', 'Sécurité des frontières', ['border']],
  ['a word that the glossary lacks by its first six letters', 'Beekeeping', ['beekee']],
  ['no words that hold a sentence together', 'The mediation of the', ['mediat']],
  ['no words that every title has', 'Training workshop on mediation', ['mediat']],
  ['no single letters', 'Mediation x', ['mediat']],
  ['no numbers and no years', 'Mediation 25 2007', ['mediat']],
  ['no series', 'Mediation, phase II, 3rd tranche', ['mediat']],
  ['other scripts as they are', 'Россия', ['россия']],
  ['nothing for no title', '', []],
  ['nothing for signs', ' — 😀 !', []],
])('keeps as subject %s', (_, title, subject) => {
  expect(subjectOf(title)).toEqual(subject)
})

test.each<[string, string, Partial<ComparedFields>]>([
  ["the provider's id", 'EU mediation', {}],
  ["the provider's name", 'Folke Bernadotte Academy: mediation', { provider: named('Folke Bernadotte Academy') }],
  ["the implementer's acronym", 'KAIPTC mediation', { implementers: [named('KAIPTC')] }],
  [
    "the implementer's initials",
    'KAIPTC mediation',
    { implementers: [named('Kofi Annan International Peacekeeping Training Centre')] },
  ],
  ["the beneficiary's name", 'Mediation for Ecowas', { beneficiary: named('ECOWAS') }],
  ['the city', 'Mediation in Nairobi', { places: [{ country: 'KE', city: 'nairobi' }] }],
  ['the city in its French spelling', 'Médiation à Djouba', { places: [{ country: 'SS', city: 'juba' }] }],
  ['a city that the title alone names', 'Mediation in Nairobi', {}],
])('leaves %s out of the subject', (_, title, changes) => {
  expect(subjectOf(title, changes)).toEqual(['mediat'])
})

test('leaves a city of two words out of the subject', () => {
  expect(subjectOf('Mediation in Addis Ababa')).toEqual(['mediat'])
})

test('leaves the country out of the subject', () => {
  expect(subjectOf('Mediation in Ethiopia', { places: [{ country: 'ET', city: null }] })).toEqual(['mediat'])
})

test('keeps the whole title for equality, folded', () => {
  expect(featuresOf({ title: '  Médiation — PHASE 2 ' }).foldedTitle).toBe('mediation phase 2')
})

test('hashes the subject, and all concepts of the title beside it', () => {
  const { subject, subjectHashes, titleHashes } = featuresOf({ title: 'Training on mediation' })

  expect(subjectHashes).toEqual(hashSet(subject))
  expect(titleHashes).toEqual(hashSet(['train', 'mediat']))
})

test.each([
  ['a concept of the title', 'mediat', true],
  ['a word of the title', 'mediation', true],
  ['a concept of the description', 'border', true],
  ['a short word of the description', 'frontier', true],
  ['a long word of the description', 'frontieres', false],
  ['a word of neither', 'water', false],
])('says of the body whether it has %s', (_, word, has) => {
  const { bodyHashes } = featuresOf({ title: 'Mediation', description: 'Sécurité des frontières, frontier.' })

  expect(bodyHashes.includes(hashOf(word))).toBe(has)
})

test('compares bodies without organizations, generic words and numbers', () => {
  const { bodySubjectHashes } = featuresOf({ title: 'Mediation', description: 'The EU support of 25 borders.' })

  expect(bodySubjectHashes).toEqual(hashSet(['mediat', 'border']))
})

test('has the subject alone for a body without a description', () => {
  const { bodySubjectHashes, subjectHashes } = featuresOf({ title: 'Mediation of borders', description: null })

  expect(bodySubjectHashes).toEqual(subjectHashes)
})

test.each([
  ['training', 'Formation'],
  ['equipment', 'Matériel'],
])('meets the modality %s in %s', (english, french) => {
  expect(featuresOf({ modality: english }).modality).toEqual(featuresOf({ modality: french }).modality)
})

test.each<[string, Partial<ComparedFields>, string[]]>([
  ['a sub-cluster', { subCluster: 'mediation', priorityAreas: [] }, ['mediat']],
  ['priority areas', { subCluster: null, priorityAreas: ['mediation', 'water'] }, ['mediat', 'water']],
  ['both', { subCluster: 'mediation', priorityAreas: ['water'] }, ['mediat', 'water']],
  ['neither', { subCluster: null, priorityAreas: [] }, []],
  ['empty codes', { subCluster: '', priorityAreas: [''] }, []],
])('reads the area from %s', (_, changes, concepts) => {
  expect(featuresOf(changes).area).toEqual(hashSet(concepts))
})

test('has no modality where none is given', () => {
  expect(featuresOf({ modality: null }).modality).toHaveLength(0)
})

test.each<[string, string, Partial<ComparedFields>, string[], string[]]>([
  ['its own, each once', 'x', { places: [{ country: 'KE', city: 'nairobi' }, { country: 'KE', city: 'mombasa' }] }, ['KE'], ['mombasa', 'nairobi']], // prettier-ignore
  ['the title, when it has none', 'Mediation in Nairobi', {}, ['KE'], ['nairobi']],
  ['the title, when it has that country', 'In Nairobi', { places: [{ country: 'KE', city: null }] }, ['KE'], ['nairobi']], // prettier-ignore
  ['its own alone, when the title names another country', 'In Nairobi', { places: [{ country: 'ET', city: null }] }, ['ET'], []], // prettier-ignore
  ['its own alone, when it has a city', 'In Nairobi', { places: [{ country: null, city: 'accra' }] }, [], ['accra']], // prettier-ignore
  ['nowhere, when the city is in the name of its provider', 'Nairobi', { provider: named('University of Nairobi') }, [], []], // prettier-ignore
  ['nowhere, when nothing is named', 'Mediation', {}, [], []],
])('takes its places from %s', (_, title, changes, countries, cities) => {
  expect(featuresOf({ title, ...changes })).toMatchObject({ countries, cities })
})

test('keeps eight countries and eight cities', () => {
  const places = Array.from({ length: 50 }, (_, at) => ({ country: `C${at}`, city: `city${at}` }))
  const { countries, cities } = featuresOf({ places })

  expect([countries.length, cities.length]).toEqual([8, 8])
})

test('reads the series numbers and years of the title, not of the description', () => {
  const { markers } = featuresOf({ title: 'Mediation 2007, phase 2', description: 'After phase 1 of 2006.' })

  expect(markers).toMatchObject({ numbers: { phase: [2] }, years: [2007] })
})

// Invented words without digits, none a beginning of another, each of six letters.
const inventedWords = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `zq${[9261, 441, 21, 1].map((n) => 'bcdfghjklmnpqrstvwxyz'[Math.floor(at / n) % 21]).join('')}`) // prettier-ignore

test('reads the first 400 words of a description', () => {
  const words = inventedWords(401)
  const { bodySubjectHashes } = featuresOf({ title: '', description: words.join(' ') })

  expect(bodySubjectHashes).toEqual(hashSet(words.slice(0, 400)))
})

test('reads the first 80 words of a title', () => {
  const words = Array.from({ length: 200 }, (_, at) => String.fromCodePoint(0x4e00 + at))

  expect(featuresOf({ title: words.join(' ') }).foldedTitle.split(' ')).toEqual(words.slice(0, 80))
})

test.each(['a', 'a ', 'mediation ', '\ufdfa', '\u0301', '1st ', '😀', '\ud800'])(
  'stays small for a huge text of "%s"',
  (unit) => {
    const text = unit.repeat(100_000)
    const started = performance.now()
    const features = featuresOf({ title: text, description: text, provider: named(text), modality: text })

    expect(features.subject.length).toBeLessThanOrEqual(160)
    expect(features.bodyHashes.length).toBeLessThanOrEqual(2000)
    expect(performance.now() - started).toBeLessThan(3000)
  },
)

test('has the subject of any title sorted and distinct', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
      const { subject } = featuresOf({ title })
      expect(subject).toEqual([...new Set(subject)].toSorted())
    }),
  )
})
