// A stored contribution as matching sees it.
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
import { dayNumber } from '#domain/days.ts'
import type { Contribution } from '#model/contribution.ts'
import { expect, test } from 'vitest'

const contribution: Contribution = {
  id: 'c1', revision: 1, title: 'Mission leadership course, phase 2', description: null, language: 'en', provider: 'un-dpko',
  implementers: ['kaiptc'], beneficiary: 'auc', instrument: null, subCluster: null, priorityAreas: [{ code: 'mission-management' }],
  modality: 'training', training: { audience: 'senior mission leaders' }, status: 'committed',
  money: { amount: '100000.00', currency: 'EUR' }, inKind: [{ quantity: '30', unit: 'seats' }, { quantity: null, unit: 'items' }],
  period: { start: '2007-06-04' }, places: [{ country: 'KE', name: 'Nairobi' }, {}], identifiers: [{ scheme: 'iati-activity', value: 'xm-1 2' }],
  agreement: 'XM-12', operation: null, needs: [], relations: [{ type: 'complements', contribution: 'c2' }], visibility: 'shared', source: null,
  transactions: [], deliveries: [], renewals: [], statusHistory: [], reportedBy: 'un-dpko', withdrawn: false, lapsedOn: null,
  createdAt: '2007-05-01T00:00:00Z', updatedAt: '2007-05-01T00:00:00Z',
  usd: { amount: '134186.00', unitsPerEur: {}, month: '2007-06', provisional: false },
} // prettier-ignore

test('keeps what is compared, and says what is missing with null', () => {
  expect(matchRecordOf(contribution)).toMatchObject({
    id: 'c1',
    usdCents: 13_418_600n,
    amountText: 'EUR 100000.00',
    start: dayNumber('2007-06-04'),
    end: null,
    places: [
      { country: 'KE', city: 'nairobi' },
      { country: null, city: null },
    ],
    identifiers: ['XM-12'],
    audience: 'senior mission leaders',
    quantities: [{ unit: 'seats', hundredths: 3000n }],
    relations: [{ type: 'complements', contribution: 'c2' }],
    provider: { reference: 'un-dpko' },
  })
})

test('derives the series number and the subject without organizations and places', () => {
  const { features } = matchRecordOf({
    ...contribution,
    title: 'KAIPTC: mission leadership course in Nairobi, phase 2',
  })

  expect(features.markers.numbers.phase).toEqual([2])
  expect(features.subject).toEqual(
    ['leader', 'leadership', 'mission'].filter((word) => features.subject.includes(word)),
  )
  expect(features.subject).toContain('mission')
  expect(features.subject).not.toContain('nairob')
})

test('an activity is published by its reporter, and any other record by nobody that is known', () => {
  const activity = { ...contribution, provider: 'eu', implementers: [] }

  expect(matchRecordOf(activity)).toMatchObject({
    publisher: { reference: 'un-dpko' },
    implementers: [{ reference: 'un-dpko' }],
  })
  expect(matchRecordOf({ ...activity, identifiers: [] })).toMatchObject({ publisher: null, implementers: [] })
})

test('compares without money and period', () => {
  expect(matchRecordOf({ ...contribution, money: null, usd: null, period: null })).toMatchObject({
    usdCents: null,
    amountText: null,
    start: null,
  })
})
