// A raw import row (design.md, "Import columns") as matching sees it: names as written, amounts and days as text.
import { dayFromNumber, dayNumber } from '../days.ts'
import { sovereignOf } from './countryNames.ts'
import { foldText } from './foldText.ts'
import { type ComparedFields, foldIdentifier, matchRecordFrom, type MatchRecord } from './matchRecord.ts'
import { namesNobody } from './namesNobody.ts'
import { organizationOf, type Organization } from './organization.ts'
import { citiesIn, type MatchPlace } from './placeNames.ts'

/** A row of any source: the columns are read leniently, anything unreadable is missing. */
export type MatchRow = Readonly<Record<string, unknown>>

/** What a row needs from outside: the directory, and the month's rates. */
export interface RowSources {
  /** The partner id of a name, or null when the directory does not surely know it. */
  resolve: (name: string) => string | null
  /** US cents of an amount in whole hundredths at the rate of a value date (ISO day, or null), or null without one. */
  usdCents: (hundredths: bigint, currency: string, valueDate: string | null) => bigint | null
  /** The name of an IATI publisher by its identifier, which a row may have as its source. */
  publisher?: (id: string) => string | undefined
  /** Keeps one copy of each organization that many rows name. */
  organization?: (name: string) => Organization
}

/** A row as matching sees it. It needs an `id`; every other column may be missing. */
export function matchRecordOfRow(row: MatchRow, sources: RowSources): MatchRecord {
  const start = dayIn(row['start_date'])
  return matchRecordFrom({
    id: textIn(row['id']) ?? '',
    title: textIn(row['title']) ?? '',
    description: textIn(row['description']),
    language: textIn(row['lang'])?.slice(0, 2).toLowerCase() ?? null,
    ...partiesIn(row, sources),
    ...areasIn(row),
    modality: codeIn(row['modality']),
    ...moneyIn(row, dayIn(row['value_date']) ?? start, sources),
    quantities: quantitiesIn(row),
    start,
    end: endIn(row, start),
    places: placesIn(row),
    identifiers: [...new Set(listIn(row['external_refs']).map(foldIdentifier))].slice(0, 20),
    audience: null,
    operation: codeIn(row['operation']),
    status: codeIn(row['status']),
    relations: [],
    isConfidential: codeIn(row['visibility']) === 'coordinators',
  })
}

const views = new Set(['donor', 'provider', 'implementer', 'beneficiary', 'recipient'])

// A source says whose list the row is in, or only whose view it is, which many reporters have.
function reporterIn(row: MatchRow): string | null {
  const source = textIn(row['source'])
  return source === null || views.has(foldText(source)) ? null : source
}

// Of several providers in one cell the first is the provider; the others stand behind it.
function partiesIn(
  row: MatchRow,
  sources: RowSources,
): Pick<ComparedFields, 'reporter' | 'publisher' | 'provider' | 'implementers' | 'beneficiary'> {
  const organization = sources.organization ?? ((name: string) => organizationOf(name, sources.resolve(name)))
  const reporter = reporterIn(row)
  const publisher = reporter === null ? undefined : sources.publisher?.(reporter)
  const [provider = '', ...others] = namesIn(row['partner'])
  const [beneficiary] = namesIn(row['beneficiary'])
  return {
    reporter,
    publisher: publisher === undefined ? null : organization(publisher),
    provider: organization(provider),
    implementers: [...namesIn(row['implementing_partner']), ...others].slice(0, 8).map(organization),
    beneficiary: beneficiary === undefined ? null : organization(beneficiary),
  }
}

// Sector codes come several in a cell; the first stands for the sub-cluster.
function areasIn(row: MatchRow): Pick<ComparedFields, 'subCluster' | 'priorityAreas'> {
  const [subCluster, ...others] = listIn(row['sub_cluster']).map(foldText)
  return {
    subCluster: subCluster ?? null,
    priorityAreas: [...listIn(row['priority_area']).map(foldText), ...others].slice(0, 10),
  }
}

function moneyIn(
  row: MatchRow,
  valueDate: number | null,
  { usdCents }: RowSources,
): Pick<ComparedFields, 'usdCents' | 'amountText'> {
  const amount = amountIn(row['amount'])
  const currency = textIn(row['currency'])?.toUpperCase()
  if (amount === null) return { usdCents: null, amountText: null }
  if (currency === undefined) return { usdCents: null, amountText: shownAmount(amount) }
  const day = valueDate === null ? null : dayFromNumber(valueDate)
  return { usdCents: usdCents(amount, currency, day), amountText: `${currency} ${shownAmount(amount)}` }
}

function textIn(value: unknown): string | null {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  return text.trim().slice(0, 10_000) || null
}

const codeIn = (value: unknown): string | null => foldText(textIn(value) ?? '').slice(0, 80) || null

function listIn(value: unknown): string[] {
  const parts = Array.isArray(value)
    ? value.map((part: unknown) => textIn(part) ?? '')
    : (textIn(value) ?? '').split(';')
  return parts
    .slice(0, 20)
    .map((part) => part.trim().slice(0, 300))
    .filter((part) => part !== '')
}

const namesIn = (value: unknown): string[] => listIn(value).filter((name) => !namesNobody(name))

function dayIn(value: unknown): number | null {
  const day = /^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/.exec(textIn(value) ?? '')?.[0]
  return day === undefined ? null : dayNumber(day)
}

// An end before its start is a slip of the pen that would make the period meaningless.
function endIn(row: MatchRow, start: number | null): number | null {
  const end = dayIn(row['end_date'])
  return end !== null && start !== null && end < start ? null : end
}

// Spreadsheets and JSON carry more decimals than money has: the rest is cut.
function amountIn(value: unknown): bigint | null {
  const [, whole, decimals = ''] = /^(\d{1,15})(?:\.(\d+))?$/.exec((textIn(value) ?? '').replace(/[, ]/g, '')) ?? []
  return whole === undefined ? null : BigInt(`${whole}${decimals.slice(0, 2).padEnd(2, '0')}`)
}

const shownAmount = (hundredths: bigint): string =>
  hundredths % 100n === 0n
    ? String(hundredths / 100n)
    : `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`

function quantitiesIn(row: MatchRow): { unit: string; hundredths: bigint }[] {
  const [hundredths, unit] = [amountIn(row['quantity']), codeIn(row['unit'])]
  return hundredths === null || unit === null ? [] : [{ unit, hundredths }]
}

// Publishers write a country where a town is meant to stand.
const stateNamed = (name: string): string | null => sovereignOf(foldText(name))

function placesIn(row: MatchRow): MatchPlace[] {
  const named = listIn(row['location'])
  const parts = named.flatMap((name) => (stateNamed(name) === null ? name.split(/,|\s-\s/) : [name]))
  const states = parts.flatMap((name) => stateNamed(name) ?? [])
  const codes = listIn(row['country']).filter((code) => /^[a-z]{2}$/i.test(code))
  const countries = [...new Set([...codes.map((code) => code.toUpperCase()), ...states])].slice(0, 8)
  const cities = parts
    .filter((name) => stateNamed(name) === null)
    .flatMap(citiesIn)
    .slice(0, 8)
  const country = countries.length === 1 ? (countries[0] ?? null) : null
  if (cities.length === 0) return countries.map((code) => ({ country: code, city: null }))
  const rest = countries.length > 1 ? countries.map((code) => ({ country: code, city: null })) : []
  return [...cities.map((city) => ({ country, city })), ...rest]
}
