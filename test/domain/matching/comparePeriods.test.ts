// Periods: days apart, accounting years that hold a day, and how much of the shorter period both share.
import { compareEnds, compareShared, compareStarts, sharedDays } from '#domain/matching/comparePeriods.ts'
import { dayNumber } from '#domain/days.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const period = (start: string | null, end: string | null = null) => ({
  start: start === null ? null : dayNumber(start),
  end: end === null ? null : dayNumber(end),
})
const from = (start: number | null, end: number | null = null) => ({ start, end })

const anyDay = fc.option(fc.oneof(fc.integer({ min: 13_500, max: 14_500 }), fc.integer()))
const anyPeriod = fc.record({ start: anyDay, end: anyDay })

// 13680 is 2007-06-16: no accounting year starts there.
const distances = [
  [0, 'same'],
  [1, 'week'],
  [7, 'week'],
  [8, 'month'],
  [31, 'month'],
  [32, 'quarter'],
  [92, 'quarter'],
  [93, 'half-year'],
  [200, 'half-year'],
  [201, 'year'],
  [366, 'year'],
  [367, 'far'],
  [1_000_000, 'far'],
] as const

test.each(distances)('compares starts %i days apart as %s, from both sides', (days, level) => {
  expect(compareStarts(from(13_680), from(13_680 + days))).toBe(level)
  expect(compareStarts(from(13_680 + days), from(13_680))).toBe(level)
})

test.each(distances)('compares ends %i days apart as %s, from both sides', (days, level) => {
  expect(compareEnds(from(null, 13_680), from(null, 13_680 + days))).toBe(level)
  expect(compareEnds(from(null, 13_680 + days), from(null, 13_680))).toBe(level)
})

test.each([
  ['a start', compareStarts, from(null, 20)],
  ['an end', compareEnds, from(10, null)],
] as const)('says nothing without %s', (_, compare, lacking) => {
  expect(compare(lacking, from(10, 20))).toBeNull()
  expect(compare(from(10, 20), lacking)).toBeNull()
  expect(compare(lacking, lacking)).toBeNull()
})

test.each([
  ['a calendar year', '2007-01-01', '2007-12-31', '2007-06-04', 'year-holds'],
  ['a fiscal year from April', '2007-04-01', '2008-03-31', '2007-12-04', 'year-holds'],
  ['a fiscal year from July', '2007-07-01', '2008-06-30', '2007-12-04', 'year-holds'],
  ['a fiscal year from October', '2006-10-01', '2007-09-30', '2007-06-04', 'year-holds'],
  ['a leap year', '2008-01-01', '2008-12-31', '2008-12-31', 'year-holds'],
  ['two calendar years', '2007-01-01', '2008-12-31', '2008-06-04', 'year-holds'],
  ['the last day of its year', '2007-01-01', '2007-12-31', '2007-12-31', 'year-holds'],
  ['the day after its year', '2007-01-01', '2007-12-31', '2008-01-02', 'year'],
  ['the day before its year', '2007-04-01', '2008-03-31', '2007-03-31', 'week'],
  ['a year from the second of a month', '2007-01-02', '2008-01-01', '2007-06-04', 'half-year'],
  ['a year from a month that no fiscal year has', '2007-02-01', '2008-01-31', '2007-06-04', 'half-year'],
  ['a quarter', '2007-01-01', '2007-03-31', '2007-02-04', 'quarter'],
  ['a year that ends a day late', '2007-01-01', '2008-01-01', '2007-06-04', 'half-year'],
  ['a year and a half', '2007-01-01', '2008-06-30', '2007-06-04', 'half-year'],
  ['an open calendar year', '2007-01-01', null, '2007-12-31', 'year-holds'],
  ['an open fiscal year, which is any start', '2007-04-01', null, '2007-06-04', 'quarter'],
] as const)('compares a start with %s', (_, start, end, other, level) => {
  expect(compareStarts(period(start, end), period(other))).toBe(level)
  expect(compareStarts(period(other), period(start, end))).toBe(level)
})

test('lets an open leap year hold its last day, and not the day after', () => {
  expect(compareStarts(period('2008-01-01'), period('2008-12-31'))).toBe('year-holds')
  expect(compareStarts(period('2008-01-01'), period('2009-01-01'))).toBe('year')
})

test('does not let an open calendar year hold the first day of the next', () => {
  expect(compareStarts(period('2007-01-01'), period('2008-01-01'))).toBe('year')
})

test.each([
  ['an end inside the year', '2007-06-15', 'year-holds'],
  ['the end of the year', '2007-12-31', 'same'],
  ['an end after the year', '2008-01-15', 'month'],
] as const)('compares %s with the end of an accounting year', (_, end, level) => {
  const year = period('2007-01-01', '2007-12-31')

  expect(compareEnds(year, period(null, end))).toBe(level)
  expect(compareEnds(period(null, end), year)).toBe(level)
})

test('takes two accounting years with one start for one start', () => {
  expect(compareStarts(period('2007-01-01', '2007-12-31'), period('2007-01-01', '2008-12-31'))).toBe('same')
})

test.each([
  ['the same period', [0, 99], [0, 99], 'all'],
  ['a part and its whole', [40, 49], [0, 99], 'all'],
  ['nineteen twentieths of the shorter', [5, 104], [0, 99], 'all'],
  ['a day less than that', [6, 105], [0, 99], 'most'],
  ['half of the shorter', [50, 149], [0, 99], 'most'],
  ['a day less than half', [51, 150], [0, 99], 'some'],
  ['one day', [99, 198], [0, 99], 'some'],
  ['neighbours', [100, 199], [0, 99], 'none'],
  ['periods years apart', [5000, 5100], [0, 99], 'none'],
  ['one day in itself', [7, 7], [7, 7], 'all'],
  ['an open period begun before', [-1000, null], [0, 99], 'all'],
  ['an open period begun halfway', [50, null], [0, 99], 'most'],
  ['an open period begun after', [100, null], [0, 99], 'none'],
  ['an end before its start', [60, 40], [0, 99], 'none'],
] as const)('grades %s', (_, [start, end], [otherStart, otherEnd], level) => {
  expect(compareShared(from(start, end), from(otherStart, otherEnd))).toBe(level)
  expect(compareShared(from(otherStart, otherEnd), from(start, end))).toBe(level)
})

test.each([
  ['a start is missing', from(null, 20), from(10, 20)],
  ['both starts are missing', from(null, 20), from(null, 20)],
  ['both are open', from(10), from(15)],
])('cannot tell the shared days when %s', (_, a, b) => {
  expect([sharedDays(a, b), sharedDays(b, a)]).toEqual([null, null])
  expect([compareShared(a, b), compareShared(b, a)]).toEqual([null, null])
})

test.each([
  ['the last day of one that is the first of the other', from(10, 20), from(20, 30), 1],
  ['no day between neighbours', from(10, 20), from(21, 30), 0],
  ['no day, and never less, for periods far apart', from(10, 20), from(900, 930), 0],
  ['the days of a closed period in an open one', from(10), from(5, 30), 21],
  ['days before 1970', from(-20, -10), from(-15, 15), 6],
])('counts %s', (_, a, b, days) => {
  expect([sharedDays(a, b), sharedDays(b, a)]).toEqual([days, days])
})

test('compares any two periods alike from both sides', () => {
  fc.assert(
    fc.property(anyPeriod, anyPeriod, (a, b) => {
      for (const compare of [compareStarts, compareEnds, compareShared, sharedDays])
        expect(compare(a, b)).toBe(compare(b, a))
    }),
  )
})
