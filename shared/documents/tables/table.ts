// A table that is written page by page: what its columns hold, and its rows as they are asked for.

/** Decimals are plain (`1500.00`), days and instants ISO 8601; a `score` is a number as it is. */
export type CellKind = 'text' | 'decimal' | 'score' | 'day' | 'instant'

export type TableCell = string | number | null

export interface TableColumn {
  name: string
  kind: CellKind
  /** Its HXL tag (hxlstandard.org). */
  tag: string
}

export interface Table {
  /** What a workbook calls the sheet: at most 31 characters. */
  name: string
  columns: readonly TableColumn[]
  /** Rows in pieces of any size; each has a cell for every column. */
  pages: AsyncIterable<readonly TableCell[][]>
}
