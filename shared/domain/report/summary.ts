// The few figures that stand at the top of the report.
import { findingKinds } from '#model/finding.ts'
import type { Need } from '#model/need.ts'
import type { Report, ReportRow, ReportSummary } from '#model/report.ts'
import { fromHundredths } from '../decimal.ts'
import { arrangedGap } from './coverageRows.ts'
import type { GroupOutline } from './duplicateGroups.ts'
import type { HeldFinding } from './heldFinding.ts'
import { inOrderOf } from './ordering.ts'

/** What is asked for decisions, before anything is said of it, beside the rows. */
type Body = Pick<Report, 'gaps' | 'covered'> & { decisions: number; duplicates: readonly GroupOutline[] }

/** Counts and sums over what the report lists; a contribution is in one group only, so its money is at risk once. */
export function summary(body: Body, findings: readonly HeldFinding[], needs: readonly Need[]): ReportSummary {
  const open = findings.filter(({ state }) => state === 'open')
  const registered = needs.filter(({ withdrawn }) => !withdrawn)
  const quantified = registered.filter(({ amount }) => amount !== null)
  return {
    openFindings: open.length,
    openByKind: countByKind(open),
    awaitingConfirmation: findings.filter(({ state }) => state === 'awaiting-confirmation').length,
    decisions: body.decisions,
    duplicateGroups: body.duplicates.length,
    usdAtRisk: fromHundredths(body.duplicates.reduce((sum, { usdAtRisk }) => sum + usdAtRisk, 0n)),
    needsQuantified: quantified.length,
    needsUnquantified: registered.length - quantified.length,
    cellsWithNeed: countCells([...body.gaps, ...body.covered]),
    cellsWithGap: countCells(body.gaps.filter((row) => arrangedGap(row) > 0n)),
    largestGap: largestGap(body.gaps),
  }
}

function countByKind(findings: readonly HeldFinding[]): ReportSummary['openByKind'] {
  const count = (wanted: HeldFinding['kind']) => findings.filter(({ kind }) => kind === wanted).length
  const [duplicates, overlaps, clashes, parts, oversupply] = findingKinds
  return {
    [duplicates]: count(duplicates),
    [overlaps]: count(overlaps),
    [clashes]: count(clashes),
    [parts]: count(parts),
    [oversupply]: count(oversupply),
  }
}

// A cell short of both money and seats is one cell.
function countCells(rows: readonly ReportRow[]): number {
  const cells = rows.map(({ subCluster, priorityArea, beneficiary, time }) =>
    [subCluster?.code, priorityArea?.code, beneficiary?.code, time].join('/'),
  )
  return new Set(cells).size
}

function largestGap(gaps: readonly ReportRow[]): ReportRow | null {
  const money = gaps.filter((row) => row.measure === 'usd' && arrangedGap(row) > 0n)
  return money.toSorted(inOrderOf((row) => -arrangedGap(row)))[0] ?? null
}
