// Peace operations: kept by their code, listed by everything.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PeaceOperation } from '#model/peaceOperation.ts'
import { created, newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
  tracker = await newTracker(engine, { empty: true })
})
afterAll(async () => engine.stop())

const record: PeaceOperation = {
  id: 'amisom',
  name: 'African Union Mission in Somalia',
  lead: 'au',
  description: null,
  authorizations: [{ document: 'S/RES/1744 (2007)', from: '2007-02-20', to: '2007-08-20' }],
  reportEveryDays: 60,
  reports: [],
  source: null,
  revision: 1,
  createdAt: '2008-01-01T00:00:00.000Z',
  updatedAt: '2008-01-01T00:00:00.000Z',
}

test('an operation is read as it was kept, and listed', async () => {
  const { peaceOperations } = tracker.store
  await peaceOperations.commit({ ...created('amisom'), record })

  expect((await peaceOperations.get('amisom'))?.record).toEqual(record)
  expect((await peaceOperations.list({ index: 'everything', limit: 10 })).records).toEqual([record])
})
