// The weights against what compareFields gives: no level without a sentence, no weight for what cannot occur, sane
// signs, and no changed weight under an old version.
import { comparedFields, type ComparedField } from '#domain/matching/comparedFields.ts'
import { compareFields } from '#domain/matching/compareFields.ts'
import { evidenceSentences } from '#domain/matching/evidenceSentences.ts'
import { hashOf } from '#domain/matching/hashes.ts'
import { type ScoredKind, weights, weightsOf, weightsVersion } from '#domain/matching/weights.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRow } from './anyRow.ts'
import { record, row } from './records.ts'
import { levelsAround, witnesses } from './witnesses.ts'

const kinds = Object.keys(weights) as ScoredKind[]
const weighed = kinds.flatMap((kind) =>
  comparedFields.flatMap((field) =>
    Object.entries(weights[kind].fields[field] ?? {}).map(([level, weight]) => ({ kind, field, level, weight })),
  ),
)
// What two fields weigh together: `subject×start`, by `title|same`.
const joint = kinds.flatMap((kind) =>
  Object.entries(weights[kind].fields)
    .filter(([fields]) => fields.includes('×'))
    .map(([fields, levels]) => ({ kind, fields, weights: Object.entries(levels ?? {}) })),
)
const entries = Object.entries(witnesses)
const reached: Record<string, string[]> = {
  ...Object.fromEntries(entries.map(([field, levels]) => [field, Object.keys(levels)])),
  ...levelsAround,
}
const weightOf = (kind: ScoredKind, field: ComparedField, level: string): number =>
  weights[kind].fields[field]?.[level] ?? 0

describe('levels', () => {
  test.each(
    entries.flatMap(([field, levels]) => Object.entries(levels).map(([level, sides]) => ({ field, level, sides }))),
  )('gives the level $field $level from both sides', ({ field, level, sides: [left, right] }) => {
    const [a, b] = [record(left), record({ id: 'other', ...right })]

    expect(compareFields(a, b)).toHaveProperty([field], level)
    expect(compareFields(b, a)).toHaveProperty([field], level)
  })

  test('gives no other level', () => {
    fc.assert(
      fc.property(anyRow, anyRow, (left, right) => {
        for (const [field, level] of Object.entries(compareFields(row(left), row(right))))
          expect(reached[field]).toContain(level)
      }),
    )
  })

  test.each(comparedFields)('has a sentence for each level of %s, and for no other', (field) => {
    const levels = (reached[field] ?? []).map((level) => level.replace(/-translated$/, ''))

    expect(Object.keys(evidenceSentences[field]).toSorted()).toEqual([...new Set(levels)].toSorted())
  })
})

describe('weights', () => {
  test.each(weighed)('weighs a level that occurs: $kind $field $level', ({ field, level }) => {
    expect(reached[field]).toContain(level)
  })

  test.each(joint)('weighs together levels that occur: $kind $fields', ({ fields, weights: pairs }) => {
    const [first = '', second = ''] = fields.split('×')

    expect(comparedFields).toEqual(expect.arrayContaining([first, second]))
    for (const [pair] of pairs) {
      const [one, other, ...more] = pair.split('|')
      expect(reached[first]).toContain(one)
      expect(reached[second]).toContain(other)
      expect(more).toEqual([])
    }
  })

  test.each(weighed)('says in a sentence what it weighs: $kind $field $level', ({ field, level }) => {
    expect(evidenceSentences[field][level.replace(/-translated$/, '')]).toMatch(/^[A-Z].+\.$/)
  })

  test('weighs only fields that are compared', () => {
    const alone = kinds.flatMap((kind) => Object.keys(weights[kind].fields).filter((field) => !field.includes('×')))

    expect(comparedFields).toEqual(expect.arrayContaining(alone))
  })

  test('weighs every field for some kind', () => {
    expect(comparedFields.filter((field) => !weighed.some((one) => one.field === field))).toEqual([])
  })

  // A level that is no evidence for any kind is a decision: it stands here by name.
  test('leaves no level out but those that tell nothing', () => {
    const weightless = comparedFields.flatMap((field) =>
      (reached[field] ?? [])
        .filter((level) => !weighed.some((one) => one.field === field && one.level === level))
        .map((level) => `${field} ${level}`),
    )

    // Most of an audience in common is what any two courses have; a shared implementer is what its absence is held against.
    expect(weightless).toEqual(['audience most', 'sharing shared'])
  })

  // The levels that scorePair rules out before it looks at the weights.
  test.each<[ScoredKind, ComparedField, string[]]>([
    ['overlapping-effort', 'parties', ['provider-and-implementer', 'provider', 'provider-other-implementer']],
    ['schedule-clash', 'shared-period', ['none']],
    ['part-of', 'amount', ['equal', 'rounded', 'overhead']],
    ['part-of', 'beneficiary', ['different', 'other-partner']],
  ])('weighs nothing for a %s that its %s rules out', (kind, field, levels) => {
    expect(levels.map((level) => weightOf(kind, field, level))).toEqual(levels.map(() => 0))
  })

  test('says nothing with a weight of nothing, and decides nothing for good', () => {
    expect(weighed.filter(({ weight }) => !(Math.abs(weight) >= 0.01 && Math.abs(weight) <= 12))).toEqual([])
  })

  test('gives weights in hundredths, as evidence shows them', () => {
    const all = [
      ...weighed.map(({ weight }) => weight),
      ...joint.flatMap((one) => one.weights.map(([, weight]) => weight)),
    ]

    expect(all.filter((weight) => Number(weight.toFixed(2)) !== weight)).toEqual([])
  })

  test.each(kinds)('starts low for %s', (kind) => {
    expect(weights[kind].base).toBeLessThan(-1)
  })
})

const agreement: Record<
  Exclude<ComparedField, 'substance' | 'likeness' | 'company' | 'rival' | 'sharing'>,
  [agrees: string, disagrees: string]
> = {
  parties: ['provider-and-implementer', 'different'],
  named: ['named', 'not-named'],
  beneficiary: ['same', 'different'],
  subject: ['same', 'none'],
  wording: ['same', 'none'],
  amount: ['equal', 'more'],
  quantity: ['same', 'more'],
  start: ['same', 'far'],
  end: ['same', 'far'],
  'shared-period': ['all', 'none'],
  months: ['same', 'other'],
  place: ['city', 'other-country'],
  series: ['same', 'other'],
  years: ['same', 'other'],
  counts: ['same', 'other'],
  identifiers: ['same', 'same-register'],
  modality: ['same', 'different'],
  activity: ['same', 'other'],
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

  test.each(['subject', 'beneficiary', 'shared-period', 'months', 'place', 'area', 'modality', 'activity'] as const)(
    'takes agreement in %s for a sign of overlapping effort',
    (field) => {
      const [agrees, disagrees] = agreement[field].map((level) => weightOf('overlapping-effort', field, level))

      expect(agrees).toBeGreaterThanOrEqual(0)
      expect(disagrees).toBeLessThan(-0.5)
    },
  )

  // What makes one contribution of two records makes no second effort of them.
  test.each(['amount', 'identifiers', 'series', 'named', 'counts'] as const)(
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
    ['part-of', 'identifiers', 'same', 'same-publisher'],
    ['part-of', 'parties', 'implementer-reports', 'different'],
    ['part-of', 'subject', 'title', 'none'],
    ['part-of', 'place', 'city', 'other-country'],
    ['part-of', 'series', 'same', 'other'],
    ['duplicate-record', 'amount', 'equal', 'rounded'],
    ['duplicate-record', 'amount', 'rounded', 'overhead'],
    ['duplicate-record', 'amount', 'overhead', 'near'],
    ['duplicate-record', 'amount', 'near', 'twofold'],
    ['duplicate-record', 'amount', 'twofold', 'more'],
    ['duplicate-record', 'named', 'not-named', 'unlinked'],
    ['duplicate-record', 'series', 'one-sided', 'other'],
    ['duplicate-record', 'identifiers', 'other', 'same-register'],
    ['duplicate-record', 'identifiers', 'same-register', 'same-publisher'],
    ['duplicate-record', 'place', 'other-town', 'other-city'],
  ])('weighs for a %s more by %s %s than %s', (kind, field, more, less) => {
    expect(weightOf(kind, field, more)).toBeGreaterThan(weightOf(kind, field, less))
  })

  // Ends of one day weigh less than ends of one month in the fit: years and quarters end alike.
  test.each([
    ['start', ['same', 'week', 'month', 'quarter', 'half-year', 'year', 'far']],
    ['end', ['month', 'quarter', 'half-year', 'year', 'far']],
  ] as const)('never weighs a closer %s less than a vaguer one for a duplicate', (field, closest) => {
    const closer = closest.map((level) => weightOf('duplicate-record', field, level))

    expect(closer).toEqual(closer.toSorted((a, b) => b - a))
  })

  test.each(['untold', 'apart', 'other-grant'])(
    'holds it against a duplicate that of its substance something is %s',
    (level) => {
      expect(weightOf('duplicate-record', 'substance', level)).toBeLessThan(-1.9)
    },
  )

  test('holds what further records say for or against what it says', () => {
    const company = (kind: ScoredKind, levels: string[]) => levels.map((level) => weightOf(kind, 'company', level))
    const [supported = 0, contradicted = 0] = company('duplicate-record', ['supported', 'contradicted'])
    const overlaps = company('overlapping-effort', ['sure', 'likely', 'unsure', 'doubted', 'denied'])

    const rivals = ['ahead', 'level', 'outdone'].map((level) => weightOf('duplicate-record', 'rival', level))

    expect(rivals).toEqual(rivals.toSorted((a, b) => b - a))
    expect(supported).toBeGreaterThanOrEqual(0)
    expect(contradicted).toBeLessThan(0)
    expect(overlaps).toEqual(overlaps.toSorted((a, b) => b - a))
    expect(weightOf('overlapping-effort', 'sharing', 'shared')).toBeLessThan(
      weightOf('overlapping-effort', 'sharing', 'apart'),
    )
    expect(weightOf('overlapping-effort', 'likeness', 'strong')).toBeLessThan(0)
  })
})

describe('weightsOf', () => {
  test.each(joint)(
    'adds what $fields weigh together for a $kind to the first of them',
    ({ kind, fields, weights: pairs }) => {
      const [first, second] = fields.split('×').map((name) => comparedFields.find((field) => field === name))
      if (first === undefined || second === undefined) throw new Error(fields)
      for (const [pair, weight] of pairs) {
        const [one = '', other = ''] = pair.split('|')
        const [alone, both] = [{ [first]: one }, { [first]: one, [second]: other }]
        expect(weightsOf(kind, first, alone)).toBe(weightOf(kind, first, one))
        expect(weightsOf(kind, first, both)).toBeCloseTo(weightOf(kind, first, one) + weight, 10)
        expect(weightsOf(kind, second, both)).toBe(weightOf(kind, second, other))
      }
    },
  )

  test('gives nothing for a field that was not compared, and for a level without a weight', () => {
    expect(weightsOf('part-of', 'subject', {})).toBe(0)
    expect(weightsOf('part-of', 'subject', { start: 'same' })).toBe(0)
    expect(weightsOf('part-of', 'subject', { subject: 'unheard-of' })).toBe(0)
  })
})

// Findings carry the version, so a version stands for one set of weights for ever: after a change of weights give
// weightsVersion a new value and ADD a line here; never change a line that was released. The failure says the line.
const published: Record<string, number> = {
  '2026-11-22.2': 3_915_271_507,
  '2026-11-22.3': 2_164_123_463,
  '2026-11-22.4': 2_223_967_305,
  '2026-11-22.5': 1_798_855_430,
  '2026-11-22.6': 1_146_720_422,
  '2026-11-22.7': 400_362_100,
  '2026-11-22.8': 464_585_905,
  '2026-11-22.9': 3_476_101_551,
  '2026-11-23.1': 1_105_633_462,
  '2026-11-23.2': 2_339_416_429,
  '2026-11-23.3': 3_490_122_868,
  '2026-11-23.4': 3_368_810_143,
  '2026-11-23.5': 1_942_531_531,
  '2026-11-23.6': 2_682_182_087,
  '2026-11-24.1': 4_131_331_379,
  '2026-11-24.2': 2_775_608_360,
  '2026-11-24.3': 1_758_704_562,
  '2026-11-24.4': 2_925_017_783,
}

const ordered = (value: unknown): unknown =>
  value !== null && typeof value === 'object'
    ? Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, part]) => [key, ordered(part)])
    : value

describe('version', () => {
  test('stands for these weights and no others', () => {
    const hash = hashOf(JSON.stringify(ordered(weights)))

    expect(published[weightsVersion], `'${weightsVersion}': ${hash.toLocaleString('en').replaceAll(',', '_')},`).toBe(
      hash,
    )
  })

  test('is the latest that was published', () => {
    expect(Object.keys(published).at(-1)).toBe(weightsVersion)
  })

  test('is given to one set of weights only', () => {
    expect(new Set(Object.values(published)).size).toBe(Object.keys(published).length)
  })
})
