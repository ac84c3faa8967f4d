// Lets the rows in that waited for a name, once a coordinator has placed it.
import type { ImportRecord, RowResult } from '#model/import.ts'
import type { Services } from '#runtime/services.ts'
import { PartMoved, rowsPerPart, importsIn } from '#store/imports.ts'
import { type WaitingRow, waitingNamesIn } from '#store/waitingNames.ts'
import { inWordsOf } from './importColumnOf.ts'
import { keptResult } from './keptResult.ts'
import { enterRow, identityOf } from './importRow.ts'
import { partiesOf } from './importParties.ts'
import { linkActivities } from './linkActivities.ts'
import { exportedIn, runOf, type UnplacedRow } from './importPart.ts'
import { importedRowsIn } from '#store/importedRows.ts'

/** The row's result where it waits still, and where it stands; null where the import has not come so far. */
const waitingResult = async ({ store }: Services, record: ImportRecord, row: number) => {
  for (let part = 0; part < record.parts; part += 1) {
    const standing = await importsIn(store.table).part(record.id, part)
    const at = standing?.results.findIndex((one) => one.row === row) ?? -1
    if (standing && at >= 0) return { part, standing, at, result: standing.results[at] }
    const first = standing?.results[0]?.row ?? 0
    if (first > row + rowsPerPart) break
  }
  return null
}

const amend = async (services: Services, record: ImportRecord, result: RowResult): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const found = await waitingResult(services, record, result.row)
    if (!found) throw new Error(`Row ${result.row} of import ${record.id} has no result yet.`)
    if (found.result?.status !== 'waiting') return
    try {
      const results = found.standing.results.with(found.at, result)
      await importsIn(services.store.table).amend(
        record.id,
        found.part,
        found.standing,
        results,
        'waiting',
        result.status,
      )
      return
    } catch (error) {
      if (!(error instanceof PartMoved) || attempt >= 20) throw error
    }
  }
}

const enterWaiting = async (services: Services, waiting: WaitingRow): Promise<void> => {
  const record = await importsIn(services.store.table).get(waiting.import)
  if (!record) return
  const run = await runOf(services, record)
  const unplaced = waiting.read as UnplacedRow
  const found = await partiesOf(run.names, unplaced.read)
  // Another of its names waits still: the row stands under that one too.
  if (!('parties' in found)) return
  const placed = { ...unplaced, ...found.parties, notes: found.notes }
  const identity = identityOf(run, placed)
  const known = await importedRowsIn(services.store.table).getAll([identity])
  const outcome = await enterRow(run, placed, known, exportedIn(run))
  const warnings = [...outcome.warnings, ...placed.notes, ...placed.read.notes]
  await amend(services, record, keptResult(inWordsOf(record, { row: placed.row, ...outcome, warnings })))
}

/** An activity that has waited may be a part of another, or have parts, that went in before it. */
const linkAgain = async (services: Services, id: string): Promise<void> => {
  const record = await importsIn(services.store.table).get(id)
  if (record?.format !== 'iati' || record.state !== 'done') return
  const run = await runOf(services, record)
  for (let segment = 0; segment < record.segments; segment += 1) await linkActivities(run, segment, () => undefined)
}

const rowsAtOnce = 50

/** Lets the rows in that waited for a name, each once; safe to run twice. Throws when an import has not come so far yet. */
export const enterWaitingRows = async (services: Services, id: string): Promise<void> => {
  const name = await waitingNamesIn(services.store.table).get(id)
  if (!name?.partner) return
  const imports = new Set<string>()
  for (;;) {
    const rows = await waitingNamesIn(services.store.table).rows(id, rowsAtOnce)
    for (const row of rows) {
      await enterWaiting(services, row)
      imports.add(row.import)
      await waitingNamesIn(services.store.table).release(id, row)
    }
    if (rows.length < rowsAtOnce) break
  }
  for (const one of imports) await linkAgain(services, one)
}
