// Name resolution: sure of the very name, doubtful of a likeness, never generous with another organization.
import { nameKeys, type NamedPartner, resolveName, sureName } from '#domain/matching/resolveName.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const partner = (id: string, en: string, acronyms: string[] = [], aliases: string[] = []): NamedPartner => ({
  id,
  names: { en },
  acronyms,
  aliases,
})

const directory = [
  {
    ...partner('auc', 'African Union Commission', ['AUC', 'CUA']),
    names: { en: 'African Union Commission', fr: "Commission de l'Union africaine" },
  },
  partner('ecowas', 'Economic Community of West African States', ['ECOWAS', 'CEDEAO']),
  partner('norway', 'Norway', [], ['Kingdom of Norway']),
  partner('kaiptc', 'Kofi Annan International Peacekeeping Training Centre', ['KAIPTC']),
  partner('iss-africa', 'Institute for Security Studies', ['ISS']),
  partner('iss-other', 'International Social Service', ['ISS']),
]

test.each([
  ['AUC', 'auc'],
  ['commission de l’UNION AFRICAINE', 'auc'],
  ['AU Commission', 'auc'],
  ['CEDEAO', 'ecowas'],
  ['ECOWAS Secretariat', 'ecowas'],
  ['Government of Norway', 'norway'],
  ['Kofi Annan International Peackeeping Training Centre', 'kaiptc'],
])('is sure of %s', (name, id) => {
  const [best] = resolveName(name, directory)

  expect(best?.partner).toBe(id)
  expect(best?.score).toBeGreaterThanOrEqual(sureName)
})

test.each([
  'African Union Border Programme',
  'ECOWAS Small Arms Programme',
  'Norwegian Church Aid',
  'Norad',
  'ISSA',
  'Kofi Annan Foundation',
  'Economic Community of Central African States',
  '',
  '???',
  'Institute for Strategic Studies',
])('does not give %s to another organization', (name) => {
  expect(resolveName(name, directory).every(({ score }) => score < sureName)).toBe(true)
})

test('shares the doubt between two partners of one acronym', () => {
  const found = resolveName('ISS', directory)

  expect(found.map(({ partner: id }) => id)).toEqual(['iss-africa', 'iss-other'])
  expect(found.every(({ score }) => score < 0.6)).toBe(true)
})

test('stores and looks up a name under a key in common', () => {
  const stored = directory.flatMap(({ names, acronyms }) =>
    [...Object.values(names), ...acronyms].flatMap((name) => nameKeys(name ?? '')),
  )

  expect(nameKeys("Commission de l'Union Africaine").some((key) => stored.includes(key))).toBe(true)
  expect(nameKeys('cedeao').some((key) => stored.includes(key))).toBe(true)
})

test('gives at most six keys for any name, and bounded scores', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      expect(nameKeys(name).length).toBeLessThanOrEqual(6)
      for (const { score } of resolveName(name, directory)) expect(score).toBeLessThanOrEqual(1)
    }),
  )
})
