// A sheet as XML, written as its rows come: frozen header, filters, and what may be chosen in a column.
import type { Table, TableCell, TableColumn } from '../tables/table.ts'
import { cellXml, columnName, textCell } from './cellXml.ts'
import { xmlText } from './xmlText.ts'
import { styleOf, styleOfKind } from './styles.ts'

/** What a column takes: a list to choose from, as a formula (`Codes!$A$2:$A$9`), with a hint that shows beside the cell. */
export interface Choice {
  column: string
  formula: string
  hint: string
}

export interface WorkbookSheet extends Table {
  /** Drop-downs; they advise and do not refuse, since names that people write are resolved when they come in. */
  choices?: readonly Choice[]
  /** Widths in characters by column; 18 where none is given. */
  widths?: Readonly<Record<string, number>>
  /**
   * Rows without a header and filters of ours: `typed` as they are given, days and numbers as such; or `prose`, wrapped
   * text under a first row of headings.
   */
  bare?: 'typed' | 'prose'
}

const mostRows = 1_048_576

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`

const frozen =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'

/** Columns keep the look of their kind below the last row too, so that what is added by hand is typed the same. */
const columnsXml = ({ columns, widths = {}, bare }: WorkbookSheet): string =>
  `<cols>${columns
    .map(({ name, kind }, at) => {
      const look = bare === undefined ? ` style="${styleOf[styleOfKind[kind]]}"` : ''
      return `<col min="${at + 1}" max="${at + 1}" width="${widths[name] ?? 18}" customWidth="1"${look}/>`
    })
    .join('')}</cols>`

const headerRow = (columns: readonly TableColumn[]): string =>
  `<row r="1">${columns.map(({ name }, at) => textCell(`${columnName(at)}1`, 'header', name)).join('')}</row>`

type Cells = readonly TableCell[]

const rowXml = (row: number, columns: readonly TableColumn[], cells: Cells): string =>
  columns.map(({ kind }, at) => cellXml(`${columnName(at)}${row}`, kind, cells[at] ?? null)).join('')

const isDay = (cell: TableCell): boolean => typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell)

/** A cell of rows that have no columns of ours is what it looks like. */
const bareCell = (place: string, cell: TableCell): string => {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  return cellXml(place, isDay(cell) ? 'day' : 'text', cell)
}

const proseCell = (place: string, row: number, cell: TableCell): string =>
  cell === null ? '' : textCell(place, row === 1 ? 'header' : 'wrapped', String(cell))

const bareXml = (row: number, bare: 'typed' | 'prose', cells: Cells): string =>
  cells
    .map((cell, at) => {
      const place = `${columnName(at)}${row}`
      return bare === 'typed' ? bareCell(place, cell) : proseCell(place, row, cell)
    })
    .join('')

const choicesXml = (columns: readonly TableColumn[], choices: readonly Choice[]): string => {
  const each = choices.map(({ column, formula, hint }) => {
    const letter = columnName(columns.findIndex(({ name }) => name === column))
    return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" showErrorMessage="1" promptTitle="${xmlText(column)}" prompt="${xmlText(hint.slice(0, 255))}" sqref="${letter}2:${letter}${mostRows}"><formula1>${xmlText(formula)}</formula1></dataValidation>`
  })
  return each.length === 0 ? '' : `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`
}

export async function* sheetXml(sheet: WorkbookSheet): AsyncGenerator<string> {
  const { columns, pages, bare, choices = [] } = sheet
  yield `${head}${bare ? '' : frozen}<sheetFormatPr defaultRowHeight="15"/>${columnsXml(sheet)}<sheetData>`
  let row = 0
  if (!bare) {
    row = 1
    yield headerRow(columns)
  }
  for await (const rows of pages) {
    const lines: string[] = []
    for (const cells of rows) {
      row += 1
      if (row > mostRows) throw new RangeError(`A sheet has at most ${mostRows} rows.`)
      lines.push(`<row r="${row}">${bare ? bareXml(row, bare, cells) : rowXml(row, columns, cells)}</row>`)
    }
    yield lines.join('')
  }
  const filter = bare ? '' : `<autoFilter ref="A1:${columnName(columns.length - 1)}${Math.max(row, 1)}"/>`
  yield `</sheetData>${filter}${choicesXml(columns, choices)}</worksheet>`
}
