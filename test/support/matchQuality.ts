// How good scored pairs are against a labelled set: precision, recall, F1, calibration, and the look-alikes taken for true.
import { type LabelledSet, pairKey } from './labelledSet.ts'

/** One line of the matcher's output. */
export interface ScoredPair {
  a: string
  b: string
  kind: string
  score: number
}

export type JudgedKind = 'duplicate-record' | 'overlapping-effort'

export interface MatchQuality {
  /** True pairs of the set. */
  gold: number
  /** Share of them that were scored at all. */
  candidateRecall: number
  precision: number
  recall: number
  f1: number
  /** F1 at the threshold that hindsight would choose. */
  bestF1: number
  /** Mean distance of score and truth over ten bins from 0.1 on, weighted by their pairs. */
  calibrationError: number
  /** Share of the pairs of each label and kind that were called true. */
  called: Map<string, number>
}

const labelOf: Record<JudgedKind, string> = { 'duplicate-record': 'duplicate', 'overlapping-effort': 'overlap' }

/** The matcher's own threshold. */
const threshold = 0.5

/** The same measure as the shared `score.py`: ignored pairs and parts of one sum count for nothing. */
export function matchQuality(set: LabelledSet, kind: JudgedKind, found: Iterable<ScoredPair>): MatchQuality {
  const gold = set.labels.get(labelOf[kind]) ?? new Set()
  const scores = scoresOf(set, kind, found)
  const judged = [...scores]
    .filter(([pair]) => isJudged(set, gold, pair))
    .map(([pair, score]) => ({ score, isTrue: gold.has(pair) }))
  return {
    gold: gold.size,
    candidateRecall: [...gold].filter((pair) => scores.has(pair)).length / Math.max(1, gold.size),
    ...rates(judged, gold.size, threshold),
    bestF1: Math.max(...Array.from({ length: 101 }, (_, at) => rates(judged, gold.size, at / 100).f1)),
    calibrationError: calibrationError(judged),
    called: new Map([...set.kinds].map(([name, pairs]) => [name, shareAbove(pairs, scores)])),
  }
}

interface Judged {
  score: number
  isTrue: boolean
}

function scoresOf(set: LabelledSet, kind: JudgedKind, found: Iterable<ScoredPair>): Map<string, number> {
  const scores = new Map<string, number>()
  for (const { a, b, kind: given, score } of found) {
    if (given !== kind || !set.counts(a, b)) continue
    const pair = pairKey(a, b)
    scores.set(pair, Math.max(scores.get(pair) ?? 0, score))
  }
  return scores
}

const isJudged = ({ labels, knownNegatives }: LabelledSet, gold: ReadonlySet<string>, pair: string): boolean =>
  !labels.get('ignore')?.has(pair) &&
  !labels.get('part_of')?.has(pair) &&
  (knownNegatives === null || gold.has(pair) || knownNegatives.has(pair))

function rates(
  judged: readonly Judged[],
  gold: number,
  from: number,
): Pick<MatchQuality, 'precision' | 'recall' | 'f1'> {
  const flagged = judged.filter(({ score }) => score >= from)
  const right = flagged.filter(({ isTrue }) => isTrue).length
  const precision = flagged.length === 0 ? 0 : right / flagged.length
  const recall = gold === 0 ? 0 : right / gold
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function calibrationError(judged: readonly Judged[]): number {
  const seen = judged.filter(({ score }) => score >= 0.1)
  const bins = Map.groupBy(seen, ({ score }) => Math.min(9, Math.floor(score * 10)))
  const distances = [...bins.values()].map((bin) =>
    Math.abs(bin.reduce((sum, { score, isTrue }) => sum + score - (isTrue ? 1 : 0), 0)),
  )
  return distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, seen.length)
}

const shareAbove = (pairs: ReadonlySet<string>, scores: ReadonlyMap<string, number>): number =>
  [...pairs].filter((pair) => (scores.get(pair) ?? 0) >= threshold).length / pairs.size
