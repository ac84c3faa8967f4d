// Fills in the US dollars of a contribution and its transactions at the rates of its month.
import { convertToUsd, monthOfValue, usdAmountOf } from '#domain/currency.ts'
import { fromHundredths } from '#domain/decimal.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'

/**
 * A month that is not published yet takes the last published one's rates and is marked provisional. What has no rate is
 * left unconverted: null, never zero.
 */
export const inUsd = async ({ store }: Services, contribution: Contribution): Promise<Contribution> => {
  const { money, transactions } = contribution
  if (!money && transactions.length === 0) return { ...contribution, usd: null }
  const month = monthOfValue(contribution)
  const rates = (await store.rates.ofMonth(month)) ?? { month, unitsPerEur: {} }
  return {
    ...contribution,
    usd: money ? usdAmountOf(money, rates, rates.month !== month) : null,
    transactions: transactions.map((transaction) => {
      const cents = convertToUsd(transaction.money, rates)
      return { ...transaction, usd: cents === null ? null : fromHundredths(cents) }
    }),
  }
}
