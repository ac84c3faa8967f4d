// A table as CSV, with a second row of HXL tags where they are asked for.
import { stringify } from 'csv-stringify/sync'
import { withoutFormulas } from '#domain/formulaText.ts'
import type { CellKind, Table, TableCell } from './table.ts'

const written = (kind: CellKind, cell: TableCell): string => {
  if (cell === null) return ''
  return kind === 'text' ? withoutFormulas(String(cell)) : String(cell)
}

/**
 * UTF-8 with a byte order mark (without it Excel reads another encoding), lines end as RFC 4180 has them, and text that
 * would run as a formula begins with an apostrophe.
 */
export async function* csvTable({ columns, pages }: Table, { tags }: { tags: boolean }): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  // A lone line end within a text is quoted too: left to itself, csv-stringify quotes for its own record delimiter only.
  const lines = (rows: readonly string[][]): Uint8Array =>
    encoder.encode(stringify([...rows], { record_delimiter: 'windows', quoted_match: /[\r\n]/ }))
  const names = columns.map(({ name }) => name)
  yield encoder.encode('\ufeff')
  yield lines([names, ...(tags ? [columns.map(({ tag }) => tag)] : [])])
  for await (const rows of pages)
    yield lines(rows.map((cells) => columns.map(({ kind }, at) => written(kind, cells[at] ?? null))))
}
