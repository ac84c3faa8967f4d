// Calendar arithmetic, against tables and against the platform's own calendar.
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysInQuarter,
  daysInYear,
  monthOf,
  nextQuarter,
  quarterEnd,
  quarterOf,
  quarterStart,
  yearEnd,
  yearOf,
  yearStart,
} from '#domain/days.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const millisecondsPerDay = 86_400_000
const dayNumbers = fc.integer({ min: -719_162, max: 2_932_896 }) // 0001-01-01 to 9999-12-31

test.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2000-02-29', 11_016],
  ['2007-06-01', 13_665],
])('counts %s as day %i', (day, number) => {
  expect(dayNumber(day)).toBe(number)
  expect(dayFromNumber(number)).toBe(day)
})

test('agrees with the platform calendar on every day', () => {
  fc.assert(
    fc.property(dayNumbers, (number) => {
      const day = dayFromNumber(number)

      expect(day).toBe(new Date(number * millisecondsPerDay).toISOString().slice(0, 10))
      expect(dayNumber(day)).toBe(number)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['2007-01-31', 1, '2007-02-28'],
  ['2008-01-31', 1, '2008-02-29'],
  ['2008-02-29', 12, '2009-02-28'],
  ['2007-06-15', 12, '2008-06-15'],
  ['2007-01-15', -1, '2006-12-15'],
  ['2007-11-30', 3, '2008-02-29'],
])('puts %s plus %i months on %s', (day, months, later) => {
  expect(addMonths(day, months)).toBe(later)
})

test.each([
  ['2007-12-31', 1, '2008-01-01'],
  ['2008-03-01', -1, '2008-02-29'],
])('puts %s plus %i days on %s', (day, days, later) => {
  expect(addDays(day, days)).toBe(later)
})

test.each([
  ['2008-Q1', '2008-01-01', '2008-03-31', 91, '2008-Q2'],
  ['2009-Q1', '2009-01-01', '2009-03-31', 90, '2009-Q2'],
  ['2008-Q2', '2008-04-01', '2008-06-30', 91, '2008-Q3'],
  ['2008-Q3', '2008-07-01', '2008-09-30', 92, '2008-Q4'],
  ['2008-Q4', '2008-10-01', '2008-12-31', 92, '2009-Q1'],
])('knows the bounds of %s', (quarter, start, end, days, next) => {
  expect(quarterStart(quarter)).toBe(start)
  expect(quarterEnd(quarter)).toBe(end)
  expect(daysInQuarter(quarter)).toBe(days)
  expect(nextQuarter(quarter)).toBe(next)
  expect([quarterOf(start), quarterOf(end)]).toEqual([quarter, quarter])
})

test('knows the month and the bounds of the year of a day', () => {
  expect(monthOf('2008-01-31')).toBe('2008-01')
  expect(yearOf('2008-Q3')).toBe('2008')
  expect([yearStart('2008'), yearEnd('2008')]).toEqual(['2008-01-01', '2008-12-31'])
  expect([daysInYear('2008'), daysInYear('2100')]).toEqual([366, 365])
})

test('counts both ends of a period', () => {
  expect(daysBetween('2007-06-04', '2007-06-15')).toBe(12)
  expect(daysBetween('2007-06-04', '2007-06-04')).toBe(1)
})
