// The formats that every list is exported in. A format that only one list has is an entry in exportLists.ts.
import type { ExportColumn } from '#documents/columns/exportColumn.ts'
import { csvTable } from '#documents/tables/csvTable.ts'
import { jsonLines } from '#documents/tables/jsonLines.ts'
import { workbookFile } from '#documents/workbook/workbookFile.ts'
import type { Caller } from '#model/caller.ts'
import type { Services } from '#runtime/services.ts'
import { codesSheet } from './codesSheet.ts'
import { tableOf } from './exportTable.ts'

/** What a format is made of: the list from its beginning to its end, as the caller may see it. */
export interface Exported<Item extends object> {
  services: Services
  caller: Caller
  /** What the list is called, as in `Contributions`. */
  title: string
  columns: readonly ExportColumn<Item>[]
  /** A record as one line of JSON. */
  line: (item: Item) => object
  pages: AsyncIterable<readonly Item[]>
}

export interface ExportFormat<Item extends object> {
  /** What the file's name ends in: `csv`, `hxl.csv`. */
  ending: string
  contentType: string
  /** Pieces of the file, each made when it is asked for. */
  write: (exported: Exported<Item>) => AsyncIterable<Uint8Array>
}

async function* mapped<Item, To>(
  pages: AsyncIterable<readonly Item[]>,
  change: (item: Item) => To,
): AsyncGenerator<To[]> {
  for await (const items of pages) yield items.map(change)
}

/** Every list has these. */
export const tableFormats = <Item extends object>(): ExportFormat<Item>[] => [
  {
    ending: 'csv',
    contentType: 'text/csv; charset=utf-8',
    write: ({ title, columns, pages }) => csvTable(tableOf(title, columns, pages), { tags: false }),
  },
  {
    ending: 'hxl.csv',
    contentType: 'text/csv; charset=utf-8',
    write: ({ title, columns, pages }) => csvTable(tableOf(title, columns, pages), { tags: true }),
  },
  {
    ending: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: ({ services, title, columns, pages }) =>
      workbookFile([tableOf(title, columns, pages), codesSheet(services)]),
  },
  {
    ending: 'jsonl',
    contentType: 'application/x-ndjson',
    write: ({ pages, line }) => jsonLines(mapped(pages, line)),
  },
]
