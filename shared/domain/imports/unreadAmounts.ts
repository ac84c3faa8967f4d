// Columns that may be money and are not read as the amount: what a row without an amount says in them is not lost unseen.
import type { RowNote } from '#model/import.ts'
import { namesMoney } from './headerMoney.ts'
import { foldedHeader } from './headerNames.ts'
import { type Header, isNoSum } from './readHeader.ts'
import type { RowFields } from './sheet.ts'

const amountWords =
  /(?:^| )(?:amounts?|montants?|montantes?|budgets?|valor|valores|importe|monto|costs?|couts?|custos?|orcamento|presupuesto|المبلغ|القيمه|الميزانيه|التكلفه)(?= |$)/
/** "Budget line", "Cost centre", "Amount in words" and their like. */
const isOfAmount =
  /(?:^| )(?:lines?|lignes?|linhas?|codes?|codigo|centers?|centres?|holders?|items?|ids?|refs?|references?|years?|annees?|anos?|dates?|sources?|types?|status|words|lettres|extenso|share|percent|percentage)(?= |$)/
const isPrice = /(?:^| )(?:per|par|por|each)(?= |$)/

export interface UnreadAmount {
  header: string
  /** All that is given, and no price or rate of it. */
  isSum: boolean
}

/** A mapping has said of each column what it is. */
export const unreadAmounts = ({ guesses }: Header): UnreadAmount[] => {
  if (guesses.some(({ by, column }) => by === 'mapping' || column === 'revision')) return []
  return guesses.flatMap(({ header, column }) => {
    const folded = column === null && header.length <= 300 ? foldedHeader(header) : ''
    return amountWords.test(folded) && (isPrice.test(folded) || !isOfAmount.test(folded))
      ? [{ header, isSum: !isNoSum(header) }]
      : []
  })
}

/** Whether a cell says some money: `n/a`, a dash and nought say none. */
export const saysMoney = (text: string): boolean => /[1-9١-٩۱-۹]/u.test(text)

/** Digits, and a currency beside them at most. */
const isNumber = (text: string): boolean =>
  text.length <= 40 &&
  saysMoney(text) &&
  /^[\p{L}\p{Sc}]{0,5} ?\p{Nd}[\p{Nd}\s.,'’]*[\p{L}\p{Sc}]{0,8}$/u.test(text.trim())

const isBlank = (cell: unknown): boolean => cell === null || cell === undefined

/** A fault where such a number has its currency, else a note, of a row whose amount is blank. */
export const unreadMoneyIn = (
  unread: readonly UnreadAmount[],
  { fields, extras }: RowFields,
): { fault: string } | { notes: RowNote[] } => {
  if (!isBlank(fields.amount)) return { notes: [] }
  const said = unread.flatMap(({ header, isSum }) => {
    const text = extras[header] ?? ''
    return isNumber(text) ? [{ header, isSum, says: `"${header.slice(0, 60)}" says ${text}` }] : []
  })
  const sum = said.find(({ header, isSum }) => isSum && (!isBlank(fields.currency) || namesMoney(header)))
  if (sum)
    return {
      fault: `There is no amount, and ${sum.says}: rename that column to "amount", or say by a mapping what it is.`,
    }
  const notes = said.map(({ says }) => ({
    column: 'amount',
    detail: `${says}, which is not read: no money is counted.`,
  }))
  if (notes.length > 0 || isBlank(fields.currency)) return { notes }
  return {
    notes: [{ column: 'currency', detail: `"${String(fields.currency).slice(0, 20)}" is given, and no amount.` }],
  }
}
