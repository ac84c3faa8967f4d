// Matches raw import rows without a store: names through a directory, money at monthly rates, then the tracker's scorer.
import { convertToUsd } from '#domain/currency.ts'
import { fromHundredths } from '#domain/decimal.ts'
import { matchPairs } from '#domain/matching/findMatches.ts'
import type { MatchRecord } from '#domain/matching/matchRecord.ts'
import { matchRecordOfRow, type MatchRow } from '#domain/matching/matchRow.ts'
import { type Organization, organizationOf } from '#domain/matching/organization.ts'
import { nameDirectoryOf } from '#domain/matching/nameDirectory.ts'
import type { NamedPartner } from '#domain/matching/resolveName.ts'
import type { FindingKind } from '#model/finding.ts'
import type { MonthlyRates } from '#model/money.ts'

export type { MatchRow }

/** What rows are read with; the deployed tracker keeps both in its table. */
export interface MatchingSources {
  partners: readonly NamedPartner[]
  /** Names of IATI publishers by identifier. */
  publishers?: ReadonlyMap<string, string>
  /** In any order; a month after the last published uses the last, one before the first has none. */
  rates: readonly MonthlyRates[]
}

/** One line of the offline matcher's output (design.md, "Offline matcher"). */
export interface MatchedRows {
  a: string
  b: string
  kind: FindingKind
  score: number
}

/** Below this a pair is not printed: it would only say that two records are unlike. */
const leastScore = 0.01

/** Scores every candidate pair of rows. A name that the directory does not surely know is compared as it is written. */
export function* matchRows(rows: Iterable<MatchRow>, sources: MatchingSources): Generator<MatchedRows> {
  yield* matchRecords(Array.from(rows, rowReaderOf(sources)))
}

/** Scores every candidate pair of records that a row reader made. */
export function* matchRecords(records: readonly MatchRecord[]): Generator<MatchedRows> {
  for (const match of matchPairs(records)) if (match.score >= leastScore) yield match
}

/** Reads rows one at a time, for a caller that streams them. */
export function rowReaderOf({ partners, publishers, rates }: MatchingSources): (row: MatchRow) => MatchRecord {
  const { resolve } = nameDirectoryOf(partners)
  const usdCents = converterOf(rates)
  const known = new Map<string, Organization>()
  const organization = (name: string): Organization => {
    const kept = known.get(name)
    if (kept) return kept
    const made = organizationOf(name, resolve(name))
    known.set(name, made)
    return made
  }
  return (row) => matchRecordOfRow(row, { resolve, usdCents, organization, publisher: (id) => publishers?.get(id) })
}

type Converter = (hundredths: bigint, currency: string, valueDate: string | null) => bigint | null

// A row without any date is taken at the last published month: the amounts of two reports are then still comparable.
function converterOf(rates: readonly MonthlyRates[]): Converter {
  const byMonth = new Map(rates.map((month) => [month.month, month]))
  const last = rates.reduce<MonthlyRates | null>(
    (late, next) => (late === null || next.month > late.month ? next : late),
    null,
  )
  return (hundredths, currency, valueDate) => {
    const month =
      valueDate === null || (last !== null && valueDate.slice(0, 7) > last.month)
        ? last
        : byMonth.get(valueDate.slice(0, 7))
    return month ? convertToUsd({ amount: fromHundredths(hundredths), currency }, month) : null
  }
}
