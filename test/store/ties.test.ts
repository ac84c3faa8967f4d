// What ties a contribution to others is read with it, and nothing else of its partition is.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { created, keptContribution, newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const entry = {
  finding: 'f1',
  other: 'c2',
  kind: 'duplicate-record',
  score: 0.9,
  state: 'open',
  verdict: null,
  names: null,
  decisionsRevision: 0,
} as const

test('a contribution is read with its findings and its parts', async () => {
  const record = keptContribution()
  await tracker.store.contributions.commit({ ...created('c1'), record })
  await tracker.table.transact(
    ['PART#p1', 'PART#p2', 'ENVELOPE', 'DETECTED', 'LISTED'].map((sk) => ({ put: { pk: 'CONTRIBUTION#c1', sk } })),
  )
  await tracker.table.transact([{ put: { pk: 'CONTRIBUTION#c1', sk: 'FINDING#f1', entry } }])

  expect(await tracker.store.ties.of('c1')).toEqual({ contribution: record, entries: [entry], parts: ['p1', 'p2'] })
})

test('a contribution that does not exist has no ties', async () => {
  expect(await tracker.store.ties.of('nobody')).toBeUndefined()
})
