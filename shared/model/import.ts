// An import: the file that was sent, how far it is, and a result for each of its rows.
import * as z from 'zod/mini'
import { listUpTo, named, namedObject, positiveInt } from './schema.ts'
import { Code, Instant, line, RecordId } from './text.ts'
import { DayOrder, DecimalSign, ImportColumn, Mapping } from './importColumns.ts'
import { Role } from './caller.ts'

const rowStatuses = ['created', 'updated', 'unchanged', 'rejected', 'set-aside', 'waiting'] as const
const RowStatus = named('RowStatus', z.enum(rowStatuses))
export type RowStatus = z.infer<typeof RowStatus>

/** What is wrong with a row, or was assumed of it, and in which column where one can be named. */
export const RowNote = namedObject('RowNote', { column: z.nullable(z.string()), detail: z.string() })
export type RowNote = z.infer<typeof RowNote>

/** Rows are numbered as the file counts them: a sheet's first row is 1, and mostly its header. */
export const RowResult = namedObject('RowResult', {
  row: positiveInt,
  status: RowStatus,
  id: z.nullable(RecordId),
  errors: z.array(RowNote),
  warnings: z.array(RowNote),
})
export type RowResult = z.infer<typeof RowResult>

/** `unread` until the file was read, and where it could not be. */
const ImportFormat = z.enum(['csv', 'xlsx', 'jsonl', 'fts', 'iati', 'unread'])
/** Before `running` a file that is posted as an upload is awaited, and then read from end to end. */
const ImportState = named('ImportState', z.enum(['awaiting-file', 'reading', 'running', 'done', 'failed']))

const Guess = z.strictObject({
  header: z.string(),
  column: z.nullable(ImportColumn),
  by: z.enum(['own', 'known', 'hxl', 'mapping', 'none']),
})

const count = z.int().check(z.gte(0))
export const RowCounts = named('RowCounts', z.partialRecord(RowStatus, count))
export type RowCounts = z.infer<typeof RowCounts>

const importFields = {
  id: RecordId,
  state: ImportState,
  format: ImportFormat,
  dryRun: z.boolean(),
  source: z.nullable(line(200)),
  mapping: z.nullable(Code),
  dates: z.nullable(DayOrder),
  decimals: z.nullable(DecimalSign),
  /** What each column of the sheet was taken for. */
  columns: z.array(Guess),
  rows: count,
  done: count,
  counts: RowCounts,
  /** Why it failed, in words; null for one that did not. */
  failure: z.nullable(z.string()),
  createdAt: Instant,
  updatedAt: Instant,
}

/** As it is returned: `results` is one page of them. */
export const Import = namedObject('Import', {
  ...importFields,
  results: z.strictObject({ items: z.array(RowResult), next: z.nullable(z.string()) }),
})

/** As it is kept: also whose it is, where its file lies, the mapping as it was, how many parts are done, and of how many segments. */
export const ImportRecord = z.strictObject({
  ...importFields,
  /** Who sent it, as the caller it was then. */
  by: z.strictObject({
    id: z.string(),
    role: Role,
    organization: z.nullable(Code),
    subClusters: z._default(z.nullable(z.array(Code)), null),
  }),
  file: z.strictObject({ name: z.string(), sha256: z.string(), bytes: count, contentType: z.string() }),
  mappingUsed: z.nullable(Mapping),
  parts: count,
  /** In how many pieces its rows lie; until 2026-11-23 in one. */
  segments: z._default(count, 1),
})
export type ImportRecord = z.infer<typeof ImportRecord>

/** One organization that a name may mean, and how sure that is. */
const Candidate = namedObject('NameCandidate', { partner: Code, score: z.number(), matchedName: z.string() })

/** A name that imports could not place: it waits, with the rows that name it, until a coordinator says who it is. */
export const WaitingName = namedObject('WaitingName', {
  id: z.string(),
  name: z.string(),
  candidates: listUpTo(10, Candidate),
  /** Rows that have waited for it. */
  rows: count,
  partner: z.nullable(Code),
  placedBy: z.nullable(z.string()),
  placedAt: z.nullable(Instant),
  firstSeen: Instant,
  revision: positiveInt,
})
export type WaitingName = z.infer<typeof WaitingName>

export const Placing = namedObject('Placing', { partner: Code })
