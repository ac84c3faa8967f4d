// Sketches: short, comparable from both sides, and never a reason to miss a true pair.
import { couldMatch, sketchOf } from '#domain/matching/sketch.ts'
import { dayNumber } from '#domain/days.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRow } from './anyRow.ts'
import { organization, record, row } from './records.ts'

test('lets a re-entry and a rival through', () => {
  const rival = record({ id: 'b', provider: organization('us'), implementers: [], title: 'Leadership of missions' })

  expect(couldMatch(sketchOf(record()), sketchOf(record({ id: 'b' })))).toBe(true)
  expect(couldMatch(sketchOf(record()), sketchOf(rival))).toBe(true)
})

test('drops a record years apart that has only the country in common', () => {
  const other = record({
    id: 'b',
    provider: organization('us'),
    implementers: [],
    beneficiary: organization('igad'),
    title: 'Tents',
    start: dayNumber('2012-01-01'),
    end: null,
    usdCents: null,
    places: [{ country: 'KE', city: null }],
  })

  expect(couldMatch(sketchOf(record()), sketchOf(other))).toBe(false)
})

test('lets a shared reference number through whatever else differs', () => {
  const a = row({ id: 'a', title: 'One', start_date: '2001-01-01', external_refs: ['R-77'] })
  const b = row({ id: 'b', title: 'Two', start_date: '2011-01-01', external_refs: ['r-77'] })

  expect(couldMatch(sketchOf(a), sketchOf(b))).toBe(true)
})

test('compares what it cannot read', () => {
  expect(couldMatch('', sketchOf(record()))).toBe(true)
})

test('is at most 90 plain characters and judges alike from both sides', () => {
  fc.assert(
    fc.property(anyRow, anyRow, (left, right) => {
      const [a, b] = [sketchOf(row(left)), sketchOf(row(right))]
      expect(a).toMatch(/^[a-z0-9.-]{7,90}$/)
      expect(couldMatch(a, b)).toBe(couldMatch(b, a))
    }),
  )
})
