// Money without a rate: the contribution's own, or its transactions by type and currency.
import { expect, test } from 'vitest'
import { unconvertedAmounts } from '#domain/coverage/unconverted.ts'
import { contribution, dollars } from '../report/material.ts'

const sent = (type: 'commitment' | 'disbursement', amount: string, currency: string, usd: string | null = null) => ({
  type,
  date: '2008-06-01',
  money: { amount, currency },
  usd,
})
const birr = { money: { amount: '5000', currency: 'ETB' } }
const transactions = [
  sent('disbursement', '3.00', 'ETB'),
  sent('commitment', '10', 'ETB'),
  sent('commitment', '0.50', 'ETB'),
  sent('commitment', '7.00', 'AOA'),
  sent('commitment', '20.00', 'EUR', '31.00'),
]

test('money without a rate is listed as it was written, and its transactions with it', () => {
  expect(unconvertedAmounts(contribution('c', { ...birr, transactions }))).toEqual([
    { amount: '5000', currency: 'ETB', transaction: null },
  ])
})

test.each([
  ['counted money', dollars('100.00')],
  ['no money at all', {}],
])('of a contribution with %s the transactions without a rate are summed by type and currency', (_, money) => {
  expect(unconvertedAmounts(contribution('c', { ...money, transactions }))).toEqual([
    { amount: '7.00', currency: 'AOA', transaction: 'commitment' },
    { amount: '10.50', currency: 'ETB', transaction: 'commitment' },
    { amount: '3.00', currency: 'ETB', transaction: 'disbursement' },
  ])
})

test('nothing is listed of what is withdrawn, or converted', () => {
  expect(unconvertedAmounts(contribution('c', { ...birr, transactions, withdrawn: true }))).toEqual([])
  expect(unconvertedAmounts(contribution('c', dollars('100.00')))).toEqual([])
})
