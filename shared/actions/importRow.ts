// One row of an import: resolved, told apart from what went in before, and written as any submit or patch is.
import { asSent } from '#domain/contributionDraft.ts'
import { can } from '#domain/can.ts'
import { mergePatch } from '#domain/mergePatch.ts'
import type { ReadRow } from '#domain/imports/readRow.ts'
import { besideRow, rowPatch } from '#domain/imports/rowPatch.ts'
import { type Contribution, NewContribution, type NewTransaction } from '#model/contribution.ts'
import type { Cell, ImportColumn } from '#model/importColumns.ts'
import type { ImportRecord, RowNote, RowResult } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { ImportedMeanwhile, type ImportedRow, importedRowsIn } from '#store/importedRows.ts'
import { columnOf } from './importColumnOf.ts'
import { fillIn, type ImportParty } from './importParties.ts'
import { mustBeAllowed } from './permission.ts'
import type { ActionRequest } from './request.ts'
import { patchFromRow } from './reviseContribution.ts'
import { sameValue } from './sameValue.ts'
import { submitRow } from './submitContribution.ts'
import { validated } from './validate.ts'

type RowFields = Partial<Record<ImportColumn, Cell>>

/** What all rows of one import share. */
export interface RowContext {
  services: Services
  request: ActionRequest
  record: ImportRecord
}

/** A row whose organizations are known. */
export interface PlacedRow extends ImportParty {
  row: number
  /** The cells as they were read; an export's row is compared under the same columns. */
  fields: RowFields
  read: ReadRow
  transactions: readonly NewTransaction[] | null
  /** What its names were taken for. */
  notes: RowNote[]
}

export type Outcome = Pick<RowResult, 'status' | 'id'> & { errors: RowNote[]; warnings: RowNote[] }

/** Who this row's report is: a row's identity belongs to its reporter. */
const reporterOf = ({ request }: RowContext, { provider, reportedBy }: ImportParty): string =>
  request.caller.role === 'coordinator' ? (reportedBy ?? provider) : (request.caller.organization ?? provider)

/** design.md, "Import columns": (`reportedBy`, `source`, `id`), or without `id` the hash of the normalized row. */
export const identityOf = (context: RowContext, placed: PlacedRow): string => {
  const { id, source } = placed.read
  const reporter = reporterOf(context, placed)
  const own = id === null ? { row: fillIn(placed) } : { id }
  return context.services.fingerprint(['import', reporter, source, own])
}

const reasonFor = ({ record }: RowContext, { row, read }: PlacedRow): string => {
  const suggested = read.notes.filter(({ column }) => column === 'sub_cluster').map(({ detail }) => ` ${detail}`)
  return `Import ${record.id}, row ${row}.${suggested.join('')}`.slice(0, 500)
}

const importedBy = (
  context: RowContext,
  placed: PlacedRow,
  part: Pick<ImportedRow, 'contribution' | 'status' | 'version'>,
): ImportedRow => ({
  ...part,
  sent: fillIn(placed),
  transactions: [...(placed.transactions ?? [])],
  import: context.record.id,
  row: placed.row,
})

const create = async (context: RowContext, placed: PlacedRow, identity: string): Promise<Outcome> => {
  const { services, request, record } = context
  const sent = validated(NewContribution, fillIn(placed))
  const reportedBy = reporterOf(context, placed)
  if (record.dryRun) {
    const { provider, implementers = [], visibility = 'shared' } = sent
    mustBeAllowed(request.caller, 'contribution.record', { provider, implementers, visibility, reportedBy })
    return { status: 'created', id: null, errors: [], warnings: [] }
  }
  const { id } = await submitRow(services, request, sent, {
    reportedBy,
    transactions: placed.transactions ?? [],
    reason: reasonFor(context, placed),
    beside: (contribution) => [
      importedRowsIn(services.store.table).write(
        identity,
        importedBy(context, placed, { contribution, status: 'created', version: 1 }),
        null,
      ),
    ],
  })
  return { status: 'created', id, errors: [], warnings: [] }
}

const changesOf = (standing: Contribution, fields: Record<string, unknown>): boolean => {
  const sent = asSent(standing)
  return !sameValue(sent, mergePatch(sent, fields))
}

/** Rows of an export say which revision they were made of: what was changed since is not overwritten unseen. */
const mustBeFresh = ({ read }: PlacedRow, standing: Contribution): void => {
  if (read.revision === null || read.revision === standing.revision) return
  throw new Refusal(
    'stale-revision',
    `The row was exported at revision ${read.revision}; the contribution is at ${standing.revision} now. Export it again.`,
  )
}

const mustBeTheirs = ({ request }: RowContext, standing: Contribution): void => {
  if (can(request.caller, 'contribution.change', standing) !== 'yes')
    throw new Refusal('forbidden', `It was reported by ${standing.reportedBy}, who alone may change it.`)
}

const update = async (
  context: RowContext,
  placed: PlacedRow,
  standing: Contribution,
  was: { sent: NewContribution; identity: string | null; imported: ImportedRow | null },
): Promise<Outcome> => {
  const { services, request, record } = context
  const { id } = standing
  const sent = fillIn(placed)
  const fields = besideRow(asSent(standing), sent, rowPatch(was.sent, sent))
  const moved = placed.transactions !== null && !sameValue(was.imported?.transactions ?? [], placed.transactions)
  if (!moved && !changesOf(standing, fields)) return { status: 'unchanged', id, errors: [], warnings: [] }
  mustBeTheirs(context, standing)
  mustBeFresh(placed, standing)
  if (record.dryRun) {
    validated(NewContribution, mergePatch(asSent(standing), fields))
    return { status: 'updated', id, errors: [], warnings: [] }
  }
  const next = importedBy(context, placed, {
    contribution: id,
    status: 'updated',
    version: (was.imported?.version ?? 0) + 1,
  })
  const beside =
    was.identity === null ? [] : [importedRowsIn(services.store.table).write(was.identity, next, was.imported)]
  await patchFromRow(services, request, {
    id,
    expected: standing.revision,
    fields,
    transactions: moved ? placed.transactions : null,
    reason: reasonFor(context, placed),
    beside,
  })
  return { status: 'updated', id, errors: [], warnings: [] }
}

/** As the row was exported: what a file's columns say of the contribution as it stands now. */
export type Exported = (contribution: Contribution, placed: PlacedRow) => NewContribution

const sameFile = ({ record }: RowContext, { row }: PlacedRow, imported: ImportedRow): RowNote[] =>
  imported.import === record.id && imported.row !== row
    ? [{ column: null, detail: `Row ${imported.row} of this file is the same contribution.` }]
    : []

const again = async (
  context: RowContext,
  placed: PlacedRow,
  imported: ImportedRow,
  identity: string,
): Promise<Outcome> => {
  const { services, record } = context
  const { contribution: id } = imported
  // The same row of the same import: a worker went on after a crash, and says what the first one did.
  if (imported.import === record.id && imported.row === placed.row && sameValue(imported.sent, fillIn(placed)))
    return { status: imported.status, id, errors: [], warnings: [] }
  if (sameValue(imported.sent, fillIn(placed)) && sameValue(imported.transactions, placed.transactions ?? []))
    return { status: 'unchanged', id, errors: [], warnings: sameFile(context, placed, imported) }
  const standing = (await services.store.contributions.get(id))?.record
  if (!standing) throw new Refusal('not-found', 'The contribution that this row became is gone.')
  const updated = await update(context, placed, standing, { sent: imported.sent, identity, imported })
  return { ...updated, warnings: sameFile(context, placed, imported) }
}

/** An `id` that names a record of the tracker: a row of an export comes back. Undefined for what is none, or hidden. */
export const recordNamed = async (
  { services, request }: RowContext,
  { id, source }: Pick<ReadRow, 'id' | 'source'>,
): Promise<Contribution | undefined> => {
  const [, publisher, named] = /^(.*-)?([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})$/.exec(id ?? '') ?? []
  // The identifier of an exported activity ends with it, behind its publisher's.
  if (publisher !== undefined && source !== 'iati') return undefined
  const standing = named === undefined ? undefined : (await services.store.contributions.get(named))?.record
  return standing && can(request.caller, 'contribution.read', standing) === 'yes' ? standing : undefined
}

/** An activity says less than a contribution: one that this tracker has published itself changes nothing here. */
const ownActivity = ({ id }: Contribution): Outcome => ({
  status: 'unchanged',
  id,
  errors: [],
  warnings: [{ column: 'iati-identifier', detail: 'This tracker published it: an IATI file does not change it.' }],
})

/** What stands under a row's identity already, read for many rows at once. */
export type Known = ReadonlyMap<string, ImportedRow>

/** A row that no import has brought: a record of the tracker's own that comes back, or a new one. */
const enterFresh = async (
  context: RowContext,
  placed: PlacedRow,
  identity: string,
  exported: Exported,
): Promise<Outcome> => {
  const standing = await recordNamed(context, placed.read)
  if (!standing) return create(context, placed, identity)
  if (placed.read.id !== standing.id) return ownActivity(standing)
  const sent = exported(standing, placed)
  return update(context, placed, standing, { sent, identity: null, imported: null })
}

const enter = async (context: RowContext, placed: PlacedRow, known: Known, exported: Exported): Promise<Outcome> => {
  const identity = identityOf(context, placed)
  const importedRows = importedRowsIn(context.services.store.table)
  for (let attempt = 1; ; attempt += 1) {
    const imported = (attempt === 1 ? known : await importedRows.getAll([identity])).get(identity)
    try {
      if (imported) return await again(context, placed, imported, identity)
      return await enterFresh(context, placed, identity, exported)
    } catch (error) {
      const met = error instanceof ImportedMeanwhile || (error instanceof Refusal && error.code === 'stale-revision')
      if (!met || attempt >= 10 || (error instanceof Refusal && placed.read.revision !== null)) throw error
    }
  }
}

/** What the API would refuse is refused here, row by row, under the column that it is about. */
export const enterRow = async (
  context: RowContext,
  placed: PlacedRow,
  known: Known,
  exported: Exported,
): Promise<Outcome> => {
  try {
    return await enter(context, placed, known, exported)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fields = error.errors.map(({ pointer, detail }) => ({ column: columnOf(pointer), detail }))
    const errors = fields.length > 0 ? fields : [{ column: null, detail: error.message }]
    return { status: 'rejected', id: null, errors, warnings: [] }
  }
}
