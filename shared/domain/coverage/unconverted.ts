// Money that no figure counts because its currency has no rate: never dropped, listed with its original amount.
import type { Contribution } from '#model/contribution.ts'
import type { UnconvertedAmount } from '#model/money.ts'
import { fromHundredths, toHundredths } from '../decimal.ts'

/**
 * A contribution's own money, or, where that is counted or there is none, its transactions without a rate: a sum for
 * each type and currency, in order of both. Of money without a rate the transactions are part of what is listed.
 */
export function unconvertedAmounts({
  money,
  usd,
  transactions,
  withdrawn,
}: Pick<Contribution, 'money' | 'usd' | 'transactions' | 'withdrawn'>): UnconvertedAmount[] {
  if (withdrawn) return []
  if (money && !usd) return [{ amount: money.amount, currency: money.currency, transaction: null }]
  const without = transactions.filter((sent) => sent.usd === null)
  const groups = Map.groupBy(without, ({ type, money: sent }) => `${type} ${sent.currency}`)
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, own]) => summed(own))
}

function summed(own: readonly Contribution['transactions'][number][]): UnconvertedAmount[] {
  const [first] = own
  const sum = own.reduce((total, { money }) => total + toHundredths(money.amount), 0n)
  return first ? [{ amount: fromHundredths(sum), currency: first.money.currency, transaction: first.type }] : []
}
