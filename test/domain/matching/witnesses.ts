// For every level of every field two records that reach it.
import type { ComparedField } from '#domain/matching/comparedFields.ts'
import type { ComparedFields } from '#domain/matching/matchRecord.ts'
import { organizationOf } from '#domain/matching/organization.ts'

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

/** Fields that no two records reach by themselves: what both together, or further records, say. */
export type FieldAround = 'likeness' | 'company' | 'rival' | 'sharing'

/** Their levels; scorePair.test.ts and neighbours.test.ts reach each. */
export const levelsAround: Record<FieldAround, string[]> = {
  likeness: ['none', 'little', 'some', 'strong'],
  company: ['supported', 'contradicted', 'mixed', 'denied', 'doubted', 'unsure', 'likely', 'sure'],
  rival: ['outdone', 'level', 'ahead'],
  sharing: ['shared', 'apart'],
}

const longTitle = 'Zabbek zacdel zadfem zafgen zaghep zahjer zajkes'
const opening = `${longTitle} ${strange.join(' ')}`

/** Two records for every level of every other field. */
export const witnesses: Record<Exclude<ComparedField, FieldAround>, Witnesses> = {
  parties: witness(parties, {
    'provider-and-implementer': [['EU', 'KAIPTC'], ['EU', 'KAIPTC']], // prettier-ignore
    provider: [['EU', 'KAIPTC'], ['EU']],
    'provider-other-implementer': [['EU', 'KAIPTC'], ['EU', 'Oxfam']], // prettier-ignore
    'part-provider': [['African Union Commission'], ['African Union Commission Peace Fund']],
    'similar-provider': [['Folke Bernadotte Academy'], ['Bernadotte Academy Stockholm']],
    'unclear-provider': [['FOMAC'], ['Central African Multinational Force']],
    'implementer-reports': [['KAIPTC'], ['EU', 'KAIPTC']],
    'roles-swapped': [['KAIPTC', 'Oxfam'], ['EU', 'KAIPTC']], // prettier-ignore
    'implementer-only': [['Oxfam', 'KAIPTC'], ['Japan', 'KAIPTC']], // prettier-ignore
    'two-states': [['Norway', 'KAIPTC'], ['Japan', 'KAIPTC']], // prettier-ignore
    different: [['Norway', 'KAIPTC'], ['Japan', 'Oxfam']], // prettier-ignore
    'different-provider': [['Norway', 'KAIPTC'], ['Japan']],
    'different-unnamed': [['Norway'], ['Japan']],
  }),
  named: {
    named: [
      { ...parties(['GIZ']), description: '' },
      { ...parties(['Japan']), description: 'Funded by GIZ.' },
    ],
    reported: [parties(['Oxfam', 'KAIPTC']), { ...parties(['Norway', 'KAIPTC']), publisher: named('Oxfam') }],
    cofinanced: [
      { ...parties(['Norway']), description: 'Co-financed with Japan.' },
      { ...parties(['Japan']), description: 'Cofinancé par la Norvège.' },
    ],
    'not-named': [parties(['KAIPTC']), parties(['EU', 'KAIPTC'])],
    unlinked: [parties(['Norway']), parties(['Japan'])],
  },
  beneficiary: {
    ...witness((name: string) => ({ beneficiary: named(name) }), {
      same: ['IGAD', 'IGAD'],
      part: ['African Union Commission', 'African Union Commission Peace Fund'],
      similar: ['Folke Bernadotte Academy', 'Bernadotte Academy Stockholm'],
      unclear: ['FOMAC', 'Central African Multinational Force'],
      different: ['Norway', 'Nowhere Widgets Board'],
      'other-partner': ['Norway', 'Japan'],
    }),
    told: [{ beneficiary: named('Norway'), description: 'For IGAD and others.' }, { beneficiary: named('IGAD') }],
  },
  subject: translated(
    witness((title: string) => ({ title, description: null }), {
      'long-title': [longTitle, longTitle],
      title: ['Mediation', 'Mediation'],
      same: ['zabbek zacdel zadfem', 'zadfem zabbek zacdel'],
      most: half(7),
      half: half(5),
      few: half(2),
      none: half(0),
    }),
  ),
  wording: translated(
    witness((description: string) => ({ title: 'Training', description }), {
      verbatim: [opening, opening],
      same: [invented.join(' '), invented.toReversed().join(' ')],
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
    twofold: [3000n, 6000n],
    more: [3000n, 9000n],
  }),
  start: distances((start) => ({ start, end: null }), yearHolds),
  end: distances((end) => ({ start: null, end }), yearHolds),
  'shared-period': witness(([start, end]: [number, number]) => ({ start, end }), {
    all: [[0, 99], [0, 99]], // prettier-ignore
    most: [[0, 99], [40, 139]], // prettier-ignore
    some: [[0, 99], [80, 179]], // prettier-ignore
    none: [[0, 99], [100, 199]], // prettier-ignore
  }),
  months: witness((title: string) => ({ title, description: null, start: null }), {
    same: ['Course, June 2007', 'Cours, juin 2007'],
    near: ['Course, June 2007', 'Course, July 2007'],
    other: ['Course, June 2007', 'Course, September 2007'],
  }),
  place: witness(([country, city]: [string, string?]) => ({ title: 'x', places: [{ country, city: city ?? null }] }), {
    city: [['KE', 'nairobi'], ['KE', 'nairobi']], // prettier-ignore
    'other-city': [['KE', 'nairobi'], ['KE', 'mombasa']], // prettier-ignore
    'other-town': [['KE', 'nairobi'], ['KE', 'zabbek']], // prettier-ignore
    country: [['KE'], ['KE']],
    'other-country': [['KE'], ['ET']],
  }),
  series: witness((title: string) => ({ title }), {
    same: ['Phase 1', 'Phase 1'],
    other: ['Phase 1', 'Phase 2'],
    'one-sided': ['Phase 1', 'Mediation'],
  }),
  years: witness((title: string) => ({ title }), { same: ['2007', '2007'], other: ['2007', '2008'] }),
  counts: witness((description: string) => ({ description }), {
    same: ['With 28 generators.', 'Avec 28 générateurs.'],
    other: ['With 28 generators.', 'With 32 generators.'],
  }),
  identifiers: {
    ...witness((identifier: string) => ({ identifiers: [identifier] }), {
      same: ['EU-7', 'EU-7'],
      'same-register': ['EU-7', 'EU-8'],
      other: ['EU-7', 'US-7'],
    }),
    ...witness((title: string) => ({ title, identifiers: ['EU-7'] }), { 'same-series': ['Phase 1', 'Phase 2'] }),
    'same-agreement': [
      { identifiers: ['EU-7'], usdCents: 100_000n },
      { identifiers: ['EU-7'], usdCents: 900_000n },
    ],
    ...witness((publisher: string) => ({ publisher: named(publisher) }), { 'same-publisher': ['Sweden', 'Sweden'] }),
  },
  modality: witness((modality: string) => ({ modality }), {
    same: ['training', 'Formation'],
    related: ['training equipment', 'training fund'],
    different: ['training', 'equipment'],
  }),
  activity: witness((title: string) => ({ title }), {
    same: ['Training on borders', 'Workshop on borders'],
    other: ['Training on borders', 'Equipment for borders'],
  }),
  area: witness((subCluster: string) => ({ subCluster, priorityAreas: [] }), {
    same: ['mediation', 'mediation'],
    related: ['mediation policy', 'mediation law'],
    different: ['mediation', 'law'],
  }),
  audience: witness((title: string) => ({ title, description: null }), {
    same: ['Course for women judges', 'Cours pour femmes juges'],
    most: ['Course for women judges and lawyers', 'Course for women judges'],
    some: ['Course for women judges', 'Course for women pilots'],
    other: ['Course for judges', 'Course for pilots'],
  }),
  substance: {
    ...witness(() => ({ usdCents: null, quantities: [], start: null, identifiers: [] }), { none: [0, 0] }),
    ...witness((title: string) => ({ title, usdCents: 100_000n }), { untold: ['Programme', 'Project'] }),
    ...witness((title: string) => ({ title, usdCents: null, start: 13_000 }), {
      apart: ['Lorries', 'Forensic laboratory'],
    }),
    'other-grant': [
      { ...parties(['Simavi', 'Amref Uganda']), usdCents: 300_000n },
      { ...parties(['Simavi', 'Caritas Fort Portal']), usdCents: 380_000n },
    ],
  },
}
