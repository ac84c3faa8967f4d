// How well the key of a series folds what labels call a series, and what it folds besides.
import { rowReaderOf } from '#actions/matchRows.ts'
import { dayFromNumber } from '#domain/days.ts'
import { areApart, type Placed } from '#domain/findings/editionsApart.ts'
import { numbersOf } from '#domain/findings/seriesEdition.ts'
import type { MatchRecord } from '#domain/matching/matchRecord.ts'
import { seriesKey } from '#domain/matching/seriesKey.ts'
import { readReferences } from '#functions/match/references.ts'
import { type LabelledSet, pairKey } from './labelledSet.ts'

export interface Folded {
  /** Labelled pairs; null of those that no label names. */
  pairs: number | null
  /** With one key. */
  shared: number
  /** Of those, that numbers, years or periods call different editions. */
  apart: number
}

/** Of which provider and beneficiary: rows name them in any spelling, contributions by code. */
const runOf = (record: MatchRecord): string | null => {
  const key = seriesKey(record)
  return key && record.beneficiary && `${record.provider.reference}#${record.beneficiary.reference}#${key}`
}

const placeOf = ({ features: { markers }, start, end }: MatchRecord): Placed => ({
  numbers: numbersOf(markers),
  years: markers.years,
  period: start === null ? null : { start: dayFromNumber(start), end: end === null ? null : dayFromNumber(end) },
})

const sources = await readReferences()

/** Per kind of look-alike, per other label, and of pairs that no label names (`unlisted`). */
export const seriesQuality = (set: LabelledSet): Map<string, Folded> => {
  const groups = new Map([...set.labels, ...[...set.kinds].filter(([kind]) => kind.startsWith('negative: '))])
  groups.delete('negative')
  const kindOf = new Map([...groups].flatMap(([kind, pairs]) => [...pairs].map((pair) => [pair, kind] as const)))
  const folded = new Map<string, Folded>(
    [...groups].map(([kind, pairs]) => [kind, { pairs: pairs.size, shared: 0, apart: 0 }]),
  )
  folded.set('unlisted', { pairs: null, shared: 0, apart: 0 })
  const runs = Map.groupBy(set.rows.map(rowReaderOf(sources)), runOf)
  runs.delete(null)
  for (const members of runs.values())
    members.forEach((one, at) => {
      for (const other of members.slice(at + 1)) {
        const count = folded.get(kindOf.get(pairKey(one.id, other.id)) ?? 'unlisted')
        if (!count) continue
        count.shared += 1
        count.apart += areApart(placeOf(one), placeOf(other)) ? 1 : 0
      }
    })
  return folded
}
