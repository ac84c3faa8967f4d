// What sets like names apart: States, the compass, numbers.
import { comparedDistinctions, distinctionsOf } from '#domain/matching/distinctions.ts'
import { foldText } from '#domain/matching/foldText.ts'
import { expect, test } from 'vitest'

const compare = (a: string, b: string) =>
  comparedDistinctions(distinctionsOf(foldText(a).split(' ')), distinctionsOf(foldText(b).split(' ')))

test.each([
  ['Economic Community of Central African States', 'Economic Community of West African States', 'apart'],
  ['Ministry of Defence (Kenya)', 'Ministry of Defence (Uganda)', 'apart'],
  ['1540 Committee', '1267 Committee', 'apart'],
  ["Communauté d'Afrique de l'Est", 'East African Community', 'equal'],
  ['Lake Chad Basin Commission', 'Commission du bassin du lac Tchad', 'equal'],
  ['South Sudan', 'Sudan', 'apart'],
  ['Saferworld', 'Saferworld UK', 'unlike'],
] as const)('finds %s and %s %s', (a, b, expected) => {
  expect(compare(a, b)).toBe(expected)
  expect(compare(b, a)).toBe(expected)
})
