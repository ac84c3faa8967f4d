// Money and quantities as decimal strings outside and integer hundredths inside.
import * as z from 'zod/mini'
import { matching, named, namedObject } from './schema.ts'
import { Day, line } from './text.ts'

const mustBeDecimal = 'Must be a decimal string such as "1500.00": at most two decimals.'

/** A decimal of at most 15 whole digits and 2 decimals, not negative: no sign, no exponent, no leading zero. */
export const Decimal = named('Decimal', matching(/^(?:0|[1-9]\d{0,14})(?:\.\d{1,2})?$/, mustBeDecimal), {
  example: '100000.00',
})

/** What the tracker converts or adds up: a decimal as above, of any length, since amounts of fifteen digits make larger sums. */
export const Sum = named('Sum', matching(/^(?:0|[1-9]\d*)(?:\.\d{1,2})?$/, mustBeDecimal), { example: '134186.00' })

/** An ISO 4217 currency code; one without a published rate is accepted and listed as unconverted. */
const Currency = named(
  'Currency',
  matching(/^[A-Z]{3}$/, 'Must be an ISO 4217 code.').check(
    z.refine((code) => Intl.supportedValuesOf('currency').includes(code), 'Unknown currency.'),
  ),
  { example: 'EUR' },
)

export const Money = namedObject('Money', { amount: Decimal, currency: Currency })
export type Money = z.infer<typeof Money>

/** Money with the day that fixes its exchange rate; by default the start of the period, then the day of recording. */
export const DatedMoney = namedObject('DatedMoney', { amount: Decimal, currency: Currency, valueDate: z.nullish(Day) })
export type DatedMoney = z.infer<typeof DatedMoney>

export const TransactionType = z.enum(['commitment', 'disbursement'])

/** An amount whose currency has no rate, as it was written: a contribution's own, or the sum of transactions of a type. */
export const UnconvertedAmount = z.strictObject({
  amount: Sum,
  currency: z.string(),
  transaction: z.nullable(TransactionType),
})
export type UnconvertedAmount = z.infer<typeof UnconvertedAmount>

/** What an in-kind quantity is said to be worth, and by which method; it never enters a money figure unasked. */
export const Valuation = namedObject('Valuation', { amount: Decimal, currency: Currency, method: line(300) })

/** A sum converted to US dollars through EUR at one month's mean rates (European Central Bank). */
export const UsdAmount = namedObject('UsdAmount', {
  amount: Sum,
  unitsPerEur: z.record(z.string(), z.string()),
  month: z.string(),
  provisional: z.boolean(),
})
export type UsdAmount = z.infer<typeof UsdAmount>

/** One month's published rates: units of each currency per EUR, as the decimal strings that were published. */
export const MonthlyRates = z.strictObject({ month: z.string(), unitsPerEur: z.record(z.string(), z.string()) })
export type MonthlyRates = z.infer<typeof MonthlyRates>
