// What is listed beside every figure because it cannot be counted: amounts without a rate, needs without an amount.
import type { Contribution } from '#model/contribution.ts'
import type { Need } from '#model/need.ts'
import { quarterOf } from '#domain/days.ts'
import type { ListedBeside } from '#store/besides.ts'

/** Who sees a contribution's entry: everyone, or coordinators and its own partners. */
const viewersOf = ({ visibility, provider, reportedBy }: Contribution): string[] =>
  visibility === 'shared'
    ? ['everyone']
    : ['coordinators', ...new Set([`partner:${provider}`, `partner:${reportedBy}`])]

/** A contribution whose currency has no rate, with its original amount. */
export const besideOf = (contribution: Contribution): ListedBeside[] => {
  const { id, title, provider, subCluster, money, usd, withdrawn } = contribution
  if (withdrawn || !money || usd) return []
  const entry = { id, title, provider, subCluster, amount: money.amount, currency: money.currency }
  return [{ list: 'unconverted', viewers: viewersOf(contribution), subCluster, id, entry }]
}

/** A need without an amount is listed, never counted; one with an amount is entered at the row that it is counted in. */
export const needBeside = (groupId: string, need: Need): ListedBeside[] => {
  if (need.withdrawn) return []
  const { id, title, beneficiary, subCluster, measure, urgency, source, period } = need
  const shared = { viewers: ['everyone'], subCluster, id: groupId }
  if (need.amount === null) {
    const { priorityArea } = need
    const entry = { id, title, beneficiary, subCluster, priorityArea, measure, urgency, source }
    return [{ ...shared, list: 'unquantified', entry }]
  }
  const [start, end] = [period?.start ?? need.createdAt, period?.end ?? period?.start ?? need.createdAt]
  const priorityArea = subCluster === null ? null : need.priorityArea
  const row = { measure, key: { subCluster, priorityArea, beneficiary } }
  return [{ ...shared, list: 'quantified', row, entry: { id, urgency, from: quarterOf(start), to: quarterOf(end) } }]
}
