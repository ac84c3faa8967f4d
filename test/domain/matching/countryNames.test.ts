// Which State a name speaks for, and when it is the State itself.
import { countryNamed, sovereignOf, stateNamesOf, stateOf } from '#domain/matching/countryNames.ts'
import { foldText } from '#domain/matching/foldText.ts'
import { expect, test } from 'vitest'

test.each([
  ['Government of Norway', 'NO'],
  ['Gouvernement de la Norvège', 'NO'],
  ['Norwegian Government', 'NO'],
  ['Royaume de Norvège', 'NO'],
  ['Norway, Government of', 'NO'],
  ['Governo de Angola', 'AO'],
  ['حكومة كينيا', 'KE'],
  ['République populaire de Chine', 'CN'],
  ['République italienne', 'IT'],
  ['Democratic Republic of the Congo', 'CD'],
  ['Republic of the Congo', 'CG'],
  ['Republic of Korea', 'KR'],
  ["Democratic People's Republic of Korea", 'KP'],
  ['U.S. Government', 'US'],
  ['Union européenne', 'EU'],
])('takes %s for the State itself', (name, state) => {
  expect(sovereignOf(foldText(name))).toBe(state)
  expect(stateOf(foldText(name))).toBe(state)
})

test.each([
  ['Danida', 'DK'],
  ['Embassy of Norway in Addis Ababa', 'NO'],
  ['Ambassade de France au Mali', 'FR'],
  ['British High Commission Nairobi', 'GB'],
  ['Ministry of Defence (Kenya)', 'KE'],
  ['Swiss FDFA', 'CH'],
  ['EU Delegation to the AU', 'EU'],
  ['European Commission - Directorate-General for International Partnerships (INTPA)', 'EU'],
])('takes %s for a voice of the State, which it is not itself', (name, state) => {
  expect(stateOf(foldText(name))).toBe(state)
  expect(sovereignOf(foldText(name))).toBeNull()
})

test.each(['Save the Children UK', 'African Union', 'Organization of American States', 'Somaliland', 'Union', ''])(
  'takes %s for no State',
  (name) => {
    expect(stateOf(foldText(name))).toBeNull()
  },
)

test('knows every name of a State, its adjectives and its agencies', () => {
  expect(stateNamesOf('DE')).toEqual(expect.arrayContaining(['germany', 'allemagne', 'alemanha', 'german', 'bmz']))
  expect(countryNamed('bmz')).toBeNull()
  expect(countryNamed('allemande')).toBe('DE')
})
