// Negative transactions take back what went before them; many transactions of one kind are added up by month or year.
import { fromHundredths } from '../decimal.ts'
import type { Notes } from './elements.ts'
import type { Movement } from './values.ts'

/** A contribution keeps at most 300 events of a kind; below that, each stays as it is. */
const mostKept = 200

/** Takes what is negative back from the latest movements before it, then from those after it. */
const takenBack = (movements: readonly Movement[]): { left: Movement[]; owed: bigint } => {
  const left: Movement[] = []
  let owed = 0n
  for (const { hundredths, ...movement } of movements.toSorted((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  )) {
    let amount = hundredths - owed
    owed = 0n
    for (let last = left.at(-1); amount < 0n && last; last = left.at(-1)) {
      amount += last.hundredths
      left.pop()
      if (amount > 0n) left.push({ ...last, hundredths: amount })
    }
    if (amount < 0n) owed = -amount
    else if (hundredths > 0n && amount > 0n) left.push({ ...movement, hundredths: amount })
  }
  return { left, owed }
}

const addedUp = (movements: readonly Movement[], length: number): Movement[] =>
  [...Map.groupBy(movements, ({ date }) => date.slice(0, length)).values()].flatMap((group) => {
    const last = group.at(-1)
    return last ? [{ ...last, hundredths: group.reduce((sum, one) => sum + one.hundredths, 0n) }] : []
  })

const few = (movements: Movement[], kind: string, notes: Notes): Movement[] => {
  if (movements.length <= mostKept) return movements
  const [unit, length] = addedUp(movements, 7).length <= mostKept ? (['month', 7] as const) : (['year', 4] as const)
  notes.note('transaction', `${movements.length} ${kind}s are added up by ${unit}.`)
  return addedUp(movements, length)
}

/** Positive movements that sum to the same, by currency; what is taken back beyond what was given is said and left out. */
export const netOf = (movements: readonly Movement[], kind: string, notes: Notes): Movement[] => {
  const negative = movements.filter(({ hundredths }) => hundredths < 0n).length
  if (negative > 0) notes.note('transaction', `${negative} negative ${kind}s are taken back from those before them.`)
  return [...Map.groupBy(movements, ({ currency }) => currency)].flatMap(([currency, ofCurrency]) => {
    const { left, owed } = takenBack(ofCurrency)
    if (owed > 0n)
      notes.note('transaction', `${currency} ${fromHundredths(owed)} more is taken back than was given: left out.`)
    return few(left, kind, notes)
  })
}
