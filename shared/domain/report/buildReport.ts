// The duplication and gap report, put together from what the tracker knows at one moment.
import type { Contribution } from '#model/contribution.ts'
import type { Finding } from '#model/finding.ts'
import type { UnconvertedAmount } from '#model/money.ts'
import type { Need } from '#model/need.ts'
import type { Edition, Report, ReportTrigger } from '#model/report.ts'
import type { UnconvertedMoney, UnquantifiedNeed } from '#model/reportLists.ts'
import { changesSince } from './changes.ts'
import { confirmedNodes } from './confirmedNodes.ts'
import { sortedRows } from './coverageRows.ts'
import type { ActivePartners, MeasuredCoverage } from './coverageRows.ts'
import { duplicateGroups } from './duplicateGroups.ts'
import { named, namedOrNull } from './names.ts'
import type { Names } from './names.ts'
import { openPairs } from './openPairs.ts'
import { isOpen } from './openFinding.ts'
import { inOrderOf } from './ordering.ts'
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
  findings: readonly Finding[]
  contributions: ReadonlyMap<string, Contribution>
  coverage: readonly MeasuredCoverage[]
  /** Every need in force: the quantified ones say how urgent a cell is, the others are listed. */
  needs: readonly Need[]
  activePartners: ActivePartners
  unconverted: readonly { id: string; title: string; provider: string; amount: UnconvertedAmount }[]
  watched: Watched
  names: Names
  previous: Report | null
}

/**
 * The same input gives the same report, byte for byte, in whatever order its lists come.
 * @throws RangeError if the previous report is of another edition: comparing would tell one audience what only the
 * other may know.
 */
export function buildReport(input: ReportInput): Report {
  const { id, edition, createdAt, trigger, weightsVersion, range, needs, names, previous } = input
  if (previous && previous.edition !== edition)
    throw new RangeError(`A ${edition} report cannot be compared with a ${previous.edition} one.`)
  const findings = input.findings.toSorted(inOrderOf((finding) => finding.id))
  const since = previous?.createdAt ?? null
  const entries = numberedEntries(input, findings)
  const rows = sortedRows(input.coverage, needs, input.activePartners, names)
  return {
    id,
    edition,
    createdAt,
    trigger,
    previous: previous && { id: previous.id, createdAt: previous.createdAt },
    weightsVersion,
    range,
    summary: summary({ ...entries, ...rows }, findings, needs),
    ...entries,
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
}

type Entries = Pick<Report, 'duplicates' | 'partOf' | 'overlaps' | 'clashes'>

// One numbering through all kinds: in the meeting, on the page and in the sheet, decision 7 is decision 7.
function numberedEntries({ contributions, names, previous }: ReportInput, findings: readonly Finding[]): Entries {
  const material = {
    contributions,
    names,
    nodes: confirmedNodes(findings),
    previousFindings: previous && new Set(previous.findings.map(({ id }) => id)),
  }
  let last = 0
  const numbered = <T>(entries: readonly T[]) => entries.map((entry) => ({ decision: ++last, ...entry }))
  return {
    duplicates: numbered(duplicateGroups(findings, material)),
    partOf: numbered(openPairs('part-of', findings, material)),
    overlaps: numbered(openPairs('overlapping-effort', findings, material)),
    clashes: numbered(openPairs('schedule-clash', findings, material)),
  }
}

function decisionNumbers({ duplicates, partOf, overlaps, clashes }: Entries): ReadonlyMap<string, number> {
  const grouped = duplicates.flatMap(({ decision, pairs }) => pairs.map(({ finding }) => ({ finding, decision })))
  return new Map([...grouped, ...partOf, ...overlaps, ...clashes].map(({ finding, decision }) => [finding, decision]))
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
