// When two contributions are "the same", do the same work, clash or are part of one another: the score and its reasons.
import type { Evidence } from '#model/finding.ts'
import { amountRatio } from './compareAmounts.ts'
import { comparedFields, type Levels } from './comparedFields.ts'
import { compareFields } from './compareFields.ts'
import { sharedDays } from './comparePeriods.ts'
import { describeBaseRate, describeField, describeOverlap } from './describeEvidence.ts'
import { hashOf } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import type { Company } from './neighbours.ts'
import { logOddsAt, type ScoredKind, weights, weightsOf } from './weights.ts'

/** One kind that a pair may be. The score is a probability; the evidence weights sum to its log-odds exactly. */
export interface PairScore {
  kind: ScoredKind
  score: number
  evidence: Evidence[]
}

/** A pair compared by itself: the level of every field, and per possible kind the log-odds. */
export interface ComparedPair {
  levels: Levels
  logOdds: Partial<Record<ScoredKind, number>>
}

export const scoredKinds: readonly ScoredKind[] = [
  'duplicate-record',
  'overlapping-effort',
  'schedule-clash',
  'part-of',
]

/**
 * Scores a pair for every kind that is possible at all, beside the neighbours that are known; (b, a) gives the same
 * scores with the sides swapped. A pair with a declared relation is no finding (design, "Finding": phases, tranches,
 * co-financing, complements).
 */
export function scorePair(a: MatchRecord, b: MatchRecord, company: Company = {}): PairScore[] {
  const pair = comparePair(a, b)
  return scoredKinds.flatMap((kind) => {
    const score = scoreOf(pair, kind, company)
    if (pair === null || score === null) return []
    return [{ kind, score, evidence: evidenceOf(kind, { ...pair.levels, ...company[kind] }, a, b) }]
  })
}

/** Compares a pair by itself; null where nothing can be found: one record, or a declared relation. */
export function comparePair(a: MatchRecord, b: MatchRecord): ComparedPair | null {
  if (a.id === b.id || isDeclared(a, b) || isDeclared(b, a)) return null
  const levels = compareFields(a, b)
  const logOdds: ComparedPair['logOdds'] = {}
  // Duplicates weigh no likeness, since it is made of them: they are added up once.
  const repeated = logOddsAt('duplicate-record', levels)
  levels.likeness = likenessOf(repeated)
  for (const kind of scoredKinds)
    if (isPossible[kind](a, b, levels)) logOdds[kind] = kind === 'duplicate-record' ? repeated : logOddsAt(kind, levels)
  return { levels, logOdds }
}

/** The probability that a compared pair is of a kind, beside its neighbours; null where it cannot be. */
export function scoreOf(pair: ComparedPair | null, kind: ScoredKind, company: Company): number | null {
  const alone = pair?.logOdds[kind]
  return alone === undefined ? null : probability(alone, kind, company)
}

/** The probability of log-odds that a pair has by itself, beside its neighbours. */
export function probability(alone: number, kind: ScoredKind, company: Company): number {
  let logOdds = alone
  for (const field of ['company', 'rival', 'sharing'] as const) {
    const level = company[kind]?.[field]
    if (level !== undefined) logOdds += weights[kind].fields[field]?.[level] ?? 0
  }
  return 1 / (1 + Math.exp(-logOdds))
}

const isDeclared = ({ relations }: MatchRecord, { id }: MatchRecord): boolean =>
  relations.some(({ contribution }) => contribution === id)

/** How much two look like one record, by their duplicate log-odds: an overlap is the work of two. */
export function likenessOf(logOdds: number): string {
  if (logOdds < -6) return 'none'
  if (logOdds < -2) return 'little'
  return logOdds < 0 ? 'some' : 'strong'
}

function evidenceOf(kind: ScoredKind, levels: Levels, a: MatchRecord, b: MatchRecord): Evidence[] {
  const fields = comparedFields.flatMap((field) => {
    const [level, weight] = [levels[field], weightsOf(kind, field, levels)]
    if (level === undefined || weight === 0) return []
    const evidence = describeField(field, level, weight, a, b)
    return [kind === 'overlapping-effort' ? describeOverlap(field, level, evidence) : evidence]
  })
  return [describeBaseRate(kind, weights[kind].base), ...fields]
}

type Possible = (a: MatchRecord, b: MatchRecord, levels: Levels) => boolean

const isPossible: Record<ScoredKind, Possible> = {
  'duplicate-record': () => true,
  'overlapping-effort': (_a, _b, { parties }) => !oneProvider.has(parties ?? ''),
  'schedule-clash': (a, b) => isTraining(a) && isTraining(b) && (sharedDays(a, b) ?? 0) > 0 && isShort(a) && isShort(b),
  'part-of': (a, b, { beneficiary }) =>
    (amountRatio(a, b) ?? 1) >= 1.25 && !/^(?:different|other)/.test(beneficiary ?? ''),
}

/** Effort overlaps between different providers; one provider's two records are its own programme, or a duplicate. */
export const oneProvider: ReadonlySet<string> = new Set([
  'provider-and-implementer',
  'provider',
  'provider-other-implementer',
])

const trainingHash = hashOf('train')

const isTraining = ({ features, audience }: MatchRecord): boolean =>
  audience !== null || features.modality.includes(trainingHash)

// A course of weeks has participants who cannot be elsewhere; a programme of years has a calendar of its own.
const isShort = ({ start, end }: MatchRecord): boolean => start !== null && end !== null && end - start <= 92
