// The duplication and gap report, put together from what the tracker knows at one moment.
import type { Finding } from '#model/finding.ts'
import type { UnconvertedAmount } from '#model/money.ts'
import type { Need } from '#model/need.ts'
import type { Edition, Report, ReportTrigger } from '#model/report.ts'
import type { UnconvertedMoney, UnquantifiedNeed } from '#model/reportLists.ts'
import { changesSince } from './changes.ts'
import { confirmedNodes } from './confirmedNodes.ts'
import { sortedRows } from './coverageRows.ts'
import type { ActivePartners, MeasuredCoverage } from './coverageRows.ts'
import { type EntryOutline, outlinedEntries } from './entries.ts'
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
  /** Their evidence may be left out: nothing here reads it. */
  findings: readonly Finding[]
  /** What `announced` counts for the contributions that findings name, in cents; null where no money is known. */
  usdOf: ReadonlyMap<string, bigint | null>
  coverage: readonly MeasuredCoverage[]
  /** Every need in force: the quantified ones say how urgent a cell is, the others are listed. */
  needs: readonly Need[]
  activePartners: ActivePartners
  unconverted: readonly { id: string; title: string; provider: string; amount: UnconvertedAmount }[]
  watched: Watched
  names: Names
  previous: Report | null
}

/** A report whose entries are still to be shown, and what they are shown from. */
export interface OutlinedReport {
  /** Its lists of entries are empty. */
  report: Report
  entries: EntryOutline[]
  material: Omit<ReportMaterial, 'contributions'>
}

/**
 * The same input gives the same report, byte for byte, in whatever order its lists come.
 * @throws RangeError if the previous report is of another edition: comparing would tell one audience what only the
 * other may know.
 */
export function buildReport(input: ReportInput): OutlinedReport {
  const { id, edition, createdAt, trigger, weightsVersion, range, needs, names, previous } = input
  if (previous && previous.edition !== edition)
    throw new RangeError(`A ${edition} report cannot be compared with a ${previous.edition} one.`)
  const findings = input.findings.toSorted(inOrderOf((finding) => finding.id))
  const since = previous?.createdAt ?? null
  const nodes = confirmedNodes(findings)
  const { entries, duplicates } = outlinedEntries(findings, nodes, input.usdOf)
  const rows = sortedRows(input.coverage, needs, input.activePartners, names)
  const report: Report = {
    id,
    edition,
    createdAt,
    trigger,
    previous: previous && { id: previous.id, createdAt: previous.createdAt },
    weightsVersion,
    range,
    summary: summary({ decisions: entries.length, duplicates, ...rows }, findings, needs),
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
    changes: changesSince(previous, findings, { ...rows, range }),
    findings: findings.filter(isOpen).map((finding) => ({ id: finding.id, kind: finding.kind, state: finding.state })),
  }
  const previousFindings = previous && new Set(previous.findings.map((finding) => finding.id))
  return { report, entries, material: { nodes, names, previousFindings } }
}

function decisionNumbers(entries: readonly EntryOutline[]): ReadonlyMap<string, number> {
  return new Map(entries.flatMap(({ decision, findings }) => findings.map(({ id }) => [id, decision])))
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
