// Finds matches among many records at once: blocks in memory, a bounded look around in each, every pair scored once.
import { blockingKeys } from './blockingKeys.ts'
import { scoresAmong } from './candidateGraph.ts'
import { likeliestAmong } from './likeliest.ts'
import type { MatchRecord } from './matchRecord.ts'
import { leastLikeness, likenessOfRead, readSketch, sketchOf } from './sketch.ts'
import type { ScoredKind } from './weights.ts'

/** A scored pair of records. */
export interface MatchedPair {
  a: string
  b: string
  kind: ScoredKind
  score: number
}

/** In a block larger than this, records are compared with this many of their neighbours by start day only. */
export const widestLook = 40

/** Every candidate pair, scored beside its neighbours: one entry per pair and plausible kind. Time is linear in records. */
export function* matchPairs(records: readonly MatchRecord[]): Generator<MatchedPair> {
  const idOf = (place: number): string => records[place]?.id ?? ''
  for (const { a, b, scores } of scoresAmong(records, candidatesAmong(records))) {
    for (const { kind, score } of scores) yield { a: idOf(a), b: idOf(b), kind, score }
  }
}

/** The candidate pairs themselves, each once. */
export function* candidatePairs(records: readonly MatchRecord[]): Generator<[MatchRecord, MatchRecord]> {
  for (const [at, others] of candidatesAmong(records)) {
    const record = records[at]
    for (const other of others.flatMap((place) => records[place] ?? [])) if (record) yield [record, other]
  }
}

/** A shared blocking key weighs this much against a point of likeness. */
export const pointsPerKey = 0.25

/** For each record, by its place in the list, the later ones that share a block, pass the sketch and look most alike. */
export function candidatesAmong(records: readonly MatchRecord[]): Generator<[number, number[]]> {
  const sketches = records.map((record) => readSketch(sketchOf(record)))
  const ids = records.map(({ id }) => id)
  const likeliest = likeliestAmong(ids)
  let at = -1
  for (const near of neighboursOf(records)) {
    const sketch = sketches[++at] ?? null
    for (const [other, keys] of near) {
      const alike = likenessOfRead(sketch, sketches[other] ?? null)
      if (alike >= leastLikeness) likeliest.add(at, other, alike + keys * pointsPerKey)
    }
  }
  return likeliest.pairs()
}

type ByStart = (x: number, y: number) => number

// For every record, the later ones that it shares a block with and in how many; in an overfull block only those near it by start.
function* neighboursListed(
  blocks: ReadonlyMap<string, number[]>,
  keysOf: readonly string[][],
  byStart: ByStart,
): Generator<Map<number, number>> {
  for (const [at, keys] of keysOf.entries()) {
    const near = new Map<number, number>()
    for (const key of keys) {
      const block = blocks.get(key) ?? []
      const position = block.length > widestLook ? positionIn(block, at, byStart) : 0
      const from = Math.max(0, position - widestLook)
      for (const other of block.slice(from, position + widestLook + 1))
        if (other > at) near.set(other, (near.get(other) ?? 0) + 1)
    }
    yield near
  }
}

function positionIn(block: readonly number[], record: number, byStart: ByStart): number {
  let [low, high] = [0, block.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (byStart(block[middle] ?? 0, record) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function neighboursOf(records: readonly MatchRecord[]): Generator<Map<number, number>> {
  const keysOf = records.map(blockingKeys)
  const blocks = new Map<string, number[]>()
  keysOf.forEach((keys, at) => {
    for (const key of keys) {
      const block = blocks.get(key)
      if (block) block.push(at)
      else blocks.set(key, [at])
    }
  })
  const start = (at: number): number => records[at]?.start ?? 0
  const idOf = (at: number): string => records[at]?.id ?? ''
  // As the store keeps its blocks, so that both look at the same neighbours.
  const byStart: ByStart = (x, y) => start(x) - start(y) || (idOf(x) < idOf(y) ? -1 : Number(x !== y))
  for (const block of blocks.values()) if (block.length > widestLook) block.sort(byStart)
  return neighboursListed(blocks, keysOf, byStart)
}
