// An import as it stands, with one page of its rows' results.
import type { Caller } from '#model/caller.ts'
import type { ImportRecord, RowResult } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { type Awaited, rowsPerPart, importsIn } from '#store/imports.ts'

/** What a caller is told: not whose token it was, nor where the file lies. */
export type ShownImport = Omit<ImportRecord, 'by' | 'file' | 'mappingUsed' | 'parts' | 'segments'>

export const shownImport = ({
  by: _by,
  file: _file,
  mappingUsed: _mappingUsed,
  parts: _parts,
  segments: _segments,
  ...shown
}: ImportRecord): ShownImport => shown

/** Seen by who sent it, by its organization's partners, and by coordinators. */
const seesImport = (caller: Caller, { by }: ImportRecord): boolean =>
  caller.role === 'coordinator' ||
  caller.id === by.id ||
  (caller.role === 'partner' &&
    by.role === 'partner' &&
    caller.organization !== null &&
    caller.organization === by.organization)

/** Nobody ends an import whose file never came: it has failed once none can come any more. */
const asAwaited = ({ record, version, until }: Awaited, now: string): ImportRecord => {
  if (version !== null) return { ...record, state: 'reading' }
  return now < until ? record : { ...record, state: 'failed', failure: 'No file came before the form expired.' }
}

/** How an import stands, or what waits for its file; undefined where there is none. */
export const standingImport = async ({ store, now }: Services, id: string): Promise<ImportRecord | undefined> => {
  const record = await importsIn(store.table).get(id)
  if (record) return record
  const awaited = await importsIn(store.table).awaited(id)
  // Between the two looks it may have begun.
  return awaited && ((await importsIn(store.table).get(id)) ?? asAwaited(awaited, now()))
}

/** Refuses `not-found` for what does not exist or is another's. */
export const getImport = async (services: Services, caller: Caller, id: string): Promise<ImportRecord> => {
  const record = await standingImport(services, id)
  if (!record || !seesImport(caller, record)) throw new Refusal('not-found', 'There is no such import.')
  return record
}

/** Where a page of results begins: so many results come before it. */
export interface ResultPage {
  results: RowResult[]
  next: number | null
}

/** Results in the order of their rows; while the import runs, those that are there. */
export const importResults = async (
  { store }: Services,
  record: Pick<ImportRecord, 'id' | 'parts'>,
  after: number,
  limit: number,
): Promise<ResultPage> => {
  const results: RowResult[] = []
  for (let part = Math.floor(after / rowsPerPart); results.length < limit; part += 1) {
    const standing = await importsIn(store.table).part(record.id, part)
    if (!standing) break
    const skipped = Math.max(0, after - part * rowsPerPart)
    results.push(...standing.results.slice(skipped, skipped + limit - results.length))
  }
  const end = after + results.length
  const isLast = results.length < limit || end >= record.parts * rowsPerPart
  return { results, next: isLast ? null : end }
}
