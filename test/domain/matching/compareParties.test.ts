// Who gives, carries out and receives: every level, from both sides, with the roles swapped between the reports.
import {
  compareBeneficiaries,
  compareParties,
  isOfOtherProvider,
  namesOtherProvider,
} from '#domain/matching/compareParties.ts'
import type { ComparedFields } from '#domain/matching/matchRecord.ts'
import { organizationOf } from '#domain/matching/organization.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRow } from './anyRow.ts'
import { organization, record, row } from './records.ts'

const named = (name: string) => organizationOf(name, null)
const parties = (provider: string, ...implementers: string[]) =>
  record({ provider: named(provider), implementers: implementers.map(named) })

test.each([
  ['one provider and implementer', ['EU', 'KAIPTC'], ['EU', 'KAIPTC'], 'provider-and-implementer'],
  ['one of several implementers', ['EU', 'KAIPTC'], ['EU', 'Oxfam', 'KAIPTC'], 'provider-and-implementer'],
  [
    'one provider and a similar implementer',
    ['EU', 'Folke Bernadotte Academy'],
    ['EU', 'Bernadotte Academy Stockholm'],
    'provider',
  ],
  ['two voices of one State', ['Norway', 'KAIPTC'], ['Norad', 'KAIPTC'], 'provider-and-implementer'],
  ['one provider, an implementer on one side', ['EU', 'KAIPTC'], ['EU'], 'provider'],
  ['one provider, no implementer', ['EU'], ['EU'], 'provider'],
  ['one provider, other implementers', ['EU', 'KAIPTC'], ['EU', 'Oxfam'], 'provider-other-implementer'],
  [
    'an office of a provider, other implementers',
    ['SOS Kinderdorpen', 'FH Association'],
    ['SOS Kinderdorpen Nederland Afdeling', 'Oxfam'],
    'provider-other-implementer',
  ],
  [
    'one provider, an implementer by an unknown short form',
    ['EU', 'FOMAC'],
    ['EU', 'Central African Multinational Force'],
    'provider-other-implementer',
  ],
  ["the implementer's own report", ['KAIPTC'], ['EU', 'KAIPTC'], 'implementer-reports'],
  ['an implementer that names itself', ['KAIPTC', 'KAIPTC'], ['EU', 'KAIPTC'], 'implementer-reports'],
  ['a provider that works through another', ['KAIPTC', 'Oxfam'], ['EU', 'KAIPTC'], 'roles-swapped'],
  ['two that carry out for each other', ['EU', 'KAIPTC'], ['KAIPTC', 'EU'], 'roles-swapped'],
  ['two providers through one implementer', ['Oxfam', 'KAIPTC'], ['Japan', 'KAIPTC'], 'implementer-only'],
  ['two States through one implementer', ['Norway', 'KAIPTC'], ['Japan', 'KAIPTC'], 'two-states'],
  ['two providers through an implementer and its country office', ['Norway', 'Plan International'], ['Japan', 'Oxfam', 'Plan International (Sudan Country Office)'], 'two-states'], // prettier-ignore
  ['similar providers', ['Folke Bernadotte Academy'], ['Bernadotte Academy Stockholm'], 'similar-provider'],
  [
    'similar providers through different implementers',
    ['Folke Bernadotte Academy', 'Oxfam'],
    ['Bernadotte Academy Stockholm', 'KAIPTC'],
    'similar-provider',
  ],
  ['a provider by an unknown short form', ['FOMAC'], ['Central African Multinational Force'], 'unclear-provider'],
  ['different providers, no implementer', ['Norway'], ['Japan'], 'different-unnamed'],
  ['different providers, one with an implementer', ['Norway', 'KAIPTC'], ['Japan'], 'different-provider'],
  ['nobody in common', ['Norway', 'KAIPTC'], ['Japan', 'Oxfam'], 'different'],
] as const)('grades %s', (_, [provider, ...implementers], [other, ...others], level) => {
  const [a, b] = [parties(provider, ...implementers), parties(other, ...others)]

  expect(compareParties(a, b)).toBe(level)
  expect(compareParties(b, a)).toBe(level)
})

test("a publisher that names nobody who carries out another's money carries it out itself", () => {
  const migration = parties('USAID', 'International Organization for Migration')
  const published = (provider: string, publisher: string) =>
    record({ provider: named(provider), implementers: [], publisher: named(publisher) })

  expect(compareParties(published('USAID', 'International Organization for Migration (IOM)'), migration)).toBe(
    'provider-and-implementer',
  )
  expect(compareParties(published('USAID', 'World Health Organization'), migration)).toBe('provider-other-implementer')
  expect(compareParties(published('USAID', 'USAID'), migration)).toBe('provider')
  expect(compareParties(published('', 'International Organization for Migration'), migration)).toBe(null)
})

test.each([
  ['the provider of the other publishes it', 'Oxfam Novib', 'Netherlands', true],
  ['it publishes its own money', 'Oxfam Novib', 'Oxfam Novib', false],
  ['somebody else publishes it', 'Plan International', 'Netherlands', false],
])('tells whether a record is of the other provider where %s', (_, publisher, provider, expected) => {
  const given = parties('Oxfam Novib', 'Oxfam GB')
  const received = record({ provider: named(provider), implementers: [named('Oxfam GB')], publisher: named(publisher) })

  expect(isOfOtherProvider(given, received)).toBe(expected)
  expect(isOfOtherProvider(received, given)).toBe(expected)
})

test('takes a similar implementer before an unclear one, from both sides', () => {
  const a = parties('EU', 'Bernadotte Academy ZIFX', 'FOMAC')
  const b = parties('EU', 'Central African Multinational Force', 'ZIFX')

  expect([compareParties(a, b), compareParties(b, a)]).toEqual(['provider-and-implementer', 'provider-and-implementer'])
})

test('a neighbour that a text names is no beneficiary of it', () => {
  const kenya = record({ beneficiary: named('Kenya'), description: 'As was done in Uganda, monitors are trained.' })

  expect(compareBeneficiaries(kenya, record({ beneficiary: named('Uganda') }))).toBe('other-partner')
})

test.each(['amisom', 'achpr', 'pan-african-parliament', 'african-standby-force'])(
  'the Union is named where its %s is meant',
  (part) => {
    const [whole, mission] = [record({ beneficiary: organization('auc') }), record({ beneficiary: organization(part) })]

    expect(compareBeneficiaries(whole, mission)).toBe('part')
    expect(compareBeneficiaries(mission, whole)).toBe('part')
  },
)

test.each([
  ['EU', 'EU', 'same'],
  ['Norway', 'Norad', 'same'],
  ['Folke Bernadotte Academy', 'Bernadotte Academy Stockholm', 'similar'],
  ['FOMAC', 'Central African Multinational Force', 'unclear'],
  ['Norway', 'Japan', 'other-partner'],
  ['Mali police school', 'Uganda traffic wardens', 'other-partner'],
  ['Россия', 'Россия', 'same'],
  ['x'.repeat(100_000), 'Japan', 'different'],
] as const)('compares the beneficiaries %.40s and %s', (left, right, level) => {
  const [a, b] = [record({ beneficiary: named(left) }), record({ beneficiary: named(right) })]

  expect(compareBeneficiaries(a, b)).toBe(level)
  expect(compareBeneficiaries(b, a)).toBe(level)
})

test('says nothing about a beneficiary that a side leaves out', () => {
  const without = record({ beneficiary: null })

  expect(compareBeneficiaries(without, record())).toBeNull()
  expect(compareBeneficiaries(record(), without)).toBeNull()
  expect(compareBeneficiaries(without, without)).toBeNull()
})

const bare = { title: 'Mediation workshop', description: null, implementers: [], beneficiary: null }
const ours: Partial<ComparedFields> = { ...bare, provider: named('Folke Bernadotte Academy') }

test.each<[string, Partial<ComparedFields>, boolean | null]>([
  ['a text with the full name', { description: 'Funded by the Folke Bernadotte Academy.' }, true],
  ['a title with the full name', { title: 'Workshop of the Bernadotte Academy, Folke' }, true],
  ['a text with a part of the name', { description: 'Funded by the Academy.' }, false],
  ['a text that names nobody', { description: 'A workshop.' }, false],
  ['a title alone', {}, false],
  [
    'a full name that its own implementer has',
    { description: 'By the Folke Bernadotte Academy.', implementers: [named('Folke Bernadotte Academy')] },
    false,
  ],
  [
    'a full name that its own beneficiary has',
    { description: 'For the Folke Bernadotte Academy.', beneficiary: named('Folke Bernadotte Academy') },
    false,
  ],
  [
    'a record of the same provider',
    { description: 'Funded by the Folke Bernadotte Academy.', provider: named('Folke Bernadotte Academy') },
    null,
  ],
])("looks for the other's provider in %s", (_, changes, found) => {
  const [a, b] = [record(ours), record({ ...bare, provider: named('Japan'), ...changes })]

  expect(namesOtherProvider(a, b)).toBe(found)
  expect(namesOtherProvider(b, a)).toBe(found)
})

test.each([
  ['three letters', 'GIZ', 'Mit GIZ.', true],
  ['two letters, whose word is a whole name', 'ZQ', 'With ZQ.', true],
  ['an id of the directory', 'kaiptc', 'With KAIPTC.', true],
  ['letters inside a longer word', 'GIZ', 'Gizmos.', false],
] as const)('finds an acronym of %s', (_, provider, description, found) => {
  const [a, b] = [record({ ...bare, provider: named(provider) }), record({ ...bare, description })]

  expect(namesOtherProvider(a, b)).toBe(found)
  expect(namesOtherProvider(b, a)).toBe(found)
})

test('says nothing about names without any text', () => {
  const [a, b] = [row({ id: 'a', partner: 'Norway' }), row({ id: 'b', partner: 'Japan' })]

  expect(namesOtherProvider(a, b)).toBeNull()
})

test('does not take two missing providers for one', () => {
  expect(compareParties(row({ id: 'a' }), row({ id: 'b' }))).not.toBe('provider')
})

test('compares any two beneficiaries and texts alike from both sides', () => {
  fc.assert(
    fc.property(anyRow, anyRow, (left, right) => {
      const [a, b] = [row(left), row(right)]
      expect(compareParties(a, b)).toBe(compareParties(b, a))
      expect(compareBeneficiaries(a, b)).toBe(compareBeneficiaries(b, a))
      expect(namesOtherProvider(a, b)).toBe(namesOtherProvider(b, a))
    }),
  )
})

test('compares eight implementers with eight in bounded time', () => {
  const implementers = Array.from({ length: 8 }, (_, at) => named(`Institute ${at} ${'word '.repeat(10_000)}`))
  const [a, b] = [record({ implementers }), record({ provider: organization('us'), implementers })]
  const started = performance.now()

  for (let turn = 0; turn < 100; turn++) compareParties(a, b)

  expect(performance.now() - started).toBeLessThan(3000)
})
