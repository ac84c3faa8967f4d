// Organization names: unions, legal forms, languages and acronyms.
import { normalizeName } from '#domain/matching/normalizeName.ts'
import { expect, test } from 'vitest'

test.each([
  ['The United Nations Office on Drugs and Crime', 'un office drugs crime'],
  ["Commission de l'Union africaine", 'commission au'],
  ['Crown Agents Ltd', 'crown agents'],
  ['U.N. Women', 'un women'],
])('writes %s as %s', (name, text) => {
  expect(normalizeName(name).text).toBe(text)
})

test('finds the concepts of a name equal in English and French', () => {
  const english = normalizeName('Economic Community of Central African States').concepts
  const french = normalizeName("Communauté économique des États d'Afrique centrale").concepts

  expect(french).toEqual(english)
})

test.each([
  ['ECOWAS Commission', ['ecowas']],
  ['NUPI / Training for Peace', ['nupi']],
  ['CEN-SAD', ['censad']],
  ['INTERNATIONAL ORGANIZATION FOR MIGRATION', []],
  ['Interpeace Geneva', []],
])('reads the acronyms written in %s', (name, acronyms) => {
  expect(normalizeName(name).acronyms).toEqual(acronyms)
})

test('derives the acronym of a long name, a union counting with its own letters', () => {
  expect(normalizeName('United Nations Office for Project Services').initials).toContain('unops')
  expect(normalizeName('Kofi Annan International Peacekeeping Training Centre').initials).toContain('kaiptc')
})
