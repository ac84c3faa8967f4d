// A part of an import: a hundred rows of its file are entered, each with its result.
import { placeActivity } from '#domain/iati/placeActivity.ts'
import { exportRow } from '#domain/imports/exportRow.ts'
import { amountHeader, headerMoney } from '#domain/imports/headerMoney.ts'
import { type ReadRow, readRow, type RowSettings } from '#domain/imports/readRow.ts'
import { vocabularyOf } from '#domain/imports/vocabulary.ts'
import type { Contribution, NewContribution } from '#model/contribution.ts'
import type { ImportRecord, RowNote, RowResult } from '#model/import.ts'
import type { ImportColumn } from '#model/importColumns.ts'
import { taxonomyKinds } from '#model/taxonomy.ts'
import type { Services } from '#runtime/services.ts'
import { PlacedMeanwhile, waitingNamesIn } from '#store/waitingNames.ts'
import { inWordsOf } from './importColumnOf.ts'
import { rememberingServices } from './importMemory.ts'
import {
  enterRow,
  type Exported,
  identityOf,
  type Known,
  type PlacedRow,
  recordNamed,
  type RowContext,
} from './importRow.ts'
import { beneficiaryByDefault, fillIn, partiesOf } from './importParties.ts'
import { keptResult } from './keptResult.ts'
import type { SourceItem } from './sourceItem.ts'
import { OrganizationNames, waitingNameOf } from './organizationNames.ts'
import { checkNewContribution } from './submitContribution.ts'
import { importedRowsIn } from '#store/importedRows.ts'
import { importsIn } from '#store/imports.ts'

/** One run of a worker over one import. */
export interface ImportRun extends RowContext {
  names: OrganizationNames
  settings: RowSettings
  /** Rows of a dry run that were compared with what is stored; it is the slow part of it. */
  compared: number
  /** Rows seen in this file, by the beginnings of their identities, so that a dry run finds those that repeat each other. */
  seen: Map<string, number>
}

/** A dry run compares so many of its rows with the stored contributions. */
const mostCompared = 500
const mostSeen = 200_000
/** Signs of an identity: 64 bits, which no two of so many rows share by chance. */
const seenBy = 16

/** Rows of a part that are under way at once: two transactions of about five rows, and those of the next two. */
const width = 20

export const runOf = async (services: Services, record: ImportRecord): Promise<ImportRun> => {
  const kinds = await Promise.all(taxonomyKinds.map(async (kind) => services.store.terms.ofKind(kind)))
  const terms = kinds.flat()
  const remembering = rememberingServices(services)
  return {
    services: remembering,
    record,
    request: { caller: record.by, requestId: `import-${record.id}`, once: null },
    names: new OrganizationNames(remembering),
    settings: {
      vocabulary: vocabularyOf(terms),
      priorityAreas: terms.filter(({ kind }) => kind === 'priority-area'),
      dates: record.dates,
      decimals: record.decimals,
      source: record.source,
      headerMoney: headerMoney(amountHeader({ guesses: record.columns })),
    },
    // A dry run that is gone on with has compared what it says would be created.
    compared: record.counts.created ?? 0,
    seen: new Map(record.dryRun ? await importsIn(services.store.table).seen(record.id) : []),
  }
}

/** A row before its organizations are placed. */
export type UnplacedRow = Pick<PlacedRow, 'row' | 'fields' | 'read' | 'transactions'>

const asRead = (run: ImportRun, item: Extract<SourceItem, { kind: 'data' | 'activity' }>): UnplacedRow => {
  const { row } = item
  if (item.kind === 'data') {
    const { amountHeader: own } = item
    const settings = own === undefined ? run.settings : { ...run.settings, headerMoney: headerMoney(own) }
    const read = readRow(item.fields, settings)
    read.notes.push(...(item.notes ?? []))
    return { row, fields: item.fields, read, transactions: null }
  }
  return {
    row,
    fields: {},
    read: placeActivity(item.read, item.sectors, run.settings),
    transactions: item.transactions,
  }
}

const result = (
  row: number,
  status: RowResult['status'],
  errors: RowNote[] = [],
  warnings: RowNote[] = [],
): RowResult => ({
  row,
  status,
  id: null,
  errors,
  warnings,
})

/** An export's row as it would come back unchanged, under the columns that the file has. */
const readAsExported = (run: ImportRun, standing: Contribution, fields: PlacedRow['fields']): ReadRow => {
  const row = exportRow(standing)
  const columns = Object.keys(fields) as ImportColumn[]
  return readRow(Object.fromEntries(columns.map((column) => [column, row[column]])), run.settings)
}

export const exportedIn =
  (run: ImportRun): Exported =>
  (standing: Contribution, { fields }: PlacedRow): NewContribution =>
    fillIn({
      read: readAsExported(run, standing, fields),
      provider: standing.provider,
      implementers: 'implementing_partner' in fields ? standing.implementers : [],
      beneficiary: 'beneficiary' in fields ? standing.beneficiary : beneficiaryByDefault,
      reportedBy: standing.reportedBy,
    })

/** What a row of an export already had wrong is not held against whoever sends it back: only what was edited is judged. */
const faultsOf = async (run: ImportRun, { read, fields }: UnplacedRow): Promise<ReadRow['faults']> => {
  const standing = read.faults.length > 0 ? await recordNamed(run, read) : undefined
  if (!standing) return read.faults
  const had = readAsExported(run, standing, fields).faults
  return read.faults.filter((fault) => !had.some((one) => one.column === fault.column && one.detail === fault.detail))
}

/** Waits under every name that is not placed. A name that is placed at this moment is looked up again. */
const wait = async (run: ImportRun, unplaced: UnplacedRow): Promise<RowResult | PlacedRow> => {
  const { services, record, names } = run
  for (;;) {
    const found = await partiesOf(names, unplaced.read)
    if ('parties' in found) return { ...unplaced, ...found.parties, notes: found.notes }
    const waiting = found.unplaced.map(({ column, placed }) => ({
      column,
      detail: `"${placed.name}" is not known for sure: it waits until a coordinator places it.`,
    }))
    if (record.dryRun) return result(unplaced.row, 'waiting', [], [...waiting, ...unplaced.read.notes])
    try {
      for (const { placed } of found.unplaced)
        await waitingNamesIn(services.store.table).wait(waitingNameOf(services, placed), {
          import: record.id,
          row: unplaced.row,
          read: unplaced,
        })
      return result(unplaced.row, 'waiting', [], [...waiting, ...unplaced.read.notes])
    } catch (error) {
      if (!(error instanceof PlacedMeanwhile)) throw error
      for (const { placed } of found.unplaced) names.forget(placed.name)
    }
  }
}

/** What is stored and looks like it: said in a dry run, since afterwards the findings say it. */
const likenesses = async (run: ImportRun, placed: PlacedRow): Promise<RowNote[]> => {
  if (run.compared >= mostCompared) return []
  run.compared += 1
  const { findings } = await checkNewContribution(run.services, run.request.caller, fillIn(placed))
  return findings.slice(0, 3).map(({ kind, score, contributions: [other] }) => ({
    column: null,
    detail: `${kind}, ${Math.round(score * 100)} %: "${other?.title.slice(0, 120)}" (${other?.id}).`,
  }))
}

const repeats = (run: ImportRun, identity: string, row: number): RowNote[] => {
  const key = identity.slice(0, seenBy)
  const first = run.seen.get(key)
  if (first === undefined && run.seen.size < mostSeen) run.seen.set(key, row)
  return first === undefined ? [] : [{ column: null, detail: `Row ${first} of this file is the same contribution.` }]
}

const entered = async (run: ImportRun, placed: PlacedRow, known: Known): Promise<RowResult> => {
  const outcome = await enterRow(run, placed, known, exportedIn(run))
  const { dryRun } = run.record
  const twin = dryRun ? repeats(run, identityOf(run, placed), placed.row) : []
  const like = dryRun && outcome.status === 'created' ? await likenesses(run, placed) : []
  return {
    row: placed.row,
    ...outcome,
    warnings: [...outcome.warnings, ...twin, ...like, ...placed.notes, ...placed.read.notes],
  }
}

const readItem = async (run: ImportRun, item: SourceItem): Promise<RowResult | PlacedRow> => {
  if (item.kind === 'set-aside') return result(item.row, 'set-aside', [], item.notes)
  if (item.kind === 'fault') return result(item.row, 'rejected', [{ column: null, detail: item.detail }])
  const unplaced = asRead(run, item)
  const faults = await faultsOf(run, unplaced)
  return faults.length > 0 ? result(item.row, 'rejected', faults, unplaced.read.notes) : wait(run, unplaced)
}

const isPlaced = (one: RowResult | PlacedRow): one is PlacedRow => 'read' in one

/** Several at once, but rows of one identity in their order: the last of them is what stays. */
const enterAll = async (run: ImportRun, placed: readonly PlacedRow[]): Promise<RowResult[]> => {
  const byIdentity = Map.groupBy(placed, (row) => identityOf(run, row))
  const known = await importedRowsIn(run.services.store.table).getAll([...byIdentity.keys()])
  const waiting = [...byIdentity.values()].values()
  const results: RowResult[] = []
  const worker = async (): Promise<void> => {
    for (const rows of waiting)
      for (const [at, row] of rows.entries()) {
        // What the first of them has written is no longer what was read for all of them.
        const fresh = at === 0 ? known : await importedRowsIn(run.services.store.table).getAll([identityOf(run, row)])
        results.push(await entered(run, row, fresh))
      }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}

/** Enters the rows of a part; each one's result is short enough to be kept with the others. */
export const enterPart = async (run: ImportRun, items: readonly SourceItem[]): Promise<RowResult[]> => {
  const read: (RowResult | PlacedRow)[] = []
  for (const item of items) read.push(await readItem(run, item))
  const results = await enterAll(run, read.filter(isPlaced))
  return [...read.filter((one): one is RowResult => !isPlaced(one)), ...results]
    .map((one) => keptResult(inWordsOf(run.record, one)))
    .toSorted((a, b) => a.row - b.row)
}
