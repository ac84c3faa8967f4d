// Block keys: records that share one are candidates for comparison. Readable, bounded and the same on every machine.
import { dayFromNumber } from '../days.ts'
import { isFunctionWord } from './commonWords.ts'
import { conceptsOf } from './glossary.ts'
import { hashOf } from './hashes.ts'
import type { MatchRecord } from './matchRecord.ts'
import { isNamed, organizationKey } from './organization.ts'

/** A record is written into at most this many blocks, so that the cost of a write is bounded. */
export const mostBlockingKeys = 20

const daysAround = 15

/**
 * At most 20 keys `kind:part:part`, the most telling kinds first: identifiers, the whole title, beneficiary with year,
 * country with subject, city or country with month, amount with year, area with month or place, subject, provider with
 * place or subject. Months and amounts are taken with their neighbours, so that starts 30 days apart and amounts 10 %
 * apart still meet. The choice was measured on the labelled sets: what each kind adds to candidate recall.
 */
export function blockingKeys(record: MatchRecord): string[] {
  const years = yearsOf(record)
  const keys = [
    ...record.identifiers.slice(0, 2).map((value) => key('id', value.toLowerCase())),
    ...titleKeys(record),
    ...beneficiaryKeys(record, years),
    ...placeSubjectKeys(record, years),
    ...placeKeys(record),
    ...amountKeys(record, years),
    ...areaKeys(record, years),
    ...subjectKeys(record, years),
    ...providerKeys(record, years),
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

function titleKeys({ features }: MatchRecord): string[] {
  return features.foldedTitle === '' ? [] : [key('title', hashOf(features.foldedTitle).toString(36))]
}

function beneficiaryKeys({ beneficiary }: MatchRecord, years: readonly string[]): string[] {
  return beneficiary === null ? [] : years.map((year) => key('for', organizationKey(beneficiary), year))
}

function placeSubjectKeys({ features }: MatchRecord, years: readonly string[]): string[] {
  const country = features.countries[0]?.toLowerCase()
  if (country === undefined) return []
  return telling(features.subject, 2).flatMap((word) => years.map((year) => key('there', country, word, year)))
}

function areaKeys(record: MatchRecord, years: readonly string[]): string[] {
  const area = areaOf(record)
  if (area === null) return []
  const city = record.features.cities[0]?.slice(0, 4)
  const country = record.features.countries[0]?.toLowerCase()
  return [
    ...(record.start === null ? [] : around(record.start).map((month) => key('task', area, month))),
    ...years.flatMap((year) => (city === undefined ? [] : [key('area', city, area, year)])),
    ...years.flatMap((year) => (country === undefined ? [] : [key('area', country, area, year)])),
  ]
}

function areaOf({ priorityAreas, subCluster }: MatchRecord): string | null {
  const area = priorityAreas[0] ?? subCluster
  if (area === undefined || area === null) return null
  return area
    .split(/[ -]/)
    .filter((word) => !isFunctionWord(word))
    .flatMap(conceptsOf)
    .toSorted()
    .join('.')
}

function amountKeys({ usdCents }: MatchRecord, years: readonly string[]): string[] {
  if (usdCents === null || usdCents <= 0n) return []
  const step = Math.log(Number(usdCents)) / Math.log(1.1)
  const buckets = new Set([Math.floor(step - 0.5), Math.floor(step + 0.5)])
  return years.flatMap((year) => [...buckets].map((bucket) => key('usd', String(bucket), year)))
}

function subjectKeys({ features }: MatchRecord, years: readonly string[]): string[] {
  const [first, second, third] = telling(features.subject, 3)
  return [second, third].flatMap((word) => (first && word ? years.map((year) => key('words', first, word, year)) : []))
}

function providerKeys(
  { provider, implementers: [implementer], features }: MatchRecord,
  years: readonly string[],
): string[] {
  if (!isNamed(provider)) return []
  const country = features.countries[0]?.toLowerCase()
  const [word] = telling(features.subject, 1)
  const beside = [country, word, implementer && organizationKey(implementer)].filter((part) => part !== undefined)
  return beside.flatMap((part) => years.map((year) => key('by', organizationKey(provider), part, year)))
}

// The least hashed words are an arbitrary choice that two wordings of one subject make alike (min-wise hashing).
function telling(subject: readonly string[], count: number): string[] {
  return subject.toSorted((a, b) => hashOf(a) - hashOf(b)).slice(0, count)
}
