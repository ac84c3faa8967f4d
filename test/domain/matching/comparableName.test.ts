// The form that names are compared in.
import { comparableName, comparableNamesOf } from '#domain/matching/comparableName.ts'
import { expect, test } from 'vitest'

test('sets the States of a name apart from its other words', () => {
  const { others, distinctions } = comparableName('Ministry of Foreign Affairs of the Netherlands')

  expect(others).toEqual(['ministry', 'foreign', 'affair'])
  expect([...distinctions.states]).toEqual(['NL'])
})

test.each([
  ['Norway', true],
  ['N\u043erway', false],
  ['\u{1d40d}orway', false],
  ['Норвегия', true],
  ['O\uFB03ce of Norway', true],
  [`Norway${' '.repeat(300)}`, false],
])('takes %j for honest: %s', (name, isHonest) => {
  expect(comparableName(name).isHonest).toBe(isHonest)
})

test('makes the forms of a partner once', () => {
  const partner = {}
  const made = comparableNamesOf(partner, () => ['Norway'])

  expect(comparableNamesOf(partner, () => [])).toBe(made)
})
