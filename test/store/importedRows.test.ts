// A row's identity is taken once, and moved on by who read it last.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ImportedRow, ImportedMeanwhile, importedRowsIn } from '#store/importedRows.ts'
import { newTracker, sent, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
  tracker = await newTracker(engine)
})
afterAll(async () => engine.stop())

const row = (more: Partial<ImportedRow> = {}): ImportedRow => ({
  contribution: 'c1',
  sent: sent(),
  transactions: [],
  import: 'i1',
  row: 2,
  status: 'created',
  version: 1,
  ...more,
})

test('it is taken once, moved on from where it was read, and read with others', async () => {
  const importedRows = importedRowsIn(tracker.services.store.table)
  const write = async (next: ImportedRow, before: ImportedRow | null) =>
    tracker.table.transact([importedRows.write('x', next, before)])

  await write(row(), null)
  await expect(write(row({ contribution: 'c2' }), null)).rejects.toThrow(ImportedMeanwhile)
  await write(row({ version: 2, status: 'updated' }), row())
  await expect(write(row({ version: 2 }), row())).rejects.toThrow(ImportedMeanwhile)

  const found = await importedRows.getAll(['x', 'y', 'x'])
  expect([...found]).toEqual([['x', row({ version: 2, status: 'updated' })]])
})

test('rows that went in before their words were text are read as they lie', async () => {
  const importedRows = importedRowsIn(tracker.services.store.table)
  await tracker.table.transact([{ put: { pk: 'IMPORTED#old', sk: 'IMPORTED', imported: row() } }])

  expect((await importedRows.getAll(['old'])).get('old')).toEqual(row())
})
