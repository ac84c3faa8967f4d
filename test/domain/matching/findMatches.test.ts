// The batch path: each candidate pair once, and bounded work in an overfull block.
import { mostBlockingKeys } from '#domain/matching/blockingKeys.ts'
import { candidatesAmong, matchPairs, widestLook } from '#domain/matching/findMatches.ts'
import { mostCandidates, mostLookAlikes } from '#domain/matching/likeliest.ts'
import { matchRecordOfRow, type MatchRow } from '#domain/matching/matchRow.ts'
import { expect, test } from 'vitest'
import { record } from './records.ts'

const copies = (count: number) => Array.from({ length: count }, (_, at) => record({ id: `copy-${at}` }))
const pairsAmong = (count: number): string[] =>
  [...candidatesAmong(copies(count))].flatMap(([at, others]) => others.map((other) => `${at} ${other}`))

test('gives every pair of a small block once', () => {
  const pairs = pairsAmong(6)

  expect(pairs).toHaveLength(15)
  expect(new Set(pairs).size).toBe(15)
})

test('compares each record of an overfull block with a bounded number of others', () => {
  const count = widestLook * 5
  const pairs = pairsAmong(count)

  expect(new Set(pairs).size).toBe(pairs.length)
  expect(pairs.length).toBeLessThanOrEqual(count * mostLookAlikes)
  for (const at of Array.from({ length: count }, (_, place) => place))
    expect(pairs.filter((pair) => pair.split(' ').includes(String(at))).length).toBeGreaterThanOrEqual(mostCandidates)
})

test('scores what it finds', () => {
  const [best] = [...matchPairs(copies(2))]

  expect(best).toMatchObject({ a: 'copy-0', b: 'copy-1', kind: 'duplicate-record' })
  expect(best?.score).toBeGreaterThan(0.9)
})

test('finds nothing among nothing', () => {
  expect([...matchPairs([])]).toEqual([])
})

test('names later records only, each of them once', () => {
  for (const [at, others] of candidatesAmong(copies(30))) {
    expect(new Set(others).size).toBe(others.length)
    for (const other of others) expect(other).toBeGreaterThan(at)
  }
})

// Of currencies only dollars have a rate.
const row = (columns: MatchRow) =>
  matchRecordOfRow(columns, {
    resolve: () => null,
    usdCents: (hundredths, currency) => (currency === 'USD' ? hundredths : null),
  })
const rows = (count: number, columns: (at: number) => MatchRow) =>
  Array.from({ length: count }, (_, at) => row({ id: `r-${at}`, ...columns(at) }))
const timed = (run: () => void): number => {
  const started = performance.now()
  run()
  return performance.now() - started
}

test('takes one record given 1,000 times for itself, in bounded time', () => {
  const records = copies(1000)
  const found: number[] = []

  const took = timed(() => {
    for (const { kind, score } of matchPairs(records)) if (kind === 'duplicate-record') found.push(score)
  })

  expect(Math.min(...found)).toBeGreaterThan(0.9)
  expect(found.length).toBeLessThanOrEqual(1000 * widestLook * mostBlockingKeys)
  expect(took).toBeLessThan(60_000)
}, 120_000)

test('looks through 10,000 near-identical titles in bounded time, and is certain of none', () => {
  const records = rows(10_000, (at) => ({ title: `Mediation support ${at}` }))
  let [pairs, highest] = [0, 0]

  const took = timed(() => {
    for (const { score } of matchPairs(records)) [pairs, highest] = [pairs + 1, Math.max(highest, score)]
  })

  expect(pairs).toBeLessThanOrEqual(10_000 * widestLook * mostBlockingKeys)
  expect(highest).toBeLessThan(0.5)
  expect(took).toBeLessThan(60_000)
}, 120_000)

test.each([
  ['no title', { title: '' }],
  ['a one-word title', { title: 'Training' }],
  ['a currency that nobody knows', { title: 'Mediation', amount: 5, currency: 'XXQ' }],
  ['marks without letters', { title: '\u202e\u200b\u0301\u0301' }],
  ['confusable letters', { title: 'Меdiаtiоn' }],
  ['10,000 letters', { title: 'x', description: 'y'.repeat(10_000) }],
  ['in-kind support only', { title: 'Tents', quantity: 'many', unit: 'tents' }],
])('is certain of nothing among records with %s and nothing else', (_, columns) => {
  for (const { score } of matchPairs(rows(20, () => columns))) expect(score).toBeLessThan(0.5)
})

test('takes one title composed and decomposed for one', () => {
  const same = { partner: 'Norway', beneficiary: 'IGAD', start_date: '2007-06-04', amount: 5000, currency: 'USD' }
  const records = ['Médiation à Djibouti', 'Me\u0301diation a\u0300 Djibouti'].map((title, at) =>
    row({ ...same, id: `r-${at}`, title }),
  )

  expect([...matchPairs(records)][0]).toMatchObject({ kind: 'duplicate-record' })
  expect([...matchPairs(records)][0]?.score).toBeGreaterThan(0.9)
})
