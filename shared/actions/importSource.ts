// Opens an import's file as rows, whatever its format: the one place where readers and the rules of a sheet meet.
import { ftsRow } from '#domain/fts/flowRow.ts'
import { countedOnce } from '#domain/imports/countedOnce.ts'
import { type Header, headerFaults } from '#domain/imports/readHeader.ts'
import { mostRowsBeforeHeader, Sheet } from '#domain/imports/sheet.ts'
import type { NewMapping, SourceRow } from '#model/importColumns.ts'
import { Refusal } from '#model/refusal.ts'
import { csvRows } from '#readers/csv.ts'
import { readFtsPage } from '#readers/ftsPage.ts'
import { type JsonLine, jsonLines } from '#readers/jsonLines.ts'
import { type Bytes, encodingOf, textOf } from '#readers/textStream.ts'
import { type Sheet as WorkbookSheet, xlsxSheets } from '#readers/xlsx.ts'
import { iatiItems } from './iatiSource.ts'
import { LineItems } from './lineItems.ts'
import { aside, refuseOtherExport, SheetItems, sheetItems } from './sheetItems.ts'
import type { SourceItem } from './sourceItem.ts'
import type { SourceSettings } from './sourceSettings.ts'

export interface OpenSource {
  items: AsyncIterable<SourceItem>
  /** What the columns were taken for, once the header was read. */
  header: () => Header | undefined
}

const hasGoodHeader = async (rows: AsyncIterable<SourceRow>, mapping: NewMapping | null): Promise<boolean> => {
  const sheet = new Sheet(mapping)
  for await (const source of rows) {
    const { header } = sheet
    sheet.take(source)
    // The row behind the header may be its second line, or its tags.
    if (header || source.row > mostRowsBeforeHeader) break
  }
  return sheet.header !== undefined && headerFaults(sheet.header, mapping).length === 0
}

/** The first shown sheet with a header that can be read; if none has one, the first, whose fault is told. */
const chosenSheet = async (
  open: () => Bytes,
  mapping: NewMapping | null,
): Promise<{ sheet: WorkbookSheet; behind: WorkbookSheet[] }> => {
  const sheets = await xlsxSheets(open())
  for (const [at, one] of sheets.entries())
    if (await hasGoodHeader(one.rows(), mapping)) return { sheet: one, behind: sheets.slice(at + 1) }
  const [first] = sheets
  if (!first) throw new Refusal('unreadable-file', 'The workbook has no sheet.')
  return { sheet: first, behind: [] }
}

/** Sheets that are looked at for whether they are contributions, too. */
const mostSheetsBehind = 20

/** Said once: nobody must think that what stands in another sheet went in. */
const unreadSheets = async (
  { sheet, behind }: Awaited<ReturnType<typeof chosenSheet>>,
  mapping: NewMapping | null,
): Promise<string[]> => {
  const names: string[] = []
  for (const one of behind.slice(0, mostSheetsBehind))
    if (await hasGoodHeader(one.beginning(), mapping)) names.push(`"${one.name.slice(0, 40)}"`)
  if (names.length === 0) return []
  return [
    `Of this workbook only the sheet "${sheet.name.slice(0, 40)}" is read. ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''} may hold contributions as well: send each as a file of its own.`,
  ]
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

const sheetSource = (
  rows: AsyncIterable<SourceRow>,
  settings: SourceSettings,
  notes: readonly string[] = [],
): OpenSource => {
  const items = new SheetItems(settings, notes)
  return { items: sheetItems(items, rows), header: () => items.header }
}

const workbookSource = async (open: () => Bytes, settings: SourceSettings): Promise<OpenSource> => {
  const chosen = await chosenSheet(open, settings.mapping)
  return sheetSource(chosen.sheet.rows(), settings, await unreadSheets(chosen, settings.mapping))
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
    const read = new Sheet(mapping)
    for await (const source of (await chosenSheet(open, mapping)).sheet.rows()) {
      const { kind } = read.take(source)
      // Sent again it has no merged cells: an amount in each row would be counted in each.
      yield read.header && kind !== 'header' ? { ...source, cells: countedOnce(read.header, source, mapping) } : source
    }
    return
  }
  const encoding = await encodingOf(open())
  yield* csvRows(() => textOf(open(), encoding))
}

/** Opens a file for reading it once from its beginning. Refuses, while it is read, `unreadable-file` and its like. */
export const openSource = async (open: () => Bytes, settings: SourceSettings): Promise<OpenSource> => {
  const { format, mapping } = settings
  if (format === 'iati') return { items: iatiItems(open), header: () => undefined }
  if (format === 'xlsx') return workbookSource(open, settings)
  const encoding = await encodingOf(open())
  const text = (): AsyncIterable<string> => textOf(open(), encoding)
  if (format === 'fts') return { items: flowItems(text()), header: () => undefined }
  return format === 'jsonl' ? lineSource(jsonLines(text), mapping) : sheetSource(csvRows(text), settings)
}
