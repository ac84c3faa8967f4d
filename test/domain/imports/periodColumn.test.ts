// A column of periods: what one value below it says is meant whole.
import { expect, test } from 'vitest'
import { isPeriodHeader, withBothEnds } from '#domain/imports/periodColumn.ts'
import { readRow, type RowSettings } from '#domain/imports/readRow.ts'
import { headerOfKeys } from '#domain/imports/readHeader.ts'
import { rowFields } from '#domain/imports/sheet.ts'
import { vocabularyOf } from '#domain/imports/vocabulary.ts'
import type { Cell } from '#model/importColumns.ts'

const settings: RowSettings = {
  vocabulary: vocabularyOf([]),
  priorityAreas: [],
  source: null,
  headerMoney: null,
  dates: null,
  decimals: null,
}

const read = (header: string, cell: Cell, ...end: [string, Cell] | []) => {
  const [endHeader = 'remark', endCell = null] = end
  const { fields } = rowFields(headerOfKeys(['partner', 'title', header, endHeader], null), ['EU', 'A', cell, endCell], null) // prettier-ignore
  const { sent, faults } = readRow(fields, settings)
  return faults.length > 0 ? faults : sent.period
}

test.each<[Cell, string, string]>([
  ['H2 2008', '2008-07-01', '2008-12-31'],
  ['Q1 2009', '2009-01-01', '2009-03-31'],
  ['12-2008', '2008-12-01', '2008-12-31'],
  ['March 2008', '2008-03-01', '2008-03-31'],
  ['2008', '2008-01-01', '2008-12-31'],
  [2008, '2008-01-01', '2008-12-31'],
  ['2008-2009', '2008-01-01', '2009-12-31'],
  ['3-14 March 2008', '2008-03-03', '2008-03-14'],
])('below "Period" %s is from %s to %s', (cell, start, end) => {
  expect(read('Period', cell)).toEqual({ start, end })
})

test.each(['2008-03-01', '01.03.2008', '1 March 2008'])('%s is a day, and no end is said', (cell) => {
  expect(read('Period', cell)).toEqual({ start: '2008-03-01' })
})

test('an end in a column of its own is the end, and below "Start" a month is where it begins', () => {
  expect(read('Dates', '2008', 'End', '2008-06-30')).toEqual({ start: '2008-01-01', end: '2008-06-30' })
  expect(read('Dates', '2008', 'End', '')).toEqual({ start: '2008-01-01', end: '2008-12-31' })
  expect(read('Start', 'H2 2008')).toEqual({ start: '2008-07-01' })
})

test('what cannot be told stays refused', () => {
  expect(read('Period', '2008-09')).toEqual([{ column: 'start_date', detail: expect.stringContaining('Ambiguous') }])
  expect(read('Period', 12)).toEqual([{ column: 'start_date', detail: expect.stringContaining('no day') }])
})

test.each([
  'Period',
  'PÉRIODE',
  'Período',
  'dates',
  'Period / Période',
  'Dates (from - to)',
  'Period [mm-yyyy]',
  'الفترة',
])('%s holds periods', (header) => {
  expect(isPeriodHeader(header)).toBe(true)
})

test.each(['Start', 'Period start', 'Period (start)', 'Dates of payment', ''])('%s does not', (header) => {
  expect(isPeriodHeader(header)).toBe(false)
})

test('a row without a start is left as it is', () => {
  const header = headerOfKeys(['partner', 'period'], null)

  expect(withBothEnds(header, { partner: 'EU', start_date: null })).toEqual({ partner: 'EU', start_date: null })
})
