// What is listed beside every figure because it cannot be counted: amounts without a rate, needs without an amount.
import type { Contribution } from '#model/contribution.ts'
import type { Need } from '#model/need.ts'
import type { ListedBeside } from '#store/coverageGroups.ts'

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

/** A need without an amount: listed, never counted. */
export const needBeside = (groupId: string, need: Need): ListedBeside[] => {
  if (need.withdrawn || need.amount !== null) return []
  const { id, title, beneficiary, subCluster, priorityArea, measure, urgency, source } = need
  const entry = { id, title, beneficiary, subCluster, priorityArea, measure, urgency, source }
  return [{ list: 'unquantified', viewers: ['everyone'], subCluster, id: groupId, entry }]
}
