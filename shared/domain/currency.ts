// Conversion to US dollars, once, through EUR at one month's mean rates (design, Formulas, "Money").
import type { MonthlyRates, UsdAmount } from '#model/money.ts'
import { monthOf } from './days.ts'
import { decimalRate, fromHundredths, roundHalfUp, toHundredths } from './decimal.ts'

// The CFA francs are pegged to EUR by treaty; the European Central Bank publishes no monthly mean for them.
const fixedUnitsPerEur: ReadonlyMap<string, string> = new Map([
  ['EUR', '1'],
  ['XAF', '655.957'],
  ['XOF', '655.957'],
])

interface Sum {
  amount: string
  currency: string
}

/** What fixes the value date of a contribution, kept or only sent; `createdAt` is the instant of recording. */
export interface Dated {
  money?: { valueDate?: string | null | undefined } | null | undefined
  period?: { start: string } | null | undefined
  createdAt: string
}

/**
 * US dollar cents of a sum, half up, rounded once; null if the month has no rate for its currency. Dollars stay as they
 * are, also in a month without a dollar rate.
 */
export function convertToUsd({ amount, currency }: Sum, rates: MonthlyRates): bigint | null {
  const hundredths = toHundredths(amount)
  if (currency === 'USD') return hundredths
  const from = publishedRate(currency, rates)
  const to = publishedRate('USD', rates)
  if (from === null || to === null) return null
  const [perEur, usdPerEur] = [decimalRate(from), decimalRate(to)]
  const dividend = hundredths * usdPerEur.units * 10n ** BigInt(perEur.scale)
  return roundHalfUp(dividend, perEur.units * 10n ** BigInt(usdPerEur.scale))
}

/**
 * A sum in US dollars as it is kept on the record: with both rates as published and the month that they are of (while
 * `provisional`, the last published month and not the value date's). Null if it stays unconverted.
 */
export function usdAmountOf(money: Sum, rates: MonthlyRates, provisional: boolean): UsdAmount | null {
  const cents = convertToUsd(money, rates)
  if (cents === null) return null
  const used = [money.currency, 'USD'].flatMap((currency) => {
    const rate = publishedRate(currency, rates)
    return rate === null ? [] : [[currency, rate] as const]
  })
  return { amount: fromHundredths(cents), unitsPerEur: Object.fromEntries(used), month: rates.month, provisional }
}

/** The day whose month fixes the rate: the value date, else the start of the period, else the day of recording. */
export function valueDay({ money, period, createdAt }: Dated): string {
  return money?.valueDate ?? period?.start ?? createdAt.slice(0, 10)
}

/** The month whose rates convert a contribution and its transactions: that of its value date. */
export function monthOfValue(contribution: Dated): string {
  return monthOf(valueDay(contribution))
}

function publishedRate(currency: string, { unitsPerEur }: MonthlyRates): string | null {
  const published = Object.hasOwn(unitsPerEur, currency) ? unitsPerEur[currency] : undefined
  const rate = fixedUnitsPerEur.get(currency) ?? published
  return rate === undefined || decimalRate(rate).units <= 0n ? null : rate
}
