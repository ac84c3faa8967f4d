// How well the key of a series folds what labels call a series, and what it folds besides.
import { rowReaderOf } from '#actions/matchRows.ts'
import { areApart } from '#domain/findings/editionsApart.ts'
import { areOfOneSeries, placedOf } from '#domain/findings/editionsOf.ts'
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
  /** Told apart so, and of one series where the two are compared by themselves. */
  inPairs: number
}

/** Of which provider and beneficiary: rows name them in any spelling, contributions by code. */
const placeOf = ({ provider, beneficiary }: MatchRecord): string | null =>
  beneficiary && `${provider.reference}#${beneficiary.reference}`

const runOf = (record: MatchRecord): string | null => {
  const key = seriesKey(record)
  return key && `${placeOf(record)}#${key}`
}

const sources = await readReferences()

/** Per kind of look-alike, per other label, and of pairs that no label names (`unlisted`). */
export const seriesQuality = (set: LabelledSet): Map<string, Folded> => {
  const groups = new Map([...set.labels, ...[...set.kinds].filter(([kind]) => kind.startsWith('negative: '))])
  groups.delete('negative')
  const kindOf = new Map([...groups].flatMap(([kind, pairs]) => [...pairs].map((pair) => [pair, kind] as const)))
  const folded = new Map<string, Folded>(
    [...groups].map(([kind, pairs]) => [kind, { pairs: pairs.size, shared: 0, apart: 0, inPairs: 0 }]),
  )
  folded.set('unlisted', { pairs: null, shared: 0, apart: 0, inPairs: 0 })
  const records = set.rows.map(rowReaderOf(sources))
  const runs = new Map(records.map((record) => [record, runOf(record)]))
  const places = Map.groupBy(records, placeOf)
  places.delete(null)
  for (const members of places.values())
    members.forEach((one, at) => {
      for (const other of members.slice(at + 1)) {
        const count = folded.get(kindOf.get(pairKey(one.id, other.id)) ?? 'unlisted')
        if (!count) continue
        const isApart = areApart(placedOf(one), placedOf(other))
        const run = runs.get(one)
        const isShared = run !== null && run === runs.get(other)
        count.shared += isShared ? 1 : 0
        count.apart += isShared && isApart ? 1 : 0
        count.inPairs += isApart && areOfOneSeries(one, other) ? 1 : 0
      }
    })
  return folded
}
