// The `value` of a budget or transaction: an exact amount in a currency that exists, on a day.
import type { XmlElement } from '#model/activity.ts'
import { attributeOf, childOf, dayOf, lineOf, type Notes } from './elements.ts'

/** One movement of money, in hundredths of its currency. */
export interface Movement {
  date: string
  valueDate: string
  hundredths: bigint
  currency: string
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Halves away from zero; a third decimal is rounded, and said once by the caller. */
const hundredthsIn = (text: string): bigint | null => {
  const plain = text.replaceAll(/[\s\u00a0]/g, '')
  const ungrouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  // As XML Schema has its decimals: `.5` and `5.` are numbers too.
  const [, sign, whole, decimals = ''] = /^([-+]?)(?=\.?\d)(\d{0,15})(?:\.(\d*))?$/.exec(ungrouped) ?? []
  if (whole === undefined) return null
  const cents = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0').slice(0, 2))
  const rounded = cents + (Number(decimals[2] ?? 0) >= 5 ? 1n : 0n)
  return sign === '-' ? -rounded : rounded
}

const amountIn = (value: XmlElement | undefined, column: string, notes: Notes): bigint | null => {
  const written = lineOf(value?.text, 60)
  const hundredths = written === null ? null : hundredthsIn(written)
  if (hundredths === null) notes.fault(column, written === null ? 'There is no value.' : `"${written}" is no amount.`)
  return hundredths
}

const currencyIn = (
  value: XmlElement | undefined,
  usual: string | null,
  column: string,
  notes: Notes,
): string | null => {
  const currency = (attributeOf(value, 'currency') ?? usual)?.toUpperCase() ?? null
  if (currency !== null && currencies.has(currency)) return currency
  const detail =
    currency === null ? 'There is no currency, nor a default-currency.' : `"${currency.slice(0, 20)}" is no currency.`
  notes.fault(column, detail)
  return null
}

/** The money of a `value` element; a value without a day of its own is of the day that it happened. */
export const movementIn = (
  holder: XmlElement,
  { column, currency: usual, date }: { column: string; currency: string | null; date: string | null },
  notes: Notes,
): Movement | null => {
  const value = childOf(holder, 'value')
  const hundredths = amountIn(value, `${column}/value`, notes)
  const currency = currencyIn(value, usual, `${column}/value`, notes)
  const valueDate = dayOf(value, 'value-date', notes, `${column}/value`)
  const day = date ?? valueDate
  if (day === null) notes.fault(column, 'There is no date.')
  if (hundredths === null || currency === null || day === null) return null
  return { date: day, valueDate: valueDate ?? day, hundredths, currency }
}
