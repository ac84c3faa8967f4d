// Whether two names mean one organization.
import { compareOrganizations, organizationKey, organizationOf, relationOf } from '#domain/matching/organization.ts'
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

test.each([
  ['Economic Community of Central African States', 'Economic Community of West African States', 'different'],
  [
    'African-led International Support Mission in Mali',
    'African-led International Support Mission to the CAR',
    'different',
  ],
  ['Southern African Development Community', 'SADC RPTC', 'different'],
  ['Ministry of Health (Kenya)', 'Ministry of Health (Uganda)', 'different'],
  ['BNUUA', "Bureau des Nations Unies auprès de l'Union africaine", 'same'],
  ['FOMAC', "Force multinationale de l'Afrique centrale", 'same'],
  ['Embassy of Norway in Addis Ababa', 'Norvège', 'state'],
  ['European Commission', 'Union européenne', 'state'],
  ['Japan (UNDP Trust Fund)', 'JICA', 'state'],
  ['Bancroft', 'Bancroft Global Development', 'part'],
  ['International Crisis Group', 'Crisis Group', 'part'],
  ['N\u043erway', 'Norway', 'similar'],
  ['Folke Bernad\u043ette Academy', 'Folke Bernadotte Academy', 'similar'],
  ['Cranfield Univ.', 'Cranfield University', 'same'],
  ['DynCorp Intl.', 'DynCorp International', 'same'],
] as const)('finds %s and %s to be %s', (a, b, relation) => {
  expect(relationOf(named(a), named(b))).toBe(relation)
  expect(relationOf(named(b), named(a))).toBe(relation)
})

test.each([
  ['ecowas-commission', 'ecowas', 'same'],
  ['great-lakes-conference-executive-secretariat', 'great-lakes-conference', 'same'],
  ['ecowas-small-arms-programme', 'ecowas', 'part'],
  ['au-border-programme', 'au-liaison-office', 'different'],
  ['undp', 'undp-brazil', 'part'],
  ['un-dpa', 'undp', 'different'],
] as const)('reads from the ids that the partners %s and %s are %s', (a, b, relation) => {
  expect(relationOf(organizationOf(a, a), organizationOf(b, b))).toBe(relation)
  expect(relationOf(organizationOf(b, b), organizationOf(a, a))).toBe(relation)
})

test('takes the Commission for a part of the Union, and never two partners of the directory for one', () => {
  const [commission, union] = [organizationOf('African Union', 'auc'), organizationOf('African Union', 'au')]

  expect(relationOf(commission, union)).toBe('part')
  expect(relationOf(commission, organizationOf('asf-planning-element', 'asf-planning-element'))).toBe('part')
  expect(compareOrganizations(commission, organizationOf('African Union', 'ecowas'))).toBe('different')
})

test('keys voices of one State alike, and apart from a partner of the same letters', () => {
  expect(organizationKey(named('AusAID'))).toBe(organizationKey(named('Australia')))
  expect(organizationKey(named('Australia'))).not.toBe(organizationKey(organizationOf('au', 'au')))
})
