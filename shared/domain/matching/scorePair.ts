// When two contributions are "the same", do the same work, clash or are part of one another: the score and its reasons.
import type { Evidence, FindingKind } from '#model/finding.ts'
import { amountRatio } from './compareAmounts.ts'
import { compareFields, comparedFields, type Levels } from './compareFields.ts'
import { sharedDays } from './comparePeriods.ts'
import { describeBaseRate, describeField } from './describeEvidence.ts'
import { hashOf } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import { type ScoredKind, weights } from './weights.ts'

/** One kind that a pair may be. The score is a probability; the evidence weights sum to its log-odds exactly. */
export interface PairScore {
  kind: FindingKind
  score: number
  evidence: Evidence[]
}

/**
 * Scores a pair for every kind that is possible at all; (b, a) gives the same scores with the sides swapped. A pair
 * with a declared relation is no finding (design, "Finding": phases, tranches, co-financing, complements).
 */
export function scorePair(a: MatchRecord, b: MatchRecord): PairScore[] {
  if (a.id === b.id || isDeclared(a, b) || isDeclared(b, a)) return []
  const levels = compareFields(a, b)
  return scoredKinds.filter((kind) => isPossible[kind](a, b, levels)).map((kind) => scoreKind(kind, a, b, levels))
}

const scoredKinds: ScoredKind[] = ['duplicate-record', 'overlapping-effort', 'schedule-clash', 'part-of']

const isDeclared = ({ relations }: MatchRecord, { id }: MatchRecord): boolean =>
  relations.some(({ contribution }) => contribution === id)

function scoreKind(kind: ScoredKind, a: MatchRecord, b: MatchRecord, levels: Levels): PairScore {
  const { base, fields } = weights[kind]
  const evidence: Evidence[] = [describeBaseRate(kind, base)]
  let logOdds = base
  for (const field of comparedFields) {
    const level = levels[field]
    const weight = level === undefined ? 0 : (fields[field]?.[level] ?? 0)
    if (level === undefined || weight === 0) continue
    logOdds += weight
    evidence.push(describeField(field, level, weight, a, b))
  }
  return { kind, score: 1 / (1 + Math.exp(-logOdds)), evidence }
}

type Possible = (a: MatchRecord, b: MatchRecord, levels: Levels) => boolean

const isPossible: Record<ScoredKind, Possible> = {
  'duplicate-record': () => true,
  'overlapping-effort': (_a, _b, { parties }) => !oneProvider.has(parties ?? ''),
  'schedule-clash': (a, b) => isTraining(a) && isTraining(b) && (sharedDays(a, b) ?? 0) > 0 && isShort(a) && isShort(b),
  'part-of': (a, b, { beneficiary }) => (amountRatio(a, b) ?? 1) >= 1.25 && beneficiary !== 'different',
}

// Effort overlaps between different providers; one provider's two records are its own programme, or a duplicate.
const oneProvider = new Set(['provider-and-implementer', 'provider', 'provider-other-implementer'])

const trainingHash = hashOf('train')

const isTraining = ({ features, audience }: MatchRecord): boolean =>
  audience !== null || features.modality.includes(trainingHash)

// A course of weeks has participants who cannot be elsewhere; a programme of years has a calendar of its own.
const isShort = ({ start, end }: MatchRecord): boolean => start !== null && end !== null && end - start <= 92
