// How well the key of a series folds the labelled look-alikes, and that it folds next to nothing else.
import { beforeAll, describe, expect, test } from 'vitest'
import { readLabelledSet, shippedSets } from '#test/support/labelledSet.ts'
import { type Folded, seriesQuality } from '#test/support/seriesQuality.ts'

describe('the made set, whose titles are worded anew for every edition', () => {
  let folded: Map<string, Folded>
  beforeAll(() => {
    folded = seriesQuality(readLabelledSet(shippedSets[0] ?? ''))
  })
  const of = (kind: string): Folded => folded.get(kind) ?? { pairs: 0, shared: 0, apart: 0, inPairs: 0 }

  test.each([
    ['negative: repeat', 0.4],
    ['negative: tranche', 0.1],
    ['negative: phase', 0.11],
  ])('%s: a share of at least %d has one key, and every pair of them is two editions', (kind, floor) => {
    const { pairs, shared, apart } = of(kind)

    expect(shared / (pairs ?? 0)).toBeGreaterThanOrEqual(floor)
    expect(apart).toBe(shared)
  })

  test('no overlap, no co-financing and nothing unlisted has one key', () => {
    expect(['overlap', 'negative: cofinance', 'unlisted'].map((kind) => of(kind).shared)).toEqual([0, 0, 0])
  })

  test.each([
    ['negative: repeat', 0.5],
    ['negative: tranche', 0.38],
    ['negative: phase', 0.38],
  ])('%s: a share of at least %d is seen as two editions where the two are compared by themselves', (kind, floor) => {
    const { pairs, inPairs } = of(kind)

    expect(inPairs / (pairs ?? 0)).toBeGreaterThanOrEqual(floor)
  })

  test('no overlap, no co-financing and nothing unlisted is seen as two editions, and of duplicates at most three in a hundred', () => {
    expect(['overlap', 'negative: cofinance', 'unlisted'].map((kind) => of(kind).inPairs)).toEqual([0, 0, 0])
    expect(of('duplicate').inPairs / (of('duplicate').pairs ?? 0)).toBeLessThanOrEqual(0.03)
  })

  test('of duplicates with one key at most a tenth look like two editions', () => {
    const { shared, apart } = of('duplicate')

    expect(shared).toBeGreaterThan(0)
    expect(apart / shared).toBeLessThanOrEqual(0.1)
  })
})
