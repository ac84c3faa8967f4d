// Scoring: kinds told apart, look-alikes let go, the parts sum to the whole, both directions alike.
import { comparePair, scoreOf as scoreOfPair, scorePair } from '#domain/matching/scorePair.ts'
import { dayNumber } from '#domain/days.ts'
import { sharedDays } from '#domain/matching/comparePeriods.ts'
import type { ComparedFields } from '#domain/matching/matchRecord.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRow } from './anyRow.ts'
import { course, organization, record, row } from './records.ts'

const scoreOf = (kind: string, changes: Partial<ComparedFields>, base: Partial<ComparedFields> = {}): number =>
  scorePair(record(base), record({ id: 'other', ...changes })).find((score) => score.kind === kind)?.score ?? 0

const french = {
  title: 'Cours de direction de mission pour officiers supérieurs, Nairobi',
  language: 'fr',
  description: null,
}
const rival = {
  provider: organization('us'),
  implementers: [],
  usdCents: 40_000_000n,
  title: 'Mission leadership training for senior officers',
  start: dayNumber('2007-06-08'),
}

test.each<[string, Partial<ComparedFields>]>([
  ['a second entry', { usdCents: 13_500_000n, start: dayNumber('2007-06-05') }],
  ["the implementer's report", { provider: organization('kaiptc'), implementers: [], usdCents: 13_500_000n }],
  ['a French entry', french],
  ['an accounting year for the period', { start: dayNumber('2007-01-01'), end: dayNumber('2007-12-31') }],
])('takes %s for a duplicate', (_, changes) => {
  expect(scoreOf('duplicate-record', changes)).toBeGreaterThan(0.8)
})

const told = { description: null, implementers: [], places: [], quantities: [], modality: null }

test.each([
  ['Police training, cohort A', 'Police training, cohort B'],
  ['DDR Liberia II', 'DDR Liberia III'],
  ['Pre-deployment training of the 1st Nigerian battalion', 'Pre-deployment training of the 2nd Nigerian battalion'],
  ['Training for male officers', 'Training for female officers'],
  ['Border posts, eastern sector', 'Border posts, western sector'],
  ['Radio station in Bouaflé', 'Radio station in Korhogo'],
])('does not make one of %s and %s, of one amount and one period', (one, other) => {
  expect(scoreOf('duplicate-record', { ...told, title: other }, { ...told, title: one })).toBeLessThan(0.05)
})

test('two records that say "Support", of one partner on one day, are not surely one', () => {
  const support = { ...told, title: 'Support', usdCents: null, end: null }

  expect(scoreOf('duplicate-record', support, support)).toBeLessThan(0.5)
})

test.each([
  ['Lorries', 'Forensic laboratory'],
  ['Land surveyors', 'Lorries'],
  ['Field kitchen', 'Radio relay'],
])('does not make one of %s and %s that a partner gives to one mission on one day', (one, other) => {
  const given = {
    usdCents: null,
    implementers: [],
    description: null,
    quantities: [{ unit: 'items', hundredths: 1000n }],
  }

  expect(scoreOf('duplicate-record', { ...given, title: other }, { ...given, title: one })).toBeLessThan(0.5)
})

test('does not make one of ten and of forty vehicles that a partner gives to one mission on one day', () => {
  const vehicles = (number: bigint) => ({
    ...told,
    title: 'Vehicles for the police component',
    usdCents: null,
    end: null,
    quantities: [{ unit: 'vehicles', hundredths: number * 100n }],
  })

  expect(scoreOf('duplicate-record', vehicles(10n), vehicles(40n))).toBeLessThan(0.5)
  expect(scoreOf('duplicate-record', vehicles(10n), vehicles(10n))).toBeGreaterThan(0.8)
})

test.each<[string, Partial<ComparedFields>, Partial<ComparedFields>]>([
  ['another phase', { title: 'Mission leadership course, phase 2' }, { title: 'Mission leadership course, phase 1' }],
  [
    'the next year',
    {
      start: dayNumber('2008-06-02'),
      end: dayNumber('2008-06-13'),
      title: 'Mission leadership course for senior officers, Nairobi 2008',
    },
    {},
  ],
  [
    'another city and month',
    { places: [{ country: 'GH', city: 'accra' }], start: dayNumber('2007-09-03'), end: dayNumber('2007-09-14') },
    {},
  ],
  ['another provider', rival, {}],
])('does not take %s for a duplicate', (_, changes, base) => {
  expect(scoreOf('duplicate-record', changes, base)).toBeLessThan(0.5)
})

test('sees different providers doing the same work as an overlap', () => {
  expect(scoreOf('overlapping-effort', rival)).toBeGreaterThan(0.5)
})

test('sees no overlap for another beneficiary, year or subject, or for one provider', () => {
  expect(scoreOf('overlapping-effort', { ...rival, beneficiary: organization('igad') })).toBeLessThan(0.5)
  expect(
    scoreOf('overlapping-effort', { ...rival, start: dayNumber('2009-06-04'), end: dayNumber('2009-06-15') }),
  ).toBeLessThan(0.1)
  expect(scoreOf('overlapping-effort', { title: 'Mission leadership training for senior officers' })).toBe(0)
})

test('sees no overlap of work on another subject', () => {
  expect(scoreOf('overlapping-effort', { ...rival, title: 'Water tanks', description: null })).toBeLessThan(0.5)
})

test('sees two trainings of one audience on clashing dates as a clash, and only while they overlap', () => {
  const audience = 'senior mission leaders'
  const other = { ...rival, audience, title: 'Mediation course', places: [{ country: 'GH', city: 'accra' }] }

  expect(scoreOf('schedule-clash', other, { audience })).toBeGreaterThan(0.5)
  expect(scoreOf('schedule-clash', { ...other, audience: 'police trainers' }, { audience })).toBeLessThan(0.1)
  expect(
    scoreOf('schedule-clash', { ...other, start: dayNumber('2007-06-16'), end: dayNumber('2007-06-20') }, { audience }),
  ).toBe(0)
})

test('sees an undeclared part of a larger contribution', () => {
  const part = { provider: organization('kaiptc'), implementers: [], usdCents: 3_000_000n, identifiers: ['EU-APF-7'] }

  expect(scoreOf('part-of', part, { identifiers: ['EU-APF-7'] })).toBeGreaterThan(0.5)
  expect(scoreOf('part-of', { ...part, usdCents: 13_418_600n }, { identifiers: ['EU-APF-7'] })).toBe(0)
})

test.each(['phase-of', 'part-of', 'tranche-of', 'co-finances', 'complements', 'replaces'])(
  'finds nothing between records with a declared %s',
  (type) => {
    const declared = record({ id: 'other', relations: [{ type, contribution: 'course' }] })

    expect(scorePair(record(), declared)).toEqual([])
    expect(scorePair(declared, record())).toEqual([])
  },
)

test('does not score a record against itself', () => {
  expect(scorePair(record(), record())).toEqual([])
})

test('leaves missing fields out of the evidence', () => {
  const [duplicate] = scorePair(
    record(),
    record({ id: 'other', usdCents: null, start: null, end: null, places: [], title: 'Mission leadership course' }),
  )

  const fields = duplicate?.evidence.map(({ field }) => field)
  expect(fields).not.toContain('amount')
  expect(fields).not.toContain('start')
  expect(fields?.[0]).toBe('base-rate')
})

const bare: Partial<ComparedFields> = {
  usdCents: null, amountText: null, quantities: [], start: null, end: null, places: [], description: null,
} // prettier-ignore

test.each<[string, Partial<ComparedFields>, string]>([
  ['no titles', { ...bare, title: '' }, ''],
  ['titles of one word', { ...bare, title: 'Support' }, 'Support'],
  ['two kinds of goods', { ...bare, title: 'Radios for the standby force' }, 'Vehicles for the standby force'],
])('is not certain of %s without amounts, dates and references', (_, base, title) => {
  expect(scoreOf('duplicate-record', { ...bare, title }, base)).toBeLessThan(0.9)
})

test('is certain of nothing for two empty records', () => {
  for (const { score } of scorePair(row({ id: 'a' }), row({ id: 'b' }))) expect(score).toBeLessThan(0.5)
})

test('scores alike from both sides, with the values swapped', () => {
  fc.assert(
    fc.property(anyRow, anyRow, (left, right) => {
      const [a, b] = [row({ ...left, id: 'a' }), row({ ...right, id: 'b' })]
      const swapped = scorePair(b, a).map((score) => ({
        ...score,
        evidence: score.evidence.map((one) => ({ ...one, a: one.b, b: one.a })),
      }))
      const plain = scorePair(a, b)
      expect(plain.map(({ kind, score }) => [kind, score])).toEqual(swapped.map(({ kind, score }) => [kind, score]))
      expect(plain.map(weightsAndSides)).toEqual(swapped.map(weightsAndSides))
    }),
  )
})

const weightsAndSides = ({ evidence }: ReturnType<typeof scorePair>[number]) =>
  evidence.map(({ field, weight, a, b }) => [field, weight, a, b])

const anyCompany = fc.record({
  'duplicate-record': fc.record({ company: fc.constantFrom('supported', 'contradicted', 'mixed') }),
  'overlapping-effort': fc.record({
    company: fc.constantFrom('denied', 'doubted', 'unsure', 'likely', 'sure'),
    sharing: fc.constantFrom('shared', 'apart'),
  }),
})

test('gives evidence whose weights sum to the log-odds of the score', () => {
  fc.assert(
    fc.property(anyRow, anyRow, fc.option(anyCompany), (left, right, company) => {
      const [a, b] = [row({ ...left, id: 'a' }), row({ ...right, id: 'b' })]
      for (const { kind, score, evidence } of scorePair(a, b, company ?? {})) {
        expect(scoreOfPair(comparePair(a, b), kind, company ?? {})).toBe(score)
        const sum = evidence.reduce((total, { weight }) => total + weight, 0)
        expect(score).toBeCloseTo(1 / (1 + Math.exp(-sum)), 12)
        expect(Math.log(score / (1 - score))).toBeCloseTo(sum, 5)
      }
    }),
  )
})

test('says of further records what they weigh, as far as it weighs at all', () => {
  const company = { 'overlapping-effort': { company: 'sure', sharing: 'apart' } }
  const overlap = scorePair(record(), record({ id: 'other', ...rival }), company).find(
    ({ kind }) => kind === 'overlapping-effort',
  )

  expect(overlap?.evidence.slice(-2).map(({ field, a, b }) => [field, a, b])).toEqual([
    ['company', null, null],
    ['sharing', null, null],
  ])
  expect(overlap?.score).toBeGreaterThan(scoreOf('overlapping-effort', rival))
})

test('tells an overlap by how much the two look like one record', () => {
  const duplicates = [1n, 40n, 60n, 80n, 120n, 10_000n].flatMap((usdCents) =>
    [0, 20, 40, 70, 120, 200, 400, 900, 4000].flatMap((days) =>
      [course.beneficiary, null].flatMap((beneficiary) =>
        [true, false].map((like) => {
          const other = { id: 'other', usdCents: usdCents * 1_000_000n, start: 13_600 + days, end: null, beneficiary }
          const unlike = like ? {} : { title: 'Water tanks', description: null, places: [] }
          return comparePair(record(), record({ ...rival, ...other, ...unlike }))?.levels.likeness ?? ''
        }),
      ),
    ),
  )
  const same = comparePair(record(), record({ id: 'other' }))?.levels.likeness ?? ''

  expect([...duplicates, same]).toEqual(expect.arrayContaining(['little', 'none', 'strong']))
})

test('compares hostile text in bounded time', () => {
  const hostile = [
    '('.repeat(100_000),
    'a '.repeat(100_000),
    '\u0301'.repeat(100_000),
    '1st '.repeat(50_000),
    '\ufdfa'.repeat(100_000),
  ]
  const started = performance.now()

  for (const title of hostile)
    scorePair(
      row({ id: 'a', title, description: title, partner: title }),
      row({ id: 'b', title, description: title, partner: title }),
    )

  expect(performance.now() - started).toBeLessThan(3000)
})

test('counts the shared days of two periods with both ends', () => {
  expect(sharedDays({ start: 10, end: 20 }, { start: 20, end: 30 })).toBe(1)
  expect(sharedDays({ start: 10, end: 20 }, { start: 21, end: null })).toBe(0)
  expect(sharedDays({ start: 10, end: null }, { start: 21, end: null })).toBeNull()
})
