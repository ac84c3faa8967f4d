// What is published of a contribution, each element in a few words.
import { asKept } from '#domain/contributionDraft.ts'
import { moneyElements } from '#domain/iati/publishMoney.ts'
import { sectorElements } from '#domain/iati/publishSectors.ts'
import type { XmlElement } from '#model/activity.ts'
import type { Contribution, NewContribution, Status } from '#model/contribution.ts'

const today = '2019-06-30'

const published = (sent: Partial<NewContribution>): Contribution =>
  asKept(
    { title: 'Course', provider: 'eu', beneficiary: 'au', period: { start: '2019-07-01', end: '2020-06-30' }, ...sent },
    {
      id: 'x', revision: 1, reportedBy: 'eu', withdrawn: false, createdAt: `${today}T00:00:00Z`, updatedAt: `${today}T00:00:00Z`,
      usd: null, transactions: [], deliveries: [], renewals: [], statusHistory: [], lapsedOn: null,
    },
  ) // prettier-ignore

/** `vocabulary code percentage` of a sector, `tag code` of a tag. */
export const publishSectors = (subCluster: string | null, areas: readonly object[]): string[] => {
  const priorityAreas = areas as Contribution['priorityAreas']
  return sectorElements(published({ subCluster, priorityAreas }), { termNames: new Map() }).map(
    ({ name, attributes: { vocabulary = '', code = '', percentage = '' } }) =>
      name === 'tag' ? `tag ${code}` : `${vocabulary} ${code} ${percentage}`,
  )
}

const partOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name)

const wordsOf = (one: XmlElement): string => {
  const amount = partOf(one, 'value')?.text ?? ''
  const day = (name: string): string => partOf(one, name)?.attributes['iso-date'] ?? ''
  if (one.name === 'budget') return `budget ${day('period-start')} ${day('period-end')} ${amount}`
  return `${partOf(one, 'transaction-type')?.attributes['code'] ?? ''} ${day('transaction-date')} ${amount}`
}

/** `type day amount` of a transaction, `budget start end amount` of a budget. */
export const publishMoney = (
  status: Status,
  money: NewContribution['money'],
  transactions: readonly { type: 'commitment' | 'disbursement'; date: string; amount: string }[],
): string[] => {
  const recorded = transactions.map(({ type, date, amount }) => ({
    type,
    date,
    money: { amount, currency: 'EUR' },
    usd: null,
  }))
  return moneyElements({ ...published({ status, money }), transactions: recorded }, today).map(wordsOf)
}
