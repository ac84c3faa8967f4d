// The few looks that a cell of our workbooks has, and the part that declares them.
import type { CellKind } from '../tables/table.ts'

/** Numbers of `cellXfs`: the places in `looks` below. */
export const styleOf = {
  plain: 0,
  header: 1,
  text: 2,
  quoted: 3,
  decimal: 4,
  score: 5,
  day: 6,
  instant: 7,
  wrapped: 8,
} as const

export type CellStyle = keyof typeof styleOf

export const styleOfKind: Record<CellKind, CellStyle> = {
  text: 'text',
  decimal: 'decimal',
  score: 'score',
  day: 'day',
  instant: 'instant',
}

// 4 and 49 are built in (ECMA-376, 18.8.30): #,##0.00 and text.
const formats = [
  [164, '0.000'],
  [165, 'yyyy\\-mm\\-dd'],
  [166, 'yyyy\\-mm\\-dd\\ hh:mm:ss'],
] as const

interface Look {
  format: number
  bold?: boolean
  /** Excel's own apostrophe: such text stays text when somebody edits the cell. */
  quoted?: boolean
  wrapped?: boolean
}

const xf = ({ format, bold = false, quoted = false, wrapped = false }: Look): string => {
  const letters = bold ? 'fontId="1" fillId="2" applyFont="1" applyFill="1"' : 'fontId="0" fillId="0"'
  const alignment = wrapped ? '<alignment vertical="top" wrapText="1"/>' : ''
  return `<xf numFmtId="${format}" ${letters} borderId="0" xfId="0" applyNumberFormat="1"${quoted ? ' quotePrefix="1"' : ''}${wrapped ? ' applyAlignment="1"' : ''}>${alignment}</xf>`
}

const looks: Record<CellStyle, Look> = {
  plain: { format: 0 },
  header: { format: 49, bold: true },
  text: { format: 49 },
  quoted: { format: 49, quoted: true },
  decimal: { format: 4 },
  score: { format: 164 },
  day: { format: 165 },
  instant: { format: 166 },
  wrapped: { format: 49, wrapped: true },
}

const listOf = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`

const font = (more: string): string => `<font>${more}<sz val="11"/><name val="Calibri"/></font>`
const fill = (type: string, inside = ''): string =>
  `<fill><patternFill patternType="${type}">${inside}</patternFill></fill>`

/** The first two fills are reserved. */
export const stylesXml = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  listOf(
    'numFmts',
    formats.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`),
  ),
  listOf('fonts', [font(''), font('<b/>')]),
  listOf('fills', [fill('none'), fill('gray125'), fill('solid', '<fgColor rgb="FFE7EEF4"/><bgColor indexed="64"/>')]),
  listOf('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']),
  listOf('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
  listOf('cellXfs', Object.values(looks).map(xf)),
  listOf('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
  '</styleSheet>',
].join('')
