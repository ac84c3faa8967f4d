// One cell of a sheet: a number, a day or text, in the type that its column has.
import { dayNumber } from '#domain/days.ts'
import { withoutFormulas, wouldRun } from '#domain/formulaText.ts'
import type { CellKind, TableCell } from '../tables/table.ts'
import { type CellStyle, styleOf, styleOfKind } from './styles.ts'
import { xmlText } from './xmlText.ts'

/** Column A is 0. */
export const columnName = (at: number): string =>
  at < 26 ? String.fromCodePoint(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26)

const serialEpoch = dayNumber('1899-12-30')
/** Spreadsheets think that 1900 was a leap year: before its March, days are written as text. */
const firstSerial = 61
const secondsPerDay = 86_400

const serialOfDay = (day: string): number | null => {
  const serial = dayNumber(day) - serialEpoch
  return serial < firstSerial ? null : serial
}

const serialOfInstant = (instant: string): string | null => {
  const [, day = '', hours, minutes, seconds] = /^(.{10})T(\d\d):(\d\d):(\d\d(?:\.\d+)?)Z$/.exec(instant) ?? []
  const serial = day === '' ? null : serialOfDay(day)
  if (serial === null) return null
  const time = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / secondsPerDay
  return (serial + time).toFixed(9)
}

/** A spreadsheet keeps fifteen digits of a number: an amount with more is written as text, to the last digit. */
const isExact = (decimal: string): boolean => /^\d{1,12}(?:\.\d{1,2})?$/.test(decimal)

const numberOf = (kind: CellKind, cell: string): string | number | null => {
  if (kind === 'day') return serialOfDay(cell)
  if (kind === 'instant') return serialOfInstant(cell)
  return kind === 'decimal' && isExact(cell) ? cell : null
}

export const textCell = (place: string, style: CellStyle, text: string): string =>
  `<c r="${place}" s="${styleOf[style]}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`

/** Nothing for an empty cell. Text is text whatever it begins with: no cell of ours is a formula. */
export const cellXml = (place: string, kind: CellKind, cell: TableCell): string => {
  if (cell === null || cell === '') return ''
  const number = typeof cell === 'number' ? cell : numberOf(kind, cell)
  if (number !== null) return `<c r="${place}" s="${styleOf[styleOfKind[kind]]}"><v>${number}</v></c>`
  const text = String(cell)
  if (!wouldRun(text)) return textCell(place, 'text', text)
  // An apostrophe in front is read as one that was put there (an import takes it off), so one that was written gets another.
  return textCell(place, 'quoted', text.startsWith("'") ? withoutFormulas(text) : text)
}
