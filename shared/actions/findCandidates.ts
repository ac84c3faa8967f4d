// Who could be the same: the bounded search that check, submit and the stream share.
import { blockingKeys } from '#domain/matching/blockingKeys.ts'
import { type MatchRecord, matchRecordOf } from '#domain/matching/matchRecord.ts'
import { type PairScore, scorePair } from '#domain/matching/scorePair.ts'
import { shownEvidence } from '#domain/matching/shownEvidence.ts'
import { leastLikeness, likeness, sketchOf } from '#domain/matching/sketch.ts'
import { usdAtRisk } from '#domain/matching/usdAtRisk.ts'
import { weightsVersion } from '#domain/matching/weights.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Detected } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import type { Write } from '#store/table.ts'

/** How far a search for candidates goes: what it costs does not depend on how much is stored. */
export interface Search {
  /** Candidates that are read and compared at most, the likeliest first. */
  most: number
  consistent: boolean
}

/** Before a write: the likeliest few, as the table showed them a moment ago. The stream looks further afterwards. */
export const glance: Search = { most: 6, consistent: false }
/** After it, by the stream: all that is worth a comparison, as it stands. */
export const thorough: Search = { most: 24, consistent: true }

/** Below this a pair is not worth a coordinator's time. */
export const findingThreshold = 0.5

export interface ScoredPair extends PairScore {
  other: Contribution
}

/** A shared blocking key weighs this much against a point of likeness. */
const pointsPerKey = 0.25

/** The contributions that share blocking keys with a record and look alike in outline, the likeliest first. */
const candidateIds = async ({ store }: Services, record: MatchRecord, { most }: Search): Promise<string[]> => {
  const sketch = sketchOf(record)
  const blocks = await Promise.all(blockingKeys(record).map(store.blocks.entries))
  const points = new Map<string, number>()
  for (const { id, sketch: other } of blocks.flat()) {
    if (id === record.id) continue
    const standing = points.get(id) ?? likeness(sketch, other)
    if (standing >= leastLikeness) points.set(id, standing + pointsPerKey)
  }
  return [...points]
    .toSorted(([idA, a], [idB, b]) => b - a || (idA < idB ? 1 : -1))
    .slice(0, most)
    .map(([id]) => id)
}

/** Scores a contribution against given others, and says which kinds of likeness pass the threshold. */
export const scoreAgainst = (contribution: Contribution, others: Iterable<Contribution>): ScoredPair[] => {
  const record = matchRecordOf(contribution)
  return [...others]
    .filter((other) => !other.withdrawn && other.id !== contribution.id)
    .flatMap((other) => scorePair(record, matchRecordOf(other)).map((score) => ({ ...score, other })))
    .filter(({ score }) => score >= findingThreshold)
    .toSorted((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1))
}

/** A bounded number of Query calls and at most `search.most` reads. */
export const findCandidates = async (
  services: Services,
  contribution: Contribution,
  search: Search,
): Promise<Contribution[]> => {
  const ids = await candidateIds(services, matchRecordOf(contribution), search)
  return [...(await services.store.contributions.getAll(ids, search.consistent)).values()]
}

/** What is said of a pair before it is a stored finding: the evidence reads from `contribution` to `other`. */
export const detectedOf = (contribution: Contribution, { kind, score, evidence, other }: ScoredPair): Detected => ({
  kind,
  score,
  contributions: [{ id: other.id, title: other.title, provider: other.provider, revision: other.revision }],
  evidence: evidence.map((line) => shownEvidence(line, 'en')),
  usdAtRisk: usdAtRisk(matchRecordOf(contribution), matchRecordOf(other)),
  weightsVersion,
})

const blocksOf = (contribution: Contribution | null): { keys: string[]; sketch: string } => {
  if (!contribution || contribution.withdrawn) return { keys: [], sketch: '' }
  const record = matchRecordOf(contribution)
  return { keys: blockingKeys(record), sketch: sketchOf(record) }
}

/**
 * The writes that bring a contribution's blocking keys up to date, in its own transaction; a withdrawn one has none.
 * An entry that stays as it is costs nothing.
 */
export const blockWrites = ({ store }: Services, before: Contribution | null, after: Contribution): Write[] => {
  const [old, next] = [blocksOf(before), blocksOf(after)]
  const kept = new Set(old.sketch === next.sketch ? next.keys.filter((key) => old.keys.includes(key)) : [])
  const moved = (keys: string[]): string[] => keys.filter((key) => !kept.has(key))
  return store.blocks.moveWrites(after.id, moved(old.keys), moved(next.keys), next.sketch)
}
