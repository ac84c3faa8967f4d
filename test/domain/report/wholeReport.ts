// A report, its groups and its pairs made whole, as a test hands in all that they are made from.
import { buildReport, type ReportInput } from '#domain/report/buildReport.ts'
import { duplicateGroup, outlinedGroups } from '#domain/report/duplicateGroups.ts'
import { shownEntries } from '#domain/report/entries.ts'
import { openPair, outlinedPairs, type PairKind } from '#domain/report/openPairs.ts'
import { countedUsd, type ReportMaterial } from '#domain/report/reportRecord.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Finding } from '#model/finding.ts'
import type { Report } from '#model/report.ts'

export type WholeInput = Omit<ReportInput, 'usdOf'> & { contributions: ReadonlyMap<string, Contribution> }

const usdOf = (contributions: ReadonlyMap<string, Contribution>) =>
  new Map([...contributions].map(([id, contribution]) => [id, countedUsd(contribution)]))

/** The figures are made from findings without their evidence, as they are when a report is published. */
export const wholeReport = ({ contributions, ...input }: WholeInput): Report => {
  const byId = new Map(input.findings.map((finding) => [finding.id, finding]))
  const findings = input.findings.map((finding) => ({ ...finding, evidence: [] }))
  const { report, entries, material } = buildReport({ ...input, findings, usdOf: usdOf(contributions) })
  return { ...report, ...shownEntries(entries, ({ id }) => byId.get(id) as Finding, { ...material, contributions }) }
}

export const duplicateGroups = (findings: readonly Finding[], material: ReportMaterial) =>
  outlinedGroups(findings, material.nodes, usdOf(material.contributions)).map((group) =>
    duplicateGroup(group.findings, material),
  )

export const openPairs = (kind: PairKind, findings: readonly Finding[], material: ReportMaterial) =>
  outlinedPairs(kind, findings, material.nodes).map((finding) => openPair(kind, finding, material))
