// Who could be the same: the bounded search that check, submit and the stream share.
import { dayFromNumber } from '#domain/days.ts'
import { blockingKeys } from '#domain/matching/blockingKeys.ts'
import { pointsPerKey, widestLook } from '#domain/matching/findMatches.ts'
import { isLookAlike, isNearer, mostLookAlikes, placesTaken, rankOf, type Reach } from '#domain/matching/likeliest.ts'
import { type MatchRecord, matchRecordOf } from '#domain/matching/matchRecord.ts'
import { neighbourhoodOf } from '#domain/matching/neighbourhood.ts'
import type { PairScore } from '#domain/matching/scorePair.ts'
import { inEnglish } from '#domain/matching/evidenceStrength.ts'
import { leastLikeness, likeness, sketchOf } from '#domain/matching/sketch.ts'
import { usdAtRisk } from '#domain/matching/usdAtRisk.ts'
import { weightsVersion } from '#domain/matching/weights.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Detected } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import type { Entered } from '#store/blocks.ts'
import type { Write } from '#store/table.ts'

/** How far a search for candidates goes: what it costs does not depend on how much is stored. */
export interface Search {
  /** Who searches, as the metrics say it. */
  by: 'check' | 'stream'
  /** How much points count for a place in the list. */
  rankOf: (points: number) => number
  /** Of others in order of their ranks, how many are read and compared. */
  placesTaken: (ranks: readonly number[]) => number
  /** Entries of a block that are looked at on each side of the record's own place. */
  widest: number
  /** Who looks less alike in outline has no place, however many there are. */
  leastLikeness: number
  consistent: boolean
}

const mostGlanced = 6

/** With the record's own entry and the one that tells of more, 16 of at most 242 bytes: half a unit, however full the block. */
const widestGlance = 14

/**
 * Before a write: the likeliest few, as the table showed them a moment ago. The stream looks further afterwards. The six
 * are read however little alike they look, so that a check costs the same in a small register as in a large one.
 */
export const glance: Search = {
  by: 'check',
  rankOf: (points) => points,
  placesTaken: ({ length }) => Math.min(length, mostGlanced),
  widest: widestGlance,
  leastLikeness: Number.NEGATIVE_INFINITY,
  consistent: false,
}
/** After it, by the stream: as many as the offline matcher compares, as they stand. */
export const thorough: Search = {
  by: 'stream',
  rankOf,
  placesTaken,
  widest: widestLook,
  leastLikeness,
  consistent: true,
}

/** Below this a pair is not worth a coordinator's time. */
export const findingThreshold = 0.5

export interface ScoredPair extends PairScore {
  other: Contribution
}

const enteredAs = (record: MatchRecord): Entered => ({
  id: record.id,
  start: dayFromNumber(record.start ?? 0),
  keys: blockingKeys(record),
  sketch: sketchOf(record),
})

/** What a search found, by ids. */
export interface Likeliest {
  /** The likeliest others. */
  listed: string[]
  /** All who look alike enough for a place beyond the usual, also those for whom there is none. */
  lookAlikes: { id: string; rank: number }[]
  /** How far the list reaches where all its places are taken by look-alikes: a crowd, of which more may be left out. */
  reach: Reach | undefined
}

/**
 * The contributions that share blocking keys with a record and look alike in outline, the likeliest first: in each block
 * those nearest by start, as the offline matcher looks. What a full block or a long list leaves out is counted.
 */
const likeliestOf = async ({ store, log }: Services, record: MatchRecord, search: Search): Promise<Likeliest> => {
  const own = enteredAs(record)
  const look = { widest: search.widest, consistent: search.consistent }
  const blocks = await Promise.all(own.keys.map(async (key) => store.blocks.around(key, own, look)))
  const points = new Map<string, number>()
  for (const { id, sketch } of blocks.flatMap(({ entries }) => entries)) {
    // A check of a change finds the entry of the record as it stands.
    if (id === record.id) continue
    const standing = points.get(id) ?? likeness(own.sketch, sketch)
    if (standing >= search.leastLikeness) points.set(id, standing + pointsPerKey)
  }
  const ranked = [...points]
    .map(([id, standing]) => ({ id, rank: search.rankOf(standing) }))
    .toSorted((a, b) => b.rank - a.rank || (isNearer(record.id, a.id, b.id) ? -1 : 1))
  const listed = ranked.slice(0, search.placesTaken(ranked.map(({ rank }) => rank)))
  const counts = { Candidates: listed.length, CandidatesLeftOut: ranked.length - listed.length }
  log.measure({ Search: search.by }, { ...counts, BlocksSplit: blocks.filter(({ isCut }) => isCut).length })
  const last = listed.length === mostLookAlikes ? listed.at(-1) : undefined
  return {
    listed: listed.map(({ id }) => id),
    lookAlikes: ranked.filter(({ rank }) => isLookAlike(rank)),
    reach: last && { rank: last.rank, last: last.id },
  }
}

/** Scores a contribution against given others, each pair beside the rest, and says which kinds pass the threshold. */
export const scoreAgainst = (contribution: Contribution, others: Iterable<Contribution>): ScoredPair[] => {
  const record = matchRecordOf(contribution)
  const standing = [...others]
    .filter((other) => !other.withdrawn && other.id !== contribution.id)
    .map((other) => ({ other, otherRecord: matchRecordOf(other) }))
  const { scores } = neighbourhoodOf(
    record,
    standing.map(({ otherRecord }) => otherRecord),
  )
  return standing
    .flatMap(({ other, otherRecord }) => scores(record, otherRecord).map((score) => ({ ...score, other })))
    .filter(({ score }) => score >= findingThreshold)
    .toSorted((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1))
}

/** The candidates of a contribution, and the crowd that it stands in. */
export interface Candidates extends Likeliest {
  candidates: Contribution[]
}

/** A bounded number of Query calls, and of reads at most 6 by a check and 48 by the stream. */
export const candidatesOf = async (
  services: Services,
  contribution: Contribution,
  search: Search,
): Promise<Candidates> => {
  const likeliest = await likeliestOf(services, matchRecordOf(contribution), search)
  const found = await services.store.contributions.getAll(likeliest.listed, search.consistent)
  return { ...likeliest, candidates: [...found.values()] }
}

/** The candidates alone. */
export const findCandidates = async (...search: Parameters<typeof candidatesOf>): Promise<Contribution[]> =>
  (await candidatesOf(...search)).candidates

/** What is said of a pair before it is a stored finding: the evidence reads from `contribution` to `other`. */
export const detectedOf = (contribution: Contribution, { kind, score, evidence, other }: ScoredPair): Detected => ({
  kind,
  score,
  contributions: [{ id: other.id, title: other.title, provider: other.provider, revision: other.revision }],
  evidence: evidence.map(inEnglish),
  usdAtRisk: usdAtRisk(matchRecordOf(contribution), matchRecordOf(other)),
  weightsVersion,
})

/** What a contribution is entered into blocks with; null for a withdrawn one, which is in none. */
export const enteredNow = (contribution: Contribution | null): Entered | null =>
  contribution && !contribution.withdrawn ? enteredAs(matchRecordOf(contribution)) : null

/** The writes that bring a contribution's blocking keys up to date, in its own transaction; a withdrawn one has none. */
export const blockWrites = ({ store }: Services, before: Contribution | null, after: Contribution): Write[] =>
  store.blocks.moveWrites(enteredNow(before), enteredNow(after))
