// Records as a table: each page's rows when they are asked for.
import type { ExportColumn } from '#documents/columns/exportColumn.ts'
import type { Table, TableCell } from '#documents/tables/table.ts'

async function* rowsOf<Item>(
  columns: readonly ExportColumn<Item>[],
  pages: AsyncIterable<readonly Item[]>,
): AsyncGenerator<TableCell[][]> {
  for await (const items of pages) yield items.map((item) => columns.map(({ of }) => of(item) ?? null))
}

export const tableOf = <Item>(
  name: string,
  columns: readonly ExportColumn<Item>[],
  pages: AsyncIterable<readonly Item[]>,
): Table => ({ name, columns, pages: rowsOf(columns, pages) })
