// A contribution as the report prints it, and the dollars that it counts for.
import { countedUsd, reportRecord } from '#domain/report/reportRecord.ts'
import type { Contribution } from '#model/contribution.ts'
import { expect, test } from 'vitest'
import { contribution, dollars, euros, material } from './material.ts'

const side = { id: 'c1', title: 'As the finding says', provider: 'eu', revision: 1 }

test('names the provider and gives the original amount beside the dollars', () => {
  const record = reportRecord(side, material([contribution('c1', euros('100.00', '155.20'))]))

  expect(record).toMatchObject({
    title: 'Contribution c1',
    provider: { code: 'eu', name: 'European Union' },
    money: { amount: '100.00', currency: 'EUR' },
    usd: '155.20',
  })
})

test('says only what the finding says when the contribution was not handed in', () => {
  expect(reportRecord(side, material([]))).toMatchObject({ title: 'As the finding says', usd: null, status: null })
})

const paid = (usd: string): Contribution['transactions'] => [
  { type: 'disbursement', date: '2008-03-02', money: { amount: usd, currency: 'USD' }, usd },
]
test.each<[string, Partial<Contribution>, bigint | null]>([
  ['its amount', dollars('100.00'), 10_000n],
  ['what was paid, where that is more', { ...dollars('100.00'), transactions: paid('120.50') }, 12_050n],
  [
    'what was paid before it was cancelled',
    { ...dollars('100.00'), status: 'cancelled', transactions: paid('30') },
    3000n,
  ],
  ['nothing when withdrawn', { ...dollars('100.00'), withdrawn: true }, 0n],
  ['no known sum without a rate', { money: { amount: '5', currency: 'ETB' } }, null],
])('counts %s', (_, different, cents) => {
  expect(countedUsd(contribution('c1', different))).toBe(cents)
})
