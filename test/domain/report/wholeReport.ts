// A report, its groups and its pairs made whole, as a test hands in all that they are made from.
import { buildReport, listedFinding, type ReportInput } from '#domain/report/buildReport.ts'
import { duplicateGroup, outlinedGroups } from '#domain/report/duplicateGroups.ts'
import { earlierFindings } from '#domain/report/earlierFindings.ts'
import { entryOutlines, shownEntries } from '#domain/report/entries.ts'
import { findingHolder } from '#domain/report/heldFinding.ts'
import { openPair, outlinedPairs, type PairKind } from '#domain/report/openPairs.ts'
import { countedUsd, type ReportMaterial } from '#domain/report/reportRecord.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Finding } from '#model/finding.ts'
import type { Report } from '#model/report.ts'

export type WholeInput = Omit<ReportInput, 'usdOf' | 'findings' | 'previous'> & {
  findings: readonly Finding[]
  contributions: ReadonlyMap<string, Contribution>
  previous: Report | null
}

const usdOf = (contributions: ReadonlyMap<string, Contribution>) =>
  new Map([...contributions].map(([id, contribution]) => [id, countedUsd(contribution)]))

/** The figures are made from findings as they are held when a report is published. */
export const wholeReport = ({ contributions, previous, ...input }: WholeInput): Report => {
  const byId = new Map(input.findings.map((finding) => [finding.id, finding]))
  const findings = input.findings.map(findingHolder())
  const named = previous?.findings.map(({ id }) => id) ?? []
  const { report, entries, open, material } = buildReport({
    ...input,
    findings,
    usdOf: usdOf(contributions),
    previous: previous && { report: previous, earlier: earlierFindings(named, findings) },
  })
  const shown = shownEntries([...entryOutlines(entries)], ({ id }) => byId.get(id) as Finding, {
    ...material,
    contributions,
  })
  return { ...report, ...shown, findings: open.map(listedFinding) }
}

export const duplicateGroups = (findings: readonly Finding[], material: ReportMaterial) =>
  outlinedGroups(findings, material.nodes, usdOf(material.contributions)).map((group) =>
    duplicateGroup(group.findings as readonly Finding[], material),
  )

export const openPairs = (kind: PairKind, findings: readonly Finding[], material: ReportMaterial) =>
  outlinedPairs(kind, findings, material.nodes).map((finding) => openPair(kind, finding as Finding, material))
