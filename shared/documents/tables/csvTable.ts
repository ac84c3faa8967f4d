// Tables as CSV, with a second row of HXL tags where they are asked for; and rows that have no columns of ours.
import { byteOrderMark, csvLines, textCell } from './csvLines.ts'
import type { CellKind, Table, TableCell } from './table.ts'

const written = (kind: CellKind, cell: TableCell): string => {
  if (cell === null) return ''
  return kind === 'text' && typeof cell === 'string' ? textCell(cell) : String(cell)
}

const encoder = new TextEncoder()
const linesOf = (rows: readonly string[][]): Uint8Array => encoder.encode(csvLines(rows))
const mark = encoder.encode(byteOrderMark)

/**
 * UTF-8 with a byte order mark, lines end as RFC 4180 has them, and text that would run as a formula begins with an
 * apostrophe.
 */
export async function* csvTable({ columns, pages }: Table, { tags }: { tags: boolean }): AsyncGenerator<Uint8Array> {
  const names = columns.map(({ name }) => name)
  yield mark
  yield linesOf([names, ...(tags ? [columns.map(({ tag }) => tag)] : [])])
  for await (const rows of pages)
    yield linesOf(rows.map((cells) => columns.map(({ kind }, at) => written(kind, cells[at] ?? null))))
}

/** Rows of any length, in the same CSV. */
export async function* csvRows(pages: Table['pages']): AsyncGenerator<Uint8Array> {
  yield mark
  for await (const rows of pages) yield linesOf(rows.map((cells) => cells.map((cell) => written('text', cell))))
}
