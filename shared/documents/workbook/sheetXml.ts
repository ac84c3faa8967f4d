// A sheet as XML, written as its rows come: frozen header, filters, and what may be chosen in a column.
import type { Table, TableColumn } from '../tables/table.ts'
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
  /** Pages of text: wrapped, without header and filters. */
  prose?: boolean
}

const mostRows = 1_048_576

const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`

const frozen =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'

/** Columns keep the look of their kind below the last row too, so that what is added by hand is typed the same. */
const columnsXml = ({ columns, widths = {}, prose = false }: WorkbookSheet): string =>
  `<cols>${columns
    .map(({ name, kind }, at) => {
      const look = prose ? styleOf.wrapped : styleOf[styleOfKind[kind]]
      return `<col min="${at + 1}" max="${at + 1}" width="${widths[name] ?? 18}" customWidth="1" style="${look}"/>`
    })
    .join('')}</cols>`

const headerRow = (columns: readonly TableColumn[]): string =>
  `<row r="1">${columns.map(({ name }, at) => textCell(`${columnName(at)}1`, 'header', name)).join('')}</row>`

const rowXml = (row: number, columns: readonly TableColumn[], cells: Parameters<typeof cellXml>[2][]): string =>
  `<row r="${row}">${columns.map(({ kind }, at) => cellXml(`${columnName(at)}${row}`, kind, cells[at] ?? null)).join('')}</row>`

const proseRow = (row: number, cells: Parameters<typeof cellXml>[2][]): string =>
  `<row r="${row}">${cells.map((cell, at) => (cell === null ? '' : textCell(`${columnName(at)}${row}`, row === 1 ? 'header' : 'wrapped', String(cell)))).join('')}</row>`

const choicesXml = (columns: readonly TableColumn[], choices: readonly Choice[]): string => {
  const each = choices.map(({ column, formula, hint }) => {
    const letter = columnName(columns.findIndex(({ name }) => name === column))
    return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" showErrorMessage="1" promptTitle="${xmlText(column)}" prompt="${xmlText(hint.slice(0, 255))}" sqref="${letter}2:${letter}${mostRows}"><formula1>${xmlText(formula)}</formula1></dataValidation>`
  })
  return each.length === 0 ? '' : `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`
}

export async function* sheetXml(sheet: WorkbookSheet): AsyncGenerator<string> {
  const { columns, pages, prose = false, choices = [] } = sheet
  yield `${head}${prose ? '' : frozen}<sheetFormatPr defaultRowHeight="15"/>${columnsXml(sheet)}<sheetData>`
  let row = 0
  if (!prose) {
    row = 1
    yield headerRow(columns)
  }
  for await (const rows of pages) {
    const lines: string[] = []
    for (const cells of rows) {
      row += 1
      if (row > mostRows) throw new RangeError(`A sheet has at most ${mostRows} rows.`)
      lines.push(prose ? proseRow(row, cells) : rowXml(row, columns, cells))
    }
    yield lines.join('')
  }
  const filter = prose ? '' : `<autoFilter ref="A1:${columnName(columns.length - 1)}${Math.max(row, 1)}"/>`
  yield `</sheetData>${filter}${choicesXml(columns, choices)}</worksheet>`
}
