// What the work is: words, codes, series numbers, years, places and references, each at and just past its boundaries.
import {
  compareActivities, compareAudiences, compareCodes, compareCounts, compareIdentifiers, comparePlaces, compareSeries, compareSubjects, compareWording, compareYears,
} from '#domain/matching/compareTexts.ts' // prettier-ignore
import type { MatchFeatures } from '#domain/matching/matchFeatures.ts'
import type { MatchRecord } from '#domain/matching/matchRecord.ts'
import type { MatchPlace } from '#domain/matching/placeNames.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRow } from './anyRow.ts'
import { record, row } from './records.ts'

const titled = (title: string, description: string | null = null) => record({ title, description, places: [] })
const placed = (...places: [string | null, string | null][]) =>
  record({ title: 'x', places: places.map(([country, city]): MatchPlace => ({ country, city })) })
const referenced = (...identifiers: string[]) => record({ identifiers })
const bothWays = <Level>(compare: (a: MatchRecord, b: MatchRecord) => Level, a: MatchRecord, b: MatchRecord) => [
  compare(a, b),
  compare(b, a),
]

// Twenty words on each side, of which the first `common` are the same.
const range = (from: number, count = 20) => Uint32Array.from({ length: count }, (_, at) => from + at)
const featured = (title: string, features: Partial<MatchFeatures>): MatchRecord => {
  const plain = record({ title })
  return { ...plain, features: { ...plain.features, ...features } }
}
const subjectOf = (title: string, words: Uint32Array, body = words) =>
  featured(title, { subjectHashes: words, bodySubjectHashes: body, opening: title, titleTrigrams: range(0, 0) })

test.each([
  [20, 'same'],
  [17, 'same'],
  [16, 'most'],
  [12, 'most'],
  [11, 'half'],
  [7, 'half'],
  [6, 'few'],
  [3, 'few'],
  [2, 'none'],
  [0, 'none'],
] as const)('grades titles that share %i of 20 subject words as %s', (common, level) => {
  const [a, b] = [subjectOf('one', range(0)), subjectOf('other', range(20 - common))]

  expect(bothWays(compareSubjects, a, b)).toEqual([level, level])
})

test.each([
  ['one title', 'Mediation workshop', 'Mediation workshop', 'title'],
  ['one title in another spelling', 'Médiation — WORKSHOP', 'mediation workshop', 'title'],
  ['one title without a subject', 'Training', 'Training', 'title'],
  ['a title cut after 20 letters', 'Mediation of disputes in towns', 'Mediation of dispute', 'most'],
  ['English and French', 'Border security', 'Sécurité des frontières', 'same'],
  ['one Arabic title', 'دعم الوساطة', 'دعم الوساطة', 'title'],
] as const)('grades %s', (_, left, right, level) => {
  expect(bothWays(compareSubjects, titled(left), titled(right))).toEqual([level, level])
})

test('does not take a beginning of 19 letters for a title cut short', () => {
  expect(compareSubjects(titled('Police and maritime zones'), titled('Police and maritime'))).toBe('most')
  expect(compareSubjects(subjectOf('a'.repeat(30), range(0)), subjectOf('a'.repeat(19), range(50)))).toBe('none')
  expect(compareSubjects(subjectOf('a'.repeat(30), range(0)), subjectOf('a'.repeat(20), range(50)))).toBe('most')
})

test.each([
  ['no title', 'Mediation', ''],
  ['a title of signs', 'Mediation', ' — !'],
  ['a title without a subject', 'Mediation', 'Training'],
])('says nothing about the subject of %s', (_, left, right) => {
  expect(bothWays(compareSubjects, titled(left), titled(right))).toEqual([null, null])
})

test('says nothing about two missing titles', () => {
  expect(compareSubjects(titled(''), titled(''))).toBeNull()
})

test('counts a subject that both descriptions say in full', () => {
  const [a, b] = [subjectOf('one', range(0), range(0, 40)), subjectOf('other', range(20), range(0, 40))]

  expect(bothWays(compareSubjects, a, b)).toEqual(['same', 'same'])
})

test('does not count a subject that one description alone says', () => {
  const [a, b] = [subjectOf('one', range(0), range(0, 40)), subjectOf('other', range(20))]

  expect(bothWays(compareSubjects, a, b)).toEqual(['none', 'none'])
})

test.each([
  [20, 'same'],
  [16, 'same'],
  [15, 'most'],
  [12, 'most'],
  [11, 'half'],
  [8, 'half'],
  [7, 'few'],
  [5, 'few'],
  [4, 'none'],
  [0, 'none'],
] as const)('grades texts that share %i of 20 words as %s', (common, level) => {
  const [a, b] = [subjectOf('one', range(0)), subjectOf('other', range(20 - common))]

  expect(bothWays(compareWording, a, b)).toEqual([level, level])
})

test.each([
  ['one beginning of 60 letters', 'a'.repeat(60), 'a'.repeat(60), 'verbatim'],
  ['a longer text that begins so', 'a'.repeat(60), `${'a'.repeat(60)} and more`, 'verbatim'],
  ['one beginning of 59 letters', 'a'.repeat(59), 'a'.repeat(59), 'none'],
  ['two beginnings', 'a'.repeat(60), 'b'.repeat(60), 'none'],
])('grades the wording of %s', (_, left, right, level) => {
  const [a, b] = [
    featured('one', { opening: left, bodySubjectHashes: range(0) }),
    featured('other', { opening: right, bodySubjectHashes: range(50) }),
  ]

  expect(bothWays(compareWording, a, b)).toEqual([level, level])
})

test.each([
  [
    'the same long title',
    'zabbek zacdel zadfem zafgen zaghep zahjer',
    'zabbek zacdel zadfem zafgen zaghep zahjer',
    'long-title',
  ],
  [
    'a long title with a slip',
    'zabbek zacdel zadfem zafgen zaghep zahjer',
    'zabbek zacdel zadfem zafgen zaghep zahjor',
    'long-title',
  ],
  [
    'a long title cut short',
    'zabbek zacdel zadfem zafgen zaghep zahjer zajkes',
    'zabbek zacdel zadfem zafgen zaghep zahjer',
    'long-title',
  ],
  ['the same title of five words', 'zabbek zacdel zadfem zafgen zaghep', 'zabbek zacdel zadfem zafgen zaghep', 'title'],
])('grades %s', (_, left, right, level) => {
  expect(bothWays(compareSubjects, titled(left), titled(right))).toEqual([level, level])
})

test.each([
  ['one activity', 'Training of guards', 'Cours pour gardes', 'same'],
  ['one of two activities', 'Training and equipment', 'Supply of radios', 'same'],
  ['two activities', 'Training of guards', 'Equipment for guards', 'other'],
  ['an activity and none', 'Training of guards', 'Guards', null],
] as const)('compares %s', (_, left, right, level) => {
  expect(bothWays(compareActivities, titled(left), titled(right))).toEqual([level, level])
})

test.each([
  ['one count', '28 generators', 'Some 28 generators.', 'same'],
  ['one count in two languages', '28 generators', '28 générateurs', 'same'],
  ['one of two counts', '28 generators and 40 radios', '28 generators and 50 radios', 'same'],
  ['two counts of one thing', '28 generators', '30 generators', 'other'],
  ['counts of two things', '28 generators', '28 radios', null],
  ['a count and none', '28 generators', 'Generators', null],
] as const)('compares %s', (_, left, right, level) => {
  expect(bothWays(compareCounts, titled('x', left), titled('y', right))).toEqual([level, level])
})

test('compares the audiences that are given before those that texts name', () => {
  const [judges, police] = [record({ audience: 'judges' }), record({ audience: 'police' })]

  expect(bothWays(compareAudiences, judges, police)).toEqual(['other', 'other'])
  expect(bothWays(compareAudiences, titled('Course for judges'), titled('Cours'))).toEqual([null, null])
})

test('says nothing about wording without a description on each side', () => {
  const [a, b] = [titled('Mediation', 'Mediation of disputes'), titled('Mediation', null)]

  expect(bothWays(compareWording, a, b)).toEqual([null, null])
  expect(compareWording(b, b)).toBeNull()
})

test('says nothing about descriptions without a comparable word', () => {
  expect(compareWording(titled('Training', 'A training course.'), titled('Training', 'A training course.'))).toBeNull()
})

test.each([
  ['equal codes', [1, 2], [1, 2], 'same'],
  ['a code and a finer one', [1], [1, 2, 3], 'same'],
  ['codes with a part in common', [1, 2], [2, 3], 'related'],
  ['codes with nothing in common', [1, 2], [3, 4], 'different'],
  ['no code and a code', [], [1], null],
  ['no code and no code', [], [], null],
] as const)('compares %s', (_, left, right, level) => {
  expect(compareCodes(Uint32Array.from(left), Uint32Array.from(right))).toBe(level)
  expect(compareCodes(Uint32Array.from(right), Uint32Array.from(left))).toBe(level)
})

test.each([
  ['one phase', 'Mediation, phase 2', 'Médiation, deuxième phase', 'same'],
  ['one of several phases', 'Mediation, phase 1 and phase 2', 'Mediation, phase 2', 'same'],
  ['two phases', 'Mediation, phase 1', 'Mediation, phase 2', 'other'],
  ['one phase, two tranches', 'Phase 2, tranche 1', 'Phase 2, tranche 2', 'other'],
  ['two phases, one tranche', 'Phase 1, tranche 2', 'Phase 2, tranche 2', 'other'],
  ['one phase, a tranche on one side', 'Phase 2, tranche 1', 'Phase 2', 'same'],
  ['a tranche on one side, one cohort', 'Tranche 1, cohort 2', 'Cohort 2', 'same'],
  ['a phase on one side', 'Mediation, phase 2', 'Mediation', 'one-sided'],
  ['a phase and a tranche', 'Mediation, phase 2', 'Mediation, tranche 2', 'one-sided'],
  ['no number', 'Mediation', 'Mediation', null],
  ['no title', '', '', null],
] as const)('compares the series of %s', (_, left, right, level) => {
  expect(bothWays(compareSeries, titled(left), titled(right))).toEqual([level, level])
})

test.each([
  ['cohorts by letters', 'Police training, cohort A', 'Police training, cohort B'],
  ['phases by a bare number', 'DDR Liberia II', 'DDR Liberia III'],
  ['units', 'Training of the 1st Nigerian battalion', 'Training of the 2nd Nigerian battalion'],
  ['halves of a country', 'Border posts, eastern sector', 'Border posts, western sector'],
  ['women and men', 'Formation pour hommes', 'Formation pour femmes'],
  ['levels', 'English language course, beginners', 'English language course, advanced'],
  ['towns that nobody listed', 'Radio station in Bouaflé', 'Radio station in Korhogo'],
] as const)('titles of which one word tells two %s apart are two of a series', (_, left, right) => {
  expect(bothWays(compareSeries, titled(left), titled(right))).toEqual(['other', 'other'])
})

test.each([
  ['a count', 'Two experts for the Panel', 'Three experts for the Panel'],
  ['another spelling', 'Radio station in Kismayo', 'Radio station in Kismaayo'],
  ['another word for it', 'Workshop in mediation', 'Workshop in negotiation'],
  ['a town and its State', 'Radio station in Mali', 'Radio station in Mopti'],
  ['a noun', 'Course for officers', 'Course for trainers'],
  ['two words', 'Eastern border posts in Bouaflé', 'Western border posts in Korhogo'],
  ['one side alone', 'Border posts, eastern sector', 'Border posts, sector'],
] as const)('titles that differ in %s may be one', (_, left, right) => {
  expect(bothWays(compareSeries, titled(left), titled(right))).toEqual([null, null])
})

test.each([
  ['Course 2007', 'Course 2007', 'same'],
  ['Course 2007-2008', 'Course 2008/2009', 'same'],
  ['Course 2007', 'Course 2008', 'other'],
  ['Course 2007', 'Course', null],
  ['Course', 'Course', null],
  ['Course 1989', 'Course 1989', null],
] as const)('compares the years of "%s" and "%s"', (left, right, level) => {
  expect(bothWays(compareYears, titled(left), titled(right))).toEqual([level, level])
})

test.each<[string, [string | null, string | null][], [string | null, string | null][], string | null]>([
  ['one city', [['KE', 'nairobi']], [['KE', 'nairobi']], 'city'],
  ['two spellings of one city', [['CD', 'kinshasa']], [['CD', 'kinshassa']], 'city'],
  ['one of several cities', [['KE', 'nairobi']], [[null, 'accra'], [null, 'nairobi']], 'city'], // prettier-ignore
  ['two cities of one country', [['KE', 'nairobi']], [['KE', 'mombasa']], 'other-city'],
  ['a city and its country', [['KE', 'nairobi']], [['KE', null]], 'country'],
  ['one of several countries', [['KE', null]], [['ET', null], ['KE', null]], 'country'], // prettier-ignore
  ['two countries', [['KE', null]], [['ET', null]], 'other-country'],
  ['a city and another country', [['KE', 'nairobi']], [['ET', null]], 'other-country'],
  ['a city alone and a country', [[null, 'nairobi']], [['KE', null]], null],
  ['a place and none', [['KE', 'nairobi']], [], null],
  ['a place and an empty one', [['KE', 'nairobi']], [[null, null]], null],
  ['no place', [], [], null],
])('compares %s', (_, left, right, level) => {
  expect(bothWays(comparePlaces, placed(...left), placed(...right))).toEqual([level, level])
})

test.each([
  ['one reference', ['XM-12'], ['XM-12'], 'same'],
  ['one of several references', ['XM-12', 'EU-9'], ['ABC', 'EU-9'], 'same'],
  ['one reference beside one of its register', ['XM-12', 'XM-13'], ['XM-13'], 'same'],
  ['two numbers of one register', ['EU-APF-7'], ['EU-APF-8'], 'same-register'],
  ['two dotted numbers of one register', ['BMZ-2007.2012.3'], ['BMZ-2008.2013.4'], 'same-register'],
  ['two bare numbers that begin alike', ['200712'], ['200799'], 'same-register'],
  ['two bare numbers that begin otherwise', ['200712'], ['300712'], 'other'],
  ['two registers', ['EU-7'], ['US-7'], 'other'],
  ['two references without a number', ['ABC'], ['ABD'], 'other'],
  ['a reference that the other names as its source', ['EU-A-7'], ['UN-B-9', '>EU-A-7'], 'same'],
  ['two that name one source', ['UN-B-9', '>EU-A-7'], ['UN-B-8', '>EU-A-7'], 'same-register'],
  ['two that name one source and nothing else', ['>EU-A-7'], ['>EU-A-7'], null],
  ['a reference and none', ['XM-12'], [], null],
  ['no references', [], [], null],
] as const)('compares %s', (_, left, right, level) => {
  expect(bothWays(compareIdentifiers, referenced(...left), referenced(...right))).toEqual([level, level])
})

test('keeps the registers of two publishers apart', () => {
  expect(compareIdentifiers(referenced('XM-DAC-5-2-2007'), referenced('XM-DAC-7-4411'))).toBe('other')
})

test('compares any two texts alike from both sides', () => {
  fc.assert(
    fc.property(anyRow, anyRow, (left, right) => {
      const [a, b] = [row(left), row(right)]
      for (const compare of [
        compareSubjects,
        compareWording,
        compareSeries,
        compareYears,
        comparePlaces,
        compareIdentifiers,
        compareActivities,
        compareAudiences,
        compareCounts,
      ])
        // prettier-ignore
        expect(compare(a, b)).toBe(compare(b, a))
    }),
  )
})

test('compares the longest references that a record keeps in bounded time', () => {
  const references = Array.from({ length: 20 }, (_, at) => `${at}${'-1'.repeat(39)}`)
  const started = performance.now()

  for (let turn = 0; turn < 100; turn++) compareIdentifiers(referenced(...references), referenced('X'.repeat(80)))

  expect(performance.now() - started).toBeLessThan(3000)
})
