// Whether two names mean one organization.
import { compareOrganizations, organizationKey, organizationOf } from '#domain/matching/organization.ts'
import { expect, test } from 'vitest'

const named = (name: string) => organizationOf(name, null)

test.each([
  ['GIZ', 'giz', 'same'],
  ['KAIPTC', 'Kofi Annan International Peacekeeping Training Centre', 'same'],
  ['DCAF', 'Geneva Centre for the Democratic Control of Armed Forces', 'same'],
  ["Communauté économique des États d'Afrique centrale", 'Economic Community of Central African States', 'same'],
  ['Folke Bernadotte Academy', 'Folke Bernadote Academy', 'same'],
  ['Danida', 'Kingdom of Denmark', 'state'],
  ['Gouvernement du Japon', 'JICA', 'state'],
  ['Norway', 'Sweden', 'different'],
  ['AU Border Programme', 'AU Liaison Office', 'different'],
  ['Save the Children UK', 'United Kingdom', 'different'],
  ['FOMAC', 'Central African Multinational Force', 'unclear'],
] as const)('compares %s and %s as %s', (a, b, sameness) => {
  expect(compareOrganizations(named(a), named(b))).toBe(sameness)
  expect(compareOrganizations(named(b), named(a))).toBe(sameness)
})

test('never takes two partners of the directory for one', () => {
  const [commission, union] = [organizationOf('African Union', 'auc'), organizationOf('African Union', 'au')]

  expect(compareOrganizations(commission, union)).toBe('different')
})

test('keys voices of one State alike, and apart from a partner of the same letters', () => {
  expect(organizationKey(named('AusAID'))).toBe(organizationKey(named('Australia')))
  expect(organizationKey(named('Australia'))).not.toBe(organizationKey(organizationOf('au', 'au')))
})
