// An activity's money: transactions 1 to 13 by what they mean for the contribution, budgets, planned disbursements.
import type { XmlElement } from '#model/activity.ts'
import type { NewContribution, NewTransaction } from '#model/contribution.ts'
import { fromHundredths } from '../decimal.ts'
import { attributeOf, childOf, childrenOf, codeOf, dayOf, type Notes } from './elements.ts'
import { netOf } from './netting.ts'
import { type Movement, movementIn } from './values.ts'

/** What a transaction type means (IATI TransactionType 2.03). */
type Meaning = 'commitment' | 'disbursement' | 'pledge' | 'incoming-commitment' | 'incoming-funds' | 'left-out'

const meanings: Record<string, Meaning> = {
  1: 'incoming-funds', 2: 'commitment', 3: 'disbursement', 4: 'disbursement', 5: 'left-out', 6: 'left-out',
  7: 'disbursement', 8: 'disbursement', 9: 'left-out', 10: 'left-out', 11: 'incoming-commitment', 12: 'pledge', 13: 'pledge',
  // Before version 2 the codes were letters (code list TransactionType 1.05); some publishers still write them.
  IF: 'incoming-funds', C: 'commitment', D: 'disbursement', E: 'disbursement', IR: 'left-out', IP: 'left-out', LR: 'left-out',
  R: 'disbursement', QP: 'disbursement', QS: 'left-out', CG: 'left-out',
} // prettier-ignore

const leftOutNames: Record<string, string> = {
  5: 'interest payment', 6: 'loan repayment', 9: 'sale of equity', 10: 'credit guarantee', IR: 'interest payment', IP: 'interest payment',
  LR: 'loan repayment', QS: 'sale of equity', CG: 'credit guarantee',
} // prettier-ignore

type Sorted = Record<Meaning, Movement[]>

const sortedTransactions = (activity: XmlElement, currency: string | null, notes: Notes): Sorted => {
  const sorted: Sorted = {
    commitment: [],
    disbursement: [],
    pledge: [],
    'incoming-commitment': [],
    'incoming-funds': [],
    'left-out': [],
  }
  const leftOut = new Map<string, number>()
  for (const [at, one] of childrenOf(activity, 'transaction').entries()) {
    const column = `transaction[${at + 1}]`
    const type = codeOf(childOf(one, 'transaction-type'))?.toUpperCase() ?? null
    const meaning = type === null ? undefined : meanings[type]
    if (type === null || meaning === undefined) {
      notes.fault(
        `${column}/transaction-type`,
        type === null ? 'There is no type.' : `"${type.slice(0, 20)}" is no type.`,
      )
      continue
    }
    if (meaning === 'left-out') {
      leftOut.set(type, (leftOut.get(type) ?? 0) + 1)
      continue
    }
    const date = dayOf(childOf(one, 'transaction-date'), 'iso-date', notes, `${column}/transaction-date`)
    const money = movementIn(one, { column, currency, date }, notes)
    if (money) sorted[meaning].push(money)
  }
  for (const [type, count] of leftOut)
    notes.note('transaction', `${count} of type ${type} (${leftOutNames[type]}) left out: no part of what is provided.`)
  return sorted
}

interface Planned extends Movement {
  start: string
  end: string
  isRevised: boolean
}

/** A revised plan replaces the original ones whose days it covers; one that ends before it starts is none. */
const plannedIn = (activity: XmlElement, name: string, currency: string | null, notes: Notes): Movement[] => {
  const plans: Planned[] = []
  for (const [at, one] of childrenOf(activity, name).entries()) {
    const column = `${name}[${at + 1}]`
    const start = dayOf(childOf(one, 'period-start'), 'iso-date', notes, `${column}/period-start`)
    const end = dayOf(childOf(one, 'period-end'), 'iso-date', notes, `${column}/period-end`)
    const money = movementIn(one, { column, currency, date: start ?? end }, notes)
    if (!money) continue
    if (start && end && end < start) notes.note(column, `Left out: it ends on ${end}, before it starts on ${start}.`)
    else
      plans.push({
        ...money,
        start: start ?? money.date,
        end: end ?? start ?? money.date,
        isRevised: attributeOf(one, 'type') === '2',
      })
  }
  const revised = plans.filter(({ isRevised }) => isRevised)
  return plans.filter(
    (plan) => plan.isRevised || !revised.some(({ start, end }) => start <= plan.end && end >= plan.start),
  )
}

const sumOf = (movements: readonly Movement[], currency: string): bigint =>
  movements.reduce((sum, one) => (one.currency === currency ? sum + one.hundredths : sum), 0n)

const usualCurrency = (movements: readonly Movement[], preferred: string | null): string | undefined => {
  const counts = Map.groupBy(movements, ({ currency }) => currency)
  if (preferred !== null && counts.has(preferred)) return preferred
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0]
}

export interface ActivityMoney {
  money: NonNullable<NewContribution['money']> | null
  transactions: NewTransaction[]
  /** The first and last day on which money moved or was planned to. */
  days: { first: string | null; last: string | null }
  hasPledgesOnly: boolean
}

/** The largest of what was pledged, budgeted, planned, committed and disbursed: `announced` (design.md, formula 2). */
const announcedOf = (
  kinds: readonly [string, Movement[]][],
  preferred: string | null,
  notes: Notes,
): ActivityMoney['money'] => {
  const all = kinds.flatMap(([, movements]) => movements)
  const currency = usualCurrency(all, preferred)
  if (currency === undefined) return null
  const [largest] = kinds
    .map(([name, movements]) => ({ name, movements, sum: sumOf(movements, currency) }))
    .toSorted((a, b) => (a.sum < b.sum ? 1 : a.sum > b.sum ? -1 : 0))
  if (!largest || largest.sum <= 0n) {
    notes.note(
      'value',
      `What is said of money adds up to ${largest ? fromHundredths(largest.sum) : '0'} ${currency}: there is no amount.`,
    )
    return null
  }
  const others = [...new Set(all.map((one) => one.currency))].filter((one) => one !== currency)
  if (others.length > 0)
    notes.note('value', `The amount is in ${currency}; money in ${others.join(', ')} is in the transactions only.`)
  for (const [name, movements] of kinds)
    if ((name === 'budgets' || name === 'planned disbursements') && movements.some((one) => one.currency !== currency))
      notes.note('value', `Money of its ${name} in another currency than ${currency} is counted nowhere.`)
  notes.note('value', `The amount is the sum of its ${largest.name}.`)
  const valueDate = largest.movements
    .filter((one) => one.currency === currency)
    .map((one) => one.valueDate)
    .toSorted()[0]
  return { amount: fromHundredths(largest.sum), currency, ...(valueDate ? { valueDate } : {}) }
}

const transactionsOf = (type: NewTransaction['type'], movements: readonly Movement[], notes: Notes): NewTransaction[] =>
  netOf(movements, type, notes).map(({ date, hundredths, currency }) => ({
    type,
    date,
    money: { amount: fromHundredths(hundredths), currency },
  }))

/**
 * What the reporter gives is its outgoing commitments, disbursements and expenditure; what it passes on for another is
 * what came in, where it says so, so that money is not counted on its way in and on its way out.
 */
export const moneyOf = (activity: XmlElement, isReceiving: boolean, notes: Notes): ActivityMoney => {
  const preferred = attributeOf(activity, 'default-currency')?.toUpperCase() ?? null
  const sorted = sortedTransactions(activity, preferred, notes)
  const choose = (outgoing: Movement[], incoming: Movement[]): Movement[] =>
    isReceiving && incoming.length > 0 ? incoming : outgoing.length > 0 || !isReceiving ? outgoing : incoming
  const commitments = choose(sorted.commitment, sorted['incoming-commitment'])
  const disbursed = choose(sorted.disbursement, sorted['incoming-funds'])
  const budgets = plannedIn(activity, 'budget', preferred, notes)
  const planned = plannedIn(activity, 'planned-disbursement', preferred, notes)
  const kinds: [string, Movement[]][] = [
    ['pledges', sorted.pledge],
    ['commitments', commitments],
    ['budgets', budgets],
    ['planned disbursements', planned],
    [isReceiving ? 'incoming funds' : 'disbursements and expenditure', disbursed],
    ['incoming commitments', sorted['incoming-commitment']],
    ['incoming funds', sorted['incoming-funds']],
  ]
  const days = kinds.flatMap(([, movements]) => movements.map(({ date }) => date)).toSorted()
  return {
    money: announcedOf(kinds, preferred, notes),
    transactions: [
      ...transactionsOf('commitment', commitments, notes),
      ...transactionsOf('disbursement', disbursed, notes),
    ],
    days: { first: days[0] ?? null, last: days.at(-1) ?? null },
    hasPledgesOnly: sorted.pledge.length > 0 && commitments.length + disbursed.length === 0,
  }
}
