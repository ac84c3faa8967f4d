// Finds matches among many records at once: blocks in memory, a bounded look around in each, every pair scored once.
import { blockingKeys } from './blockingKeys.ts'
import type { MatchRecord } from './matchRecord.ts'
import { scorePair, type PairScore } from './scorePair.ts'
import { couldMatch, sketchOf } from './sketch.ts'

/** A scored pair of records. */
export interface MatchedPair {
  a: string
  b: string
  score: PairScore
}

/** In a block larger than this, records are compared with this many of their neighbours by start day only. */
export const widestLook = 60

/** Every candidate pair, scored: one entry per pair and plausible kind. Time is linear in the number of records. */
export function* matchPairs(records: readonly MatchRecord[]): Generator<MatchedPair> {
  for (const [a, b] of candidatePairs(records)) {
    for (const score of scorePair(a, b)) yield { a: a.id, b: b.id, score }
  }
}

/** The pairs that share a block and pass the sketch, each once. */
export function* candidatePairs(records: readonly MatchRecord[]): Generator<[MatchRecord, MatchRecord]> {
  const sketches = records.map(sketchOf)
  let at = -1
  for (const near of neighboursOf(records)) {
    const record = records[++at]
    for (const other of near) {
      const candidate = records[other]
      if (record && candidate && couldMatch(sketches[at] ?? '', sketches[other] ?? '')) yield [record, candidate]
    }
  }
}

type ByStart = (x: number, y: number) => number

// For every record, the later ones that it shares a block with; in an overfull block only those near it by start.
function* neighboursListed(
  blocks: ReadonlyMap<string, number[]>,
  keysOf: readonly string[][],
  byStart: ByStart,
): Generator<Set<number>> {
  for (const [at, keys] of keysOf.entries()) {
    const near = new Set<number>()
    for (const key of keys) {
      const block = blocks.get(key) ?? []
      const position = block.length > widestLook ? positionIn(block, at, byStart) : 0
      const from = Math.max(0, position - widestLook)
      for (const other of block.slice(from, position + widestLook + 1)) if (other > at) near.add(other)
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

function neighboursOf(records: readonly MatchRecord[]): Generator<Set<number>> {
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
  const byStart: ByStart = (x, y) => start(x) - start(y) || x - y
  for (const block of blocks.values()) if (block.length > widestLook) block.sort(byStart)
  return neighboursListed(blocks, keysOf, byStart)
}
