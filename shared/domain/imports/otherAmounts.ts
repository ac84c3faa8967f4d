// Further columns of money beside the amount, as "Amount (USD)" beside "Amount (EUR)": one is read, the others are compared.
import type { RowNote } from '#model/import.ts'
import type { Cell } from '#model/importColumns.ts'
import { namesMoney } from './headerMoney.ts'
import { type Header, meansAmount } from './readHeader.ts'
import type { RowFields } from './sheet.ts'
import { saysMoney, type UnreadAmount, unreadMoneyIn } from './unreadAmounts.ts'

/** The headers that would be read for the amount if no other column were. */
export const otherAmounts = ({ guesses }: Header): string[] =>
  guesses.flatMap(({ header, column, by }) =>
    // A mapping that leaves a column out has said so.
    column === null && by !== 'mapping' && header.length <= 300 && meansAmount(header) ? [header] : [],
  )

const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined

/** Money and a unit, of which nobody says what is counted in it. */
const isAlone = ({ amount, quantity, currency, unit }: RowFields['fields']): boolean =>
  !isBlank(unit) && !isBlank(amount) && isBlank(quantity) && isBlank(currency)

/**
 * What a row says in those: a fault where its amount is blank, since it would go in without any money; else a note, since
 * only one of them is counted.
 */
export const besideAmount = (
  { guesses }: Header,
  others: readonly string[],
  { fields, extras }: RowFields,
  unread: readonly UnreadAmount[] = [],
): { fault: string } | { notes: RowNote[] } => {
  const said = others.flatMap((header) => {
    const text = extras[header]
    return text !== undefined && saysMoney(text) ? [{ header, text }] : []
  })
  const unit = String(fields.unit ?? '')
  if (isAlone(fields) && namesMoney(unit))
    return { fault: `The unit says "${unit.slice(0, 40)}" and no currency is given: give it in a column "currency".` }
  const own = guesses.find(({ column }) => column === 'amount')?.header ?? 'amount'
  const [first] = said
  if (first && !saysMoney(String(fields.amount ?? '')))
    return {
      fault: `"${own}" says no money and "${first.header}" says ${first.text}: only "${own}" is read. Write the amount there, with its currency, as in "USD 150".`,
    }
  const notes = said.map(({ header, text }) => ({
    column: 'amount',
    detail: `"${header}" says ${text} beside it: only "${own}" is counted.`,
  }))
  const lost = unreadMoneyIn(unread, { fields, extras })
  return 'fault' in lost ? lost : { notes: [...notes, ...lost.notes] }
}
