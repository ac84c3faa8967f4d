// The money and the quantity of a row, with what is assumed where a currency or a unit is not said.
import type { NewContribution } from '#model/contribution.ts'
import type { Cells } from './cells.ts'
import type { Vocabulary } from './vocabulary.ts'

/** `0`, `0.00`: said, and says nothing. */
const isZero = (amount: string): boolean => /^0(?:\.0+)?$/.test(amount)

const mustBeCurrency = (cells: Cells, currency: string): string | null => {
  if (Intl.supportedValuesOf('currency').includes(currency)) return currency
  cells.fault('currency', `"${currency}" is no ISO 4217 code.`)
  return null
}

const currencyOf = (cells: Cells, beside: string | null, ofHeader: string | null): string | null => {
  const written = cells.text('currency', 20)?.toUpperCase() ?? null
  if (written && beside && written !== beside)
    cells.fault('currency', `The amount says ${beside}, the currency ${written}.`)
  const currency = written ?? beside ?? ofHeader
  if (currency !== null) return mustBeCurrency(cells, currency)
  if (cells.has('currency')) {
    cells.fault('currency', 'There is an amount and no currency.')
    return null
  }
  cells.note('currency', 'There is no column for the currency: read as US dollars.')
  return 'USD'
}

/** What a row says in money: a currency beside the amount, in its own column or in the header. */
export const moneyOf = (cells: Cells, ofHeader: string | null): NewContribution['money'] => {
  const read = cells.amount('amount')
  const valueDate = cells.day('value_date', 'start')
  if (!read) return undefined
  if (isZero(read.amount)) {
    cells.note('amount', 'An amount of zero says nothing and is left out.')
    return undefined
  }
  const currency = currencyOf(cells, read.currency, ofHeader)
  return currency === null ? undefined : { amount: read.amount, currency, ...(valueDate ? { valueDate } : {}) }
}

/** What a row says in kind, in its own unit. */
export const inKindOf = (cells: Cells, vocabulary: Vocabulary, modality: string | null): NewContribution['inKind'] => {
  const read = cells.amount('quantity')
  const written = cells.text('unit', 100)
  if (read === null || isZero(read.amount)) return undefined
  if (written !== null) {
    const unit = vocabulary('unit', written)
    if (!unit) cells.fault('unit', `There is no unit "${written}".`)
    return unit ? [{ quantity: read.amount, unit: unit.code }] : undefined
  }
  const assumed = vocabulary('unit', modality === 'training' ? 'seats' : 'items')
  if (!assumed) {
    cells.fault('unit', 'There is a quantity and no unit.')
    return undefined
  }
  cells.note('unit', `There is no unit: read as ${assumed.code}.`)
  return [{ quantity: read.amount, unit: assumed.code }]
}
