// Rows of an XLSX workbook's sheets: typed cells, the results of formulas and never the formulas, hidden sheets left out.
import { dayFromNumber, dayNumber } from '#domain/days.ts'
import type { Cell, SourceRow } from '#model/importColumns.ts'
import { type Archive, openArchive } from './archive.ts'
import { maxColumns, maxRowLength, maxRows, unreadable } from './limits.ts'
import { CarriedDown, columnIn, mergedIn } from './mergedCells.ts'
import { shownAs } from './numberFormats.ts'
import { type Bytes, textOf } from './textStream.ts'
import { decodedText, readWorkbook, type Workbook } from './workbook.ts'
import { type XmlEvent, xmlEvents } from './xml.ts'

export interface Sheet {
  name: string
  rows: () => AsyncGenerator<SourceRow>
  /** The rows without what merged cells carry down, so that a look at the first of them reads no more. */
  beginning: () => AsyncGenerator<SourceRow>
}

const secondsPerDay = 86_400
const days1904 = 1462
const serialEpoch = dayNumber('1899-12-30')

/**
 * The day of a serial number, as ISO text. Spreadsheets think that 1900 was a leap year: from its March on, serials count
 * from 1899-12-30.
 */
const dayOfSerial = (serial: number, since1904: boolean): string | null => {
  const days = Math.floor(serial) + (since1904 ? days1904 : 0)
  return days < 61 || days > 109_574 ? null : dayFromNumber(serialEpoch + days)
}

interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  /** The formula, and whether the workbook holds what it gave. */
  formula: string | null
  hasValue: boolean
}

/** Who is shown a month alone has written one: it is its first day in the sheet, and all of it is meant. */
const asShown = (day: string, shows: 'day' | 'month' | 'year'): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  if (shows === 'year' && `${month}-${date}` === '01-01') return year
  return shows === 'month' && date === '01' ? `${month}/${year}` : day
}

const numberOf = ({ value, style }: OpenCell, { formats, since1904 }: Workbook): Cell => {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const shows = formats[style]?.day ?? null
  if (shows === null || Math.abs(number) * secondsPerDay >= Number.MAX_SAFE_INTEGER) return number
  const day = dayOfSerial(number, since1904)
  return day === null ? number : asShown(day, shows)
}

/** Libraries that work no formula out write an empty value beside it. */
const isWorkedOut = ({ type, value, hasValue }: OpenCell): boolean => hasValue && (value !== '' || type === 'str')

const valueOf = (cell: OpenCell, workbook: Workbook): Cell => {
  const { type, value, formula } = cell
  // Nobody worked it out: shown as what it is, it is refused where a number belongs, and no amount is lost unseen.
  if (formula !== null && !isWorkedOut(cell)) return `=${formula}`
  if (value === '') return null
  if (type === 's') return workbook.strings[Number(value)] ?? null
  if (type === 'inlineStr' || type === 'str') return decodedText(value)
  if (type === 'b') return value === '1' ? 'true' : 'false'
  return type === 'n' ? numberOf(cell, workbook) : value
}

/** One sheet while it is read. */
class SheetReader {
  readonly #workbook: Workbook
  readonly #sheet: string
  readonly #carried: CarriedDown
  #row = 0
  #cells: Cell[] = []
  #shown: Record<number, string> = {}
  #isHidden = false
  #length = 0
  #cell: OpenCell | null = null
  #within = ''

  constructor(workbook: Workbook, sheet: string, carried: CarriedDown) {
    this.#workbook = workbook
    this.#sheet = sheet
    this.#carried = carried
  }

  /** A row that is at its end and holds something; undefined otherwise. */
  take(event: XmlEvent): SourceRow | undefined {
    if (event.kind === 'open') this.#open(event.name, event.attributes)
    else if (event.kind === 'text') this.#text(event.text)
    else return this.#close(event.name)
    return undefined
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') this.#openRow(Number(attributes['r'] ?? this.#row + 1), attributes['hidden'])
    else if (name === 'c') this.#openCell(attributes)
    else if (this.#cell && ['v', 't', 'rPh', 'f'].includes(name)) this.#openPart(this.#cell, name)
  }

  #openPart(cell: OpenCell, name: string): void {
    this.#within = this.#within === 'rPh' ? 'rPh' : name
    if (name === 'f') cell.formula ??= ''
    else cell.hasValue = true
  }

  #openRow(row: number, hidden: string | undefined): void {
    if (!Number.isInteger(row) || row <= this.#row || row > maxRows)
      throw unreadable('The rows of the sheet are out of order.', { sheet: this.#sheet, row: this.#row })
    this.#row = row
    this.#cells = []
    this.#shown = {}
    this.#isHidden = hidden === '1' || hidden === 'true'
    this.#length = 0
  }

  #openCell({ r: reference, t: type = 'n', s: style = '-1' }: Record<string, string>): void {
    const column = reference === undefined ? this.#cells.length : columnIn(reference)
    if (column < 0) throw unreadable('A cell has no column.', { sheet: this.#sheet, row: this.#row })
    this.#cell = { column, type, style: Number(style), value: '', formula: null, hasValue: false }
  }

  #text(text: string): void {
    if (!this.#cell || !['v', 't', 'f'].includes(this.#within)) return
    this.#lengthen(text.length)
    if (this.#within === 'f') this.#cell.formula = `${this.#cell.formula ?? ''}${text}`
    else this.#cell.value += text
  }

  #lengthen(characters: number): void {
    this.#length += characters
    if (this.#length > maxRowLength)
      throw unreadable(`The row is longer than ${maxRowLength} characters.`, { sheet: this.#sheet, row: this.#row })
  }

  #close(name: string): SourceRow | undefined {
    if (name === this.#within) this.#within = ''
    if (name === 'c' && this.#cell) this.#keep(this.#cell)
    if (name !== 'row' || this.#cells.length === 0) return undefined
    this.#lengthen(this.#carried.fill(this.#row, this.#cells))
    return {
      row: this.#row,
      cells: Array.from(this.#cells, (cell) => cell ?? null),
      ...(Object.keys(this.#shown).length > 0 ? { shown: this.#shown } : {}),
      ...(Object.keys(this.#carried.spans).length > 0 ? { spans: this.#carried.spans } : {}),
      ...(this.#carried.carried.length > 0 ? { carried: this.#carried.carried } : {}),
      ...(this.#isHidden ? { isHidden: true } : {}),
    }
  }

  #keep(cell: OpenCell): void {
    const value = valueOf(cell, this.#workbook)
    this.#cell = null
    if (value === null) return
    // A whole row that was coloured has empty cells to the last column.
    if (cell.column >= maxColumns)
      throw unreadable(`More than ${maxColumns} columns.`, { sheet: this.#sheet, row: this.#row })
    // A shared string counts as often as it is used: a bomb of them is a long row.
    if (cell.type === 's' && typeof value === 'string') this.#lengthen(value.length)
    this.#cells[cell.column] = value
    const format = this.#workbook.formats[cell.style]
    const shown = format && typeof value === 'number' ? shownAs(format, value) : undefined
    if (shown !== undefined) this.#shown[cell.column] = shown
  }
}

interface OpenSheet {
  archive: Archive
  workbook: Workbook
  name: string
  part: string
}

async function* mergedRows(sheet: OpenSheet): AsyncGenerator<SourceRow> {
  yield* rowsOf(sheet, new CarriedDown(await mergedIn(textOf(sheet.archive.part(sheet.part), 'utf-8'))))
}

async function* rowsOf({ archive, workbook, name, part }: OpenSheet, carried: CarriedDown): AsyncGenerator<SourceRow> {
  const reader = new SheetReader(workbook, name, carried)
  for await (const events of xmlEvents(textOf(archive.part(part), 'utf-8'))) {
    for (const event of events) {
      const row = reader.take(event)
      if (row) yield row
    }
  }
}

/** The sheets that are shown, in their order. Empty rows are passed over; a row keeps the number that it is shown with. */
export const xlsxSheets = async (bytes: Bytes): Promise<Sheet[]> => {
  const archive = await openArchive(bytes)
  const workbook = await readWorkbook(archive)
  const shown = workbook.sheets.filter(({ hidden }) => !hidden)
  if (shown.length === 0) throw unreadable('The workbook has no sheet that is shown.')
  return shown.map(({ name, part }) => {
    const sheet = { archive, workbook, name, part }
    return { name, rows: () => mergedRows(sheet), beginning: () => rowsOf(sheet, new CarriedDown([])) }
  })
}
