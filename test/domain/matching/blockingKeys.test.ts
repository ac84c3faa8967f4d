// Blocking: bounded, readable, deterministic, and met by records that belong together.
import { blockingKeys, mostBlockingKeys } from '#domain/matching/blockingKeys.ts'
import { dayNumber } from '#domain/days.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { organizationOf } from '#domain/matching/organization.ts'
import { anyRow } from './anyRow.ts'
import { organization, record, row } from './records.ts'

const share = (a: ReturnType<typeof record>, b: ReturnType<typeof record>): boolean => {
  const keys = new Set(blockingKeys(a))
  return blockingKeys(b).some((key) => keys.has(key))
}

test.each([
  [
    'another provider, for the same beneficiary in the same year',
    {
      provider: organization('us'),
      implementers: [],
      places: [],
      priorityAreas: [],
      subCluster: null,
      title: 'Something else',
      usdCents: null,
    },
  ],
  [
    'no beneficiary, in the same city three weeks later',
    {
      beneficiary: null,
      provider: organization('us'),
      implementers: [],
      start: dayNumber('2007-06-25'),
      title: 'x',
      usdCents: null,
    },
  ],
  [
    'an accounting year that holds the start',
    { start: dayNumber('2007-01-01'), end: dayNumber('2007-12-31'), places: [], title: 'x', usdCents: null },
  ],
  [
    'a fiscal year that began the year before',
    { start: dayNumber('2006-10-01'), end: dayNumber('2007-09-30'), places: [], title: 'x', usdCents: null },
  ],
  [
    'the same title and nothing else',
    {
      provider: organization('us'),
      implementers: [],
      beneficiary: null,
      start: null,
      end: null,
      places: [],
      usdCents: null,
      priorityAreas: [],
      subCluster: null,
    },
  ],
  [
    'a rounded amount in the same year',
    {
      provider: organization('us'),
      implementers: [],
      beneficiary: null,
      places: [],
      title: 'x',
      priorityAreas: [],
      subCluster: null,
      usdCents: 13_500_000n,
      start: dayNumber('2007-09-20'),
    },
  ],
])('meets %s', (_, changes) => {
  expect(share(record(), record({ id: 'other', ...changes }))).toBe(true)
})

test('meets a shared reference number, whatever else differs', () => {
  const a = row({ id: 'a', title: 'One', partner: 'Norway', external_refs: ['XM-1 /22'] })
  const b = row({ id: 'b', title: 'Two', partner: 'Japan', external_refs: ['xm-1/22'] })

  expect(share(a, b)).toBe(true)
})

test('does not meet a record of another year, place, beneficiary and subject', () => {
  const other = {
    beneficiary: organization('igad'),
    start: dayNumber('2012-02-01'),
    end: dayNumber('2012-03-01'),
    places: [{ country: 'SN', city: 'dakar' }],
    title: 'Tents',
  }

  expect(share(record(), record({ id: 'other', ...other }))).toBe(false)
})

test('gives keys to a record without dates and places', () => {
  expect(blockingKeys(row({ id: 'a', title: 'Mediation support', partner: 'Norway' }))).not.toEqual([])
})

test('is bounded, readable and deterministic for any row', () => {
  fc.assert(
    fc.property(anyRow, (columns) => {
      const keys = blockingKeys(row(columns))
      expect(keys.length).toBeLessThanOrEqual(mostBlockingKeys)
      expect(new Set(keys).size).toBe(keys.length)
      for (const key of keys) expect(key).toMatch(/^[a-z]+(?::[a-z0-9.~-]*)+$/)
      for (const key of keys) expect(key.length).toBeLessThanOrEqual(120)
      expect(blockingKeys(row(columns))).toEqual(keys)
    }),
  )
})

test('one word, a provider and a day are enough to meet', () => {
  const bare = { beneficiary: null, implementers: [], places: [], usdCents: null, priorityAreas: [], subCluster: null }

  expect(share(record({ ...bare, title: 'Tents' }), record({ ...bare, id: 'other', title: 'The tent' }))).toBe(true)
})

const kindsOf = (changes: Parameters<typeof record>[0]): string[] =>
  [...new Set(blockingKeys(record(changes)).map((key) => key.split(':', 1)[0] ?? ''))].toSorted()

const whole = { identifiers: ['AGR-7'] }
const nobody = organizationOf('', null)
const noPlaces = { places: [], title: 'Mission planning course', description: null }
const everyKind = ['area', 'by', 'city', 'for', 'id', 'land', 'there', 'title', 'usd', 'words']

test.each<[string, Parameters<typeof record>[0], string[]]>([
  ['nothing', {}, []],
  ['its reference', { identifiers: [] }, ['id']],
  ['its beneficiary', { beneficiary: null }, ['for']],
  ['its amount', { usdCents: null }, ['usd']],
  ['its area', { priorityAreas: [], subCluster: null }, ['area']],
  ['its places', noPlaces, ['area', 'city', 'land', 'there']],
  ['its implementers', { implementers: [] }, []],
  ['its provider', { provider: nobody }, ['by']],
  ['its dates', { start: null, end: null }, ['city', 'land']],
  ['its title', { title: '' }, ['there', 'title', 'words']],
])('a record without %s is carried by all other kinds', (_, changes, missing) => {
  expect(kindsOf({ ...whole, ...changes })).toEqual(everyKind.filter((kind) => !missing.includes(kind)))
})
