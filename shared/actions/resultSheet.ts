// An import's own rows with what became of each in front of it: to correct, and to send again.
import { csvRows } from '#documents/tables/csvTable.ts'
import { workbookFile } from '#documents/workbook/workbookFile.ts'
import { withFormulas } from '#domain/formulaText.ts'
import type { TableCell } from '#documents/tables/table.ts'
import type { ImportRecord, RowNote, RowResult } from '#model/import.ts'
import { importColumns, type SourceRow } from '#model/importColumns.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { keptItems } from './importItems.ts'
import { rowsOfSheet } from './importSource.ts'
import { importResults } from './readImport.ts'
import type { SourceItem } from './sourceItem.ts'
import { keptHeader } from './surveyFile.ts'

/** No column of an import is called so: sent again, they are reported as further columns and change nothing. */
const resultColumns = ['import_result', 'import_errors', 'import_warnings', 'import_record']

const resultsPerRead = 100
const rowsPerPage = 200

async function* resultsOf(services: Services, record: ImportRecord): AsyncGenerator<RowResult> {
  let after: number | null = 0
  while (after !== null) {
    const { results, next } = await importResults(services, record, after, resultsPerRead)
    yield* results
    after = next
  }
}

const otherColumn = 'other'

const activityFields = ({ id, source, partner, implementers, beneficiary, sent }: ActivityRead) => ({
  id,
  source,
  partner,
  implementing_partner: implementers.join('; '),
  beneficiary,
  title: sent.title,
  description: sent.description ?? null,
  status: sent.status ?? null,
  start_date: sent.period?.start ?? null,
  end_date: sent.period?.end ?? null,
})
type ActivityRead = Extract<SourceItem, { kind: 'activity' }>['read']

const cellsOf = (item: SourceItem): SourceRow['cells'] => {
  if (item.kind === 'set-aside' || item.kind === 'fault') return []
  const fields: Partial<Record<string, SourceRow['cells'][number]>> =
    item.kind === 'data' ? item.fields : activityFields(item.read)
  const others = item.kind === 'data' ? Object.entries(item.extras).map(([name, text]) => `${name}: ${text}`) : []
  return [...importColumns.map((column) => fields[column] ?? null), others.join('; ')]
}

/** What is no sheet becomes one: a record, a flow or an activity in a row, under the columns of an import. */
async function* rowsOfItems(services: Services, { file, segments }: ImportRecord): AsyncGenerator<SourceRow> {
  yield { row: 0, cells: [...importColumns, otherColumn] }
  for await (const item of keptItems(services, file.name, segments)) yield { row: item.row, cells: cellsOf(item) }
}

const isSheet = ({ format }: ImportRecord): boolean => format === 'csv' || format === 'xlsx'

const rowsOf = (services: Services, record: ImportRecord): AsyncIterable<SourceRow> => {
  const { format, mappingUsed: mapping, file } = record
  return format === 'csv' || format === 'xlsx'
    ? rowsOfSheet(() => services.files.open(file.name), { format, mapping })
    : rowsOfItems(services, record)
}

/** The header is the row that the columns were read from: a second line, or the unit of all amounts, may be said with it. */
const isHeader = (record: ImportRecord, { row, cells }: SourceRow): boolean => {
  if (!isSheet(record)) return row === 0
  const { columns } = record
  const written = cells.map((cell, at) => keptHeader(String(cell ?? '').trim(), columns.length, columns[at]?.column))
  const filled = written.filter((text) => text !== '').length
  const most = Math.min(2, record.columns.filter(({ header }) => header !== '').length)
  return filled > 0 && filled >= most && record.columns.every(({ header }, at) => isIn(header, written[at] ?? ''))
}

const isIn = (header: string, text: string): boolean => text === '' || header === text || header.startsWith(`${text} `)

const noteText = (notes: readonly RowNote[]): string =>
  notes.map(({ column, detail }) => (column === null ? detail : `${column}: ${detail}`)).join(' ')

const resultCells = ({ status, errors, warnings, id }: RowResult): TableCell[] => [
  status,
  noteText(errors),
  noteText(warnings),
  id,
]

const nothing: TableCell[] = resultColumns.map(() => null)

/** Rows and results go side by side, both in the order of the file. */
async function* joined(services: Services, record: ImportRecord): AsyncGenerator<{ row: number; cells: TableCell[] }> {
  const results = resultsOf(services, record)
  let result = await results.next()
  for await (const source of rowsOf(services, record)) {
    while (!result.done && result.value.row < source.row) result = await results.next()
    const own = !result.done && result.value.row === source.row ? resultCells(result.value) : nothing
    // An apostrophe against formulas is put on by whoever writes the file, and must not be there twice.
    const cells = source.cells.map((cell) => (typeof cell === 'string' ? withFormulas(cell) : cell))
    yield { row: source.row, cells: [...(isHeader(record, source) ? resultColumns : own), ...cells] }
  }
}

/** Rows keep their numbers: the blank ones that a workbook's reader passes over are there again. */
async function* pagesOf(services: Services, record: ImportRecord): AsyncGenerator<TableCell[][]> {
  let page: TableCell[][] = []
  let row = 0
  for await (const one of joined(services, record)) {
    for (row += 1; record.format === 'xlsx' && row < one.row; row += 1) page.push([])
    page.push(one.cells)
    if (page.length < rowsPerPage) continue
    yield page
    page = []
  }
  yield page
}

/**
 * The same sheet with four columns in front: the result, the errors and warnings by column, and the record. Refuses
 * `not-found` as long as the file was not read, and where it could not be.
 */
export const resultSheet = (
  services: Services,
  record: ImportRecord,
  ending: 'csv' | 'xlsx',
): AsyncIterable<Uint8Array> => {
  if (record.format === 'unread') throw new Refusal('not-found', 'No row of this import was read.')
  const pages = pagesOf(services, record)
  return ending === 'csv'
    ? csvRows(pages)
    : workbookFile([
        {
          name: 'Results',
          columns: resultColumns.map((name) => ({ name, kind: 'text', tag: '' })),
          pages,
          bare: 'typed',
        },
      ])
}
