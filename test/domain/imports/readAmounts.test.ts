// Money and quantities of a row, and what is assumed where a currency or a unit is not said.
import { expect, test } from 'vitest'
import { Cells } from '#domain/imports/cells.ts'
import { inKindOf, moneyOf } from '#domain/imports/readAmounts.ts'
import { type NamedTerm, vocabularyOf } from '#domain/imports/vocabulary.ts'
import type { Cell, ImportColumn } from '#model/importColumns.ts'

const unit = (code: string): NamedTerm => ({ kind: 'unit', code, names: { en: code }, parent: null })
const vocabulary = vocabularyOf([unit('seats'), unit('items')])
const cellsOf = (fields: Partial<Record<ImportColumn, Cell>>) => new Cells(fields, { dates: null, decimals: null })

test.each([
  ['its own column', { amount: '5', currency: 'eur' }, null, 'EUR'],
  ['beside the amount', { amount: '€ 5' }, null, 'EUR'],
  ['the header', { amount: '5' }, 'XOF', 'XOF'],
  ['nowhere: dollars, and a note', { amount: '5' }, null, 'USD'],
])('a currency is said by %s', (_where, fields, ofHeader, currency) => {
  expect(moneyOf(cellsOf(fields), ofHeader)).toEqual({ amount: '5', currency })
})

test.each([
  ['blank in a column of its own', { amount: '5', currency: null }],
  ['two that differ', { amount: '€ 5', currency: 'USD' }],
  ['none that is known', { amount: '5', currency: 'XYZ' }],
])('a currency that is %s is a fault', (_what, fields) => {
  const cells = cellsOf(fields)
  moneyOf(cells, null)

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
