// What each row of a sheet is: before the header, header, tags, blank, total or data.
import { describe, expect, test } from 'vitest'
import { amountHeader, headerMoney } from '#domain/imports/headerMoney.ts'
import { isTotal, RecordHeaders, rowFields, Sheet } from '#domain/imports/sheet.ts'
import { headerOfKeys } from '#domain/imports/readHeader.ts'
import type { Cell, NewMapping } from '#model/importColumns.ts'

const kindsOf = (rows: Cell[][], mapping: NewMapping | null = null) => {
  const sheet = new Sheet(mapping)
  return rows.map((cells, at) => sheet.take({ row: at + 1, cells }).kind)
}

test('rows are told apart', () => {
  const header = ['partner', 'title', 'amount', 'start_date']

  const kinds = kindsOf([
    ['Contributions of 2008'],
    header,
    ['#org+funding', '#activity+name', '#value', '#date+start'],
    ['EU', 'Course', '5', '2008-01-01'],
    ['', ' ', null],
    ['', 'Sub-total', '5', ''],
    header,
    ['EU', 'Total war studies', '5', '2008-01-01'],
  ])

  expect(kinds).toEqual(['before', 'header', 'header', 'data', 'blank', 'total', 'header', 'data'])
})

test('blank rows may stand between the header and its tags', () => {
  const tags = ['#org+funding', '#activity+name', '#value']

  expect(kindsOf([['partner', 'title', 'amount'], ['', null], tags, ['EU', 'Course', '5'], tags])).toEqual([
    'header',
    'blank',
    'header',
    'data',
    'data',
  ])
})

test('a dash and its like in a cell are blank, and no reference that all rows share', () => {
  const header = headerOfKeys(['id', 'partner', 'title', 'implementer', 'amount', 'start'], null)

  expect(rowFields(header, ['n/a', 'EU', 'TBD', '—', 'tbd', '-'], null).fields).toEqual({
    id: null, partner: 'EU', title: 'TBD', implementing_partner: null, amount: null, start_date: null,
  }) // prettier-ignore
})

test('what an export says of a record stays as it is recorded', () => {
  const header = headerOfKeys(['id', 'revision', 'location'], null)

  expect(rowFields(header, ['7', '1', '?'], null).fields).toEqual({ id: '7', revision: '1', location: '?' })
})

test.each([
  ['All amounts in EUR thousands', 'EUR', 1000n],
  ["Montants en milliers d'euros", 'EUR', 1000n],
  ['(in US$ millions)', 'USD', 1_000_000n],
  ['Valores em milhões de euros.', 'EUR', 1_000_000n],
  ['To invest in a million lives', null, 1n],
  ['Programme in thousands of villages', null, 1n],
  ['AMOUNTS IN THOUSANDS', null, 1000n],
  ['To train people in the thousands', null, 1n],
  ['Contributions in EUR', null, 1n],
])('a line above the header counts for its amounts: %s', (line, currency, multiple) => {
  const sheet = new Sheet(null)
  const rows = [[line], ['partner', 'title', 'amount'], ['EU', 'Course', '5'], ['partner', 'title', 'amount']]

  const kinds = rows.map((cells, at) => sheet.take({ row: at + 1, cells }).kind)

  expect(kinds).toEqual(['before', 'header', 'data', 'header'])
  expect(headerMoney(amountHeader(sheet.header ?? { guesses: [] }))).toMatchObject({ currency, multiple })
})

test('a header that counts for itself is not told by a line above', () => {
  const sheet = new Sheet(null)
  for (const [at, cells] of [['All amounts in EUR thousands'], ['partner', 'title', 'amount (EUR million)']].entries())
    sheet.take({ row: at + 1, cells })

  expect(headerMoney(amountHeader(sheet.header ?? { guesses: [] }))).toMatchObject({ multiple: 1_000_000n })
})

test('a total for a State needs no word between, whoever stands beside it', () => {
  const rows = [['partner', 'title', 'amount'], ['EU', 'Total Mali', '5'], ['', 'Sous-total Tchad', '5'], ['EU', 'Total force concept', '5']] // prettier-ignore

  expect(kindsOf(rows)).toEqual(['header', 'total', 'total', 'data'])
})

describe('a printed total', () => {
  const total = (title: string, more: Record<string, Cell> = {}) =>
    isTotal({ fields: { title, amount: '5', ...more }, extras: {} })

  test.each([
    'Total',
    'TOTAL:',
    'Subtotal',
    'Sub-total for 2008',
    'Grand total',
    'Sous-total',
    'Total général',
    'FY 2008 Program Totals',
    'Subtotais',
    'المجموع',
  ])('is recognized: %s', (title) => {
    expect(total(title)).toBe(true)
  })

  test('has no day, no reference and a number', () => {
    expect(total('Total', { start_date: '2008-01-01' })).toBe(false)
    expect(total('Total', { id: '7' })).toBe(false)
    expect(total('Total', { amount: null })).toBe(false)
  })

  test.each(['Total Quality Management course', 'Totally new', 'Course'])('is not %s', (title) => {
    expect(total(title)).toBe(false)
  })

  test('may say so in a column that is not known', () => {
    expect(isTotal({ fields: { amount: 5 }, extras: { 'column 1': 'TOTAL' } })).toBe(true)
  })
})

describe('a row by column', () => {
  test('keeps what no column takes', () => {
    const header = headerOfKeys(['title', 'Budget line', ''], null)

    const { fields, extras } = rowFields(header, ['Course', 'B-7', 'x', 'y'], null)

    expect(fields).toEqual({ title: 'Course' })
    expect(extras).toEqual({ 'Budget line': 'B-7', 'column 3': 'x', 'column 4': 'y' })
  })

  test('is filled from a mapping with cells of the row, unless the sheet says it itself', () => {
    const mapping: NewMapping = {
      name: 'x',
      columns: { Country: null },
      values: { partner: 'US', title: '{Course} ({Unit})', beneficiary: '{Country}', source: '{Nothing}' },
    }
    const header = headerOfKeys(['Country', 'Course', 'title'], mapping)

    const { fields } = rowFields(header, ['Benin', 'PSO', null], mapping)

    expect(fields).toEqual({ partner: 'US', title: 'PSO', beneficiary: 'Benin', source: null })
  })
})

test('records with the same keys share a header', () => {
  const headers = new RecordHeaders(null)

  expect(headers.of(['title', 'partner'])).toBe(headers.of(['title', 'partner']))
  expect(headers.of(['partner']).guesses[0]).toMatchObject({ column: 'partner' })
})
