// Block keys: records that share one are candidates for comparison. Readable, bounded and the same on every machine.
import { dayFromNumber } from '../days.ts'
import { isFunctionWord } from './commonWords.ts'
import { conceptsOf } from './glossary.ts'
import { hashOf } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import { organizationKey } from './organization.ts'

/** A record is written into at most this many blocks, so that the cost of a write is bounded. */
export const mostBlockingKeys = 16

const daysAround = 15

/**
 * At most 16 keys `kind:part:part`, the most telling kinds first: identifiers, place with month, pairs of
 * organizations with year, beneficiary with subject, amount with year, the whole title. Months and amounts are taken
 * with their neighbours, so that starts 30 days apart and amounts 10 % apart still meet.
 */
export function blockingKeys(record: MatchRecord): string[] {
  const keys = [
    ...record.identifiers.slice(0, 2).map((value) => key('id', value.toLowerCase())),
    ...pairKeys(record),
    ...beneficiaryKeys(record),
    ...areaKeys(record),
    ...placeKeys(record),
    ...amountKeys(record),
    ...subjectKeys(record),
  ]
  return [...new Set(keys)].slice(0, mostBlockingKeys)
}

const clean = (part: string): string => part.replace(/[^a-z0-9.~-]+/g, '').slice(0, 40)

const key = (kind: string, ...parts: string[]): string => [kind, ...parts.map(clean)].join(':')

function placeKeys({ start, features }: MatchRecord): string[] {
  if (start === null) return []
  const city = features.cities[0]
  const country = features.countries[0]?.toLowerCase()
  return around(start).flatMap((month) => [
    ...(city === undefined ? [] : [key('city', city.slice(0, 4), month)]),
    ...(country === undefined ? [] : [key('land', country, month)]),
  ])
}

function around(day: number): string[] {
  const months = [day - daysAround, day + daysAround].map((near) => dayFromNumber(near).slice(0, 7))
  return [...new Set(months)]
}

// A period from the first day of a quarter is often an accounting year that only holds the true start.
function yearsOf({ start }: MatchRecord): string[] {
  if (start === null) return ['any']
  const quarterStart = /-(?:01|04|07|10)-01$/.test(dayFromNumber(start))
  const days = quarterStart ? [start, start + 300] : [start - daysAround, start + daysAround]
  return [...new Set(days.map((day) => dayFromNumber(day).slice(0, 4)))]
}

function pairKeys(record: MatchRecord): string[] {
  const provider = organizationKey(record.provider)
  const implementer = record.implementers[0] && organizationKey(record.implementers[0])
  const beneficiary = record.beneficiary && organizationKey(record.beneficiary)
  const pairs = [
    ...(beneficiary ? [[provider, beneficiary]] : []),
    ...(implementer && beneficiary && implementer !== provider ? [[implementer, beneficiary]] : []),
    ...(implementer && implementer !== provider ? [[provider, implementer]] : []),
  ]
  return yearsOf(record).flatMap((year) => pairs.map((pair) => key('orgs', ...pair.toSorted(), year)))
}

function areaKeys(record: MatchRecord): string[] {
  const area = record.priorityAreas[0] ?? record.subCluster
  if (area === undefined || area === null) return []
  const concepts = area
    .split(/[ -]/)
    .filter((word) => !isFunctionWord(word))
    .flatMap(conceptsOf)
    .toSorted()
    .join('.')
  const { beneficiary, start } = record
  return [
    ...yearsOf(record).map((year) => (beneficiary ? key('area', organizationKey(beneficiary), concepts, year) : '')),
    ...(start === null ? [] : around(start).map((month) => key('task', concepts, month))),
  ].filter((text) => text !== '')
}

function beneficiaryKeys(record: MatchRecord): string[] {
  if (record.beneficiary === null) return []
  const beneficiary = organizationKey(record.beneficiary)
  return yearsOf(record).map((year) => key('for', beneficiary, year))
}

function amountKeys(record: MatchRecord): string[] {
  if (record.usdCents === null || record.usdCents <= 0n) return []
  const step = Math.log(Number(record.usdCents)) / Math.log(1.1)
  const buckets = new Set([Math.floor(step - 0.5), Math.floor(step + 0.5)])
  return yearsOf(record).flatMap((year) => [...buckets].map((bucket) => key('usd', String(bucket), year)))
}

function subjectKeys(record: MatchRecord): string[] {
  const [first, second, third] = telling(record.features.subject, 3)
  const title = record.features.foldedTitle
  return [
    ...(title === '' ? [] : [key('title', hashOf(title).toString(36))]),
    ...yearsOf(record).flatMap((year) => (first && second ? [key('words', first, second, year)] : [])),
    ...yearsOf(record).flatMap((year) => (first && third ? [key('words', first, third, year)] : [])),
  ]
}

// The least hashed words are an arbitrary choice that two wordings of one subject make alike (min-wise hashing).
function telling(subject: readonly string[], count: number): string[] {
  return subject.toSorted((a, b) => hashOf(a) - hashOf(b)).slice(0, count)
}
