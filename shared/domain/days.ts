// Calendar arithmetic on ISO days, months, quarters and years, without the clock and without time zones.

const daysBeforeEpoch = 719_468
const daysPerEra = 146_097

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar, for a day written `2007-06-01`.
 * A day past the end of its month runs over into the next one; reading the text is the model's task.
 */
export function dayNumber(day: string): number {
  return civilDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)))
}

/** The ISO day that lies `n` days after 1970-01-01. */
export function dayFromNumber(n: number): string {
  const shifted = n + daysBeforeEpoch
  const era = Math.floor(shifted / daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const leapless = dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524)
  const yearOfEra = Math.floor((leapless - Math.floor(dayOfEra / (daysPerEra - 1))) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return written(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** The ISO day `n` days later (earlier if negative). */
export function addDays(day: string, n: number): string {
  return dayFromNumber(dayNumber(day) + n)
}

/** The same day of the month `n` months later (earlier if negative), or that month's last day if it has none such. */
export function addMonths(day: string, n: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n
  const year = Math.floor(months / 12)
  const month = months - year * 12 + 1
  const length = civilDay(year, month + 1, 1) - civilDay(year, month, 1)
  return written(year, month, Math.min(Number(day.slice(8, 10)), length))
}

/** The month of a day: `2008-01`. */
export function monthOf(day: string): string {
  return day.slice(0, 7)
}

/** The calendar quarter of a day: `2008-Q1`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The first day of a quarter. */
export function quarterStart(quarter: string): string {
  return written(Number(yearOf(quarter)), Number(quarter.slice(6)) * 3 - 2, 1)
}

/** The last day of a quarter. */
export function quarterEnd(quarter: string): string {
  return addDays(quarterStart(nextQuarter(quarter)), -1)
}

/** The quarter after this one. */
export function nextQuarter(quarter: string): string {
  return quarterOf(addMonths(quarterStart(quarter), 3))
}

/** How many days a quarter has: 90 to 92. */
export function daysInQuarter(quarter: string): number {
  return daysBetween(quarterStart(quarter), quarterEnd(quarter))
}

/** The year of a day, a month or a quarter: `2008`. */
export function yearOf(date: string): string {
  return date.slice(0, 4)
}

/** The first day of a year written `2008`. */
export function yearStart(year: string): string {
  return `${year}-01-01`
}

/** The last day of a year written `2008`. */
export function yearEnd(year: string): string {
  return `${year}-12-31`
}

/** How many days a year has: 365 or 366. */
export function daysInYear(year: string): number {
  return daysBetween(yearStart(year), yearEnd(year))
}

/** How many days a period has, both ends included; zero or less when it ends before it starts. */
export function daysBetween(start: string, end: string): number {
  return dayNumber(end) - dayNumber(start) + 1
}

// Years are counted from March, so that the leap day is the last of its year.
function civilDay(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysPerEra + dayOfEra - daysBeforeEpoch
}

function written(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
