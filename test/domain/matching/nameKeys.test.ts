// Index keys: bounded, and one in common for two spellings of a name.
import { mostNameKeys, nameKeys, partnerKeys, partsOf } from '#domain/matching/nameKeys.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ["Commission de l'Union Africaine", "Commission de l'Union africaine"],
  ['cedeao', 'CEDEAO'],
  ['Royaume de Norvège', 'Norway'],
  ['Kindgom of Norwy', 'Norway'],
  ['Dutch Ministry of Foreign Affairs', 'Ministry of Foreign Affairs of the Netherlands'],
  ['New Ways Organization', 'New Ways'],
  ['Folke Bernadote Academy', 'Folke Bernadotte Academy'],
  ['Flke Bernadotte Academy', 'Folke Bernadotte Academy'],
  ['IOM - International Organization for Migration', 'International Organisation for Migration'],
])('%s and %s have a key in common', (a, b) => {
  expect(nameKeys(a).filter((key) => nameKeys(b).includes(key))).not.toEqual([])
})

test('are at most ten and short for any name, and none for a name without letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      expect(nameKeys(name).length).toBeLessThanOrEqual(mostNameKeys)
      for (const key of nameKeys(name)) expect(key.length).toBeLessThanOrEqual(62)
    }),
  )
  expect(nameKeys('???')).toEqual([])
})

test('takes a name apart at brackets, strokes and dashes, and not at hyphens', () => {
  expect(partsOf('IOM (International Organization for Migration)')).toEqual([
    'IOM',
    'International Organization for Migration',
  ])
  expect(partsOf('CEN-SAD')).toEqual([])
  expect(partsOf('(((((')).toEqual([])
})

test('stores a partner under all keys of its names, and under one of each alias and acronym', () => {
  const partner = {
    id: 'fba',
    names: { en: 'Folke Bernadotte Academy' },
    acronyms: ['FBA'],
    aliases: ['Academy of Sandö, Sweden'],
  }

  expect(partnerKeys(partner)).toEqual(
    expect.arrayContaining([...nameKeys('Folke Bernadotte Academy'), ...nameKeys('FBA').slice(0, 1)]),
  )
  expect(partnerKeys(partner)).toHaveLength(nameKeys('Folke Bernadotte Academy').length + 1)
  expect(
    partnerKeys({ id: 'norway', names: { en: 'Norway', fr: 'Norvège' }, acronyms: [], aliases: ['Kingdom of Norway'] }),
  ).toEqual(['s:no'])
})
