// Rows: read leniently, and never misread.
import { expect, test } from 'vitest'
import { dayNumber } from '#domain/days.ts'
import { matchRecordOfRow } from '#domain/matching/matchRow.ts'
import { isNamed } from '#domain/matching/organization.ts'
import { row } from './records.ts'

test('reads the columns of an import row', () => {
  const read = row({
    id: 7,
    title: 'Course',
    partner: 'Norway',
    implementing_partner: 'ACCORD; ISS',
    amount: 1045271.567,
    currency: 'eur',
    start_date: '2007-06-04',
    end_date: '2007-06-15',
    country: 'ke',
    location: 'Nairobi',
    quantity: '30',
    unit: 'seats',
    external_refs: ['NO-1'],
  })

  expect(read).toMatchObject({
    id: '7',
    usdCents: 104_527_156n,
    amountText: 'EUR 1045271.56',
    start: dayNumber('2007-06-04'),
    end: dayNumber('2007-06-15'),
  })
  expect(read.implementers.map(({ name }) => name)).toEqual(['ACCORD', 'ISS'])
  expect(read.places).toEqual([{ country: 'KE', city: 'nairobi' }])
  expect(read.quantities).toEqual([{ unit: 'seats', hundredths: 3000n }])
  expect(read.identifiers).toEqual(['NO-1'])
})

test('who is not named is nobody, in every role', () => {
  const read = row({ partner: 'Unknown', implementing_partner: 'N/A; Name Withheld; ISS', beneficiary: 'Various' })

  expect(isNamed(read.provider)).toBe(false)
  expect(read.implementers.map(({ name }) => name)).toEqual(['ISS'])
  expect(read.beneficiary).toBeNull()
})

test.each([
  ['an amount in words', { amount: 'about 5', currency: 'USD' }, 'usdCents'],
  ['an amount without a currency', { amount: 5 }, 'usdCents'],
  ['a negative amount', { amount: -5, currency: 'USD' }, 'usdCents'],
  ['a date of another form', { start_date: '04/06/2007' }, 'start'],
  ['an end before the start', { start_date: '2007-06-04', end_date: '2006-01-01' }, 'end'],
  ['an empty beneficiary', { beneficiary: ' ' }, 'beneficiary'],
] as const)('takes %s as missing', (_, columns, field) => {
  expect(row({ id: 'a', ...columns })[field]).toBeNull()
})

test.each([
  ['a country where a town is meant to stand', { location: 'Kenya' }, [{ country: 'KE', city: null }]],
  ['an office with a code of its country', { location: 'Kenya; IOM Country Office - KE' }, [{ country: 'KE', city: null }]], // prettier-ignore
  ['a town with its country', { location: 'Nairobi, Kenya' }, [{ country: 'KE', city: 'nairobi' }]],
  [
    'a town and a region',
    { country: 'KE', location: 'Nairobi - Coast Province' },
    [{ country: 'KE', city: 'nairobi' }],
  ],
])('reads the places of %s', (_, columns, places) => {
  expect(row({ id: 'a', ...columns }).places).toEqual(places)
})

test('takes the first of several sector codes for the area, and keeps the others', () => {
  const read = row({ id: 'a', sub_cluster: '15210; 15230', priority_area: 'Mediation' })

  expect([read.subCluster, read.priorityAreas]).toEqual(['15210', ['mediation', '15230']])
})

test('a source that is an IATI publisher is known by its name, any other by nobody', () => {
  const published = (source: string) =>
    matchRecordOfRow(
      { id: 'a', source, partner: 'USAID' },
      {
        resolve: () => null,
        usdCents: () => null,
        publisher: (id) => (id === 'XM-DAC-47066' ? 'International Organization for Migration (IOM)' : undefined),
      },
    )

  expect(published('XM-DAC-47066')).toMatchObject({
    reporter: 'XM-DAC-47066',
    publisher: { name: 'International Organization for Migration (IOM)' },
  })
  expect(published('a list')).toMatchObject({ reporter: 'a list', publisher: null })
})
