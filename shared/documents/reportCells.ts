// The report's rows of what to keep an eye on, for its CSV, and the cells that say where a row belongs.
import type { Report, ReportRow } from '#model/report.ts'

export type Cells = Record<string, string | number | null | undefined>

/** The codes and names of a place. */
export function placeCells({
  subCluster,
  priorityArea,
  beneficiary,
}: Partial<Pick<ReportRow, 'subCluster' | 'priorityArea' | 'beneficiary'>>): Cells {
  return {
    sub_cluster: subCluster?.code,
    sub_cluster_name: subCluster?.name,
    priority_area: priorityArea?.code,
    priority_area_name: priorityArea?.name,
    beneficiary: beneficiary?.code,
    beneficiary_name: beneficiary?.name,
  }
}

/** A row per quarter that lost its cover, per measure of a pledge that lapses soon, per stale contribution, and per series that left out years. */
export function watchRows({ lostCover, lapsing, stale, series }: Report): Cells[] {
  return [
    ...lostCover.flatMap((loss) =>
      loss.quarters.map(({ quarter, needed, before, after, coveredAgain }) => ({
        section: 'lost-cover',
        ...placeCells(loss),
        time: quarter,
        measure: loss.measure,
        needed,
        before,
        now: after,
        state: coveredAgain ? 'covered-again' : 'lost',
        at: loss.at,
      })),
    ),
    ...lapsing.flatMap((pledge) =>
      Object.entries(pledge.outstanding).map(([measure, outstanding]) => ({
        section: 'lapsing',
        ...placeCells(pledge),
        a_id: pledge.id,
        a_title: pledge.title,
        a_provider: pledge.provider.code,
        a_provider_name: pledge.provider.name,
        measure,
        outstanding,
        at: pledge.due,
      })),
    ),
    ...stale.map((one) => ({
      section: 'stale',
      ...placeCells(one),
      a_id: one.id,
      a_title: one.title,
      a_provider: one.provider.code,
      a_provider_name: one.provider.name,
      a_reported_by: one.reportedBy.code,
      a_end: one.end,
      a_status: one.status,
      days_past: one.daysPast,
    })),
    ...(series?.missing ?? []).map((one) => ({
      section: 'series',
      ...placeCells(one),
      time: one.years.join(' '),
      a_title: one.title,
      a_provider: one.provider.code,
      a_provider_name: one.provider.name,
      state: 'missing',
    })),
  ]
}
