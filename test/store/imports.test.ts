// Imports and their parts: moved on by one worker at a time.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ImportRecord, RowResult } from '#model/import.ts'
import { PartMoved, importsIn } from '#store/imports.ts'
import type { Store } from '#store/store.ts'
import { newTracker, now } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let store: Store
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())

const record: ImportRecord = {
  id: 'i1',
  state: 'running',
  format: 'csv',
  dryRun: false,
  source: null,
  mapping: null,
  dates: null,
  decimals: null,
  columns: [],
  rows: 3,
  done: 0,
  counts: {},
  failure: null,
  createdAt: now,
  updatedAt: now,
  by: { id: 'ann', role: 'coordinator', organization: null, subClusters: null },
  file: { name: 'imports/i1', sha256: 'x', bytes: 1, contentType: 'text/csv' },
  mappingUsed: null,
  parts: 0,
  segments: 1,
}
const result = (row: number, status: RowResult['status']): RowResult => ({
  row,
  status,
  id: null,
  errors: [],
  warnings: [],
})

beforeEach(async () => {
  ;({ store } = (await newTracker(engine)).services)
  await importsIn(store.table).create(record, [])
})

test('an import is kept as it was created, once', async () => {
  expect(await importsIn(store.table).get('i1')).toEqual(record)
  await expect(importsIn(store.table).create(record, [])).rejects.toMatchObject({ code: 'conflict' })
})

test('a part is stored, counted, and moves the import on', async () => {
  const results = [result(2, 'created'), result(3, 'created'), result(4, 'waiting')]

  await importsIn(store.table).advance(record, results, now)

  expect(await importsIn(store.table).get('i1')).toMatchObject({
    parts: 1,
    done: 3,
    counts: { created: 2, waiting: 1 },
  })
  expect(await importsIn(store.table).part('i1', 0)).toEqual({ results, version: 1 })
  expect(await importsIn(store.table).part('i1', 1)).toBeUndefined()
})

test('of two workers one moves it', async () => {
  await importsIn(store.table).advance(record, [result(2, 'created')], now)

  await expect(importsIn(store.table).advance(record, [result(2, 'unchanged')], now)).rejects.toThrow(PartMoved)
  await expect(importsIn(store.table).end(record, 'done', null, now)).rejects.toThrow(PartMoved)
  expect(await importsIn(store.table).get('i1')).toMatchObject({ counts: { created: 1 } })
})

test('an import that has ended stays so', async () => {
  await importsIn(store.table).end(record, 'failed', 'why', now)

  expect(await importsIn(store.table).get('i1')).toMatchObject({ state: 'failed', failure: 'why' })
  await expect(importsIn(store.table).advance(record, [result(2, 'created')], now)).rejects.toThrow(PartMoved)
})

test('a row that waited is counted anew, once', async () => {
  await importsIn(store.table).advance(record, [result(2, 'waiting')], now)
  const part = await importsIn(store.table).part('i1', 0)
  const amended = [result(2, 'created')]

  await importsIn(store.table).amend('i1', 0, part ?? { results: [], version: 0 }, amended, 'waiting', 'created')

  expect(await importsIn(store.table).get('i1')).toMatchObject({ counts: { waiting: 0, created: 1 } })
  expect(await importsIn(store.table).part('i1', 0)).toEqual({ results: amended, version: 2 })
  await expect(
    importsIn(store.table).amend('i1', 0, part ?? { results: [], version: 0 }, amended, 'waiting', 'created'),
  ).rejects.toThrow(PartMoved)
})
