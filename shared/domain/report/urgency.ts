// How urgent the need in a cell is, for which days, and which registered needs it is made of.
import type { Measure } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import type { ReportRow } from '#model/report.ts'
import { quarterEnd, quarterStart, yearEnd, yearStart } from '../days.ts'
import { rowKey } from './cellKey.ts'
import { inOrderOf } from './ordering.ts'

type Cell = Parameters<typeof rowKey>[0]
export type Urgent = Pick<ReportRow, 'urgency' | 'neededFrom' | 'neededUntil' | 'needs'>

const mostUrgentFirst: readonly ReportRow['urgency'][] = ['start-up', 'one-off', 'recurrent', null]

/** 0 for a start-up need, 3 for a cell of which no quantified need is known. */
export function urgencyRank(urgency: ReportRow['urgency']): number {
  return mostUrgentFirst.indexOf(urgency)
}

/** From a row's cell, measure and time to what the quantified needs say of it: the most urgent of them speaks. */
export function urgencies(needs: readonly Need[]): (cell: Cell, measure: Measure, time: string | null) => Urgent {
  const quantified = needs.filter(({ amount, withdrawn }) => amount !== null && !withdrawn)
  const byRow = Map.groupBy(quantified, (need) => rowKey(need, need.measure, null))
  return (cell, measure, time) => {
    const here = byRow.get(rowKey(cell, measure, null)) ?? []
    return summed(here.filter((need) => time === null || touches(need, time)))
  }
}

function summed(needs: readonly Need[]): Urgent {
  const ordered = needs.toSorted(
    inOrderOf(
      ({ urgency }) => urgencyRank(urgency),
      ({ period }) => period?.start ?? '',
      ({ id }) => id,
    ),
  )
  const starts = ordered.flatMap(({ period }) => period?.start ?? [])
  return {
    urgency: ordered[0]?.urgency ?? null,
    neededFrom: starts.toSorted()[0] ?? null,
    neededUntil:
      ordered
        .flatMap(({ period }) => lastDay(period) ?? [])
        .toSorted()
        .at(-1) ?? null,
    needs: ordered.map(({ id, title }) => ({ id, title })),
  }
}

function touches({ period }: Need, time: string): boolean {
  const [from, until] = time.includes('Q') ? [quarterStart(time), quarterEnd(time)] : [yearStart(time), yearEnd(time)]
  const last = lastDay(period)
  return period !== null && last !== null && period.start <= until && last >= from
}

// Formula 1: an open end closes on the day of the start.
function lastDay(period: Need['period']): string | null {
  return period && (period.end ?? period.start)
}
