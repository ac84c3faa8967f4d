// A contribution's money as IATI budgets and transactions: what was announced, committed and disbursed, nothing in the future.
import type { XmlElement } from '#model/activity.ts'
import type { Contribution } from '#model/contribution.ts'
import { addDays, dayNumber } from '../days.ts'
import { fromHundredths, toHundredths } from '../decimal.ts'
import { element } from './xmlElements.ts'

/** The first day of a contribution: of its period, or of its money, or that of its recording. */
export const firstDay = ({ period, money, createdAt }: Contribution): string =>
  period?.start ?? money?.valueDate ?? createdAt.slice(0, 10)

const earliest = (day: string, today: string): string => (day < today ? day : today)

const value = (amount: string, currency: string, day: string): XmlElement => ({
  ...element('value', { currency, 'value-date': day }),
  text: amount,
})

const transaction = (
  type: string,
  { amount, currency }: { amount: string; currency: string },
  day: string,
  valueDay: string,
): XmlElement =>
  element('transaction', {}, [
    element('transaction-type', { code: type }),
    element('transaction-date', { 'iso-date': day }),
    value(amount, currency, valueDay),
  ])

/** The years of a period, from its first day on: a budget is of at most one. */
const yearsOf = (start: string, end: string): { start: string; end: string }[] => {
  const years: { start: string; end: string }[] = []
  for (let from = start; from <= end;) {
    const last = `${from.slice(0, 4)}-12-31`
    years.push({ start: from, end: last < end ? last : end })
    from = addDays(last, 1)
  }
  return years
}

const daysIn = (start: string, end: string): bigint => BigInt(dayNumber(end) - dayNumber(start) + 1)

/** The amount, spread over the days of the period as coverage spreads it; its parts sum to it exactly. */
const budgets = ({ money, period }: Contribution, start: string, valueDay: string): XmlElement[] => {
  if (!money) return []
  const end = period?.end ?? start
  const total = toHundredths(money.amount)
  let given = 0n
  return yearsOf(start, end).map((year) => {
    const until = (total * daysIn(start, year.end)) / daysIn(start, end)
    const amount = until - given
    given = until
    return element('budget', { type: '1', status: '1' }, [
      element('period-start', { 'iso-date': year.start }),
      element('period-end', { 'iso-date': year.end }),
      value(fromHundredths(amount), money.currency, valueDay),
    ])
  })
}

const codes = { commitment: '2', disbursement: '3' } as const

/**
 * A pledge is an outgoing pledge, an amount in the pipeline a budget, and any other amount that no commitments are recorded
 * for the commitment that its status says it is; one that its commitments do not reach is a budget beside them.
 */
export const moneyElements = (contribution: Contribution, today: string): XmlElement[] => {
  const { money, status, transactions } = contribution
  const start = firstDay(contribution)
  const valueDay = money?.valueDate ?? start
  const recorded = transactions.map(({ type, date, money: moved }) =>
    transaction(codes[type], moved, earliest(date, today), earliest(date, today)),
  )
  if (!money) return recorded
  const day = earliest(valueDay, today)
  const isCommitted = transactions.some(({ type }) => type === 'commitment')
  if (status === 'pledged') return [transaction('12', money, day, day), ...recorded]
  if (status === 'pipeline' || isCommitted) return [...budgets(contribution, start, valueDay), ...recorded]
  return [transaction('2', money, day, day), ...recorded]
}
