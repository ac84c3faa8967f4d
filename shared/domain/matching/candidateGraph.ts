// The candidate pairs among some records with their log-odds, compact enough for millions of pairs.
import { type CandidateGraph, companyOf, impossible } from './neighbours.ts'
import type { MatchRecord } from './matchRecord.ts'
import { comparePair, type ComparedPair, probability, scoredKinds } from './scorePair.ts'
import type { ScoredKind } from './weights.ts'

/** A pair by the places of its records, and what it scores as each kind that it may be. */
export interface ScoredPlaces {
  a: number
  b: number
  scores: { kind: ScoredKind; score: number }[]
}

/** What a graph needs to know of a record. */
type Twin = Pick<MatchRecord, 'id' | 'isConfidential' | 'reporter'>

/** Levels of `parties` that tell of one implementer behind different providers. */
export const cofinancing: ReadonlySet<string> = new Set(['implementer-only', 'two-states', 'implementer-reports'])

/**
 * Candidate pairs by ascending `first`, then `other`, both places in a list; `first` is the lesser. Rows of growing
 * typed arrays: a pair takes 41 bytes, where an object would take hundreds.
 */
export interface Pairs {
  first: Uint32Array
  other: Uint32Array
  /** Four to a pair, in the order of `scoredKinds`; NaN for a kind that the pair cannot be. */
  logOdds: Float64Array
  sharing: Uint8Array
  count: number
}

/** Compares every candidate pair (each once, by ascending first place), then scores each beside its neighbours. */
export function* scoresAmong(
  records: readonly MatchRecord[],
  candidates: Iterable<readonly [number, readonly number[]]>,
): Generator<ScoredPlaces> {
  const pairs = comparedPairs(records, candidates)
  const graph = graphOf(records, pairs)
  for (let at = 0; at < pairs.count; at++) {
    const [a, b] = [pairs.first[at] ?? 0, pairs.other[at] ?? 0]
    const company = companyOf(a, b, graph)
    const scores = scoredKinds.flatMap((kind, of) => {
      const logOdds = pairs.logOdds[at * 4 + of] ?? Number.NaN
      return Number.isNaN(logOdds) ? [] : [{ kind, score: probability(logOdds, kind, company) }]
    })
    yield { a, b, scores }
  }
}

/** The graph of some records' candidate pairs, for who scores single pairs beside their neighbours. */
export function candidateGraph(
  records: readonly MatchRecord[],
  candidates: Iterable<readonly [number, readonly number[]]>,
): CandidateGraph {
  return graphOf(records, comparedPairs(records, candidates))
}

function comparedPairs(
  records: readonly MatchRecord[],
  candidates: Iterable<readonly [number, readonly number[]]>,
): Pairs {
  let pairs = emptyPairs(1024)
  for (const [a, others] of candidates) {
    for (const b of others.toSorted((x, y) => x - y)) {
      const [left, right] = [records[a], records[b]]
      const pair = left && right ? comparePair(left, right) : null
      if (pair === null) continue
      if (pairs.count === pairs.first.length) pairs = grown(pairs)
      addPair(pairs, a, b, pair)
    }
  }
  return pairs
}

function addPair(pairs: Pairs, a: number, b: number, { levels, logOdds }: ComparedPair): void {
  const at = pairs.count++
  pairs.first[at] = a
  pairs.other[at] = b
  pairs.sharing[at] = cofinancing.has(levels.parties ?? '') ? 1 : 0
  scoredKinds.forEach((kind, of) => {
    pairs.logOdds[at * 4 + of] = logOdds[kind] ?? Number.NaN
  })
}

const emptyPairs = (length: number): Pairs => ({
  first: new Uint32Array(length),
  other: new Uint32Array(length),
  logOdds: new Float64Array(length * 4),
  sharing: new Uint8Array(length),
  count: 0,
})

function grown(pairs: Pairs): Pairs {
  const larger = emptyPairs(pairs.first.length * 2)
  larger.first.set(pairs.first)
  larger.other.set(pairs.other)
  larger.logOdds.set(pairs.logOdds)
  larger.sharing.set(pairs.sharing)
  return { ...larger, count: pairs.count }
}

/** The graph of pairs whose log-odds are known already. */
export function graphOf(records: readonly Twin[], pairs: Pairs): CandidateGraph {
  const starts = startsOf(records.length, pairs)
  const find = (a: number, b: number): number => placeOf(pairs, starts, Math.min(a, b), Math.max(a, b))
  const twins = twinsIn(records, pairs)
  return {
    twinsOf: (record) => twins.get(record) ?? [],
    logOdds: (a, b, kind) => {
      const at = find(a, b)
      if (at < 0) return undefined
      const logOdds = pairs.logOdds[at * 4 + scoredKinds.indexOf(kind)] ?? Number.NaN
      return Number.isNaN(logOdds) ? impossible : logOdds
    },
    isConfidential: (record) => records[record]?.isConfidential !== false,
    isOneReporter: (a, b) => records[a]?.reporter != null && records[a].reporter === records[b]?.reporter,
    shareImplementer: (a, b) => pairs.sharing[find(a, b)] === 1,
  }
}

// Where the pairs of each first record begin, and after the last where all end.
function startsOf(records: number, pairs: Pairs): Uint32Array {
  const starts = new Uint32Array(records + 1)
  for (let at = 0; at < pairs.count; at++) starts[(pairs.first[at] ?? 0) + 1]! += 1
  for (let record = 0; record < records; record++) starts[record + 1]! += starts[record] ?? 0
  return starts
}

// Both ends are ascending, so that a pair is found by halving.
function placeOf({ other }: Pairs, starts: Uint32Array, a: number, b: number): number {
  let [low, high] = [starts[a] ?? 0, starts[a + 1] ?? 0]
  const end = high
  while (low < high) {
    const middle = (low + high) >> 1
    if ((other[middle] ?? 0) < b) low = middle + 1
    else high = middle
  }
  return low < end && other[low] === b ? low : -1
}

// The likeliest first, and of equal ones the lesser id, so that the order in which records came does not matter. A
// confidential record is nobody's twin: what readers may not see must not sway what they see (design, "Who may do what").
function twinsIn(records: readonly Twin[], pairs: Pairs): Map<number, number[]> {
  const found = new Map<number, { record: number; logOdds: number }[]>()
  const add = (record: number, twin: number, logOdds: number): void => {
    if (records[twin]?.isConfidential !== false) return
    const twins = found.get(record)
    if (twins) twins.push({ record: twin, logOdds })
    else found.set(record, [{ record: twin, logOdds }])
  }
  for (let at = 0; at < pairs.count; at++) {
    const logOdds = pairs.logOdds[at * 4] ?? Number.NaN
    if (!(logOdds > 0)) continue
    const [a, b] = [pairs.first[at] ?? 0, pairs.other[at] ?? 0]
    add(a, b, logOdds)
    add(b, a, logOdds)
  }
  const idOf = (record: number): string => records[record]?.id ?? ''
  return new Map(
    [...found].map(([record, twins]) => [
      record,
      twins
        .toSorted((x, y) => y.logOdds - x.logOdds || (idOf(x.record) < idOf(y.record) ? -1 : 1))
        .map((twin) => twin.record),
    ]),
  )
}
