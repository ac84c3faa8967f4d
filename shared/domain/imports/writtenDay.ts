// Days as people write them, to ISO days; a day that could be another is refused.
import type { Cell, DayOrder } from '#model/importColumns.ts'
import { addDays, addMonths, dayFromNumber, dayNumber } from '../days.ts'
import { foldText } from '../matching/foldText.ts'

/** A day, or why there is none; `note` says what was assumed. */
export type WrittenDay = { day: string; note?: string } | { fault: string }

/** A year or a month alone means its first day as a start, its last day as an end. */
export type DayEdge = 'start' | 'end'

const monthNames = [
  'january|jan|janvier|janv|janeiro|يناير|كانون الثاني|enero|januari',
  'february|feb|fevrier|fevr|fev|fevereiro|فبراير|شباط|febrero|februari',
  'march|mar|mars|marco|مارس|اذار|marzo|machi',
  'april|apr|avril|avr|abril|abr|ابريل|نيسان|aprili',
  'may|mai|maio|مايو|ايار|mayo|mei',
  'june|jun|juin|junho|يونيو|يونيه|حزيران|junio|juni',
  'july|jul|juillet|juil|julho|يوليو|يوليه|تموز|julio|julai',
  'august|aug|aout|agosto|ago|اغسطس|اب|agosti',
  'september|sep|sept|septembre|setembro|set|سبتمبر|ايلول|septiembre|septemba',
  'october|oct|octobre|outubro|out|اكتوبر|تشرين الاول|octubre|oktoba',
  'november|nov|novembre|novembro|نوفمبر|تشرين الثاني|noviembre|novemba',
  'december|dec|decembre|dezembro|dez|ديسمبر|كانون الاول|diciembre|desemba',
]
const monthByName = new Map(
  monthNames.flatMap((names, at) => names.split('|').map((name) => [foldText(name), at + 1] as const)),
)

const refused = (fault: string): WrittenDay => ({ fault })

const dayOf = (year: number, month: number, day: number): WrittenDay => {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const isReal = month >= 1 && month <= 12 && day >= 1 && dayFromNumber(dayNumber(text)) === text
  if (!isReal) return refused('There is no such day in the calendar.')
  return year >= 1900 && year <= 2199 ? { day: text } : refused('Only years from 1900 to 2199 are taken.')
}

const yearOf = (written: string): number => {
  if (written.length === 4) return Number(written)
  const short = Number(written)
  return short < 70 ? 2000 + short : 1900 + short
}

const edgeOf = (year: number, month: number | null, edge: DayEdge): WrittenDay => {
  const first = dayOf(year, month ?? 1, 1)
  if ('fault' in first) return first
  const months = month === null ? 12 : 1
  const day = edge === 'start' ? first.day : addDays(addMonths(first.day, months), -1)
  return { day, note: `Read as ${day}: only ${month === null ? 'a year' : 'a month'} is given.` }
}

/** `03/04/2008`: which is the day shows only when one of them cannot be a month, or both are the same. */
const numeric = (first: number, second: number, year: number, order: DayOrder | null): WrittenDay => {
  if (order === 'day-first') return dayOf(year, second, first)
  if (order === 'month-first') return dayOf(year, first, second)
  if (first > 12 || first === second) return dayOf(year, second, first)
  if (second > 12) return dayOf(year, first, second)
  const dayFirst = dayOf(year, second, first)
  const monthFirst = dayOf(year, first, second)
  if ('fault' in dayFirst || 'fault' in monthFirst) return 'fault' in dayFirst ? monthFirst : dayFirst
  return refused(
    `Ambiguous: ${dayFirst.day} or ${monthFirst.day}. Write it as ${dayFirst.day}, or say dates=day-first or month-first.`,
  )
}

/** Days since 1899-12-30, as spreadsheets count them from March 1900 on. */
const serialEpoch = dayNumber('1899-12-30')
const leastSerial = 10_000
const mostSerial = 109_574

const ofSerial = (serial: number): WrittenDay => {
  if (serial < leastSerial || serial > mostSerial) return refused('This number is no day.')
  const day = dayFromNumber(serialEpoch + Math.floor(serial))
  return { day, note: `Read as ${day}: a spreadsheet's serial number of a day.` }
}

/** Western digits for the Arabic-Indic and Persian ones. */
export const westernDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))

/** `1er`, `3rd`, `1º` as `1`, `3`. */
export const withoutOrdinals = (text: string): string =>
  text.replaceAll(/(\d)(?:st|nd|rd|th|er|ero|o|º|ª)(?!\p{L})/giu, '$1')

/** `Sep-08` is the month of a year, as spreadsheets show it; `Sep 08` may be a day. */
const endsInYear = /\p{L}\.?(?:[-/]| ?['’])\d{2}$/u

/** The year stands first or last; of two digits it is no year in `12-14 March`, which are two days. */
const dayInMonth = (words: readonly string[], first: string, second: string, month: number): WrittenDay | null => {
  if (first.length === 4) return dayOf(Number(first), month, Number(second))
  const isShortYear = second.length === 2 && words[0] === first && words.at(-1) === second
  return second.length === 4 || isShortYear ? dayOf(yearOf(second), month, Number(first)) : null
}

const withMonthName = (text: string, edge: DayEdge): WrittenDay | null => {
  const words = foldText(withoutOrdinals(text))
    .split(' ')
    .filter((word) => !['de', 'of', 'the', 'le', 'do'].includes(word))
  const digits = words.filter((word) => /^\d+$/.test(word))
  const month = monthByName.get(words.filter((word) => !/^\d+$/.test(word)).join(' '))
  if (month === undefined || digits.length === 0 || digits.length > 2) return null
  const [first = '', second] = digits
  if (second !== undefined) return dayInMonth(words, first, second, month)
  return first.length === 4 || endsInYear.test(text) ? edgeOf(yearOf(first), month, edge) : null
}

/** `2008/09`: September 2008 as well as the year that ends in 2009. */
const mayBeTwoYears = (year: string, other: string | undefined): boolean =>
  other?.length === 2 && Number(other) === (Number(year) + 1) % 100

/** `Q3 2009`, `2009 T3`, `H1 2009`: three or six months of a calendar year. */
const partOfYear = (text: string, edge: DayEdge): WrittenDay | null => {
  const [, before, kind = '', at = '', after] =
    /^(?:(\d{4})[ /-]?)?([QTHS])([1-4])(?:[ /-]?(\d{4}))?$/i.exec(text) ?? []
  const year = before ?? after
  const months = /[QT]/i.test(kind) ? 3 : 6
  if (year === undefined || (before !== undefined && after !== undefined) || Number(at) * months > 12) return null
  const first = dayOf(Number(year), (Number(at) - 1) * months + 1, 1)
  if ('fault' in first) return first
  const day = edge === 'start' ? first.day : addDays(addMonths(first.day, months), -1)
  return { day, note: `Read as ${day}: ${months} months of the calendar year ${year} are given.` }
}

const monthAlone = (text: string, edge: DayEdge): WrittenDay | null => {
  const [, year, month] = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})$/.exec(text) ?? []
  if (year !== undefined && mayBeTwoYears(year, month))
    return refused(`Ambiguous: a month of ${year}, or the year that ends in ${Number(year) + 1}. Write both days.`)
  if (year !== undefined) return edgeOf(Number(year), month === undefined ? null : Number(month), edge)
  const [, before, behind] = /^(\d{1,2})[-/.](\d{4})$/.exec(text) ?? []
  return behind === undefined ? null : edgeOf(Number(behind), Number(before), edge)
}

const noDay = (text: string): WrittenDay =>
  /^(?:FY|AF|EF|exercice) ?['’]?\d{2,4}(?:[-/]\d{2,4})?$/i.test(text)
    ? refused('Fiscal years begin on different days. Write the first and the last day.')
    : refused('This is no day. Write it as 2008-06-30.')

const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/
const shortForm = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?:[T ]\d{1,2}:\d{2}.*)?$/

/**
 * The day that a cell says: ISO, with the month's name in six languages, day.month.year, a spreadsheet's serial number, or
 * a slashed date that can be one day only (or as `order` says). Anything else is a fault in words.
 */
export const writtenDay = (cell: Cell, order: DayOrder | null, edge: DayEdge): WrittenDay => {
  if (typeof cell === 'number') return ofSerial(cell)
  const text = westernDigits(cell ?? '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .slice(0, 60)
  const whole = iso.exec(text)
  if (whole) return dayOf(Number(whole[1]), Number(whole[2]), Number(whole[3]))
  const short = shortForm.exec(text)
  if (short) {
    const [, first, separator, second, year = ''] = short
    // Dots are written by those who put the day first.
    return numeric(Number(first), Number(second), yearOf(year), separator === '.' ? 'day-first' : order)
  }
  if (/^\d{8}$/.test(text)) return dayOf(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)))
  if (/^\d{5,6}(?:\.\d+)?$/.test(text)) return ofSerial(Number(text))
  return monthAlone(text, edge) ?? partOfYear(text, edge) ?? withMonthName(text, edge) ?? noDay(text)
}
