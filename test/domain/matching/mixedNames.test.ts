// Names that are half an acronym: what they are short for, and what they are not.
import { mixedRelation } from '#domain/matching/mixedNames.ts'
import { normalizeName } from '#domain/matching/normalizeName.ts'
import { organizationOf, relationOf } from '#domain/matching/organization.ts'
import { expect, test } from 'vitest'

test.each([
  ['SADC Secretariat', 'Southern African Development Community', 'same'],
  ['SADC RPTC', 'SADC Regional Peacekeeping Training Centre', 'same'],
  ['HD Centre', 'Centre for Humanitarian Dialogue', 'same'],
  ['EMP-ABB', 'Ecole de maintien de la paix Alioune Blondin Beye', 'same'],
  ['ISS Pretoria', 'Institute for Security Studies', 'part'],
  ['AU PSC', 'AU Peace and Security Council', 'same'],
  ['Oxfam GB', 'Oxfam Great Britain', 'same'],
  ['ISS Pretoria', 'Institute for Strategic Dialogue', null],
  ['HD Centre', 'Centre for Democratic Governance', null],
  ['EU Delegation', 'EU Police Mission', null],
  ['Peace Fund', 'Peace and Security Fund', null],
] as const)('reads %s beside %s as %s', (short, long, relation) => {
  expect(mixedRelation(normalizeName(short), normalizeName(long))).toBe(relation)
  expect(mixedRelation(normalizeName(long), normalizeName(short))).toBeNull()
})

test.each([
  ['UNITAR', 'UN Institute for Training and Research', 'same'],
  ['SADC RPTC', 'SADC Regional Peacekeeping Training Centre', 'same'],
  ['Southern African Development Community', 'SADC RPTC', 'different'],
])('relates %s and %s as %s from both sides', (a, b, relation) => {
  const [left, right] = [organizationOf(a, null), organizationOf(b, null)]

  expect(relationOf(left, right)).toBe(relation)
  expect(relationOf(right, left)).toBe(relation)
})

test('tries no name that is longer than names are', () => {
  const long = Array.from({ length: 5000 }, (_, at) => `word${at}`)

  expect(mixedRelation({ words: ['w', 'w'], acronyms: [] }, { words: long })).toBeNull()
  expect(mixedRelation({ words: long.slice(0, 100), acronyms: [] }, { words: long })).toBeNull()
})
