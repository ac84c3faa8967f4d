// Rows of an XLSX workbook's sheets: typed cells, the results of formulas and never the formulas, hidden sheets left out.
import { dayFromNumber, dayNumber } from '#domain/days.ts'
import type { Cell, SourceRow } from '#model/importColumns.ts'
import { type Archive, openArchive } from './archive.ts'
import { maxColumns, maxRowLength, maxRows, unreadable } from './limits.ts'
import { CarriedDown, columnIn, mergedIn } from './mergedCells.ts'
import { type Bytes, textOf } from './textStream.ts'
import { decodedText, readWorkbook, type Workbook } from './workbook.ts'
import { type XmlEvent, xmlEvents } from './xml.ts'

export interface Sheet {
  name: string
  rows: () => AsyncGenerator<SourceRow>
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

const numberOf = ({ value, style }: OpenCell, { isDate, since1904 }: Workbook): Cell => {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  const isDay = isDate[style] === true && Math.abs(number) * secondsPerDay < Number.MAX_SAFE_INTEGER
  return isDay ? (dayOfSerial(number, since1904) ?? number) : number
}

const valueOf = (cell: OpenCell, workbook: Workbook): Cell => {
  const { type, value, formula, hasValue } = cell
  // Nobody worked it out: shown as what it is, it is refused where a number belongs, and no amount is lost unseen.
  if (formula !== null && !hasValue) return `=${formula}`
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
    if (name === 'row') this.#openRow(Number(attributes['r'] ?? this.#row + 1))
    else if (name === 'c') this.#openCell(attributes)
    else if (this.#cell && ['v', 't', 'rPh', 'f'].includes(name)) this.#openPart(this.#cell, name)
  }

  #openPart(cell: OpenCell, name: string): void {
    this.#within = this.#within === 'rPh' ? 'rPh' : name
    if (name === 'f') cell.formula ??= ''
    else cell.hasValue = true
  }

  #openRow(row: number): void {
    if (!Number.isInteger(row) || row <= this.#row || row > maxRows)
      throw unreadable('The rows of the sheet are out of order.', { sheet: this.#sheet, row: this.#row })
    this.#row = row
    this.#cells = []
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
    return { row: this.#row, cells: Array.from(this.#cells, (cell) => cell ?? null) }
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
  }
}

async function* rowsOf(archive: Archive, workbook: Workbook, name: string, part: string): AsyncGenerator<SourceRow> {
  const carried = new CarriedDown(await mergedIn(textOf(archive.part(part), 'utf-8')))
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
  return shown.map(({ name, part }) => ({ name, rows: () => rowsOf(archive, workbook, name, part) }))
}
