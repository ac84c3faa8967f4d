// Open duplicates gathered into groups of records that may all be one contribution, each to be decided at once.
import { foldPairs, type FoldedPairs, type FoundPair } from '#domain/findings/reviewGroups.ts'
import type { Caller } from '#model/caller.ts'
import type { Finding } from '#model/finding.ts'
import type { SealedSelection } from '#model/selection.ts'
import type { Services } from '#runtime/services.ts'
import { type FindingFilter, type SelectedFinding, selectFindings } from './listFindings.ts'
import type { Position } from './readOn.ts'
import { selectionOf } from './sayOnSelection.ts'

export interface GroupQuery extends Omit<FindingFilter, 'kind'> {
  state?: 'open' | 'awaiting-confirmation' | undefined
  after?: Position | undefined
}

export type GroupOfFindings = Omit<FoldedPairs, 'records'> & {
  contributions: Finding['contributions']
  selection: SealedSelection | null
}

const pairOf = ({ id, score, usdAtRisk, contributions: [a, b] }: SelectedFinding): FoundPair[] =>
  a && b ? [{ a: a.id, b: b.id, score, usdAtRisk, finding: id }] : []

/**
 * Every open duplicate that the filter selects, in one group: as many as one selection holds, what is worth most first.
 * Those further down the list are in the groups of the next page, so that a group may come in two parts.
 */
export const groupFindings = async (
  services: Services,
  caller: Caller,
  { state = 'open', ...query }: GroupQuery,
): Promise<{ groups: GroupOfFindings[]; next: Position | undefined }> => {
  const { findings, next } = await selectFindings(services, caller, { ...query, state, kind: 'duplicate-record' })
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  const sides = new Map(findings.flatMap(({ contributions }) => contributions.map((side) => [side.id, side] as const)))
  const groups = foldPairs(findings.flatMap(pairOf)).map(({ records, ...folded }) => {
    const inside = folded.findings.flatMap((id) => byId.get(id) ?? [])
    return {
      ...folded,
      contributions: records.flatMap((id) => sides.get(id) ?? []),
      selection: selectionOf(services, caller, inside).selection,
    }
  })
  return { groups, next }
}
