// Sorting by several keys, and instants with and without fractions.
import { inOrderOf, isAfter } from '#domain/report/ordering.ts'
import { expect, test } from 'vitest'

test('sorts by the first key that differs, exactly also for big integers', () => {
  const rows = [
    { cents: 9_007_199_254_740_993n, code: 'b' },
    { cents: 9_007_199_254_740_992n, code: 'c' },
    { cents: 9_007_199_254_740_993n, code: 'a' },
  ]

  const sorted = rows.toSorted(
    inOrderOf(
      ({ cents }) => -cents,
      ({ code }) => code,
    ),
  )

  expect(sorted.map(({ code }) => code)).toEqual(['a', 'b', 'c'])
})

test('sorts text by code unit, in every locale alike', () => {
  expect(['é', 'z', 'A', 'a'].toSorted(inOrderOf((text) => text))).toEqual(['A', 'a', 'z', 'é'])
})

test.each([
  ['2008-04-01T00:00:00.5Z', '2008-04-01T00:00:00Z', true],
  ['2008-04-01T00:00:00Z', '2008-04-01T00:00:00.5Z', false],
  ['2008-04-01T00:00:00Z', '2008-04-01T00:00:00Z', false],
  ['2008-04-02T00:00:00Z', '2008-04-01T23:59:59.999Z', true],
])('%s lies after %s: %s', (instant, other, after) => {
  expect(isAfter(instant, other)).toBe(after)
})
