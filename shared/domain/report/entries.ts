// What the report asks decisions for: outlined from all findings, and shown in full a few at a time.
import type { Finding } from '#model/finding.ts'
import type { EntryList, ReportEntries } from '#model/report.ts'
import type { ConfirmedNodes } from './confirmedNodes.ts'
import { duplicateGroup, type GroupOutline, outlinedGroups } from './duplicateGroups.ts'
import { openPair, outlinedPairs, type PairKind } from './openPairs.ts'
import type { ReportMaterial } from './reportRecord.ts'

/** One number of the report, with the findings that it is about. */
export interface EntryOutline {
  list: EntryList
  decision: number
  findings: readonly Finding[]
}

export interface Outlined {
  /** In the order of their numbers. */
  entries: EntryOutline[]
  duplicates: GroupOutline[]
}

const kindOf = {
  partOf: 'part-of',
  overlaps: 'overlapping-effort',
  clashes: 'schedule-clash',
} as const satisfies Record<Exclude<EntryList, 'duplicates'>, PairKind>

/** Needs nothing of a finding but who is in it and how it stands: its evidence may be left out. */
export function outlinedEntries(
  findings: readonly Finding[],
  nodes: ConfirmedNodes,
  usdOf: ReadonlyMap<string, bigint | null>,
): Outlined {
  const duplicates = outlinedGroups(findings, nodes, usdOf)
  const pairs = (list: keyof typeof kindOf) =>
    outlinedPairs(kindOf[list], findings, nodes).map((finding) => ({ list, findings: [finding] }))
  // One numbering through all kinds: in the meeting, on the page and in the sheet, decision 7 is decision 7.
  const entries = [
    ...duplicates.map((group) => ({ list: 'duplicates' as const, findings: group.findings })),
    ...pairs('partOf'),
    ...pairs('overlaps'),
    ...pairs('clashes'),
  ].map((entry, at): EntryOutline => ({ ...entry, decision: at + 1 }))
  return { entries, duplicates }
}

/** Some entries as the report shows them; `evidenced` gives a finding with its evidence. */
export function shownEntries(
  outlines: readonly EntryOutline[],
  evidenced: (finding: Finding) => Finding,
  material: ReportMaterial,
): ReportEntries {
  const shown: ReportEntries = { duplicates: [], partOf: [], overlaps: [], clashes: [] }
  for (const { list, decision, findings } of outlines) {
    const full = findings.map(evidenced)
    if (list === 'duplicates') shown.duplicates.push({ decision, ...duplicateGroup(full, material) })
    else for (const one of full) shown[list].push({ decision, ...openPair(kindOf[list], one, material) })
  }
  return shown
}
