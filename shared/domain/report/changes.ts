// What changed since the previous report: findings that came, went or came back, and gaps that moved.
import type { GapCause, OpenedOrClosedGap, Report, ReportChanges, ReportRow } from '#model/report.ts'
import { fromHundredths, toHundredths } from '../decimal.ts'
import { rowKey } from './cellKey.ts'
import { arrangedGap } from './coverageRows.ts'
import type { EarlierFindings } from './earlierFindings.ts'
import type { HeldFinding } from './heldFinding.ts'
import { isOpen, isReturn } from './openFinding.ts'
import { inOrderOf } from './ordering.ts'

type FindingChanges = Pick<ReportChanges, 'newFindings' | 'reopened' | 'resolved' | 'noLongerListed'>
type GapChanges = Pick<ReportChanges, 'gapsComparable' | 'gapsOpened' | 'gapsClosed' | 'gapsMoved'>
/** Its own list of findings is not read: what it called open is in `earlier`. */
export interface PreviousReport {
  report: Report
  earlier: EarlierFindings
}

type Rows = Pick<Report, 'gaps' | 'covered' | 'range'>

/** Null when there is no previous report to compare with. */
export function changesSince(
  previous: PreviousReport | null,
  findings: readonly HeldFinding[],
  rows: Rows,
): ReportChanges | null {
  if (previous === null) return null
  const { report, earlier } = previous
  return {
    usdAtRiskBefore: report.summary.usdAtRisk,
    ...findingChanges(earlier, findings),
    ...gapChanges(report, rows),
  }
}

/**
 * A finding that the previous report named and this one was not given (a side became confidential, say) is counted
 * and not named: this edition no longer knows it.
 */
function findingChanges(earlier: EarlierFindings, findings: readonly HeldFinding[]): FindingChanges {
  const ordered = findings.toSorted(
    inOrderOf(
      ({ kind }) => kind,
      ({ score }) => -score,
      ({ id }) => id,
    ),
  )
  const appeared = ordered.filter((finding) => isOpen(finding) && !earlier.wasOpen(finding.id))
  const settled = ordered.filter((finding) => !isOpen(finding) && earlier.wasOpen(finding.id))
  return {
    newFindings: appeared.filter((finding) => !isReturn(finding)).map(listed),
    reopened: appeared
      .filter(isReturn)
      .map((finding) => ({ ...listed(finding), because: finding.reopenedBecause ?? [] })),
    resolved: settled.map((finding) => ({ ...listed(finding), outcome: outcome(finding) })),
    noLongerListed: earlier.noLongerGiven,
  }
}

function listed({ id, kind, contributions }: HeldFinding): ReportChanges['newFindings'][number] {
  return { finding: id, kind, titles: contributions.map(({ title }) => title) }
}

function outcome({ state, decisions }: HeldFinding): ReportChanges['resolved'][number]['outcome'] {
  return state === 'gone' ? 'gone' : (decisions.at(-1)?.verdict ?? 'gone')
}

function gapChanges(previous: Report, rows: Rows): GapChanges {
  const gapsComparable = previous.range?.from === rows.range?.from && previous.range?.to === rows.range?.to
  if (!gapsComparable) return { gapsComparable, gapsOpened: [], gapsClosed: [], gapsMoved: [] }
  const before = neededRows(previous)
  const now = neededRows(rows)
  const gapBefore = (row: ReportRow) => gapIn(before, row)
  const short = rows.gaps.filter((row) => arrangedGap(row) > 0n)
  const opened = short.filter((row) => gapBefore(row) === 0n)
  const closed = previous.gaps.filter((row) => arrangedGap(row) > 0n && gapIn(now, row) === 0n)
  const moved = short.filter((row) => gapBefore(row) > 0n && gapBefore(row) !== arrangedGap(row))
  return {
    gapsComparable,
    gapsOpened: opened.map((row) => ({ ...moveOf(row, 0n, arrangedGap(row)), cause: openedBy(row, before) })),
    gapsClosed: closed.map((row) => ({ ...moveOf(row, arrangedGap(row), 0n), cause: closedBy(row, now) })),
    gapsMoved: moved.map((row) => moveOf(row, gapBefore(row), arrangedGap(row))),
  }
}

type RowsByKey = ReadonlyMap<string, ReportRow>

function neededRows({ gaps, covered }: Pick<Report, 'gaps' | 'covered'>): RowsByKey {
  return new Map([...gaps, ...covered].map((row) => [keyOf(row), row]))
}

function gapIn(rows: RowsByKey, row: ReportRow): bigint {
  const same = rows.get(keyOf(row))
  return same ? arrangedGap(same) : 0n
}

// Cover that still meets the old need was not lost: then it is the need that grew.
function openedBy(row: ReportRow, before: RowsByKey): GapCause {
  const old = before.get(keyOf(row))
  if (!old) return 'need-registered'
  return toHundredths(row.arranged) < toHundredths(old.needed) ? 'cover-lost' : 'need-raised'
}

function closedBy(old: ReportRow, now: RowsByKey): GapCause {
  const row = now.get(keyOf(old))
  if (!row) return 'need-withdrawn'
  return toHundredths(row.arranged) < toHundredths(old.needed) ? 'need-lowered' : 'covered'
}

function moveOf(row: ReportRow, from: bigint, to: bigint): Omit<OpenedOrClosedGap, 'cause'> {
  const { subCluster, priorityArea, beneficiary, time, measure } = row
  return { subCluster, priorityArea, beneficiary, time, measure, from: fromHundredths(from), to: fromHundredths(to) }
}

function keyOf({ subCluster, priorityArea, beneficiary, measure, time }: ReportRow): string {
  const codes = {
    subCluster: subCluster?.code,
    priorityArea: priorityArea?.code,
    beneficiary: beneficiary?.code,
  }
  return rowKey(codes, measure, time)
}
