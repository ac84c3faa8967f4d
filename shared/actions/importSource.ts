// Opens an import's file as rows, whatever its format: the one place where readers and the rules of a sheet meet.
import { ftsRow } from '#domain/fts/flowRow.ts'
import { besideAmount, otherAmounts } from '#domain/imports/otherAmounts.ts'
import { otherExport } from '#domain/imports/otherExports.ts'
import { type Header, headerFaults } from '#domain/imports/readHeader.ts'
import { isUnnamedSum, mostRowsBeforeHeader, type RowFields, Sheet } from '#domain/imports/sheet.ts'
import { Totals } from '#domain/imports/totals.ts'
import type { DayOrder, DecimalSign, NewMapping, SourceRow } from '#model/importColumns.ts'
import type { RowNote } from '#model/import.ts'
import { Refusal } from '#model/refusal.ts'
import { csvRows } from '#readers/csv.ts'
import type { ImportFormat } from '#readers/detectFormat.ts'
import { readFtsPage } from '#readers/ftsPage.ts'
import { type JsonLine, jsonLines } from '#readers/jsonLines.ts'
import { type Bytes, encodingOf, textOf } from '#readers/textStream.ts'
import { type Sheet as WorkbookSheet, xlsxSheets } from '#readers/xlsx.ts'
import { iatiItems } from './iatiSource.ts'
import { LineItems } from './lineItems.ts'
import type { SourceItem } from './sourceItem.ts'

export interface SourceSettings {
  format: ImportFormat
  mapping: NewMapping | null
  dates: DayOrder | null
  decimals: DecimalSign | null
}

export interface OpenSource {
  items: AsyncIterable<SourceItem>
  /** What the columns were taken for, once the header was read. */
  header: () => Header | undefined
}

const aside = (row: number, detail: string): SourceItem => ({
  row,
  kind: 'set-aside',
  notes: [{ column: null, detail }],
})

const groupOf = ({ fields, extras }: RowFields, mapping: NewMapping | null): string =>
  (mapping?.totalsBy ?? [])
    .map((header) => extras[header] ?? String(fields[mapping?.columns[header] ?? 'title'] ?? ''))
    .join('\n')

const totalNotes = (totals: Totals, read: RowFields, mapping: NewMapping | null): RowNote[] => {
  const compared = totals.compare(read.fields, groupOf(read, mapping))
  if (compared.length === 0) return [{ column: null, detail: 'A printed total.' }]
  return compared.map(({ column, printed, added, agrees, unread }) => ({
    column,
    detail: agrees
      ? `A printed total: ${printed}, as the rows above add up to.`
      : `A printed total that does not reconcile: ${printed} is printed, the rows above add up to ${added}${unread > 0 ? `, without ${unread} that could not be read` : ''}.`,
  }))
}

/** A line that is a note if no data come behind it. */
type LastLine = RowFields & { row: number; kind: 'last-line'; text: string }

const note = ({ row, text }: { row: number; text: string }): SourceItem => aside(row, `A note: ${text.slice(0, 200)}`)

/** Lines below a table are few. */
const mostLastLines = 100

const refusedHeader = (header: Header | undefined, mapping: NewMapping | null): void => {
  if (!header)
    throw new Refusal('unreadable-file', 'No header was found: none of the first rows names columns that are known.')
  const faults = headerFaults(header, mapping)
  if (faults.length > 0)
    throw new Refusal(
      'unreadable-file',
      `Row ${header.row}: ${faults.join(' ')}`.slice(0, 500),
      faults.slice(0, 20).map((detail) => ({ pointer: `/${header.row}`, detail: detail.slice(0, 500) })),
    )
}

/** A mapping that is given says what the columns mean, whatever they are called. */
const refuseOtherExport = (headers: readonly unknown[], mapping: NewMapping | null): void => {
  const reason = mapping ? undefined : otherExport(headers)
  if (reason) throw new Refusal('unreadable-file', reason)
}

/** Reads a sheet on: the header is judged only at the first row behind it, since a row of tags may complete it. */
class SheetItems {
  readonly #sheet: Sheet
  readonly #settings: SourceSettings
  readonly #totals: Totals
  #isChecked = false
  #otherAmounts: string[] | undefined

  constructor(sheet: Sheet, settings: SourceSettings) {
    this.#sheet = sheet
    this.#settings = settings
    this.#totals = new Totals(settings.decimals)
  }

  check(): void {
    if (!this.#isChecked) refusedHeader(this.#sheet.header, this.#settings.mapping)
    this.#isChecked = true
  }

  /** What could be a note, as the data that it is if more data come. */
  data({ row, fields, extras }: RowFields & { row: number }): SourceItem {
    this.#totals.add(fields, groupOf({ fields, extras }, this.#settings.mapping))
    const header = this.#sheet.header
    if (!header) return { row, kind: 'data', fields, extras }
    this.#otherAmounts ??= otherAmounts(header)
    const beside = besideAmount(header, this.#otherAmounts, { fields, extras })
    if ('fault' in beside) return { row, kind: 'fault', detail: beside.fault }
    return { row, kind: 'data', fields, extras, ...(beside.notes.length > 0 ? beside : {}) }
  }

  /** `end` where nothing that looks like a header came in all the rows that one may stand below. */
  take(source: SourceRow): SourceItem | LastLine | 'end' | null {
    const hadHeader = this.#sheet.header !== undefined
    if (!hadHeader) refuseOtherExport(source.cells, this.#settings.mapping)
    const taken = this.#sheet.take(source)
    if (taken.kind === 'before') return taken.row > mostRowsBeforeHeader ? 'end' : null
    if (taken.kind === 'header')
      return hadHeader && this.#isRepeated(source) ? aside(source.row, 'The header again.') : null
    if (!('fields' in taken)) return null
    this.check()
    const { row } = taken
    if (taken.kind === 'note') return taken.isLast ? { ...taken, kind: 'last-line' } : note(taken)
    const { mapping } = this.#settings
    if (taken.kind === 'total' || this.#isUnnamedTotal(taken))
      return { row, kind: 'set-aside', notes: totalNotes(this.#totals, taken, mapping) }
    return this.data(taken)
  }

  /** In a sheet whose rows belong together by a mapping: the sum below its rows, that nobody wrote a word beside. */
  #isUnnamedTotal(read: RowFields): boolean {
    const { mapping } = this.#settings
    return Boolean(mapping?.totalsBy) && isUnnamedSum(read) && this.#totals.hasRows(groupOf(read, mapping))
  }

  /** The header itself and its tags get no result; one that is repeated further down does. */
  #isRepeated({ row }: SourceRow): boolean {
    return row > (this.#sheet.header?.row ?? 0) + 1
  }
}

async function* sheetItems(
  sheet: Sheet,
  rows: AsyncIterable<SourceRow>,
  settings: SourceSettings,
): AsyncGenerator<SourceItem> {
  const items = new SheetItems(sheet, settings)
  let held: (SourceItem | LastLine)[] = []
  const asData = (item: SourceItem | LastLine): SourceItem => (item.kind === 'last-line' ? items.data(item) : item)
  for await (const source of rows) {
    const item = items.take(source)
    if (item === 'end') break
    if (!item) continue
    // What is set aside behind such a line waits with it: rows keep their order.
    const waits = item.kind === 'last-line' || (held.length > 0 && item.kind === 'set-aside')
    if (waits) held.push(item)
    if (waits && held.length < mostLastLines) continue
    yield* held.map(asData)
    held = []
    if (!waits) yield asData(item)
  }
  items.check()
  yield* held.map((item) => (item.kind === 'last-line' ? note(item) : item))
}

/** The first shown sheet with a header that can be read; if none has one, what is wrong with the first. */
const chosenSheet = async (open: () => Bytes, mapping: NewMapping | null): Promise<WorkbookSheet> => {
  const sheets = await xlsxSheets(open())
  for (const one of sheets) {
    const sheet = new Sheet(mapping)
    for await (const source of one.rows()) {
      sheet.take(source)
      if (sheet.header || source.row > mostRowsBeforeHeader) break
    }
    if (sheet.header && headerFaults(sheet.header, mapping).length === 0) return one
  }
  const [first] = sheets
  if (!first) throw new Refusal('unreadable-file', 'The workbook has no sheet.')
  return first
}

async function* flowItems(text: AsyncIterable<string>): AsyncGenerator<SourceItem> {
  for (const read of (await readFtsPage(text)).rows) {
    if ('fault' in read) {
      yield { row: read.row, kind: 'fault', detail: read.fault }
      continue
    }
    const meaning = ftsRow(read.flow)
    yield meaning.kind === 'data' ? { row: read.row, ...meaning, extras: {} } : aside(read.row, meaning.detail)
  }
}

const sheetSource = (rows: AsyncIterable<SourceRow>, settings: SourceSettings): OpenSource => {
  const sheet = new Sheet(settings.mapping)
  return { items: sheetItems(sheet, rows, settings), header: () => sheet.header }
}

const lineSource = (lines: AsyncIterable<JsonLine>, mapping: NewMapping | null): OpenSource => {
  const records = new LineItems(mapping)
  const items = async function* (): AsyncGenerator<SourceItem> {
    for await (const line of lines) {
      if (line.row === 1) refuseOtherExport(line.keys ?? [], mapping)
      yield records.take(line)
    }
  }
  return { items: items(), header: () => records.header }
}

/** A sheet's rows as they are, from its first one: above the header, blank and total rows too. */
export async function* rowsOfSheet(
  open: () => Bytes,
  { format, mapping }: Pick<SourceSettings, 'format' | 'mapping'>,
): AsyncGenerator<SourceRow> {
  if (format === 'xlsx') {
    yield* (await chosenSheet(open, mapping)).rows()
    return
  }
  const encoding = await encodingOf(open())
  yield* csvRows(() => textOf(open(), encoding))
}

/** Opens a file for reading it once from its beginning. Refuses, while it is read, `unreadable-file` and its like. */
export const openSource = async (open: () => Bytes, settings: SourceSettings): Promise<OpenSource> => {
  const { format, mapping } = settings
  if (format === 'iati') return { items: iatiItems(open), header: () => undefined }
  if (format === 'xlsx') return sheetSource((await chosenSheet(open, mapping)).rows(), settings)
  const encoding = await encodingOf(open())
  const text = (): AsyncIterable<string> => textOf(open(), encoding)
  if (format === 'fts') return { items: flowItems(text()), header: () => undefined }
  return format === 'jsonl' ? lineSource(jsonLines(text), mapping) : sheetSource(csvRows(text), settings)
}
