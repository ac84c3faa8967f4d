// What a coordinator keeps an eye on beside the gaps: cover that was lost, pledges that lapse soon, records that are stale.
import { type LapsingPledge, type LostCover, measures } from '#model/coverage.ts'
import type { Report } from '#model/report.ts'
import type { EndedContribution, Recurring, ReportLoss } from '#model/reportLists.ts'
import { daysBetween } from '../days.ts'
import { named, namedOrNull } from './names.ts'
import type { Names } from './names.ts'
import { inOrderOf } from './ordering.ts'

/** Lost cover, with what was covered again since. */
export type Loss = Omit<LostCover, 'quarters'> & Pick<ReportLoss, 'quarters'>

/** As the store lists them, in any order. */
export interface Watched {
  losses: readonly Loss[]
  pledges: readonly LapsingPledge[]
  ended: readonly EndedContribution[]
  recurring: Recurring
}

export const nothingWatched: Watched = {
  losses: [],
  pledges: [],
  ended: [],
  recurring: { count: 0, thisYear: 0, missing: [] },
}

/**
 * Losses the latest first, pledges the soonest first, stale records the longest past first. A period is over on the day
 * after its last.
 */
export function watchLists(
  { losses, pledges, ended, recurring }: Watched,
  day: string,
  names: Names,
): Pick<Report, 'lostCover' | 'lapsing' | 'stale' | 'series'> {
  const placed = <T extends { subCluster: string | null; beneficiary: string }>(one: T) => ({
    ...one,
    subCluster: namedOrNull(one.subCluster, names),
    beneficiary: named(one.beneficiary, names),
  })
  return {
    lostCover: latestFirst(losses).map((loss) => ({
      ...placed(loss),
      priorityArea: namedOrNull(loss.priorityArea, names),
    })),
    lapsing: pledges.toSorted(inOrderOf(dueOf, idOf)).map((pledge) => ({
      ...placed(pledge),
      outstanding: inOrderOfMeasures(pledge.outstanding),
      provider: named(pledge.provider, names),
    })),
    stale: ended
      .filter(({ end }) => end < day)
      .toSorted(inOrderOf(endOf, idOf))
      .map((one) => ({
        ...placed(one),
        provider: named(one.provider, names),
        reportedBy: named(one.reportedBy, names),
        daysPast: daysBetween(one.end, day) - 1,
      })),
    series: {
      ...recurring,
      missing: recurring.missing.map((one) => ({
        ...one,
        provider: named(one.provider, names),
        beneficiary: named(one.beneficiary, names),
      })),
    },
  }
}

const dueOf = ({ due }: LapsingPledge): string => due
const endOf = ({ end }: EndedContribution): string => end
const idOf = ({ id }: { id: string }): string => id

/** The store gives the parts of a map in any order. */
function inOrderOfMeasures(outstanding: LapsingPledge['outstanding']): LapsingPledge['outstanding'] {
  return Object.fromEntries(
    measures.flatMap((measure) => (outstanding[measure] === undefined ? [] : [[measure, outstanding[measure]]])),
  )
}

function latestFirst(losses: readonly Loss[]): Loss[] {
  const inOrder = losses.toSorted(
    inOrderOf(
      ({ at }) => at,
      ({ measure }) => measure,
      ({ subCluster }) => subCluster ?? '',
      ({ priorityArea }) => priorityArea ?? '',
      ({ beneficiary }) => beneficiary,
      ({ quarters }) => quarters[0]?.quarter ?? '',
    ),
  )
  return inOrder.toReversed()
}
