// The measure itself: what counts, what is left out, and how far scores are from the truth.
import { type LabelledSet, pairKey } from '#test/support/labelledSet.ts'
import { matchQuality } from '#test/support/matchQuality.ts'
import { expect, test } from 'vitest'

const set: LabelledSet = {
  name: 'made',
  folder: '',
  rows: [],
  labels: new Map([
    ['duplicate', new Set([pairKey('a', 'b'), pairKey('c', 'd')])],
    ['part_of', new Set([pairKey('e', 'f')])],
  ]),
  kinds: new Map([['negative: phase', new Set([pairKey('a', 'g'), pairKey('a', 'h')])]]),
  knownNegatives: null,
  counts: (a, b) => a !== b,
}
const scored = (a: string, b: string, score: number, kind = 'duplicate-record') => ({ a, b, kind, score })

test('counts true and false calls, and neither parts of one sum nor other kinds', () => {
  const found = [scored('b', 'a', 0.9), scored('a', 'g', 0.6), scored('e', 'f', 0.9), scored('c', 'd', 0.9, 'part-of')]

  expect(matchQuality(set, 'duplicate-record', found)).toMatchObject({
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    candidateRecall: 0.5,
  })
})

test('says which share of a look-alike was called true, and what another threshold would have given', () => {
  const found = [scored('a', 'b', 0.9), scored('c', 'd', 0.8), scored('a', 'g', 0.6), scored('a', 'h', 0.2)]
  const { called, f1, bestF1 } = matchQuality(set, 'duplicate-record', found)

  expect(called.get('negative: phase')).toBe(0.5)
  expect(f1).toBeCloseTo(0.8)
  expect(bestF1).toBe(1)
})

test('weighs the distance of score and truth by bin', () => {
  const found = [scored('a', 'b', 0.95), scored('c', 'd', 0.95), scored('a', 'g', 0.55), scored('a', 'h', 0.05)]

  expect(matchQuality(set, 'duplicate-record', found).calibrationError).toBeCloseTo((0.05 + 0.05 + 0.55) / 3)
})

test('leaves out pairs that the set does not judge', () => {
  const incomplete = { ...set, knownNegatives: new Set([pairKey('a', 'h')]) }
  const found = [scored('a', 'b', 0.9), scored('a', 'g', 0.9), scored('a', 'h', 0.1)]

  expect(matchQuality(incomplete, 'duplicate-record', found).precision).toBe(1)
})
