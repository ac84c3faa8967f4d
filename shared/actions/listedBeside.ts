// What is listed beside the figures: amounts without a rate, needs without an amount, pledges and ends by their day.
import type { Contribution } from '#model/contribution.ts'
import { type LapsingPledge, measures } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import type { EndedContribution } from '#model/reportLists.ts'
import { stageAmounts } from '#domain/coverage/stages.ts'
import { unconvertedAmounts } from '#domain/coverage/unconverted.ts'
import { quarterOf } from '#domain/days.ts'
import { fromHundredths } from '#domain/decimal.ts'
import { pledgeDue } from '#domain/pledge.ts'
import type { ListedBeside } from '#store/besides.ts'

/** Who sees a contribution's entry: everyone, or coordinators and its own partners. */
export const viewersOf = ({ visibility, provider, reportedBy }: Contribution): string[] =>
  visibility === 'shared'
    ? ['everyone']
    : ['coordinators', ...new Set([`partner:${provider}`, `partner:${reportedBy}`])]

/** What of a pledge is not arranged yet, in every measure that it has anything in. */
const outstandingOf = (contribution: Contribution): LapsingPledge['outstanding'] => {
  const amounts = stageAmounts(contribution)
  return Object.fromEntries(
    measures.flatMap((measure) => {
      const stages = amounts[measure]
      return stages ? [[measure, fromHundredths(stages.announced - stages.arranged)]] : []
    }),
  )
}

/** A pledge that stands, under the day on which it lapses; one that has lapsed is listed no more. */
const pledgeBeside = (contribution: Contribution): ListedBeside[] => {
  const { id, title, provider, beneficiary, subCluster, lapsedOn } = contribution
  const due = pledgeDue(contribution)
  if (due === null || lapsedOn !== null) return []
  const outstanding = outstandingOf(contribution)
  const entry = { id, title, provider, beneficiary, subCluster, due, outstanding } satisfies LapsingPledge
  return [{ list: 'pledge', viewers: viewersOf(contribution), subCluster, id, due, entry }]
}

/** Amounts whose currency has no rate, as they were written; a pledge and an end by their day. */
export const besideOf = (contribution: Contribution): ListedBeside[] => [
  ...unconvertedBeside(contribution),
  ...pledgeBeside(contribution),
  ...endingBeside(contribution),
]

/** What counts as arranged and is not completed, under the day on which it ends: past that day it is stale. */
const endingBeside = (contribution: Contribution): ListedBeside[] => {
  const { id, title, provider, reportedBy, beneficiary, subCluster, status, period, withdrawn } = contribution
  const due = period?.end ?? null
  if (withdrawn || due === null || (status !== 'committed' && status !== 'active')) return []
  const entry = {
    id,
    title,
    provider,
    reportedBy,
    beneficiary,
    subCluster,
    status,
    end: due,
  } satisfies EndedContribution
  return [{ list: 'ending', viewers: viewersOf(contribution), subCluster, id, due, entry }]
}

const unconvertedBeside = (contribution: Contribution): ListedBeside[] => {
  const { id, title, provider, subCluster } = contribution
  return unconvertedAmounts(contribution).map((amount) => ({
    list: 'unconverted',
    viewers: viewersOf(contribution),
    subCluster,
    id,
    part: amount.transaction === null ? '' : `#${amount.transaction}#${amount.currency}`,
    entry: { id, title, provider, subCluster, ...amount },
  }))
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
