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
 * At most 20 keys `kind:part:part`, 12 on average, the most telling kinds first: identifiers, the whole title,
 * beneficiary, country with subject, country or city, amount, area with city or country, subject, provider with country
 * or implementer. Most are of a year, and years and amounts are taken with their neighbours, so that starts 30 days apart
 * and amounts 10 % apart still meet. A block is read around a record's own start, so that a year serves as well as a
 * month; undated records of all years share their blocks, and have narrower ones. The kinds are the fewest that lose next
 * to nothing on the labelled sets, as they are, with what the tracker knows or a field of each record hidden, and where
 * thousands of records begin in a year (`shared/domain/README.md`).
 */
export function blockingKeys(record: MatchRecord): string[] {
  const years = yearsOf(record)
  const keys = [
    ...record.identifiers.slice(0, 2).map((value) => key('id', value.toLowerCase())),
    ...titleKeys(record),
    ...beneficiaryKeys(record, years),
    ...placeSubjectKeys(record, years),
    ...placeKeys(record, years),
    ...amountKeys(record, years),
    ...areaKeys(record, years),
    ...subjectKeys(record, years),
    ...providerKeys(record, years),
  ]
  return [...new Set(keys)].slice(0, mostBlockingKeys)
}

const clean = (part: string): string => part.replace(/[^a-z0-9.~-]+/g, '').slice(0, 40)

const key = (kind: string, ...parts: string[]): string => [kind, ...parts.map(clean)].join(':')

const cityOf = ({ features }: MatchRecord): string | undefined => features.cities[0]?.slice(0, 4)

const countryOf = ({ features }: MatchRecord): string | undefined => features.countries[0]?.toLowerCase()

function placeKeys(record: MatchRecord, years: readonly string[]): string[] {
  if (record.start === null) return []
  const [city, country] = [cityOf(record), countryOf(record)]
  return years.flatMap((year) => [
    ...(city === undefined ? [] : [key('city', city, year)]),
    ...(country === undefined ? [] : [key('land', country, year)]),
  ])
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

function placeSubjectKeys(record: MatchRecord, years: readonly string[]): string[] {
  const country = countryOf(record)
  if (country === undefined) return []
  return telling(record.features.subject, 2).flatMap((word) => years.map((year) => key('there', country, word, year)))
}

function areaKeys(record: MatchRecord, years: readonly string[]): string[] {
  const area = areaOf(record)
  if (area === null) return []
  const places = [cityOf(record), countryOf(record)].filter((place) => place !== undefined)
  return places.flatMap((place) => years.map((year) => key('area', place, area, year)))
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

function subjectKeys({ features, start }: MatchRecord, years: readonly string[]): string[] {
  const [first, second, third] = telling(features.subject, 3)
  const others = start === null ? [second, third] : [second]
  return others.flatMap((word) => (first && word ? years.map((year) => key('words', first, word, year)) : []))
}

function providerKeys(record: MatchRecord, years: readonly string[]): string[] {
  const { provider, implementers, features, start } = record
  if (!isNamed(provider)) return []
  const [country, implementer] = [countryOf(record), implementers[0] && organizationKey(implementers[0])]
  const isBare = start === null || (country === undefined && implementer === undefined)
  const beside = [country, implementer, isBare ? telling(features.subject, 1)[0] : undefined]
  return beside.flatMap((part) =>
    part === undefined ? [] : years.map((year) => key('by', organizationKey(provider), part, year)),
  )
}

// The least hashed words are an arbitrary choice that two wordings of one subject make alike (min-wise hashing).
function telling(subject: readonly string[], count: number): string[] {
  return subject.toSorted((a, b) => hashOf(a) - hashOf(b)).slice(0, count)
}
