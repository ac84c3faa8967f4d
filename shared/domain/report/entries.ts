// What the report asks decisions for: outlined from all findings, and shown in full a few at a time.
import { type EntryList, entryLists, type ReportEntries } from '#model/report.ts'
import type { ConfirmedNodes } from './confirmedNodes.ts'
import { duplicateGroup, type GroupOutline, outlinedGroups } from './duplicateGroups.ts'
import type { HeldFinding, ShownFinding } from './heldFinding.ts'
import { openPair, outlinedPairs, type PairKind } from './openPairs.ts'
import type { ReportMaterial } from './reportRecord.ts'

/** One number of the report, with the findings that it is about. */
export interface EntryOutline {
  list: EntryList
  decision: number
  findings: readonly HeldFinding[]
}

/** Every entry in the order of its list; each is a finding of those that are held, or a group of them. */
export interface Outlined extends Record<PairList, readonly HeldFinding[]> {
  duplicates: readonly GroupOutline[]
}

type PairList = Exclude<EntryList, 'duplicates'>

const kindOf = {
  partOf: 'part-of',
  overlaps: 'overlapping-effort',
  clashes: 'schedule-clash',
} as const satisfies Record<PairList, PairKind>

/** Needs nothing of a finding but who is in it and how it stands: its evidence may be left out. */
export function outlinedEntries(
  findings: readonly HeldFinding[],
  nodes: ConfirmedNodes,
  usdOf: ReadonlyMap<string, bigint | null>,
): Outlined {
  const pairs = (list: PairList) => outlinedPairs(kindOf[list], findings, nodes)
  return {
    duplicates: outlinedGroups(findings, nodes, usdOf),
    partOf: pairs('partOf'),
    overlaps: pairs('overlaps'),
    clashes: pairs('clashes'),
  }
}

/** How many numbers there are. */
export function decisionCount(outlined: Outlined): number {
  return entryLists.reduce((sum, list) => sum + outlined[list].length, 0)
}

/**
 * The entries of one list, or of all. One numbering through all kinds: in the meeting, on the page and in the sheet,
 * decision 7 is decision 7. They are made as they are asked for, since there may be a million.
 */
export function* entryOutlines(outlined: Outlined, only?: EntryList): Generator<EntryOutline> {
  let decision = 0
  for (const list of entryLists) {
    if (only !== undefined && list !== only) {
      decision += outlined[list].length
      continue
    }
    for (const one of outlined[list])
      yield { list, decision: (decision += 1), findings: 'findings' in one ? one.findings : [one] }
  }
}

/** Some entries as the report shows them; `evidenced` gives a finding with its evidence. */
export function shownEntries(
  outlines: readonly EntryOutline[],
  evidenced: (finding: HeldFinding) => ShownFinding,
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
