// The stages of a contribution in US dollars of another month than its own: a part is measured in its envelope's.
import type { MonthlyRates } from '#model/money.ts'
import { convertToUsd } from '../currency.ts'
import { fromHundredths } from '../decimal.ts'
import { type StageAmounts, type Staged, stageAmounts } from './stages.ts'

/** In cents, with every amount converted at these rates; null where nothing of it is money that they convert. */
export function stagesAt(contribution: Staged, rates: MonthlyRates): StageAmounts | null {
  const cents = contribution.money && convertToUsd(contribution.money, rates)
  const usd =
    cents === null ? null : { amount: fromHundredths(cents), unitsPerEur: {}, month: rates.month, provisional: false }
  const transactions = contribution.transactions.map((transaction) => {
    const own = convertToUsd(transaction.money, rates)
    return { ...transaction, usd: own === null ? null : fromHundredths(own) }
  })
  return stageAmounts({ ...contribution, usd, transactions }).usd ?? null
}
