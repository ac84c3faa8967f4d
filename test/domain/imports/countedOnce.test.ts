// Which of the texts that merged cells carry down are left out; with sheets around them in test/imports/officeSheets.test.ts.
import { expect, test } from 'vitest'
import { countedOnce, spanNotes } from '#domain/imports/countedOnce.ts'
import { headerOfKeys } from '#domain/imports/readHeader.ts'
import type { NewMapping } from '#model/importColumns.ts'

const header = headerOfKeys(['partner', 'amount', 'quantity', 'Cost (USD)', 'Share', 'start'], null)
const cells = ['EU', 'EUR 5', '20 seats', '7', '9 EUR', '2008']

test('amounts, quantities and further amounts that are carried down are left out, and nothing else', () => {
  expect(countedOnce(header, { row: 3, cells, carried: [0, 1, 2, 3, 4, 5] }, null)).toEqual([
    'EU',
    null,
    null,
    null,
    '9 EUR',
    '2008',
  ])
  expect(countedOnce(header, { row: 3, cells }, null)).toBe(cells)
})

test('so is what a mapping fills the amount from', () => {
  const mapping: NewMapping = { name: 'x', columns: {}, values: { amount: '{share}' } }

  expect(countedOnce(header, { row: 3, cells, carried: [4] }, mapping)[4]).toBeNull()
})

test('a span is said of amounts and quantities', () => {
  expect(spanNotes(header, { 0: 9, 2: 4 })).toEqual([{ column: 'quantity', detail: expect.stringContaining('to 4') }])
  expect(spanNotes(header, undefined)).toEqual([])
})
