// A record among its candidates: the pairs that the offline matcher would score, scored the same way.
import { blockingKeys } from './blockingKeys.ts'
import { candidateGraph } from './candidateGraph.ts'
import type { MatchRecord } from './matchRecord.ts'
import { companyOf, isBeside } from './neighbours.ts'
import { type PairScore, scorePair } from './scorePair.ts'
import { couldMatch, sketchOf } from './sketch.ts'

/** Whether two records are compared at all: they share a blocking key, and look alike in outline. A rule of the two alone. */
export function areCandidates(a: MatchRecord, b: MatchRecord): boolean {
  const keys = new Set(blockingKeys(a))
  return blockingKeys(b).some((key) => keys.has(key)) && couldMatch(sketchOf(a), sketchOf(b))
}

/** What the neighbourhood of one record says of its pairs. */
export interface Neighbourhood {
  /**
   * Of the records that it seems to repeat, by id and the likeliest first, those with a pair that it speaks for. Others
   * that are nearer speak for the pairs of the rest, and do so whatever becomes of the record.
   */
  swayed: string[]
  /** The scores of a pair of which one side is the record, in the order given; none unless the two are candidates. */
  scores: (a: MatchRecord, b: MatchRecord) => PairScore[]
}

/**
 * Every third record that a pair's score depends on is a candidate of both its sides, so the candidates of one side are
 * all that is needed: with all of them among `others`, a pair scores as it does in a batch over all records.
 */
export function neighbourhoodOf(record: MatchRecord, others: readonly MatchRecord[]): Neighbourhood {
  const records = [record, ...others.filter((other) => other.id !== record.id && areCandidates(record, other))]
  const graph = candidateGraph(records, pairsAmong(records))
  const places = new Map(records.map(({ id }, place) => [id, place]))
  const candidates = [...records.keys()].slice(1)
  const sways = (twin: number): boolean => candidates.some((other) => other !== twin && isBeside(0, twin, other, graph))
  return {
    swayed: graph
      .twinsOf(0)
      .filter(sways)
      .flatMap((place) => records[place]?.id ?? []),
    scores: (a, b) => {
      const [first, second] = [places.get(a.id), places.get(b.id)]
      return first === undefined || second === undefined ? [] : scorePair(a, b, companyOf(first, second, graph))
    },
  }
}

// For each record, by its place, the later ones that are its candidates.
function* pairsAmong(records: readonly MatchRecord[]): Generator<[number, number[]]> {
  const sketches = records.map(sketchOf)
  const keysOf = records.map(blockingKeys)
  const blocks = new Map<string, number[]>()
  keysOf.forEach((keys, at) => {
    for (const key of keys) blocks.set(key, [...(blocks.get(key) ?? []), at])
  })
  for (const [at, keys] of keysOf.entries()) {
    const later = new Set(keys.flatMap((key) => blocks.get(key) ?? []).filter((other) => other > at))
    yield [at, [...later].filter((other) => couldMatch(sketches[at] ?? '', sketches[other] ?? ''))]
  }
}
