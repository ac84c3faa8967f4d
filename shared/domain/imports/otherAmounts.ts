// Further columns of money beside the amount, as "Amount (USD)" beside "Amount (EUR)": one is read, the others are compared.
import type { RowNote } from '#model/import.ts'
import { headerMoney } from './headerMoney.ts'
import { type Header, meansAmount } from './readHeader.ts'
import type { RowFields } from './sheet.ts'

/** The headers that name an amount in a currency of their own and are not read for it. */
export const otherAmounts = ({ guesses }: Header): string[] =>
  guesses.flatMap(({ header, column, by }) => {
    // A mapping that leaves a column out has said so.
    if (column !== null || by === 'mapping' || header.length > 300 || !meansAmount(header)) return []
    const { currency, unclear } = headerMoney({ guesses: [{ header, column: 'amount', by: 'known' }] })
    return (currency ?? unclear) ? [header] : []
  })

/**
 * What a row says in those: a fault where its amount is blank, since it would go in without any money; else a note, since
 * only one of them is counted.
 */
export const besideAmount = (
  { guesses }: Header,
  others: readonly string[],
  { fields, extras }: RowFields,
): { fault: string } | { notes: RowNote[] } => {
  const said = others.flatMap((header) => (extras[header] === undefined ? [] : [{ header, text: extras[header] }]))
  const own = guesses.find(({ column }) => column === 'amount')?.header ?? 'amount'
  const [first] = said
  if (first && (fields.amount ?? null) === null)
    return {
      fault: `"${own}" is blank and "${first.header}" says ${first.text}: only "${own}" is read. Write the amount there, with its currency, as in "USD 150".`,
    }
  const notes = said.map(({ header, text }) => ({
    column: 'amount',
    detail: `"${header}" says ${text} beside it: only "${own}" is counted.`,
  }))
  return { notes }
}
