// A record among its candidates: the pairs that the offline matcher would score, scored the same way.
import { blockingKeys } from './blockingKeys.ts'
import { candidateGraph } from './candidateGraph.ts'
import { pointsPerKey, rankOf } from './likeliest.ts'
import type { MatchRecord } from './matchRecord.ts'
import { companyOf, isBeside } from './neighbours.ts'
import { type PairScore, scorePair } from './scorePair.ts'
import { couldMatch, leastLikeness, likeness, sketchOf } from './sketch.ts'

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

/** Whether the list of a record, if it is full, has a place for another of a rank. */
export type Lists = (record: MatchRecord, other: MatchRecord, rank: number) => boolean

/**
 * Every third record that a pair's score depends on is a candidate of both its sides, so the candidates of one side are
 * all that is needed: with all of them among `others`, a pair scores as it does in a batch over all records.
 */
export function neighbourhoodOf(
  record: MatchRecord,
  others: readonly MatchRecord[],
  lists: Lists = () => true,
): Neighbourhood {
  const records = [record, ...others.filter((other) => other.id !== record.id && areCandidates(record, other))]
  const graph = candidateGraph(records, pairsAmong(records, lists))
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
function* pairsAmong(records: readonly MatchRecord[], lists: Lists): Generator<[number, number[]]> {
  const sketches = records.map(sketchOf)
  const keysOf = records.map(blockingKeys)
  const blocks = new Map<string, number[]>()
  keysOf.forEach((keys, at) => {
    for (const key of keys) blocks.set(key, [...(blocks.get(key) ?? []), at])
  })
  for (const [at, keys] of keysOf.entries()) {
    const shared = new Map<number, number>()
    for (const other of keys.flatMap((key) => blocks.get(key) ?? []))
      if (other > at) shared.set(other, (shared.get(other) ?? 0) + 1)
    const isPair = (other: number): boolean => {
      const points = likeness(sketches[at] ?? '', sketches[other] ?? '')
      if (points < leastLikeness) return false
      const [a, b] = [records[at], records[other]]
      const rank = rankOf(points + (shared.get(other) ?? 0) * pointsPerKey)
      return at === 0 || (a !== undefined && b !== undefined && (lists(a, b, rank) || lists(b, a, rank)))
    }
    yield [at, [...shared.keys()].filter(isPair)]
  }
}
