// Money that is published: pledges, budgets, commitments and disbursements, none of them in the future.
import { expect, test } from 'vitest'
import { publishMoney } from '#test/support/publishedActivities.ts'

const money = { amount: '100.01', currency: 'EUR', valueDate: '2019-01-15' }
const commitment = (amount: string) => ({ type: 'commitment', date: '2030-01-01', amount }) as const

test.each([
  ['a pledge', 'pledged', [], ['12 2019-01-15 100.01']],
  ['a pledge that commitments arrive against', 'pledged', [commitment('40.00')], ['12 2019-01-15 100.01', '2 2019-06-30 40.00']],
  ['the pipeline, year by year', 'pipeline', [], ['budget 2019-07-01 2019-12-31 50.27', 'budget 2020-01-01 2020-06-30 49.74']],
  ['a status that says it is committed', 'active', [], ['2 2019-01-15 100.01']],
  ['commitments beside a larger amount', 'active', [commitment('40.00')], ['budget 2019-07-01 2019-12-31 50.27', 'budget 2020-01-01 2020-06-30 49.74', '2 2019-06-30 40.00']],
] as const)('%s', (_name, status, transactions, lines) => {
  expect(publishMoney(status, money, transactions)).toEqual(lines)
}) // prettier-ignore

test('without money there are the transactions alone', () => {
  expect(publishMoney('active', null, [])).toEqual([])
})
