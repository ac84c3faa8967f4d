// Acronyms: read out of the beginnings of words, in order, and out of nothing else.
import { isAcronymOf } from '#domain/matching/acronyms.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const isSmall = (word: string): boolean => ['de', 'la', 'of', 'the', 'and', 'for', 'on', 'in'].includes(word)

test.each([
  ['fomac', 'force multinationale de la afrique centrale'],
  ['comesa', 'common market for eastern and southern africa'],
  ['cewarn', 'conflict early warning and response network'],
  ['shacdo', 'shabelle community development organization'],
  ['iss', 'institute for security studies'],
])('reads %s out of %s', (letters, name) => {
  expect(isAcronymOf(letters, name.split(' '), isSmall)).toBe(true)
})

test.each([
  ['eccas', 'economic community of west african states'],
  ['undp', 'united nations department of political affairs'],
  ['un', 'united nations'],
  ['afr', 'african union'],
  ['norad', 'norwegian agency'],
  ['sadc', 'sadc regional peacekeeping training centre'],
])('does not read %s out of %s', (letters, name) => {
  expect(isAcronymOf(letters, name.split(' '), isSmall)).toBe(false)
})

test('reads the initials of any three words, and never letters that no word begins with', () => {
  const words = fc.array(fc.stringMatching(/^[a-y]{2,9}$/), { minLength: 3, maxLength: 10 })
  fc.assert(
    fc.property(words, (all) => {
      const initials = all.map((word) => word.slice(0, 1)).join('')

      expect(isAcronymOf(initials, all, () => false)).toBe(true)
      expect(isAcronymOf(`${initials.slice(0, -1)}z`, all, () => false)).toBe(false)
    }),
  )
})

test('answers at once for a name made to be tried in every way', () => {
  expect(
    isAcronymOf(
      'a'.repeat(14),
      Array.from({ length: 16 }, () => 'a'.repeat(30)),
      () => true,
    ),
  ).toBe(false)
  expect(isAcronymOf('a'.repeat(10_000), ['a'.repeat(10_000)], isSmall)).toBe(false)
})
