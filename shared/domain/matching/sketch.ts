// A record in a few dozen characters, kept in its block entries: enough to tell who is worth fetching.
import { hashOf } from './hashes.ts'
import { type MatchRecord, namesAnother } from './matchRecord.ts'
import { organizationKey } from './organization.ts'

const words = 6

/** At most 90 characters: start.end.organizations.subject.country.city.amount.identifiers, hashed and in base 36. */
export function sketchOf(record: MatchRecord): string {
  const { start, end, features, usdCents, identifiers } = record
  const organizations = [
    record.provider,
    ...record.implementers.slice(0, 2),
    ...(record.beneficiary ? [record.beneficiary] : []),
  ]
  const amount = usdCents === null || usdCents <= 0n ? '' : Math.round(10 * Math.log(Number(usdCents))).toString(36)
  return [
    start === null ? '' : start.toString(36),
    end === null ? '' : end.toString(36),
    hashed(organizations.map(organizationKey), 3),
    hashed([...features.subject].toSorted((a, b) => hashOf(a) - hashOf(b)).slice(0, words), 3),
    hashed(features.countries.slice(0, 3), 2),
    hashed(
      features.cities.slice(0, 2).map((city) => city.slice(0, 4)),
      3,
    ),
    amount,
    hashed(
      identifiers.slice(0, 3).map((value) => value.replace(namesAnother, '')),
      4,
    ),
  ].join('.')
}

const mostPoints = 9

/** Below this, every comparison of the two records would score next to nothing. */
export const leastLikeness = 2

/** A sketch taken apart once, for who compares it with many. */
export interface ReadSketch {
  start: number | null
  organizations: string[]
  subject: string[]
  countries: string[]
  cities: string[]
  amount: number | null
  identifiers: string[]
}

/** Takes a sketch apart; null for one that cannot be read. */
export function readSketch(sketch: string): ReadSketch | null {
  const parts = sketch.split('.')
  if (parts.length !== 8) return null
  const [start = '', , organizations = '', subject = '', countries = '', cities = '', amount = '', ids = ''] = parts
  return {
    start: numberIn(start),
    organizations: cutUp(organizations, 3),
    subject: cutUp(subject, 3),
    countries: cutUp(countries, 2),
    cities: cutUp(cities, 3),
    amount: numberIn(amount),
    identifiers: cutUp(ids, 4),
  }
}

/**
 * How alike two records are in outline, in points from below 0 to 9: what they agree on, less what sets them apart. A
 * reference in common has all the points; so have sketches that cannot be read, which are compared to be safe.
 */
export const likeness = (a: string, b: string): number => likenessOfRead(readSketch(a), readSketch(b))

/** `likeness` of sketches that were taken apart. */
export function likenessOfRead(a: ReadSketch | null, b: ReadSketch | null): number {
  if (a === null || b === null || common(a.identifiers, b.identifiers) > 0) return mostPoints
  const organizations = Math.min(2, common(a.organizations, b.organizations))
  const subject = Math.min(3, common(a.subject, b.subject))
  const place = common(a.cities, b.cities) > 0 ? 1 : common(a.countries, b.countries) > 0 ? 0.5 : 0
  const amount = apart(a.amount, b.amount)
  return organizations + subject + place + (amount !== null && amount <= 1 ? 1 : 0) + datePoints(a, b)
}

/** Whether two sketched records are worth comparing: they agree on something of weight, and are not years apart. */
export const couldMatch = (a: string, b: string): boolean => likeness(a, b) >= leastLikeness

// Both dated: -1 when more than a year apart, 1 within a month and a half; a year-long period is near its whole year.
function datePoints(a: ReadSketch, b: ReadSketch): number {
  const starts = apart(a.start, b.start)
  if (starts === null) return 1
  if (starts <= 45) return 1
  return starts <= 366 ? 0.5 : -1
}

const hashed = (parts: readonly string[], length: number): string =>
  [...new Set(parts.map((part) => (hashOf(part) % 36 ** length).toString(36).padStart(length, '0')))].join('')

const cutUp = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length))

function common(a: readonly string[], b: readonly string[]): number {
  let count = 0
  for (const one of a) if (b.includes(one)) count++
  return count
}

const numberIn = (text: string): number | null => (text === '' ? null : Number.parseInt(text, 36))

const apart = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : Math.abs(a - b))
