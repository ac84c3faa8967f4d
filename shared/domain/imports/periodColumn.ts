// A column of periods: what one value below it says, a month, a quarter or a year, is meant from its first day to its last.
import type { Cell } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import { headerNames } from './headerNames.ts'
import type { Header } from './readHeader.ts'
import type { RowFields } from './sheet.ts'
import { writtenDay } from './writtenDay.ts'

const starts = new Set(headerNames.start_date.split('|').map(foldText))
const inBrackets = /[([]([^)\]]*)[)\]]?/g

/** `Period`, `Dates (from - to)`, `Period / Période`; `Period (start)` is a start. */
export const isPeriodHeader = (header: string): boolean => {
  const outside = foldText(header.replaceAll(inBrackets, ' ').replaceAll('_', ' '))
  if (!/^(?:(?:period[eo]?|dates|الفتره) ?)+$/.test(outside)) return false
  return ![...header.matchAll(inBrackets)].some(([, within = '']) => starts.has(foldText(within)))
}

/** A workbook keeps a year as a number, which is no day's. */
const yearAsText = (cell: Cell): Cell =>
  typeof cell === 'number' && Number.isInteger(cell) && cell >= 1900 && cell <= 2199 ? String(cell) : cell

const isSpan = (cell: Cell): boolean => {
  const [first, last] = (['start', 'end'] as const).map((edge) => writtenDay(cell, 'day-first', edge))
  return first !== undefined && last !== undefined && 'day' in first && 'day' in last && first.day !== last.day
}

/** A row whose start stands below such a header, with the same span as its end where nothing else says one. */
export const withBothEnds = ({ guesses }: Header, fields: RowFields['fields']): RowFields['fields'] => {
  const start = yearAsText(fields.start_date ?? null)
  if (start === null || (fields.end_date ?? null) !== null || !isSpan(start)) return fields
  const header = guesses.find(({ column }) => column === 'start_date')?.header ?? ''
  return isPeriodHeader(header) ? { ...fields, start_date: start, end_date: start } : fields
}
