// The header in four languages, as HXL tags, as a mapping says, and what is wrong with one.
import { describe, expect, test } from 'vitest'
import { headerFaults, headerIn, headerOfKeys, isHxlRow, namesRequired, withTags } from '#domain/imports/readHeader.ts'
import type { NewMapping } from '#model/importColumns.ts'

const columnsOf = (cells: string[], mapping: NewMapping | null = null) =>
  headerIn({ row: 1, cells }, mapping)?.guesses.map(({ column }) => column)

test.each([
  ['its own names', ['id', 'partner', 'title', 'start_date', 'end_date', 'amount']],
  ['English', ['Ref', 'Donor', 'Activity title', 'Start date', 'Completion date', 'Budget']],
  ['French', ['Référence', 'Bailleur de fonds', 'Intitulé', 'Date de début', 'Date de fin', 'Montant']],
  ['Portuguese', ['Referência', 'Doador', 'Título', 'Data de início', 'Data de fim', 'Montante']],
  ['Arabic', ['المرجع', 'المانح', 'العنوان', 'تاريخ البدء', 'تاريخ الانتهاء', 'المبلغ']],
  ['HXL', ['#activity+id', '#org+funding', '#activity+name', '#date+start', '#date+end', '#value+amount']],
])('is understood in %s', (_language, cells) => {
  expect(columnsOf(cells)).toEqual(['id', 'partner', 'title', 'start_date', 'end_date', 'amount'])
})

test('a remark in brackets is no part of a name', () => {
  const header = headerIn({ row: 1, cells: ['Partner', 'Title', 'Amount (EUR)'] }, null)

  expect(header?.guesses.at(-1)).toMatchObject({ column: 'amount' })
})

test('a row of data is no header', () => {
  expect(columnsOf(['1', 'European Union', 'Course', '2008-01-01'])).toBeUndefined()
  expect(columnsOf(['Contributions of 2008'])).toBeUndefined()
})

test('a name of its own wins over a synonym, the first synonym over the second', () => {
  expect(columnsOf(['Name', 'title', 'partner'])).toEqual([null, 'title', 'partner'])
  expect(columnsOf(['Project', 'Activity', 'partner'])).toEqual(['title', null, 'partner'])
})

test('a mapping wins, and may leave a column out', () => {
  const mapping: NewMapping = { name: 'mine', columns: { 'Course Title': 'title', Country: 'partner', Title: null } }

  expect(columnsOf(['course title', 'Country', 'Title'], mapping)).toEqual(['title', 'partner', null])
})

describe('a second row of HXL tags', () => {
  test('is told from data', () => {
    expect(isHxlRow({ cells: ['#org', '#activity+name', '', null] })).toBe(true)
    expect(isHxlRow({ cells: ['#1', 'Course', 'x'] })).toBe(false)
  })

  test('names columns that the words did not tell, and none twice', () => {
    const header = headerOfKeys(['Who', 'title', 'What'], null)
    const tagged = withTags(header, { cells: ['#org+funding', '#activity+name', '#activity+name'] })

    expect(tagged.guesses.map(({ column }) => column)).toEqual(['partner', 'title', null])
  })
})

describe('what is wrong with a header', () => {
  const faultsOf = (cells: string[], mapping: NewMapping | null = null) => {
    const header = headerIn({ row: 1, cells }, mapping)
    return header && headerFaults(header, mapping)
  }

  test('a column that is there twice is named with both headers', () => {
    expect(faultsOf(['partner', 'title', 'amount', 'amount'])?.[0]).toContain(
      'amount is there twice: "amount" and "amount"',
    )
  })

  test('columns that must be there are named', () => {
    expect(faultsOf(['title', 'amount'])).toEqual([expect.stringContaining('no column partner')])
    expect(faultsOf(['title', 'partner'])).toEqual([expect.stringContaining('none of the columns')])
  })

  test('a mapping may give what the sheet lacks', () => {
    const mapping: NewMapping = { name: 'x', columns: {}, values: { partner: 'EU' } }

    expect(faultsOf(['title', 'amount'], mapping)).toEqual([])
  })
})

test.each(['(', '[ ', '#a+', '%('])(
  'a cell of 900,000 characters (%s…) is no header, and no time is spent on it',
  { timeout: 30_000 },
  (fill) => {
    const cells = [fill.repeat(900_000 / fill.length), 'partner', 'title', 'amount']

    expect(headerIn({ row: 1, cells }, null)?.guesses.map(({ column }) => column)).toEqual([
      null,
      'partner',
      'title',
      'amount',
    ])
  },
)

test('columns of money of which none is known to be the amount are not passed over', () => {
  const faultsOf = (headers: string[], mapping: NewMapping | null = null) => {
    const header = headerIn({ row: 1, cells: ['Partner', 'Title', 'Start', ...headers] }, mapping)
    return header && headerFaults(header, mapping)
  }

  expect(faultsOf(['Pledged (USD)', 'Disbursed (USD)'])).toEqual([expect.stringContaining('"Pledged (USD)"')])
  expect(faultsOf(['Pledged (USD)', 'Amount'])).toEqual([])
  expect(faultsOf(['Pledged'])).toEqual([])
  expect(faultsOf(['Unit cost EUR', 'Account USD no.'])).toEqual([])
  expect(faultsOf(['Pledged (USD)'], { name: 'x', columns: { 'Pledged (USD)': null } })).toEqual([])
})

test.each(['Coût total USD', 'Montant EUR', 'Cost in GBP', 'Valor total em EUR', 'Budget, USD'])(
  'a currency behind a name is no part of it: %s',
  (header) => {
    expect(columnsOf(['Partner', 'Intitulé du cours', header])).toEqual(['partner', 'title', 'amount'])
  },
)

test('of two amounts in two currencies the first is read', () => {
  expect(columnsOf(['Partner', 'Title', 'Cost EUR', 'Cost USD'])).toEqual(['partner', 'title', 'amount', null])
})

test.each([
  ['amountEur', 'amount'],
  ['amountEUR', 'amount'],
  ['amount_eur', 'amount'],
  ['valueUsd', 'amount'],
  ['totalBudget', 'amount'],
  ['startDate', 'start_date'],
  ['implementingPartner', 'implementing_partner'],
])('the words of a key are told by its capitals: %s', (key, column) => {
  expect(headerOfKeys(['partner', 'title', key], null).guesses.at(-1)?.column).toBe(column)
})

test.each<[boolean, string[]]>([
  [true, ['Partner', 'Title', 'Amount']],
  [true, ['x', 'Bailleur (nom)', 'Titre / Title']],
  [true, ['startDate', 'partnerName', 'projectTitle']],
  [false, ['EU', 'Title', 'Course']],
  [false, Array.from({ length: 900 }, (_, at) => `name ${at}`)],
])('a row of texts is tried as another header where it may name partner and title: %s', (may, cells) => {
  expect(namesRequired(cells, null)).toBe(may)
  expect(namesRequired(cells, { name: 'x', columns: { EU: 'partner' } })).toBe(true)
})
