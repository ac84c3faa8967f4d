// Cells of a row, with faults and notes under their columns.
import { expect, test } from 'vitest'
import { Cells, splitPeriod } from '#domain/imports/cells.ts'
import type { Cell, ImportColumn } from '#model/importColumns.ts'

const cellsOf = (fields: Partial<Record<ImportColumn, Cell>>) => new Cells(fields, { dates: null, decimals: null })

test('text is put on one line, without what cannot be printed', () => {
  const cells = cellsOf({ title: '  Mission\n leadership\u0000 \u202Ecourse ' })

  expect(cells.text('title', 100)).toBe('Mission leadership course')
})

test('text that is too long is a fault and not cut', () => {
  const cells = cellsOf({ title: 'x'.repeat(101) })

  expect(cells.text('title', 100)).toBeNull()
  expect(cells.faults).toEqual([{ column: 'title', detail: expect.stringContaining('101') }])
})

test('a list is separated by semicolons or bars', () => {
  expect(cellsOf({ country: 'KE; UG |KE;' }).list('country', 20)).toEqual(['KE', 'UG'])
})

test('a day and an amount that cannot be read are faults that show what is written', () => {
  const cells = cellsOf({ start_date: '01/02/2008', amount: 'x' })

  expect([cells.day('start_date', 'start'), cells.amount('amount')]).toEqual([null, null])
  expect(cells.faults.map(({ column, detail }) => [column, detail.slice(0, 12)])).toEqual([
    ['start_date', '"01/02/2008"'],
    ['amount', '"x": This is'],
  ])
})

test('a column that is there and blank is told from one that is not there', () => {
  const cells = cellsOf({ currency: null })

  expect([cells.has('currency'), cells.has('amount')]).toEqual([true, false])
})

test('both ends of a period in one cell are taken apart', () => {
  expect(splitPeriod('3/7/2011 4/29/2011')).toEqual(['3/7/2011', '4/29/2011'])
  expect(splitPeriod('2008-06-04 to 2008-06-15')).toEqual(['2008-06-04', '2008-06-15'])
  expect(splitPeriod('2008-06-04')).toBeNull()
})

test.each([
  ['3-14 March 2008', '3 March 2008', '14 March 2008'],
  ['du 3 au 14 mars 2008', '3 mars 2008', '14 mars 2008'],
  ['de 3 a 14 de março de 2008', '3 de março de 2008', '14 de março de 2008'],
  ['March 3–14, 2008', 'March 3 2008', '14 March 2008'],
  ['28 February – 14 March 2008', '28 February 2008', '14 March 2008'],
  ['28 Dec 2007 to 4 Jan 2008', '28 Dec 2007', '4 Jan 2008'],
  ['Jan-Mar 2009', 'Jan 2009', 'Mar 2009'],
  ['Q1-Q2 2009', 'Q1 2009', 'Q2 2009'],
  ['2008-2010', '2008', '2010'],
  ['1er au 5 mars 2008', '1 mars 2008', '5 mars 2008'],
  ['du 1er mars au 5 avril 2008', '1 mars 2008', '5 avril 2008'],
  ['1º a 5 de março de 2008', '1 de março de 2008', '5 de março de 2008'],
  ['1st to 5th March 2008', '1 March 2008', '5 March 2008'],
  ['12-14/03/2008', '12.03.2008', '14.03.2008'],
  ['du 12 au 14/03/2008', '12.03.2008', '14.03.2008'],
  ['3-5.04.2008', '3.04.2008', '5.04.2008'],
  ['04/2008 - 09/2008', '04/2008', '09/2008'],
])('%s is a period', (cell, start, end) => {
  expect(splitPeriod(cell)).toEqual([start, end])
})

test.each([
  '14-Mar-2008',
  '2008-06',
  '2008-09',
  'mid-2008',
  'Sep-08',
  '3-14',
  'to be agreed - 2008',
  '3 to 5 trainers',
  'March - 2008',
  'Nov-Feb 2009',
  '3-5/04/2008',
  '12-14-03-2008',
  '14-12/03/2008',
  '12-14 March',
])('%s is none', (cell) => {
  expect(splitPeriod(cell)).toBeNull()
})

test('two days in one cell are not looked for in a text that no two days fill', { timeout: 30_000 }, () => {
  expect(splitPeriod('2008-06-04 to 2008-06-15')).toEqual(['2008-06-04', '2008-06-15'])
  expect(splitPeriod(`2008-06-04${' '.repeat(900_000)}x`)).toBeNull()
})
