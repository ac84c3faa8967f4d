// The small shapes that every record is made of: codes, ids, days, instants and plain text.
import * as z from 'zod/mini'
import { matching, named, notEmpty, textUpTo } from './schema.ts'

/** A kebab-case, readable code such as `mission-planning`; the taxonomy and the directory of partners are keyed by it. */
export const Code = named(
  'Code',
  textUpTo(80).check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Must be a kebab-case code.')),
  {
    example: 'mission-planning',
  },
)

/** An opaque record id. */
export const RecordId = named('RecordId', textUpTo(64).check(z.regex(/^[A-Za-z0-9_-]+$/, 'Must be a record id.')))

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const isCalendarDay = (given: string): boolean => {
  const [year = 0, month = 0, day = 0] = given.split('-').map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** An ISO 8601 calendar day between 1900 and 2199; 2008-02-30 is refused. */
export const Day = named(
  'Day',
  matching(/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/, 'Must be a day such as 2008-06-30.').check(
    z.refine(isCalendarDay, 'There is no such day in the calendar.'),
  ),
  { format: 'date' },
)

/** An ISO 8601 instant in UTC. */
export const Instant = named('Instant', z.iso.datetime())

// C0 and C1 controls (but tab and line ends), bidirectional overrides and isolates, zero-width marks and the BOM.
// oxlint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/u

const isWellFormed = (given: string): boolean => given.isWellFormed() && !unprintable.test(given)

const isLine = (given: string): boolean => isWellFormed(given) && !/[\r\n\t]/.test(given)

const tidied = z.transform((given: string) => given.normalize('NFC').trim())

/** One line of text: trimmed, NFC, without control characters or text-direction overrides, never empty. */
export const line = (maxLength: number) => {
  const given = textUpTo(maxLength).check(z.refine(isLine, 'Must be one line of printable text.'))
  // NFC writes some characters as three: what is kept is measured too, since it is parsed again when it is read.
  return z.pipe(z.pipe(given, tidied), notEmpty.check(z.maxLength(maxLength)))
}

/** Text of several lines, as `line` otherwise. */
export const paragraphs = (maxLength: number) =>
  z.pipe(
    z.pipe(textUpTo(maxLength).check(z.refine(isWellFormed, 'Must be printable text.')), tidied),
    textUpTo(maxLength),
  )

/** The languages that names and texts are given in (AU Commission working languages among them). */
export const Language = named('Language', z.enum(['en', 'fr', 'pt', 'ar', 'es', 'sw']))
export type Language = z.infer<typeof Language>

/** The languages that explanations are written in. */
export const shownLanguages = ['en', 'fr'] as const
export type ShownLanguage = (typeof shownLanguages)[number]

/** A name in each language that it is known in, at least in one. */
export const Names = z
  .partialRecord(Language, line(300))
  .check(z.refine((names) => Object.keys(names).length > 0, 'Give at least one name.'))

/** Where a statement comes from: a document's symbol and the paragraph in it. */
export const Source = named('Source', z.strictObject({ document: line(200), paragraph: z.nullish(line(60)) }), {
  example: { document: 'S/2008/186', paragraph: '41' },
})
