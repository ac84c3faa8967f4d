// Days as people write them: what is read, what is assumed, and what is refused because it could be another day.
import { describe, expect, test } from 'vitest'
import { writtenDay } from '#domain/imports/writtenDay.ts'

test.each([
  ['2008-06-04', '2008-06-04'],
  ['2008/6/4', '2008-06-04'],
  ['20080604', '2008-06-04'],
  ['2008-06-04T00:00:00Z', '2008-06-04'],
  ['13/04/2008', '2008-04-13'],
  ['04/13/2008', '2008-04-13'],
  ['04/04/2008', '2008-04-04'],
  ['4.6.2008', '2008-06-04'],
  ['31.12.08', '2008-12-31'],
  ['4 June 2008', '2008-06-04'],
  ['June 4th, 2008', '2008-06-04'],
  ['04-Jun-08', '2008-06-04'],
  ['4 juin 2008', '2008-06-04'],
  ['1er mai 2008', '2008-05-01'],
  ['1º de maio de 2008', '2008-05-01'],
  ['4 de junho de 2008', '2008-06-04'],
  ['٤ يونيو ٢٠٠٨', '2008-06-04'],
  ['39603', '2008-06-04'],
])('%s is %s', (written, day) => {
  expect(writtenDay(written, null, 'start')).toMatchObject({ day })
})

test('a number of a spreadsheet is a serial day, and says so', () => {
  expect(writtenDay(39_603, null, 'start')).toEqual({ day: '2008-06-04', note: expect.stringContaining('serial') })
})

test.each(['03/04/2008', '3-4-2008', '03/04/08'])('%s is ambiguous and refused, with both readings', (written) => {
  const read = writtenDay(written, null, 'start')

  expect(read).toEqual({ fault: expect.stringMatching(/Ambiguous: 2008-04-03 or 2008-03-04/) })
})

test('it is read as the mapping says', () => {
  expect(writtenDay('03/04/2008', 'day-first', 'start')).toEqual({ day: '2008-04-03' })
  expect(writtenDay('03/04/2008', 'month-first', 'start')).toEqual({ day: '2008-03-04' })
})

test.each([
  '30/02/2008',
  '2008-13-01',
  '00/01/2008',
  'soon',
  '31/31/2008',
  '1/1/0008',
  '9999999999',
  '12',
  '03-09',
  '08-Sep',
  'Sep 08',
  'Sep-8',
  '4 June 8',
])('%s is no day', (written) => {
  expect(writtenDay(written, null, 'start')).toHaveProperty('fault')
})

describe('a year or a month alone', () => {
  test.each([
    ['2008', '2008-01-01', '2008-12-31'],
    ['2008-02', '2008-02-01', '2008-02-29'],
    ['février 2008', '2008-02-01', '2008-02-29'],
    ['fevereiro de 2008', '2008-02-01', '2008-02-29'],
    ['2008 Feb', '2008-02-01', '2008-02-29'],
    ['Feb-08', '2008-02-01', '2008-02-29'],
    ['févr.-08', '2008-02-01', '2008-02-29'],
    ['fev/08', '2008-02-01', '2008-02-29'],
    ["Feb '08", '2008-02-01', '2008-02-29'],
  ])('%s begins on %s and ends on %s', (written, start, end) => {
    expect(writtenDay(written, null, 'start')).toEqual({ day: start, note: expect.any(String) })
    expect(writtenDay(written, null, 'end')).toEqual({ day: end, note: expect.any(String) })
  })
})

test.each([
  ['09/2008', '2008-09-01', '2008-09-30'],
  ['9.2008', '2008-09-01', '2008-09-30'],
  ['Q3 2009', '2009-07-01', '2009-09-30'],
  ['2009-Q4', '2009-10-01', '2009-12-31'],
  ['T1 2008', '2008-01-01', '2008-03-31'],
  ['H2 2008', '2008-07-01', '2008-12-31'],
])('%s is from %s to %s', (written, start, end) => {
  expect(writtenDay(written, null, 'start')).toEqual({ day: start, note: expect.stringContaining(start) })
  expect(writtenDay(written, null, 'end')).toEqual({ day: end, note: expect.stringContaining(end) })
})

test.each(['2008/09', '2008-09', '2011/12'])('%s may be a month or two years and is refused', (written) => {
  expect(writtenDay(written, null, 'start')).toEqual({ fault: expect.stringContaining('Ambiguous') })
})

test.each(['12–14 mars', 'March 12-14', '12-14 March'])('%s are two days without a year, and no year', (written) => {
  expect(writtenDay(written, null, 'start')).toEqual({ fault: expect.stringContaining('no day') })
})

test.each(['FY08', 'FY 2008', "FY'08", 'FY2008/09'])('%s begins on different days', (written) => {
  expect(writtenDay(written, null, 'start')).toEqual({ fault: expect.stringContaining('Fiscal') })
})
