// What stands in a cell for nothing.
import { expect, test } from 'vitest'
import { standsForNothing } from '#domain/imports/standsForNothing.ts'

test.each(['n/a', 'N/A', 'n.a.', 'N/D', 'TBD', 'tbc', '-', '—', '–', '...', 'À déterminer', 'não aplicável', 'Néant'])(
  '%s names no organization and is no reference',
  (written) => {
    expect(standsForNothing('implementing_partner', written)).toBe(true)
    expect(standsForNothing('id', written)).toBe(true)
    expect(standsForNothing('amount', written)).toBe(true)
  },
)

test('two letters are nothing among numbers and days, and a State elsewhere', () => {
  expect(standsForNothing('amount', 'NA')).toBe(true)
  expect(standsForNothing('country', 'NA')).toBe(false)
})

test('texts stay as they are written', () => {
  expect(standsForNothing('title', 'TBD')).toBe(false)
  expect(standsForNothing('description', 'None')).toBe(false)
})
