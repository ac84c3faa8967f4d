// Pairs beside their neighbours: by hand on few records, and the same in whatever order the records come.
import { candidateGraph, scoresAmong } from '#domain/matching/candidateGraph.ts'
import { candidatesAmong, matchPairs } from '#domain/matching/findMatches.ts'
import type { ComparedFields, MatchRecord } from '#domain/matching/matchRecord.ts'
import { companyOf, impossible } from '#domain/matching/neighbours.ts'
import { comparePair, scorePair } from '#domain/matching/scorePair.ts'
import { dayNumber } from '#domain/days.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { organization, record } from './records.ts'

const variants: Partial<ComparedFields>[] = [
  {},
  { usdCents: 13_500_000n, start: dayNumber('2007-06-05') },
  { provider: organization('kaiptc'), implementers: [], usdCents: 13_500_000n },
  { provider: organization('us'), implementers: [], usdCents: 40_000_000n, start: dayNumber('2007-06-08') },
  { provider: organization('us'), implementers: [organization('kaiptc')], usdCents: 40_000_000n },
  { start: dayNumber('2008-06-02'), end: dayNumber('2008-06-13'), title: 'Mission leadership course 2008' },
  { title: 'Training', description: null, places: [] },
  { provider: organization('japan'), implementers: [], usdCents: null, description: null },
]
const variant = (at: number, id: string): MatchRecord => record({ ...variants[at], id })
const all = (count: number): [number, number[]][] =>
  Array.from({ length: count }, (_, at) => [at, Array.from({ length: count - at - 1 }, (_one, more) => at + 1 + more)])

test('gives the log-odds of a pair by itself from both sides, and nothing for who are no candidates', () => {
  const records = [variant(0, 'a'), variant(1, 'b'), variant(5, 'c')]
  const graph = candidateGraph(records, [[0, [1]]])
  const alone = comparePair(variant(0, 'a'), variant(1, 'b'))

  expect(graph.logOdds(0, 1, 'duplicate-record')).toBe(alone?.logOdds['duplicate-record'])
  expect(graph.logOdds(1, 0, 'duplicate-record')).toBe(alone?.logOdds['duplicate-record'])
  expect(graph.logOdds(0, 1, 'overlapping-effort')).toBe(impossible)
  expect(graph.logOdds(0, 2, 'duplicate-record')).toBeUndefined()
})

test('names twins by likelihood, and equal ones by id', () => {
  const records = [variant(0, 'm'), variant(0, 'z'), variant(0, 'a'), variant(1, 'b'), variant(5, 'c')]
  const graph = candidateGraph(records, all(5))

  expect(graph.twinsOf(0)).toEqual([2, 1, 3])
  expect(graph.twinsOf(4)).toEqual([])
})

test('tells who share an implementer behind two providers', () => {
  const graph = candidateGraph([variant(0, 'a'), variant(4, 'b'), variant(3, 'c')], all(3))

  expect([graph.shareImplementer(0, 1), graph.shareImplementer(1, 0)]).toEqual([true, true])
  expect(graph.shareImplementer(0, 2)).toBe(false)
})

test('leaves out pairs with a declared relation', () => {
  const declared = record({ id: 'b', relations: [{ type: 'phase-of', contribution: 'a' }] })

  expect([...scoresAmong([variant(0, 'a'), declared], all(2))]).toEqual([])
})

test('holds more pairs than it has room for at first', () => {
  const records = Array.from({ length: 60 }, (_, at) => variant(at % variants.length, `r-${at}`))

  expect([...scoresAmong(records, all(60))]).toHaveLength(1770)
})

test('scores a pair as scorePair does in the same company', () => {
  const records = variants.map((_, at) => variant(at, `r-${at}`))
  const graph = candidateGraph(records, all(records.length))

  for (const { a, b, scores } of scoresAmong(records, all(records.length))) {
    const [left, right] = [records[a], records[b]]
    if (left === undefined || right === undefined) throw new Error('no record')
    const beside = scorePair(left, right, companyOf(a, b, graph))
    expect(scores).toEqual(beside.map(({ kind, score }) => ({ kind, score })))
  }
})

const named = (records: MatchRecord[]) =>
  [...matchPairs(records)].map(({ a, b, kind, score }) => `${[a, b].toSorted().join(' ')} ${kind} ${score}`).toSorted()

test('gives the same scores in whatever order the records come', () => {
  const places = fc.array(fc.nat({ max: variants.length - 1 }), { minLength: 2, maxLength: 12 })
  const orders = places.chain((chosen) => {
    const records = chosen.map((at, place) => variant(at, `r-${place}`))
    return fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length }))
  })

  fc.assert(
    fc.property(orders, ([records, shuffled]) => {
      expect(named(shuffled)).toEqual(named(records))
    }),
    { numRuns: 60 },
  )
})

test('scores the candidates that it is given and no others', () => {
  const records = [0, 1, 2, 3].map((at) => variant(at, `r-${at}`))
  const candidates = [...candidatesAmong(records)]

  expect([...scoresAmong(records, candidates)].map(({ a, b }) => [a, b])).toEqual(
    candidates.flatMap(([a, others]) => others.toSorted((x, y) => x - y).map((b) => [a, b])),
  )
})

test('keeps what few may see out of what everybody sees', () => {
  const [a, b, hidden] = [variant(0, 'a'), variant(1, 'b'), { ...variant(0, 'c'), isConfidential: true }]
  const alone = [...scoresAmong([a, b], all(2))][0]?.scores
  const beside = [...scoresAmong([a, b, hidden], all(3))].find(({ a: left, b: right }) => left === 0 && right === 1)

  expect(beside?.scores).toEqual(alone)
  expect([...scoresAmong([a, b, variant(0, 'c')], all(3))][0]?.scores).not.toEqual(alone)
})
