// Money and quantities of a row, and what is assumed where a currency or a unit is not said.
import { expect, test } from 'vitest'
import { Cells } from '#domain/imports/cells.ts'
import { headerMoney, type HeaderMoney } from '#domain/imports/headerMoney.ts'
import { inKindOf, moneyOf } from '#domain/imports/readAmounts.ts'
import { type NamedTerm, vocabularyOf } from '#domain/imports/vocabulary.ts'
import type { Cell, ImportColumn } from '#model/importColumns.ts'

const unit = (code: string): NamedTerm => ({ kind: 'unit', code, names: { en: code }, parent: null })
const vocabulary = vocabularyOf([unit('seats'), unit('items')])
const cellsOf = (fields: Partial<Record<ImportColumn, Cell>>) => new Cells(fields, { dates: null, decimals: null })

test.each([
  ['its own column', { amount: '5', currency: 'eur' }, null, 'EUR'],
  ['beside the amount', { amount: '€ 5' }, null, 'EUR'],
  ['a sign that several share, and its column', { amount: '5 kr', currency: 'NOK' }, null, 'NOK'],
  [
    'a sign that several share, and the header',
    { amount: '5 FCFA' },
    { currency: 'XAF', multiple: 1n, unclear: null },
    'XAF',
  ],
  ['a dollar sign and its column', { amount: '$5', currency: 'CAD' }, null, 'CAD'],
  ['the header', { amount: '5' }, { currency: 'XOF', multiple: 1n, unclear: null }, 'XOF'],
  ['nowhere: dollars, and a note', { amount: '5' }, null, 'USD'],
])('a currency is said by %s', (_where, fields, ofHeader, currency) => {
  expect(moneyOf(cellsOf(fields), ofHeader)).toEqual({ amount: '5', currency })
})

test.each([
  ['blank in a column of its own', { amount: '5', currency: null }],
  ['two that differ', { amount: '€ 5', currency: 'USD' }],
  ['not that of the header', { amount: '5', currency: 'EUR' }, { currency: 'USD', multiple: 1n, unclear: null }],
  ['a dollar under euros', { amount: '$ 5', currency: 'EUR' }],
  ['a dollar under a header in euros', { amount: '$ 5' }, { currency: 'EUR', multiple: 1n, unclear: null }],
  ['one of several crowns', { amount: '5 kr' }],
  ['one of two francs', { amount: '5 FCFA' }],
  ['some dollar', { amount: 'HK$ 5' }],
  ['a crown under euros', { amount: 'kr 5', currency: 'EUR' }],
  ['none that is known', { amount: '5', currency: 'XYZ' }],
])('a currency that is %s is a fault', (_what, fields, ofHeader: HeaderMoney | null = null) => {
  const cells = cellsOf(fields)
  moneyOf(cells, ofHeader)

  expect(cells.faults).toMatchObject([{ column: 'currency' }])
})

test('an amount of zero says nothing, and a note says that', () => {
  const cells = cellsOf({ amount: '0.00', currency: 'USD' })

  expect(moneyOf(cells, null)).toBeUndefined()
  expect(cells.notes).toMatchObject([{ column: 'amount' }])
})

test('a quantity counts in its unit, of a training without one in seats', () => {
  expect(inKindOf(cellsOf({ quantity: '30', unit: 'items' }), vocabulary, null)).toEqual([
    { quantity: '30', unit: 'items' },
  ])
  expect(inKindOf(cellsOf({ quantity: '30' }), vocabulary, 'training')).toEqual([{ quantity: '30', unit: 'seats' }])
})

test('a unit that is not known is a fault', () => {
  const cells = cellsOf({ quantity: '30', unit: 'dozens' })

  expect(inKindOf(cells, vocabulary, null)).toBeUndefined()
  expect(cells.faults).toMatchObject([{ column: 'unit' }])
})

test.each([
  ['1 200,50', 1000n, '1200500'],
  ['1.2345', 1000n, '1234.50'],
  [75.5, 1000n, '75500'],
  [1.2345, 1000n, '1234.50'],
  ['2,5', 1_000_000n, '2500000'],
])('%s below a header that counts in %s is %s, and a note says so', (written, multiple, amount) => {
  const cells = cellsOf({ amount: written })

  expect(moneyOf(cells, { currency: 'EUR', multiple, unclear: null })).toEqual({ amount, currency: 'EUR' })
  expect(cells.notes).toMatchObject([{ column: 'amount', detail: expect.stringContaining(amount) }])
})

test('below a header that counts in thousands no cell counts in millions', () => {
  const cells = cellsOf({ amount: '1.2 million' })

  expect(moneyOf(cells, { currency: 'EUR', multiple: 1000n, unclear: null })).toBeUndefined()
  expect(cells.faults).toMatchObject([{ column: 'amount' }])
})

test('a currency that the header names and nobody can tell is not read as dollars', () => {
  const unclear = { currency: null, multiple: 1n, unclear: 'FCFA (XOF or XAF)' }
  const cells = cellsOf({ amount: '5' })

  expect(moneyOf(cells, unclear)).toBeUndefined()
  expect(cells.faults).toMatchObject([{ column: 'currency' }])
  expect(moneyOf(cellsOf({ amount: '5', currency: 'XOF' }), unclear)).toEqual({ amount: '5', currency: 'XOF' })
})

test.each([
  ['US$', 'USD'],
  ['€', 'EUR'],
  ['Euros', 'EUR'],
  ['C$', 'CAD'],
])('%s in the column of the currency is %s', (written, currency) => {
  expect(moneyOf(cellsOf({ amount: '5', currency: written }), null)).toEqual({ amount: '5', currency })
})

test.each(['$', 'FCFA', 'dollars or euros?', 'EUR/USD', 'k€', 'EUR thousand', "EUR '000", 'M EUR', 'kEUR'])(
  '%s in the column of the currency is a fault',
  (written) => {
    const cells = cellsOf({ amount: '5', currency: written })

    expect(moneyOf(cells, null)).toBeUndefined()
    expect(cells.faults).toMatchObject([{ column: 'currency' }])
  },
)

test('below a header whose currency stands beside what is not known no amount is read', () => {
  const cells = cellsOf({ amount: '5', currency: 'EUR' })

  expect(moneyOf(cells, headerMoney('Amount (EUR x500)'))).toBeUndefined()
  expect(cells.faults).toEqual([{ column: 'amount', detail: expect.stringContaining('"x" beside the currency') }])
  const blank = cellsOf({ amount: null })
  expect([moneyOf(blank, headerMoney('Amount (lakhs)')), blank.faults]).toEqual([undefined, []])
})

test('below a header that says mil no amount is read', () => {
  const cells = cellsOf({ amount: '5' })

  expect(moneyOf(cells, { currency: 'USD', multiple: null, unclear: null })).toBeUndefined()
  expect(cells.faults).toMatchObject([{ column: 'amount', detail: expect.stringContaining('mil') }])
})

test.each([
  ['500 mil', '500000'],
  ['EUR 2,5 mil', '2500'],
  ['1,5 milhões', '1500000'],
])('%s below a header in Portuguese is %s', (written, amount) => {
  const cells = cellsOf({ amount: written })

  expect(moneyOf(cells, headerMoney('Valor (EUR)'))).toEqual({ amount, currency: 'EUR' })
})

test('mil below it is said to be a thousand, and below any other header refused', () => {
  const cells = cellsOf({ amount: '500 mil' })
  const others = ['Amount (EUR)', 'Coût de la formation (EUR)', 'Total EUR'].map((header) => {
    const below = cellsOf({ amount: '500 mil' })
    return [moneyOf(below, headerMoney(header)), below.faults.length]
  })

  moneyOf(cells, headerMoney('Montante (USD)'))
  expect(cells.notes).toEqual([{ column: 'amount', detail: 'Read as 500000: "mil" is a thousand.' }])
  expect(others).toEqual([
    [undefined, 1],
    [undefined, 1],
    [undefined, 1],
  ])
})
