// A contribution as it is sent: what is required, what is refused, and where the refusal points.
import { Contribution, Delivery, NewContribution, NewTransaction, Period, Renewal } from '#model/contribution.ts'
import { describe, expect, test } from 'vitest'
import { refusals } from './refusals.ts'

const least = {
  title: 'Mission leadership course',
  provider: 'un-dpko',
  beneficiary: 'auc',
  money: { amount: '100000.00', currency: 'EUR' },
}

const full = {
  ...least,
  description: 'Two weeks.\nTwenty seats.',
  language: 'en',
  implementers: ['un-dpko', 'acsrt'],
  instrument: 'au-peacekeeping-support-team',
  subCluster: 'peace-and-security-architecture',
  priorityAreas: [
    { code: 'mission-planning', percent: 33.33 },
    { code: 'training', percent: 66.67 },
  ],
  modality: 'training',
  training: { audience: 'Senior officers', modules: ['planning'] },
  status: 'pledged',
  money: { ...least.money, valueDate: '2008-03-01' },
  inKind: [{ quantity: '20', unit: 'seats', value: { amount: '5000.00', currency: 'USD', method: 'list price' } }],
  period: { start: '2008-03-01', end: '2008-03-14' },
  places: [{ country: 'ET', name: 'Addis Ababa' }],
  identifiers: [{ scheme: 'iati-activity', value: 'XM-DAC-41114-0001' }],
  agreement: 'MoU 12',
  operation: 'unamid',
  needs: ['need-1'],
  relations: [{ type: 'phase-of', contribution: 'other-1' }],
  visibility: 'shared',
  source: { document: 'S/2008/186', paragraph: '41' },
}

const areas = (...percents: unknown[]) => percents.map((percent, n) => ({ code: `area-${n}`, percent }))
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))
const tooMany = (count: number) => `Too big: expected array to have <=${count} items`

describe('a new contribution', () => {
  test.each([
    ['with the least there must be', least],
    ['with every field', full],
    [
      'with null wherever nothing is known',
      { ...least, description: null, instrument: null, training: null, source: null },
    ],
    ['with a period alone', { ...least, money: null, period: { start: '2008-03-01' } }],
    ['in kind alone', { ...least, money: undefined, inKind: [{ quantity: null, unit: 'seats' }] }],
    ['with a month of one partner in three areas', { ...least, priorityAreas: areas(33.33, 33.33, 33.34) }],
    ['with areas and no percentages', { ...least, priorityAreas: areas(null, undefined) }],
    ['with areas that are named and empty', { ...least, priorityAreas: [], implementers: [], inKind: [] }],
  ])('is taken %s', (_how, sent) => {
    expect(refusals(NewContribution, sent)).toEqual([])
  })

  test('is kept as it was sent: nothing is filled in', () => {
    expect(NewContribution.parse({ ...full, title: ' Mission  ' })).toEqual({ ...full, title: 'Mission' })
    expect(NewContribution.parse(least)).toEqual(least)
  })

  test.each([
    ['an unknown field', { colour: 'red' }, ['/colour: Unknown field.']],
    ['an unknown field inside', { money: { ...least.money, 'a/b~c': 1 } }, ['/money/a~1b~0c: Unknown field.']],
    ['two unknown fields', { x: 1, y: 2 }, ['/x: Unknown field.', '/y: Unknown field.']],
    ['an unknown currency', { money: { amount: '1', currency: 'XZY' } }, ['/money/currency: Unknown currency.']],
    [
      'a day that is none',
      { money: { ...least.money, valueDate: '2008-02-30' } },
      ['/money/valueDate: There is no such day in the calendar.'],
    ],
    [
      'an end before the start',
      { period: { start: '2008-03-02', end: '2008-03-01' } },
      ['/period/end: Must not be before the start.'],
    ],
    [
      'more than twenty years',
      { period: { start: '2008-12-31', end: '2029-01-01' } },
      ['/period/end: Must be at most 20 years after the start.'],
    ],
    [
      'a day more than twenty years, in as many calendar years',
      { period: { start: '2008-02-29', end: '2028-03-01' } },
      ['/period/end: Must be at most 20 years after the start.'],
    ],
    [
      'percentages that sum to 99.99',
      { priorityAreas: areas(33.33, 33.33, 33.33) },
      ['/priorityAreas: The percentages must sum to exactly 100.'],
    ],
    [
      'percentages for some areas',
      { priorityAreas: areas(50, null) },
      ['/priorityAreas: Give percentages for all areas or for none.'],
    ],
    [
      'a percentage of three decimals',
      { priorityAreas: areas(33.333, 66.667) },
      ['/priorityAreas/0/percent: At most two decimals.', '/priorityAreas/1/percent: At most two decimals.'],
    ],
    ['no percent', { priorityAreas: areas(0, 100) }, ['/priorityAreas/0/percent: Too small: expected number to be >0']],
    [
      'over 100 percent',
      { priorityAreas: areas(100.01) },
      [
        '/priorityAreas/0/percent: Too big: expected number to be <=100',
        '/priorityAreas: The percentages must sum to exactly 100.',
      ],
    ],
    ['eleven areas', { priorityAreas: areas(...times(11, () => null)) }, [`/priorityAreas: ${tooMany(10)}`]],
    [
      'an area named twice',
      { priorityAreas: [{ code: 'training' }, { code: 'training' }] },
      ['/priorityAreas: An area is named twice.'],
    ],
    ['nine implementers', { implementers: times(9, (n) => `partner-${n}`) }, [`/implementers: ${tooMany(8)}`]],
    ['an implementer named twice', { implementers: ['au', 'au'] }, ['/implementers: An implementer is named twice.']],
    [
      'two quantities in one unit',
      {
        inKind: [
          { quantity: '1', unit: 'seats' },
          { quantity: '2', unit: 'seats' },
        ],
      },
      ['/inKind: A unit is given twice.'],
    ],
    ['six quantities', { inKind: times(6, (n) => ({ quantity: '1', unit: `unit-${n}` })) }, [`/inKind: ${tooMany(5)}`]],
    [
      'a quantity without saying so',
      { inKind: [{ unit: 'seats' }] },
      ['/inKind/0/quantity: Invalid input: expected string, received undefined'],
    ],
    ['an empty title', { title: '' }, ['/title: Must not be empty.']],
    ['a title of spaces', { title: '  ' }, ['/title: Must not be empty.']],
    ['a title too long', { title: 'a'.repeat(501) }, ['/title: Too big: expected string to have <=500 characters']],
    ['control characters', { title: 'a\u0000b' }, ['/title: Must be one line of printable text.']],
    ['a turned text direction', { title: 'a\u202Eb' }, ['/title: Must be one line of printable text.']],
    ['a title that is none', { title: null }, ['/title: Invalid input: expected string, received null']],
    [
      'a description too long',
      { description: 'a'.repeat(10_001) },
      ['/description: Too big: expected string to have <=10000 characters'],
    ],
    ['a provider with a space', { provider: 'UN DPKO' }, ['/provider: Must be a kebab-case code.']],
    [
      'a country that is none',
      { places: [{ country: 'Ethiopia' }] },
      ['/places/0/country: Must be an ISO 3166-1 alpha-2 code.'],
    ],
    [
      'a status that is none',
      { status: 'done' },
      [expect.stringMatching(/^\/status: Invalid option: expected one of "pipeline"\|/)],
    ],
    ['nulls for a list', { needs: null }, ['/needs: Invalid input: expected array, received null']],
    [
      'neither money nor in kind nor period',
      { money: null, inKind: [] },
      [': Give at least one of money, inKind and period.'],
    ],
  ])('is refused with %s', (_what, change, expected) => {
    expect(refusals(NewContribution, { ...least, ...change })).toEqual(expected)
  })

  test.each(['-1', '1.001', '1e5', '1,000'])('is refused with the amount %s', (amount) => {
    expect(refusals(NewContribution, { ...least, money: { amount, currency: 'EUR' } })).toEqual([
      '/money/amount: Must be a decimal string such as "1500.00": at most two decimals.',
    ])
  })

  test.each(['title', 'provider', 'beneficiary'])('is refused without %s', (field) => {
    expect(refusals(NewContribution, { ...least, [field]: undefined })).toEqual([
      `/${field}: Invalid input: expected string, received undefined`,
    ])
  })

  test('answers at most 50 errors', () => {
    expect(refusals(NewContribution, { ...least, ...Object.fromEntries(times(80, (n) => [`x${n}`, n])) })).toHaveLength(
      50,
    )
  })

  test.each([
    [null, 'null'],
    [[least], 'array'],
    ['text', 'string'],
  ])('is an object: %#', (sent, received) => {
    expect(refusals(NewContribution, sent)).toEqual([`: Invalid input: expected object, received ${received}`])
  })
})

test('a period takes an open end, and exactly twenty years', () => {
  expect(refusals(Period, { start: '2008-01-01' })).toEqual([])
  expect(refusals(Period, { start: '2008-01-01', end: null })).toEqual([])
  expect(refusals(Period, { start: '2008-01-01', end: '2008-01-01' })).toEqual([])
  expect(refusals(Period, { start: '2008-01-01', end: '2028-01-01' })).toEqual([])
  expect(refusals(Period, { start: '2008-02-29', end: '2028-02-29' })).toEqual([])
  expect(refusals(Period, {})).toEqual(['/start: Invalid input: expected string, received undefined'])
})

describe('dated events', () => {
  const money = { amount: '5.00', currency: 'EUR' }

  test.each([
    [NewTransaction, { type: 'commitment', date: '2008-03-01', money }, []],
    [
      NewTransaction,
      { type: 'gift', date: '2008-03-01', money },
      ['/type: Invalid option: expected one of "commitment"|"disbursement"'],
    ],
    [
      NewTransaction,
      { type: 'commitment', date: '2008-02-30', money },
      ['/date: There is no such day in the calendar.'],
    ],
    [Delivery, { date: '2008-03-01', quantity: '5', unit: 'seats' }, []],
    [
      Delivery,
      { date: '2008-03-01', quantity: '-5', unit: 'seats' },
      [expect.stringMatching(/^\/quantity: Must be a decimal/)],
    ],
    [Renewal, { date: '2008-03-01' }, []],
    [Renewal, { date: '2008-03-01', note: '' }, ['/note: Must not be empty.']],
  ])('are judged: %#', (schema, event, expected) => {
    expect(refusals(schema, event)).toEqual(expected)
  })
})

describe('a kept contribution', () => {
  const kept = {
    ...full,
    id: 'c-1',
    lapsedOn: null,
    revision: 1,
    transactions: [{ type: 'commitment', date: '2008-03-01', money: least.money, usd: null }],
    deliveries: [],
    renewals: [],
    statusHistory: [{ status: 'pledged', at: '2008-03-01T00:00:00Z', by: 'someone', reason: null }],
    reportedBy: 'un-dpko',
    withdrawn: false,
    createdAt: '2008-03-01T00:00:00Z',
    updatedAt: '2008-03-01T00:00:00Z',
    usd: null,
  }

  test('is read back as it was written', () => {
    expect(Contribution.parse(kept)).toEqual(kept)
  })

  test.each([
    [
      'without a field that has no default',
      { description: undefined },
      ['/description: Invalid input: expected string, received undefined'],
    ],
    ['with revision 0', { revision: 0 }, ['/revision: Too small: expected number to be >=1']],
    ['with half a revision', { revision: 1.5 }, ['/revision: Invalid input: expected int, received number']],
    ['with a field more', { colour: 'red' }, ['/colour: Unknown field.']],
  ])('is refused %s', (_how, change, expected) => {
    expect(refusals(Contribution, { ...kept, ...change })).toEqual(expected)
  })

  test('gives its fields to the records that are made of it', () => {
    expect(Object.keys(Contribution.shape)).toContain('usd')
  })
})
