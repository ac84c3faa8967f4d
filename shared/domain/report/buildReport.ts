// The duplication and gap report, put together from what the tracker knows at one moment.
import type { UnconvertedAmount } from '#model/money.ts'
import type { Need } from '#model/need.ts'
import type { Edition, Report, ReportTrigger } from '#model/report.ts'
import type { UnconvertedMoney, UnquantifiedNeed } from '#model/reportLists.ts'
import { changesSince, type PreviousReport } from './changes.ts'
import { confirmedNodes } from './confirmedNodes.ts'
import { sortedRows } from './coverageRows.ts'
import type { ActivePartners, MeasuredCoverage } from './coverageRows.ts'
import { decisionCount, entryOutlines, type Outlined, outlinedEntries } from './entries.ts'
import type { HeldFinding } from './heldFinding.ts'
import { named, namedOrNull } from './names.ts'
import type { Names } from './names.ts'
import { isOpen } from './openFinding.ts'
import { inOrderOf } from './ordering.ts'
import type { ReportMaterial } from './reportRecord.ts'
import { decidedSince, disputes } from './settledFindings.ts'
import { summary } from './summary.ts'
import { totals } from './totals.ts'
import { urgencyRank } from './urgency.ts'
import { type Watched, watchLists } from './watchLists.ts'

/** What the report is made of, already filtered to what its edition may show. */
export interface ReportInput {
  id: string
  edition: Edition
  createdAt: string
  trigger: ReportTrigger
  weightsVersion: string
  /** The days that coverage was asked for; null for all. */
  range: Report['range']
  findings: readonly HeldFinding[]
  /** What `announced` counts for the contributions that findings name, in cents; null where no money is known. */
  usdOf: ReadonlyMap<string, bigint | null>
  coverage: readonly MeasuredCoverage[]
  /** Every need in force: the quantified ones say how urgent a cell is, the others are listed. */
  needs: readonly Need[]
  activePartners: ActivePartners
  unconverted: readonly { id: string; title: string; provider: string; amount: UnconvertedAmount }[]
  watched: Watched
  names: Names
  previous: PreviousReport | null
}

/** A report whose long lists are still to be made, and what they are made from. */
export interface OutlinedReport {
  /** Its lists of entries and of open findings are empty. */
  report: Report
  entries: Outlined
  /** All that is open or waits, by id. */
  open: readonly HeldFinding[]
  material: Omit<ReportMaterial, 'contributions'>
}

/**
 * The same input gives the same report, byte for byte, in whatever order its lists come.
 * @throws RangeError if the previous report is of another edition: comparing would tell one audience what only the
 * other may know.
 */
export function buildReport(input: ReportInput): OutlinedReport {
  const { id, edition, createdAt, trigger, weightsVersion, range, needs, names } = input
  const previous = input.previous?.report ?? null
  if (previous && previous.edition !== edition)
    throw new RangeError(`A ${edition} report cannot be compared with a ${previous.edition} one.`)
  const findings = input.findings.toSorted(inOrderOf((finding) => finding.id))
  const since = previous?.createdAt ?? null
  const nodes = confirmedNodes(findings)
  const entries = outlinedEntries(findings, nodes, input.usdOf)
  const rows = sortedRows(input.coverage, needs, input.activePartners, names)
  const report: Report = {
    id,
    edition,
    createdAt,
    trigger,
    previous: previous && { id: previous.id, createdAt: previous.createdAt },
    weightsVersion,
    range,
    summary: summary({ decisions: decisionCount(entries), duplicates: entries.duplicates, ...rows }, findings, needs),
    duplicates: [],
    partOf: [],
    overlaps: [],
    clashes: [],
    decided: decidedSince(findings, since),
    ...rows,
    totals: totals(input.coverage),
    unquantifiedNeeds: unquantifiedNeeds(needs, names),
    unconverted: unconverted(input),
    ...watchLists(input.watched, createdAt.slice(0, 10), names),
    disputes: disputes(findings, since, decisionNumbers(entries), names),
    changes: changesSince(input.previous, findings, { ...rows, range }),
    findings: [],
  }
  const material = { nodes, names, earlier: input.previous?.earlier ?? null }
  return { report, entries, open: findings.filter(isOpen), material }
}

/** How the report names a finding that is open: the next one asks only for this, and for its id. */
export function listedFinding({ id, kind, state }: HeldFinding): Report['findings'][number] {
  return { id, kind, state }
}

/** Of those that somebody has answered to: no other is looked up. */
function decisionNumbers(entries: Outlined): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  for (const { decision, findings } of entryOutlines(entries))
    for (const { id, disputes: answers } of findings) if (answers.length > 0) numbers.set(id, decision)
  return numbers
}

function unquantifiedNeeds(needs: readonly Need[], names: Names): UnquantifiedNeed[] {
  return needs
    .filter(({ amount, withdrawn }) => amount === null && !withdrawn)
    .toSorted(
      inOrderOf(
        ({ urgency }) => urgencyRank(urgency),
        ({ subCluster }) => subCluster ?? '',
        ({ priorityArea }) => priorityArea ?? '',
        ({ title }) => title,
        ({ id }) => id,
      ),
    )
    .map(({ id, title, subCluster, priorityArea, beneficiary, measure, urgency, period, source }) => ({
      id,
      title,
      subCluster: namedOrNull(subCluster, names),
      priorityArea: namedOrNull(priorityArea, names),
      beneficiary: named(beneficiary, names),
      measure,
      urgency,
      period,
      source,
    }))
}

function unconverted({ unconverted: sums, names }: ReportInput): UnconvertedMoney[] {
  return sums
    .toSorted(
      inOrderOf(
        ({ provider }) => provider,
        ({ id }) => id,
        ({ amount }) => `${amount.transaction ?? ''} ${amount.currency}`,
      ),
    )
    .map(({ id, title, provider, amount: { transaction, ...money } }) => ({
      id,
      title,
      provider: named(provider, names),
      money,
      transaction,
    }))
}
