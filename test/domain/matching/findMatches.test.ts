// The batch path: each candidate pair once, and bounded work in an overfull block.
import { candidatePairs, matchPairs, widestLook } from '#domain/matching/findMatches.ts'
import { expect, test } from 'vitest'
import { record } from './records.ts'

const copies = (count: number) => Array.from({ length: count }, (_, at) => record({ id: `copy-${at}` }))

test('gives every pair of a small block once', () => {
  const pairs = [...candidatePairs(copies(6))].map(([a, b]) => [a.id, b.id].toSorted().join())

  expect(pairs).toHaveLength(15)
  expect(new Set(pairs).size).toBe(15)
})

test('looks only at near neighbours in an overfull block', () => {
  const count = widestLook * 5
  const pairs = [...candidatePairs(copies(count))].map(([a, b]) => [a.id, b.id].toSorted().join())

  expect(new Set(pairs).size).toBe(pairs.length)
  expect(pairs.length).toBeLessThanOrEqual(count * widestLook)
  expect(pairs.length).toBeGreaterThan((count - widestLook) * widestLook - 1)
})

test('scores what it finds', () => {
  const [best] = [...matchPairs(copies(2))]

  expect(best).toMatchObject({ a: 'copy-0', b: 'copy-1', score: { kind: 'duplicate-record' } })
})

test('finds nothing among nothing', () => {
  expect([...matchPairs([])]).toEqual([])
})
