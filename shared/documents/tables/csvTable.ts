// Tables as CSV, with a second row of HXL tags where they are asked for; and rows that have no columns of ours.
import { stringify } from 'csv-stringify/sync'
import { withoutFormulas } from '#domain/formulaText.ts'
import type { CellKind, Table, TableCell } from './table.ts'

const written = (kind: CellKind, cell: TableCell): string => {
  if (cell === null) return ''
  return kind === 'text' && typeof cell === 'string' ? withoutFormulas(cell) : String(cell)
}

// A lone line end within a text is quoted too: left to itself, csv-stringify quotes for its own record delimiter only.
const linesOf = (rows: readonly string[][]): Uint8Array =>
  new TextEncoder().encode(stringify([...rows], { record_delimiter: 'windows', quoted_match: /[\r\n]/ }))

/** Without it Excel reads another encoding than UTF-8. */
const byteOrderMark = new TextEncoder().encode('\ufeff')

/**
 * UTF-8 with a byte order mark, lines end as RFC 4180 has them, and text that would run as a formula begins with an
 * apostrophe.
 */
export async function* csvTable({ columns, pages }: Table, { tags }: { tags: boolean }): AsyncGenerator<Uint8Array> {
  const names = columns.map(({ name }) => name)
  yield byteOrderMark
  yield linesOf([names, ...(tags ? [columns.map(({ tag }) => tag)] : [])])
  for await (const rows of pages)
    yield linesOf(rows.map((cells) => columns.map(({ kind }, at) => written(kind, cells[at] ?? null))))
}

/** Rows of any length, in the same CSV. */
export async function* csvLines(pages: Table['pages']): AsyncGenerator<Uint8Array> {
  yield byteOrderMark
  for await (const rows of pages) yield linesOf(rows.map((cells) => cells.map((cell) => written('text', cell))))
}
