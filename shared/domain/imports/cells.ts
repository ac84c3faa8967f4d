// Reading one row's cells, each fault and each assumption noted under the column that it is about.
import type { Cell, DayOrder, DecimalSign, ImportColumn } from '#model/importColumns.ts'
import { type DayEdge, westernDigits, withoutOrdinals, writtenDay } from './writtenDay.ts'
import { writtenAmount } from './writtenAmount.ts'

/** What is wrong with a cell, or was assumed of it. */
export interface ColumnNote {
  column: ImportColumn
  detail: string
}

export interface Conventions {
  dates: DayOrder | null
  decimals: DecimalSign | null
}

type Fields = Partial<Record<ImportColumn, Cell>>

/** Of a list in one cell at most so many are read. */
const mostInList = 20

// The control characters that model/text.ts refuses; a sheet is full of them unseen, and they say nothing.
const unprintable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/gu

/** Text without what the model refuses. */
export const printable = (text: string): string => text.replaceAll(unprintable, '')

/** One row while it is read. */
export class Cells {
  readonly faults: ColumnNote[] = []
  readonly notes: ColumnNote[] = []
  readonly #fields: Fields
  readonly #conventions: Conventions

  constructor(fields: Fields, conventions: Conventions) {
    this.#fields = fields
    this.#conventions = conventions
  }

  /** Is there such a column at all, filled or blank? */
  has(column: ImportColumn): boolean {
    return column in this.#fields
  }

  isBlank(column: ImportColumn): boolean {
    return (this.#fields[column] ?? null) === null
  }

  fault(column: ImportColumn, detail: string): void {
    this.faults.push({ column, detail })
  }

  note(column: ImportColumn, detail: string): void {
    this.notes.push({ column, detail })
  }

  /** The text of a cell, or null where it is blank; too long is a fault. */
  text(column: ImportColumn, maxLength: number, lines = false): string | null {
    const cell = this.#fields[column]
    if (cell === null || cell === undefined) return null
    const raw = printable(String(cell).toWellFormed())
    const text = (lines ? raw : raw.replaceAll(/\s+/g, ' ')).trim()
    if (text === '') return null
    if (text.length > maxLength) {
      this.fault(column, `At most ${maxLength} characters are taken, here are ${text.length}.`)
      return null
    }
    return text
  }

  /** The parts of a cell that are separated by semicolons or bars. */
  list(column: ImportColumn, maxLength: number): string[] {
    const parts = (this.text(column, 10_000) ?? '').split(/[;|]/).map((part) => part.trim())
    const filled = [...new Set(parts.filter((part) => part !== ''))]
    if (filled.length > mostInList) this.fault(column, `At most ${mostInList} are taken in one cell.`)
    if (filled.some((part) => part.length > maxLength)) this.fault(column, `At most ${maxLength} characters each.`)
    return filled.slice(0, mostInList)
  }

  day(column: ImportColumn, edge: DayEdge): string | null {
    const cell = this.#fields[column]
    if (cell === null || cell === undefined) return null
    const read = writtenDay(cell, this.#conventions.dates, edge)
    if ('fault' in read) {
      this.fault(column, `"${String(cell).slice(0, 60)}": ${read.fault}`)
      return null
    }
    if (read.note) this.note(column, read.note)
    return read.day
  }

  /** Where one cell says both ends of a period, another that says its end must say the same. */
  sameDay(column: ImportColumn, other: string): void {
    const [own, said] = [this.#fields[column] ?? null, other].map((cell) =>
      writtenDay(cell, this.#conventions.dates, 'end'),
    )
    if (own && said && 'day' in own && 'day' in said && own.day !== said.day)
      this.fault(
        column,
        `This says ${own.day}, the cell of the start ${said.day}: give each of them a cell of its own.`,
      )
  }

  /** `multiple`: what the header says that all amounts are counted in; `isMilThousand`: what "mil" is below it. */
  amount(
    column: ImportColumn,
    multiple = 1n,
    isMilThousand = false,
  ): { amount: string; currency: string | null } | null {
    const cell = this.#fields[column]
    if (cell === null || cell === undefined) return null
    const read = writtenAmount(cell, this.#conventions.decimals, multiple, isMilThousand)
    if ('fault' in read) {
      this.fault(column, `"${String(cell).slice(0, 60)}": ${read.fault}`)
      return null
    }
    if (read.note) this.note(column, read.note)
    return read
  }
}

/** Two days and a word between them are shorter; what is longer is not searched for them. */
const longestPeriod = 60

const twoDays =
  /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s*(?:\s|to|until|au|a|ate|-|–|—|الى)\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})$/i
const twoEnds = /^(?:(?:from|du|de|من) )?(\S.{0,40}?)(?: ?[-–—] ?| (?:to|until|au|a|à|ate|até|الى|إلى) )(\S.*)$/iu

const isDay = (text: string): boolean => !('fault' in writtenDay(text, 'day-first', 'start'))

/** `Nov-Feb 2009` begins in the year before, or was meant otherwise: a year that is lent must not turn a period round. */
const inOrder = (ends: readonly [string, string]): boolean => {
  const [start, end] = ends.map((text) => writtenDay(text, 'day-first', 'start'))
  return start !== undefined && end !== undefined && 'day' in start && 'day' in end && start.day <= end.day
}

/** A day alone with the month that stands behind the second one: `12-14/03/2008`, where that is sure to be the month. */
const withMonthOf = (first: string, second: string): [string, string] | null => {
  const [, last, sign, rest = ''] = /^(\d{1,2})([/.])(\d{1,2}\2\d{4})$/.exec(second) ?? []
  const month = rest.replace('/', '.')
  // Dots say that the day stands first, and so does a day that is no month.
  if (sign === '.' || Number(last) > 12) return [`${first}.${month}`, `${last}.${month}`]
  const behind = /^\d{1,2}\.?[ -](.+)$/.exec(second)?.[1]
  return behind === undefined ? null : [`${first} ${behind}`, second]
}

/** The first end of a period with the month and the year that only its second end says; `March 3-14, 2008` the other way. */
const completed = (first: string, second: string): [string, string] | null => {
  const year = /(?:^|\D)(\d{4})$/.exec(second)?.[1]
  if (year === undefined) return null
  const named = /^(\p{L}+\.?) \d{1,2}$/u.exec(first)?.[1]
  const day = /^(\d{1,2}),? \d{4}$/.exec(second)?.[1]
  if (named !== undefined && day !== undefined) return [`${first} ${year}`, `${day} ${named} ${year}`]
  if (/\d{4}$/.test(first)) return [first, second]
  return /^\d{1,2}$/.test(first) ? withMonthOf(first, second) : [`${first} ${year}`, second]
}

/** `3-14 March 2008`: what is no day by itself, and of which both ends are. */
const periodInWords = (text: string): [string, string] | null => {
  const [, start, end] = twoEnds.exec(withoutOrdinals(text.replaceAll(/\s+/g, ' '))) ?? []
  const ends = start !== undefined && end !== undefined && !isDay(text) ? completed(start, end) : null
  return ends?.every(isDay) && inOrder(ends) ? ends : null
}

/** Both ends in one cell, as in `3/7/2011 4/29/2011`, `2008-06-04 to 2008-06-15` or `3-14 March 2008`. */
export const splitPeriod = (cell: Cell): [string, string] | null => {
  const text = typeof cell === 'string' ? westernDigits(cell.trim()) : ''
  if (text.length > longestPeriod) return null
  const [, first, second] = twoDays.exec(text) ?? []
  return first !== undefined && second !== undefined ? [first, second] : periodInWords(text)
}
