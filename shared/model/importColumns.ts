// The columns of an import (design.md, "Import columns"), and how a sheet with other headers is mapped onto them.
import * as z from 'zod/mini'
import { listUpTo, named, namedObject, positiveInt } from './schema.ts'
import { Code, Instant, line } from './text.ts'

/** Fixed by the contract; `reported_by` and `revision` are what an export adds, so that it can come back edited. */
export const importColumns = [
  'id',
  'source',
  'partner',
  'implementing_partner',
  'beneficiary',
  'title',
  'description',
  'lang',
  'cluster',
  'sub_cluster',
  'priority_area',
  'modality',
  'status',
  'amount',
  'currency',
  'value_date',
  'quantity',
  'unit',
  'start_date',
  'end_date',
  'country',
  'location',
  'instrument',
  'operation',
  'visibility',
  'external_refs',
  'reported_by',
  'revision',
] as const
export const ImportColumn = named('ImportColumn', z.enum(importColumns))
export type ImportColumn = z.infer<typeof ImportColumn>

/** How ambiguous days are to be read: `03/04/2008` is in April (day-first) or in March (month-first). */
export const DayOrder = z.enum(['day-first', 'month-first'])
export type DayOrder = z.infer<typeof DayOrder>

/** Which sign begins the decimals: `1.234` is 1234 with a comma, and no amount of money with a point. */
export const DecimalSign = z.enum(['point', 'comma'])
export type DecimalSign = z.infer<typeof DecimalSign>

const Header = line(300)

/**
 * A saved mapping: `columns` from headers as written to import columns, `values` for columns that the sheet does not
 * have, as text in which `{Header}` stands for that row's cell.
 */
export const NewMapping = namedObject('NewMapping', {
  name: line(200),
  columns: z.record(Header, z.nullable(ImportColumn)),
  values: z.optional(z.partialRecord(ImportColumn, line(300))),
  dates: z.nullish(DayOrder),
  decimals: z.nullish(DecimalSign),
  /** Headers by which rows belong together: printed totals are compared with the rows of their group. */
  totalsBy: z.optional(listUpTo(5, Header)),
})
export type NewMapping = z.infer<typeof NewMapping>

/** Readable, and chosen by whoever saves the mapping. */
export const MappingId = Code

export const Mapping = namedObject('Mapping', {
  id: MappingId,
  ...NewMapping.shape,
  owner: z.nullable(z.string()),
  revision: positiveInt,
  updatedAt: Instant,
})
export type Mapping = z.infer<typeof Mapping>

/** A cell as a reader gives it: text as written, or a number from a sheet that keeps numbers as numbers. */
export type Cell = string | number | null

/** One row of a source, numbered as its reader counts: the first row of a sheet, or line of a file, is 1. */
export interface SourceRow {
  row: number
  cells: Cell[]
  /** By their column, numbers that a workbook shows with something beside them: `€ 1500.50`. */
  shown?: Record<number, string>
  /** By their column, cells merged downwards, and the last row that those span. */
  spans?: Record<number, number>
  /** Columns whose texts are those of cells further up, which are merged down to here. */
  carried?: number[]
  /** The workbook does not show the row. */
  isHidden?: true
}
