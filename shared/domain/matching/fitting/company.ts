// What the neighbours say of every pair of a set, whatever log-odds the pairs are given.
import { cofinancing, graphOf, type Pairs } from '../candidateGraph.ts'
import { companyOf } from '../neighbours.ts'
import { scoredKinds } from '../scorePair.ts'
import { type ComparedSet, isPossible } from './comparedSet.ts'
import type { FittedKind } from './fitSettings.ts'
import type { FieldLevels } from './terms.ts'

/** By kind, a value for each pair of a set. */
export type ByKind<Value> = Record<FittedKind, ArrayLike<Value>>

/** The levels that a pair's neighbours add, by kind and pair. */
export function companyIn(set: ComparedSet, logOdds: ByKind<number>): Record<FittedKind, FieldLevels[]> {
  const records = set.records.map((record) => ({ ...record, isConfidential: false }))
  const graph = graphOf(records, pairsOf(set, logOdds))
  const companies = set.pairs.map(({ a, b }) => companyOf(a, b, graph))
  return {
    'duplicate-record': companies.map((company) => company['duplicate-record'] ?? none),
    'overlapping-effort': companies.map((company) => company['overlapping-effort'] ?? none),
  }
}

const none: FieldLevels = {}

function pairsOf({ pairs }: ComparedSet, logOdds: ByKind<number>): Pairs {
  const values = new Float64Array(pairs.length * scoredKinds.length).fill(Number.NaN)
  const places = {
    'duplicate-record': scoredKinds.indexOf('duplicate-record'),
    'overlapping-effort': scoredKinds.indexOf('overlapping-effort'),
  }
  pairs.forEach((pair, at) => {
    for (const kind of ['duplicate-record', 'overlapping-effort'] as const) {
      if (isPossible(kind, pair)) values[at * scoredKinds.length + places[kind]] = logOdds[kind][at] ?? Number.NaN
    }
  })
  return {
    first: Uint32Array.from(pairs, ({ a }) => a),
    other: Uint32Array.from(pairs, ({ b }) => b),
    logOdds: values,
    sharing: Uint8Array.from(pairs, ({ levels }) => (cofinancing.has(levels.parties ?? '') ? 1 : 0)),
    count: pairs.length,
  }
}
