// The weights against what compareFields gives: no level without a sentence, no weight for what cannot occur, sane
// signs, and no changed weight under an old version.
import { comparedFields, compareFields, type ComparedField } from '#domain/matching/compareFields.ts'
import { evidenceSentences } from '#domain/matching/evidenceSentences.ts'
import { hashOf } from '#domain/matching/hashes.ts'
import type { ComparedFields } from '#domain/matching/matchRecord.ts'
import { organizationOf } from '#domain/matching/organization.ts'
import { type ScoredKind, weights, weightsVersion } from '#domain/matching/weights.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRow } from './anyRow.ts'
import { record, row } from './records.ts'

type Changes = Partial<ComparedFields>
type Witnesses = Record<string, [Changes, Changes]>

// Two sides, each with what both have and what it has itself, for every level of a field.
const witness = <Value>(make: (value: Value) => Changes, levels: Record<string, [Value, Value]>): Witnesses =>
  Object.fromEntries(Object.entries(levels).map(([level, [a, b]]) => [level, [make(a), make(b)]]))

const translated = (levels: Witnesses): Witnesses => ({
  ...levels,
  ...Object.fromEntries(
    Object.entries(levels).map(([level, [a, b]]) => [`${level}-translated`, [a, { ...b, language: 'fr' }]]),
  ),
})

const named = (name: string) => organizationOf(name, null)
const parties = ([provider = '', ...implementers]: string[]): Changes => ({
  provider: named(provider),
  implementers: implementers.map(named),
  beneficiary: null,
})

// Ten words that no dictionary has, of which two sides share the first few.
const invented = 'zabbek zacdel zadfem zafgen zaghep zahjer zajkes zaklet zalmev zamnew'.split(' ')
const strange = 'wobbek wocdel wodfem wofgen woghep wohjer wojkes woklet wolmev womnew'.split(' ')
const half = (common: number): [string, string] => [
  invented.join(' '),
  [...strange.slice(common), ...invented.slice(0, common)].join(' '),
]

const distances = (make: (day: number) => Changes, year: [Changes, Changes]): Witnesses => ({
  ...witness(make, {
    same: [13_680, 13_680],
    week: [13_680, 13_687],
    month: [13_680, 13_711],
    quarter: [13_680, 13_772],
    'half-year': [13_680, 13_880],
    year: [13_680, 14_046],
    far: [13_680, 14_047],
  }),
  'year-holds': year,
})

// 13514 to 13878 is the year 2007.
const yearHolds: [Changes, Changes] = [
  { start: 13_514, end: 13_878 },
  { start: 13_668, end: 13_679 },
]

const witnesses: Record<ComparedField, Witnesses> = {
  parties: witness(parties, {
    'provider-and-implementer': [['EU', 'KAIPTC'], ['EU', 'KAIPTC']], // prettier-ignore
    provider: [['EU', 'KAIPTC'], ['EU']],
    'provider-other-implementer': [['EU', 'KAIPTC'], ['EU', 'Oxfam']], // prettier-ignore
    'similar-provider': [['Folke Bernadotte Academy'], ['Bernadotte Academy Stockholm']],
    'unclear-provider': [['FOMAC'], ['Central African Multinational Force']],
    'implementer-reports': [['KAIPTC'], ['EU', 'KAIPTC']],
    'roles-swapped': [['KAIPTC', 'Oxfam'], ['EU', 'KAIPTC']], // prettier-ignore
    'implementer-only': [['Norway', 'KAIPTC'], ['Japan', 'KAIPTC']], // prettier-ignore
    different: [['Norway', 'KAIPTC'], ['Japan', 'Oxfam']], // prettier-ignore
    'different-provider': [['Norway'], ['Japan']],
  }),
  named: witness((text: string) => ({ ...parties([text === '' ? 'GIZ' : 'Japan']), description: text }), {
    named: ['', 'Funded by GIZ.'],
    'not-named': ['', 'Funded by others.'],
  }),
  beneficiary: witness((name: string) => ({ beneficiary: named(name) }), {
    same: ['IGAD', 'IGAD'],
    similar: ['Folke Bernadotte Academy', 'Bernadotte Academy Stockholm'],
    unclear: ['FOMAC', 'Central African Multinational Force'],
    different: ['Norway', 'Japan'],
  }),
  subject: translated(
    witness((title: string) => ({ title, description: null }), {
      title: ['Mediation', 'Mediation'],
      same: half(10).map((title, at) => (at === 0 ? title : `${strange[0]} ${title}`)) as [string, string],
      most: half(7),
      half: half(5),
      few: half(2),
      none: half(0),
    }),
  ),
  wording: translated(
    witness((description: string) => ({ title: 'Training', description }), {
      same: half(10),
      most: half(7),
      half: half(5),
      few: half(3),
      none: half(0),
    }),
  ),
  amount: witness((usdCents: bigint) => ({ usdCents }), {
    equal: [1000n, 1000n],
    rounded: [1000n, 1020n],
    overhead: [1000n, 1100n],
    near: [1000n, 1300n],
    twofold: [1000n, 2000n],
    more: [1000n, 3000n],
  }),
  quantity: witness((hundredths: bigint) => ({ quantities: [{ unit: 'seats', hundredths }] }), {
    same: [3000n, 3000n],
    near: [3000n, 3200n],
    different: [3000n, 9000n],
  }),
  start: distances((start) => ({ start, end: null }), yearHolds),
  end: distances((end) => ({ start: null, end }), yearHolds),
  'shared-period': witness(([start, end]: [number, number]) => ({ start, end }), {
    all: [[0, 99], [0, 99]], // prettier-ignore
    most: [[0, 99], [40, 139]], // prettier-ignore
    some: [[0, 99], [80, 179]], // prettier-ignore
    none: [[0, 99], [100, 199]], // prettier-ignore
  }),
  place: witness(([country, city]: [string, string?]) => ({ title: 'x', places: [{ country, city: city ?? null }] }), {
    city: [['KE', 'nairobi'], ['KE', 'nairobi']], // prettier-ignore
    'other-city': [['KE', 'nairobi'], ['KE', 'mombasa']], // prettier-ignore
    country: [['KE'], ['KE']],
    'other-country': [['KE'], ['ET']],
  }),
  series: witness((title: string) => ({ title }), {
    same: ['Phase 1', 'Phase 1'],
    other: ['Phase 1', 'Phase 2'],
    'one-sided': ['Phase 1', 'Mediation'],
  }),
  years: witness((title: string) => ({ title }), { same: ['2007', '2007'], other: ['2007', '2008'] }),
  identifiers: witness((identifier: string) => ({ identifiers: [identifier] }), {
    same: ['EU-7', 'EU-7'],
    'same-register': ['EU-7', 'EU-8'],
    other: ['EU-7', 'US-7'],
  }),
  modality: witness((modality: string) => ({ modality }), {
    same: ['training', 'Formation'],
    related: ['training equipment', 'training fund'],
    different: ['training', 'equipment'],
  }),
  area: witness((subCluster: string) => ({ subCluster, priorityAreas: [] }), {
    same: ['mediation', 'mediation'],
    related: ['mediation policy', 'mediation law'],
    different: ['mediation', 'law'],
  }),
  audience: witness((audience: string) => ({ audience }), { same: ['police', 'Police '], other: ['police', 'judges'] }),
  substance: witness(() => ({ usdCents: null, quantities: [], start: null, identifiers: [] }), { none: [0, 0] }),
}

const kinds = Object.keys(weights) as ScoredKind[]
const weighed = kinds.flatMap((kind) =>
  comparedFields.flatMap((field) =>
    Object.entries(weights[kind].fields[field] ?? {}).map(([level, weight]) => ({ kind, field, level, weight })),
  ),
)
const weightOf = (kind: ScoredKind, field: ComparedField, level: string): number =>
  weights[kind].fields[field]?.[level] ?? 0

describe('levels', () => {
  test.each(
    comparedFields.flatMap((field) =>
      Object.entries(witnesses[field]).map(([level, sides]) => ({ field, level, sides })),
    ),
  )('gives the level $field $level from both sides', ({ field, level, sides: [left, right] }) => {
    const [a, b] = [record(left), record({ id: 'other', ...right })]

    expect(compareFields(a, b)[field]).toBe(level)
    expect(compareFields(b, a)[field]).toBe(level)
  })

  test('gives no other level', () => {
    fc.assert(
      fc.property(anyRow, anyRow, (left, right) => {
        for (const [field, level] of Object.entries(compareFields(row(left), row(right))))
          expect(Object.keys(witnesses[field as ComparedField])).toContain(level)
      }),
    )
  })

  test.each(comparedFields)('has a sentence for each level of %s, and for no other', (field) => {
    const levels = Object.keys(witnesses[field]).map((level) => level.replace(/-translated$/, ''))

    expect(Object.keys(evidenceSentences[field]).toSorted()).toEqual([...new Set(levels)].toSorted())
  })
})

describe('weights', () => {
  test.each(weighed)('weighs a level that occurs: $kind $field $level', ({ field, level }) => {
    expect(Object.keys(witnesses[field])).toContain(level)
  })

  test.each(weighed)('says in a sentence what it weighs: $kind $field $level', ({ field, level }) => {
    expect(evidenceSentences[field][level.replace(/-translated$/, '')]).toMatch(/^[A-Z].+\.$/)
  })

  test('weighs only fields that are compared', () => {
    for (const kind of kinds) expect(comparedFields).toEqual(expect.arrayContaining(Object.keys(weights[kind].fields)))
  })

  test('weighs every field for some kind', () => {
    expect(comparedFields.filter((field) => !weighed.some((one) => one.field === field))).toEqual([])
  })

  // A level that is no evidence for any kind is a decision: it stands here by name.
  test('leaves no level out but those that tell nothing', () => {
    const weightless = comparedFields.flatMap((field) =>
      Object.keys(witnesses[field])
        .filter((level) => !weighed.some((one) => one.field === field && one.level === level))
        .map((level) => `${field} ${level}`),
    )

    expect(weightless).toEqual(['wording few', 'wording few-translated'])
  })

  // The levels that scorePair rules out before it looks at the weights.
  test.each<[ScoredKind, ComparedField, string[]]>([
    ['overlapping-effort', 'parties', ['provider-and-implementer', 'provider', 'provider-other-implementer']],
    ['schedule-clash', 'shared-period', ['none']],
    ['part-of', 'amount', ['equal', 'rounded', 'overhead']],
    ['part-of', 'beneficiary', ['different']],
  ])('weighs nothing for a %s that its %s rules out', (kind, field, levels) => {
    expect(levels.map((level) => weightOf(kind, field, level))).toEqual(levels.map(() => 0))
  })

  test('says nothing with a weight of nothing, and decides nothing for good', () => {
    expect(weighed.filter(({ weight }) => !(Math.abs(weight) >= 0.01 && Math.abs(weight) <= 12))).toEqual([])
  })

  test('gives weights in hundredths, as evidence shows them', () => {
    expect(weighed.filter(({ weight }) => Number(weight.toFixed(2)) !== weight)).toEqual([])
  })

  test.each(kinds)('starts low for %s', (kind) => {
    expect(weights[kind].base).toBeLessThan(-1)
  })
})

const agreement: Record<Exclude<ComparedField, 'substance'>, [agrees: string, disagrees: string]> = {
  parties: ['provider-and-implementer', 'different'],
  named: ['named', 'not-named'],
  beneficiary: ['same', 'different'],
  subject: ['same', 'none'],
  wording: ['same', 'none'],
  amount: ['equal', 'more'],
  quantity: ['same', 'different'],
  start: ['same', 'far'],
  end: ['same', 'far'],
  'shared-period': ['all', 'none'],
  place: ['city', 'other-country'],
  series: ['same', 'other'],
  years: ['same', 'other'],
  identifiers: ['same', 'same-register'],
  modality: ['same', 'different'],
  area: ['same', 'different'],
  audience: ['same', 'other'],
}

describe('signs', () => {
  test.each(Object.entries(agreement))(
    'never holds agreement in %s against a duplicate',
    (field, [agrees, disagrees]) => {
      expect(weightOf('duplicate-record', field as ComparedField, agrees)).toBeGreaterThanOrEqual(0)
      expect(weightOf('duplicate-record', field as ComparedField, disagrees)).toBeLessThanOrEqual(0)
    },
  )

  test.each(['subject', 'beneficiary', 'shared-period', 'place', 'area', 'modality', 'years', 'audience'] as const)(
    'takes agreement in %s for a sign of overlapping effort',
    (field) => {
      const [agrees, disagrees] = agreement[field].map((level) => weightOf('overlapping-effort', field, level))

      expect(agrees).toBeGreaterThan(0)
      expect(disagrees).toBeLessThan(0)
    },
  )

  // What makes one contribution of two records makes no second effort of them.
  test.each(['amount', 'identifiers', 'series', 'named'] as const)(
    'takes agreement in %s for a sign against overlapping effort',
    (field) => {
      expect(weightOf('overlapping-effort', field, agreement[field][0])).toBeLessThan(0)
    },
  )

  test.each<[ScoredKind, ComparedField, string, string]>([
    ['schedule-clash', 'audience', 'same', 'other'],
    ['schedule-clash', 'beneficiary', 'same', 'different'],
    ['schedule-clash', 'shared-period', 'all', 'some'],
    ['schedule-clash', 'place', 'other-city', 'city'],
    ['schedule-clash', 'identifiers', 'other', 'same'],
    ['part-of', 'amount', 'more', 'near'],
    ['part-of', 'shared-period', 'all', 'none'],
    ['part-of', 'identifiers', 'same', 'same-register'],
    ['part-of', 'parties', 'implementer-reports', 'different'],
    ['part-of', 'subject', 'title', 'none'],
    ['part-of', 'place', 'city', 'other-country'],
    ['part-of', 'series', 'same', 'other'],
    ['duplicate-record', 'amount', 'equal', 'rounded'],
    ['duplicate-record', 'amount', 'rounded', 'overhead'],
    ['duplicate-record', 'amount', 'overhead', 'near'],
    ['duplicate-record', 'amount', 'near', 'twofold'],
    ['duplicate-record', 'amount', 'twofold', 'more'],
    ['duplicate-record', 'series', 'one-sided', 'other'],
    ['duplicate-record', 'identifiers', 'other', 'same-register'],
  ])('weighs for a %s more by %s %s than %s', (kind, field, more, less) => {
    expect(weightOf(kind, field, more)).toBeGreaterThan(weightOf(kind, field, less))
  })

  test('holds it against a duplicate alone that nothing of substance can be compared', () => {
    expect(kinds.filter((kind) => weightOf(kind, 'substance', 'none') !== 0)).toEqual(['duplicate-record'])
    expect(weightOf('duplicate-record', 'substance', 'none')).toBeLessThan(0)
  })
})

// Findings carry the version, so a version stands for one set of weights for ever: after a change of weights give
// weightsVersion a new value and ADD a line here; never change a line.
const published: Record<string, number> = {
  '2026-11-22.2': 3_915_271_507,
}

const ordered = (value: unknown): unknown =>
  value !== null && typeof value === 'object'
    ? Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, ordered(part)])
    : value

describe('version', () => {
  test('stands for these weights and no others', () => {
    expect({ [weightsVersion]: hashOf(JSON.stringify(ordered(weights))) }).toEqual({
      [weightsVersion]: published[weightsVersion],
    })
  })

  test('is the latest that was published', () => {
    expect(Object.keys(published).at(-1)).toBe(weightsVersion)
  })

  test('is given to one set of weights only', () => {
    expect(new Set(Object.values(published)).size).toBe(Object.keys(published).length)
  })
})
