// The money and the quantity of a row, with what is assumed where a currency or a unit is not said.
import type { NewContribution } from '#model/contribution.ts'
import type { Cells } from './cells.ts'
import { isCurrency, unclearBeside } from './currencyWords.ts'
import { type HeaderMoney, namedCurrency } from './headerMoney.ts'
import type { Vocabulary } from './vocabulary.ts'

/** `0`, `0.00`: said, and says nothing. */
const isZero = (amount: string): boolean => /^0(?:\.0+)?$/.test(amount)

const mustBeCurrency = (cells: Cells, currency: string): string | null => {
  if (isCurrency(currency)) return currency
  cells.fault('currency', `"${currency}" is no ISO 4217 code.`)
  return null
}

const writtenCurrency = (cells: Cells): string | null => {
  const written = cells.text('currency', 20)
  if (written === null || /^[a-z]{3}$/i.test(written)) return written?.toUpperCase() ?? null
  return namedCurrency(written) ?? written
}

/** `kr`, `$` beside an amount: why it is not what the column or the header says, or null where it may be. */
const unfit = (cells: Cells, currency: string | null): string | null => {
  const unclear = unclearBeside(cells.text('amount', 80) ?? '')
  if (!unclear || (currency === null ? unclear.isDollar : unclear.codes.includes(currency))) return null
  const codes = `${unclear.codes.slice(0, 4).join(', ')}${unclear.codes.length > 4 ? ' and others' : ''}`
  return currency === null
    ? `"${unclear.word}" may be one of ${codes}: give the ISO 4217 code, beside the amount or in a column.`
    : `The amount says ${unclear.word}, its header or the currency ${currency}.`
}

/** Who says one currency in the header and another in its column may have converted the amount or not. */
const differing = (written: string | null, beside: string | null, ofHeader: string | null): string | null => {
  if (written && beside && written !== beside) return `The amount says ${beside}, the currency ${written}.`
  if (written && ofHeader && written !== ofHeader)
    return `The header of the amount says ${ofHeader}, the currency ${written}.`
  return null
}

const unsaid = (cells: Cells, currency: string | null, ofHeader: HeaderMoney | null): string | null => {
  if (currency !== null) return null
  if (ofHeader?.unclear)
    return `The header says ${ofHeader.unclear}: give the ISO 4217 code, in the header or a column.`
  return cells.has('currency') ? 'There is an amount and no currency.' : null
}

const currencyOf = (cells: Cells, beside: string | null, ofHeader: HeaderMoney | null): string | null => {
  const written = writtenCurrency(cells)
  const above = ofHeader?.currency ?? null
  const currency = written ?? beside ?? above
  const fault = differing(written, beside, above) ?? unfit(cells, currency) ?? unsaid(cells, currency, ofHeader)
  if (fault !== null) {
    cells.fault('currency', fault)
    return null
  }
  if (currency !== null) return mustBeCurrency(cells, currency)
  cells.note('currency', 'There is no column for the currency: read as US dollars.')
  return 'USD'
}

const multipleNames: Partial<Record<string, string>> = {
  1000: 'thousands',
  1000000: 'millions',
  1000000000: 'billions',
}

/** Why no amount below such a header is read. */
const uncounted = ({ multiple, unread }: HeaderMoney): string | null => {
  if (multiple === null)
    return 'The header says "mil", a thousand to some and a million to others: write thousand or million.'
  if (unread === undefined) return null
  return `The header says "${unread.slice(0, 40)}" beside the currency, which is not known: write as in "EUR", "EUR thousand" or "EUR million".`
}

/** What a row says in money: a currency beside the amount, in its own column or in the header. */
export const moneyOf = (cells: Cells, ofHeader: HeaderMoney | null): NewContribution['money'] => {
  const fault = ofHeader && uncounted(ofHeader)
  if (fault !== null) {
    if (!cells.isBlank('amount')) cells.fault('amount', fault)
    return undefined
  }
  const multiple = ofHeader?.multiple ?? 1n
  const read = cells.amount('amount', multiple, ofHeader?.isMilThousand)
  const valueDate = cells.day('value_date', 'start')
  if (!read) return undefined
  if (isZero(read.amount)) {
    cells.note('amount', 'An amount of zero says nothing and is left out.')
    return undefined
  }
  if (multiple !== 1n)
    cells.note('amount', `Read as ${read.amount}: the header counts in ${multipleNames[String(multiple)]}.`)
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
