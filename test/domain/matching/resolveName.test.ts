// Name resolution: sure of the very name, doubtful of a likeness, never generous with another organization.
import { type NamedPartner, resolveName, sureName } from '#domain/matching/resolveName.ts'
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
  ['Royaume de Norvège', 'norway'],
  ['Norwegian Government', 'norway'],
  ['Kindgom of Norwy', 'norway'],
  ['النرويج', 'norway'],
  ['Nor\u200Fway', 'norway'],
  ['KAIPTC - Kofi Annan International Peacekeeping Training Centre', 'kaiptc'],
  ['Kofi Annan International Peacekeeping Training Centre (KAIPTC)', 'kaiptc'],
  ['Kofi Annan International Peacekeeping Training Centre Ltd.', 'kaiptc'],
  ['Economic Community of West Afircan States', 'ecowas'],
  ['African Uion Commission', 'auc'],
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
  'Royal Norwegian Embassy in Accra',
  'Ministry of Foreign Affairs (Norway)',
  'Ministry of Foreign Affairs',
  'Economic Community of East African States',
  'Economic Community of the Great Lakes Countries',
  'ECOWASP',
  'Kofi Annan International Peacekeeping Training Centre (EIFORCES)',
  'Peace Commission of the African Union',
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

test('bounds the score for any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      for (const { score } of resolveName(name, directory)) expect(score).toBeLessThanOrEqual(1)
    }),
    { numRuns: 30 },
  )
})

test('never takes a name for sure that imitates letters, or that is longer than a name can be', () => {
  for (const name of ['N\u043erway', '\u{1d40d}orway', `Norway${' '.repeat(300)}Refugee Council`])
    expect(resolveName(name, directory).every(({ score }) => score < sureName)).toBe(true)
})
