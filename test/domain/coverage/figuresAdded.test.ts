// What a draft adds to the figures of its cells, counted with what it duplicates and is a part of.
import { figuresAdded } from '#domain/coverage/figuresAdded.ts'
import type { Viewer } from '#domain/coverage/viewers.ts'
import { expect, test } from 'vitest'
import { group, record } from './groups.ts'

const cell = 'usd|psa||auc|2008-Q1'
const draft = record('draft', { Q1: 100 })
const added = (of: ReturnType<typeof group>, pairs: { other: string; score: number }[], viewer: Viewer = 'everyone') =>
  figuresAdded(of, { record: draft, pairs }, viewer).get(cell)?.announced

test('is all of it where it is tied to nothing', () => {
  expect(added(group([]), [])).toEqual({ reported: 100n, high: 100n, expected: 100n, low: 100n })
})

test('is less of a duplicate, as surely as the score says', () => {
  expect(added(group([record('a', { Q1: 100 })]), [{ other: 'a', score: 0.9 }])).toEqual({
    reported: 100n,
    high: 100n,
    expected: 10n,
    low: 0n,
  })
})

test('is nothing net of a part, which its envelope gives', () => {
  const part = record('draft', { Q1: 100 }, { envelopes: ['whole'] })
  const of = group([record('whole', { Q1: 300 })])

  expect(figuresAdded(of, { record: part, pairs: [] }, 'everyone').get(cell)?.announced).toEqual({
    reported: 100n,
    high: 0n,
    expected: 0n,
    low: 0n,
  })
})

test('is all of a duplicate of what the viewer may not see, and of a draft that is confidential', () => {
  const hidden = group([record('a', { Q1: 100 }, { visibility: 'coordinators', provider: 'un-dpko' })])
  const pairs = [{ other: 'a', score: 0.9 }]

  expect(added(hidden, pairs)?.expected).toBe(100n)
  expect(added(hidden, pairs, 'coordinators')?.expected).toBe(10n)
  const confidential = { record: { ...draft, visibility: 'coordinators' as const }, pairs: [] }
  expect(figuresAdded(group([]), confidential, 'everyone').get(cell)?.announced.expected).toBe(100n)
})
