// Mappings are kept like any record, with a revision and an audit entry.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mapping } from '#model/importColumns.ts'
import { created, newTracker, now } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())

test('a mapping is kept and listed', async () => {
  const { store } = (await newTracker(engine)).services
  const mapping: Mapping = {
    id: 'm1',
    name: 'Mine',
    columns: { Course: 'title', Page: null },
    owner: null,
    revision: 1,
    updatedAt: now,
  }

  await store.mappings.commit({ ...created('m1'), record: mapping })

  expect((await store.mappings.get('m1'))?.record).toEqual(mapping)
  expect((await store.mappings.list({ index: 'everything', limit: 5 })).records).toEqual([mapping])
})
