// A record in a few dozen characters, kept in its block entries: enough to tell who is worth fetching.
import { hashOf } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
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
    hashed(identifiers.slice(0, 3), 4),
  ].join('.')
}

const mostPoints = 9

/** Below this, every comparison of the two records would score next to nothing. */
export const leastLikeness = 2.5

/**
 * How alike two records are in outline, in points from below 0 to 9: what they agree on, less what sets them apart. A
 * reference in common has all the points; so have sketches that cannot be read, which are compared to be safe.
 */
export function likeness(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  if (left.length !== 8 || right.length !== 8) return mostPoints
  if (common(left[7], right[7], 4) > 0) return mostPoints
  const organizations = Math.min(2, common(left[2], right[2], 3))
  const subject = Math.min(3, common(left[3], right[3], 3))
  const place = common(left[5], right[5], 3) > 0 ? 1 : common(left[4], right[4], 2) > 0 ? 0.5 : 0
  const amount = numbersApart(left[6], right[6])
  return organizations + subject + place + (amount !== null && amount <= 1 ? 1 : 0) + datePoints(left, right)
}

/** Whether two sketched records are worth comparing: they agree on something of weight, and are not years apart. */
export const couldMatch = (a: string, b: string): boolean => likeness(a, b) >= leastLikeness

// Both dated: -1 when more than a year apart, 1 within a month and a half; a year-long period is near its whole year.
function datePoints(a: readonly string[], b: readonly string[]): number {
  const starts = numbersApart(a[0], b[0])
  if (starts === null) return 1
  if (starts <= 45) return 1
  return starts <= 366 ? 0.5 : -1
}

const hashed = (parts: readonly string[], length: number): string =>
  [...new Set(parts.map((part) => (hashOf(part) % 36 ** length).toString(36).padStart(length, '0')))].join('')

function common(a = '', b = '', length: number): number {
  let count = 0
  for (let at = 0; at < a.length; at += length) {
    for (let other = 0; other < b.length; other += length) {
      if (a.slice(at, at + length) === b.slice(other, other + length)) {
        count++
        break
      }
    }
  }
  return count
}

const numbersApart = (a = '', b = ''): number | null =>
  a === '' || b === '' ? null : Math.abs(Number.parseInt(a, 36) - Number.parseInt(b, 36))
