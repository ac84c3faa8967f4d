// Coverage sorted into what is missing, what is enough, what is too much, and what nobody asked for in figures.
import type { CoverageRow, Measure } from '#model/coverage.ts'
import { measures } from '#model/coverage.ts'
import type { Need } from '#model/need.ts'
import type { Report, ReportRow } from '#model/report.ts'
import { toHundredths } from '../decimal.ts'
import { cellKey } from './cellKey.ts'
import { named, namedOrNull } from './names.ts'
import type { Names } from './names.ts'
import { inOrderOf } from './ordering.ts'
import { urgencies, urgencyRank } from './urgency.ts'

/** One measure's coverage by sub-cluster, priority area and beneficiary, as `GET /v1/coverage` answers it; experts in expert-days. */
export interface MeasuredCoverage {
  measure: Measure
  rows: readonly CoverageRow[]
  shared: readonly CoverageRow[]
  unspecified: readonly CoverageRow[]
}

/** Partners already active in a cell, by `cellKey`. */
export type ActivePartners = Readonly<Record<string, readonly string[]>>

type SortedRows = Pick<Report, 'gaps' | 'oversupply' | 'covered' | 'withoutNeed' | 'shared' | 'unspecified'>

/**
 * A row with a need is either in `gaps` (something may be missing of what is arranged) or `covered`; what passes its
 * need stands in `oversupply` as well. Support where no need has an amount is no oversupply: it is `withoutNeed`.
 */
export function sortedRows(
  coverage: readonly MeasuredCoverage[],
  needs: readonly Need[],
  activePartners: ActivePartners,
  names: Names,
): SortedRows {
  const urgencyOf = urgencies(needs)
  const printed = (row: CoverageRow, measure: Measure): ReportRow => {
    const time = row.quarter ?? row.year ?? null
    const active = Object.hasOwn(activePartners, cellKey(row)) ? activePartners[cellKey(row)] : []
    return {
      ...figures(row, measure, time, names),
      ...urgencyOf(row, measure, time),
      activePartners: [...new Set(active)].toSorted().map((code) => named(code, names)),
      couldFill: [],
    }
  }
  const listed = (kind: 'rows' | 'shared' | 'unspecified') =>
    coverage.flatMap((measured) => measured[kind].map((row) => printed(row, measured.measure))).filter(isWorthARow)
  const rows = listed('rows')
  const needed = rows.filter((row) => toHundredths(row.needed) > 0n)
  return {
    gaps: needed.filter(mayBeShort).toSorted(byUrgencyAnd(arrangedGap)),
    oversupply: needed.filter(mayBeTooMuch).toSorted(byCellAnd((row) => toHundredths(row.oversupply?.expected ?? '0'))),
    covered: needed.filter((row) => !mayBeShort(row)).toSorted(byUrgencyAnd(arranged)),
    withoutNeed: rows.filter((row) => toHundredths(row.needed) === 0n).toSorted(byCellAnd(arranged)),
    shared: listed('shared').toSorted(byCellAnd(arranged)),
    unspecified: listed('unspecified').toSorted(byCellAnd(arranged)),
  }
}

/** What is expected to be missing of the need once everything arranged has come, in hundredths. */
export function arrangedGap({ gap }: Pick<ReportRow, 'gap'>): bigint {
  return toHundredths(gap?.arranged.expected ?? '0')
}

function figures(
  row: CoverageRow,
  measure: Measure,
  time: string | null,
  names: Names,
): Omit<ReportRow, keyof ReturnType<ReturnType<typeof urgencies>> | 'activePartners' | 'couldFill'> {
  const needed = row.needed ?? '0.00'
  return {
    subCluster: namedOrNull(row.subCluster, names),
    priorityArea: namedOrNull(row.priorityArea, names),
    beneficiary: namedOrNull(row.beneficiary, names),
    time,
    measure,
    needed,
    announced: row.announced.net.expected,
    arranged: row.arranged.net.expected,
    delivered: row.delivered.net.expected,
    gap: row.gap ?? null,
    oversupply: row.oversupply?.arranged ?? null,
    percentArranged: wholePercent(toHundredths(row.arranged.net.expected), toHundredths(needed)),
  }
}

// Rounded down, so that a need that is not met never reads as 100 per cent.
function wholePercent(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number((part * 100n) / whole)
}

function isWorthARow({ needed, announced }: ReportRow): boolean {
  return toHundredths(needed) > 0n || toHundredths(announced) > 0n
}

function mayBeShort({ gap }: ReportRow): boolean {
  return gap !== null && toHundredths(gap.arranged.high) > 0n
}

function mayBeTooMuch({ oversupply }: ReportRow): boolean {
  return oversupply !== null && toHundredths(oversupply.high) > 0n
}

function arranged(row: ReportRow): bigint {
  return toHundredths(row.arranged)
}

function byUrgencyAnd(amount: (row: ReportRow) => bigint): (a: ReportRow, b: ReportRow) => number {
  return inOrderOf(({ urgency }) => urgencyRank(urgency), ...measureThen(amount))
}

function byCellAnd(amount: (row: ReportRow) => bigint): (a: ReportRow, b: ReportRow) => number {
  return inOrderOf(...measureThen(amount))
}

// Seats and dollars cannot be ranked against each other: money first, then each measure by its own size.
function measureThen(amount: (row: ReportRow) => bigint): ((row: ReportRow) => string | number | bigint)[] {
  return [
    ({ measure }) => measures.indexOf(measure),
    (row) => -amount(row),
    ({ subCluster }) => subCluster?.code ?? '',
    ({ priorityArea }) => priorityArea?.code ?? '',
    ({ beneficiary }) => beneficiary?.code ?? '',
    ({ time }) => time ?? '',
  ]
}
