// Open duplicate-record pairs gathered into groups of records that may all be one contribution.
import type { DuplicateGroup, DuplicatePair, ReportRecord } from '#model/report.ts'
import { components } from '../components.ts'
import { fromHundredths, toHundredths } from '../decimal.ts'
import { countedTwice } from '../matching/usdAtRisk.ts'
import type { ConfirmedNodes } from './confirmedNodes.ts'
import type { HeldFinding, ShownFinding } from './heldFinding.ts'
import { isOpen, openFinding } from './openFinding.ts'
import { inOrderOf } from './ordering.ts'
import { reportRecord } from './reportRecord.ts'
import type { ReportMaterial } from './reportRecord.ts'
import { suggestedSurvivor } from './suggestedSurvivor.ts'

type Group = Omit<DuplicateGroup, 'decision'>

/** A group before anything is said of its records; `usdAtRisk` in cents. */
export interface GroupOutline {
  findings: readonly HeldFinding[]
  usdAtRisk: bigint
}

/**
 * The connected components over open and unconfirmed duplicate-record pairs, the most money first. Records already
 * confirmed to be one count once, as their survivor; a pair inside such a node has nothing left to decide.
 */
export function outlinedGroups(
  findings: readonly HeldFinding[],
  { survivorOf }: ConfirmedNodes,
  usdOf: ReadonlyMap<string, bigint | null>,
): GroupOutline[] {
  const open = findings
    .filter((finding) => finding.kind === 'duplicate-record' && isOpen(finding))
    .filter(({ contributions }) => new Set(contributions.map(({ id }) => survivorOf(id))).size > 1)
  const rootOf = components(open.map(({ contributions }) => contributions.map(({ id }) => survivorOf(id))))
  const byRoot = Map.groupBy(open, ({ contributions: [first] }) => rootOf(survivorOf(first?.id ?? '')))
  return [...byRoot.values()]
    .map((pairs) => {
      const records = [...new Set(pairs.flatMap(({ contributions }) => contributions.map(({ id }) => survivorOf(id))))]
      return {
        findings: pairs,
        usdAtRisk: countedTwice(records.flatMap((id) => usdOf.get(id) ?? [])),
        score: Math.max(...pairs.map(({ score }) => score)),
        key: records.toSorted()[0] ?? '',
      }
    })
    .toSorted(
      inOrderOf(
        ({ usdAtRisk }) => -usdAtRisk,
        ({ score }) => -score,
        ({ key }) => key,
      ),
    )
    .map(({ findings: pairs, usdAtRisk }) => ({ findings: pairs, usdAtRisk }))
}

/** A group as it is shown, made from its findings in full and the contributions that they name. */
export function duplicateGroup(findings: readonly ShownFinding[], material: ReportMaterial): Group {
  const records = recordsOf(findings, material)
  const amounts = records.flatMap(({ usd }) => (usd === null ? [] : [toHundredths(usd)]))
  const pairs = findings
    .map((finding) => pair(finding, material))
    .toSorted(
      inOrderOf(
        ({ score }) => -score,
        ({ finding }) => finding,
      ),
    )
  const contributions = records.flatMap(({ id }) => material.contributions.get(id) ?? [])
  return {
    key: records.map(({ id }) => id).toSorted()[0] ?? '',
    score: Math.max(...pairs.map(({ score }) => score)),
    records,
    pairs,
    usdAtRisk: fromHundredths(countedTwice(amounts)),
    recordsWithoutUsd: records.length - amounts.length,
    suggestedSurvivor: suggestedSurvivor(contributions),
    question: question(records.length, pairs),
  }
}

function recordsOf(findings: readonly ShownFinding[], material: ReportMaterial): ReportRecord[] {
  const sides = findings.flatMap(({ contributions }) => contributions)
  const byId = new Map(sides.map((side) => reportRecord(side, material)).map((record) => [record.id, record]))
  return [...byId.values()].toSorted(
    inOrderOf(
      ({ usd }) => (usd === null ? 1n : -toHundredths(usd)),
      ({ id }) => id,
    ),
  )
}

function pair(finding: ShownFinding, { nodes, earlier }: ReportMaterial): DuplicatePair {
  const contributions = [...new Set(finding.contributions.map(({ id }) => nodes.survivorOf(id)))].toSorted()
  return { ...openFinding(finding, earlier), contributions }
}

function question(records: number, pairs: readonly DuplicatePair[]): string {
  if (pairs.every(({ awaiting }) => awaiting !== null))
    return 'One coordinator has decided. A second one confirms the verdict or refuses it.'
  return records === 2
    ? 'Do these two records describe one contribution? If so, which one stays?'
    : `Which of these ${records} records describe one contribution, and which one stays?`
}
