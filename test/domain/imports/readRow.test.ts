// A row of the import columns becomes a contribution as it would be sent.
import { describe, expect, test } from 'vitest'
import { readRow, type RowSettings } from '#domain/imports/readRow.ts'
import { type NamedTerm, vocabularyOf } from '#domain/imports/vocabulary.ts'
import type { Cell, ImportColumn } from '#model/importColumns.ts'

const term = (kind: NamedTerm['kind'], code: string, parent: string | null = null): NamedTerm => ({
  kind,
  code,
  names: { en: code },
  parent,
})
const terms = [
  term('sub-cluster', 'architecture'),
  term('priority-area', 'mission-planning', 'architecture'),
  term('priority-area', 'mission-management', 'architecture'),
  term('modality', 'training'),
  term('unit', 'seats'),
]
const settings: RowSettings = {
  vocabulary: vocabularyOf(terms),
  priorityAreas: terms.filter(({ kind }) => kind === 'priority-area'),
  source: null,
  headerMoney: null,
  dates: null,
  decimals: null,
}
type Fields = Partial<Record<ImportColumn, Cell>>
const read = (fields: Fields, more: Partial<RowSettings> = {}) =>
  readRow({ partner: 'EU', title: 'Course', start_date: '2008-01-01', ...fields }, { ...settings, ...more })

test('an implementer whose name is kept back is nobody: it waits for no coordinator, and is said', () => {
  const row = read({ implementing_partner: 'Name Withheld; UNDP; xxxx (Secured)' })

  expect(row.implementers).toEqual(['UNDP'])
  expect(row.notes).toContainEqual({
    column: 'implementing_partner',
    detail: 'Names no organization, left out: Name Withheld, xxxx (Secured).',
  })
})

test('a full row', () => {
  const row = read({
    id: '7',
    source: 'Inventory',
    partner: 'EU; France',
    implementing_partner: 'UNDP',
    beneficiary: 'AUC',
    description: 'Line one\nLine two',
    lang: 'French',
    priority_area: 'mission-planning 60%; mission-management 40%',
    modality: 'course',
    status: 'ongoing',
    amount: '1.234,50',
    currency: 'EUR',
    value_date: '2007-12-01',
    quantity: 30,
    end_date: '2008-06-30',
    country: 'Kenya',
    location: 'Nairobi',
    visibility: 'confidential',
    external_refs: 'iati-activity: XM-1; X-2',
  })

  expect(row).toMatchObject({
    id: '7',
    source: 'Inventory',
    partner: 'EU',
    implementers: ['UNDP', 'France'],
    beneficiary: 'AUC',
    faults: [],
    sent: {
      title: 'Course',
      description: 'Line one\nLine two',
      language: 'fr',
      subCluster: 'architecture',
      priorityAreas: [
        { code: 'mission-planning', percent: 60 },
        { code: 'mission-management', percent: 40 },
      ],
      modality: 'training',
      status: 'active',
      money: { amount: '1234.50', currency: 'EUR', valueDate: '2007-12-01' },
      inKind: [{ quantity: '30', unit: 'seats' }],
      period: { start: '2008-01-01', end: '2008-06-30' },
      places: [{ country: 'KE', name: 'Nairobi' }],
      visibility: 'coordinators',
      identifiers: [
        { scheme: 'iati-activity', value: 'XM-1' },
        { scheme: 'external', value: 'X-2' },
      ],
      source: { document: 'Inventory', paragraph: '7' },
    },
  })
})

test('the least that a row needs', () => {
  expect(read({}).sent).toEqual({ title: 'Course', period: { start: '2008-01-01' } })
  expect(read({}).faults).toEqual([])
})

test.each<[string, Fields, ImportColumn]>([
  ['no title', { title: null }, 'title'],
  ['no partner', { partner: ' ' }, 'partner'],
  ['no substance', { start_date: null }, 'amount'],
  ['an end before the start', { end_date: '2007-12-31' }, 'end_date'],
  ['an end without a start', { start_date: null, end_date: '2008-01-01' }, 'start_date'],
  ['a period of 21 years', { end_date: '2029-01-01' }, 'end_date'],
  ['an ambiguous day', { start_date: '01/02/2008' }, 'start_date'],
  ['an ambiguous amount', { amount: '1,234' }, 'amount'],
  ['an unknown modality', { modality: 'dancing' }, 'modality'],
  ['an unknown sub-cluster', { sub_cluster: 'x' }, 'sub_cluster'],
  ['an unknown country', { country: 'Ruritania' }, 'country'],
  ['an unknown language', { lang: 'Klingon' }, 'lang'],
  ['an unknown status', { status: 'perhaps' }, 'status'],
  ['an unknown visibility', { visibility: 'secretly' }, 'visibility'],
  ['a revision that is none', { revision: 'x' }, 'revision'],
])('%s is a fault in its column', (_what, fields, column) => {
  expect(read(fields).faults.map((fault) => fault.column)).toContain(column)
})

describe('a sub-cluster that is not given', () => {
  test('is the one that the priority area belongs to', () => {
    expect(read({ priority_area: 'mission-planning' }).sent.subCluster).toBe('architecture')
  })

  test('is suggested from the text and marked', () => {
    const row = read({ title: 'Mission planning course' })

    expect(row.sent.subCluster).toBe('architecture')
    expect(row.notes).toEqual([{ column: 'sub_cluster', detail: expect.stringContaining('Suggested') }])
  })
})

test('the list that all rows are from is the row’s, unless it says its own', () => {
  expect(read({}, { source: 'All' }).source).toBe('All')
  expect(read({ source: 'Own' }, { source: 'All' }).source).toBe('Own')
})

test('both ends in one cell are a period', () => {
  expect(read({ start_date: '2008-06-04 to 2008-06-15' }).sent.period).toEqual({
    start: '2008-06-04',
    end: '2008-06-15',
  })
})

test('of several where one is kept the others are said, and no amount is divided', () => {
  const { partner, implementers, beneficiary, notes, faults } = read({
    partner: 'EU; France',
    implementing_partner: Array.from({ length: 9 }, (_, at) => `Centre ${at}`).join(';'),
    beneficiary: 'AUC; ECOWAS; SADC',
    country: 'KE; UG',
    location: Array.from({ length: 20 }, (_, at) => `Town ${at}`).join(';'),
  })

  expect({ partner, implementers: implementers.length, beneficiary, faults }).toEqual({
    partner: 'EU',
    implementers: 8,
    beneficiary: 'AUC',
    faults: [],
  })
  expect(notes.map(({ column, detail }) => `${column}: ${detail}`)).toEqual(
    expect.arrayContaining([
      'partner: Several: EU provides, with France.',
      'implementing_partner: Implemented also by Centre 8, France.',
      'beneficiary: For AUC; also for ECOWAS, SADC: not divided.',
      'location: Of 22 places the first 20 are kept.',
    ]),
  )
})

test.each([
  'UK 60 %, Norway 40 %',
  'UK (60%); Norway (40%)',
  'UK (60%); Norway',
  'UK (60 per cent) and Norway (40 per cent)',
  '60% UK / 40% Norway',
  'UK 60 pour cent, Norvège 40 pour cent',
])('the amount of several with shares is not counted for one: %s', (partner) => {
  expect(read({ partner }).faults).toMatchObject([
    { column: 'partner', detail: expect.stringContaining('row of its own') },
  ])
})

test.each(['1% for Development Fund', 'EU; France'])('%s has no shares', (partner) => {
  expect(read({ partner }).faults).toEqual([])
})

test('a period in the cell of the start must end where the cell of the end says', () => {
  const faults = (start_date: string, end_date: string) =>
    read({ start_date, end_date }).faults.map(({ column }) => column)

  expect(faults('3-14 March 2008', '2008-03-14')).toEqual([])
  expect(faults('3-14 March 2008', '2008-05-03')).toEqual(['end_date'])
  expect(faults('2008-2009', '2012')).toEqual(['end_date'])
})
