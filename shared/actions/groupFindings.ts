// Open duplicates gathered into groups of records that may all be one contribution, each to be decided at once.
import { foldPairs, type FoldedPairs, type FoundPair, type OpenPair } from '#domain/findings/reviewGroups.ts'
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

/** Records of a page that are asked for their other pairs: as many queries at most. */
const mostAsked = 200

/**
 * The other open duplicates among the records of a page that may have cut a group: of a crowd of alike records a page
 * holds some pairs of each, and no two of its records could be told to belong together without the rest.
 */
const pairsBeside = async (
  { store }: Services,
  pairs: readonly FoundPair[],
  { state, minScore = 0 }: Pick<GroupQuery, 'state' | 'minScore'>,
): Promise<OpenPair[]> => {
  const pairsOf = Map.groupBy(
    pairs.flatMap(({ a, b }) => [a, b]),
    (id) => id,
  )
  // A record with one pair here is found by its others, which are many where it stands in a crowd.
  const asked = [...pairsOf].filter(([, { length }]) => length > 1).toSorted(([, x], [, y]) => y.length - x.length)
  const here = new Set(pairs.map(({ finding }) => finding))
  const beside = new Map<string, OpenPair>()
  const read = asked.slice(0, mostAsked).map(async ([id]) => {
    for (const entry of await store.findings.entriesOf(id)) {
      const isAsked = entry.kind === 'duplicate-record' && entry.state === state && entry.score >= minScore
      if (!isAsked || here.has(entry.finding) || !pairsOf.has(entry.other)) continue
      beside.set(entry.finding, { a: id, b: entry.other, score: entry.score })
    }
  })
  await Promise.all(read)
  return [...beside.values()]
}

/**
 * Every open duplicate that the filter selects, each once, in one group: as many as one selection holds a page, what is
 * worth most first. A group with more pairs than that has one line on each page that holds some of them.
 */
export const groupFindings = async (
  services: Services,
  caller: Caller,
  { state = 'open', ...query }: GroupQuery,
): Promise<{ groups: GroupOfFindings[]; next: Position | undefined }> => {
  const { findings, next } = await selectFindings(services, caller, { ...query, state, kind: 'duplicate-record' })
  const byId = new Map(findings.map((finding) => [finding.id, finding]))
  const sides = new Map(findings.flatMap(({ contributions }) => contributions.map((side) => [side.id, side] as const)))
  const pairs = findings.flatMap(pairOf)
  const isWhole = query.after === undefined && next === undefined
  const known = isWhole ? [] : await pairsBeside(services, pairs, { state, minScore: query.minScore })
  const groups = foldPairs(pairs, known).map(({ records, ...folded }) => {
    const inside = folded.findings.flatMap((id) => byId.get(id) ?? [])
    return {
      ...folded,
      contributions: records.flatMap((id) => sides.get(id) ?? []),
      selection: selectionOf(services, caller, inside).selection,
    }
  })
  return { groups, next }
}
