// Refits the matcher's weights from labelled sets and decided findings; nothing changes until the result is committed.
import { type Calibration, calibrate } from '#domain/matching/fitting/calibrate.ts'
import { type ComparedSet, compareSet } from '#domain/matching/fitting/comparedSet.ts'
import { halfKnownRow, isInHalf } from '#domain/matching/fitting/halfKnown.ts'
import {
  type Label,
  type LabelledSet,
  labelOfVerdict,
  labels,
  pairKey,
  sampled,
} from '#domain/matching/fitting/labelledSet.ts'
import { versionAfter } from '#domain/matching/fitting/weightsFile.ts'
import { hashOf } from '#domain/matching/hashes.ts'
import { type MatchRecord, matchRecordOf } from '#domain/matching/matchRecord.ts'
import { weights, weightsVersion } from '#domain/matching/weights.ts'
import { Contribution } from '#model/contribution.ts'
import { type MatchingSources, type MatchRow, rowReaderOf } from './matchRows.ts'

export { labelOfVerdict, labels, pairKey }
export type { Calibration, Label, LabelledSet }

/** A set of more records takes minutes and teaches nothing more: whole groups of it are drawn. */
const mostRecords = 12_000

/** What a pair weighs in the second reading of its set, of which the glossary and the directory know half. */
const halfKnownWeight = 0.5

/**
 * Fits both kinds to the sets, each read twice, as it is and half known, so that no weight leans on names and words that
 * other programmes do not have; `today` (ISO day) dates the new version. Contributions of a tracker are read once.
 */
export function calibrateWeights(sets: readonly LabelledSet[], sources: MatchingSources, today: string): Calibration {
  const readRow = rowReaderOf(sources)
  // A decision comes with the two contributions as a tracker keeps them, or with rows.
  const readEither = (row: MatchRow): MatchRecord =>
    isContribution(row) ? matchRecordOf(Contribution.parse(row)) : readRow(row)
  const small = sets.map((set) => sampled(set, mostRecords, hashOf))
  const readHalf = rowReaderOf({
    ...sources,
    partners: sources.partners.filter(({ id }) => isInHalf(id)),
    publishers: new Map([...(sources.publishers ?? [])].filter(([id]) => isInHalf(id))),
  })
  const compared = [
    ...small.map((set) => compareSet(set, readEither)),
    ...small.filter(({ rows }) => !rows.some(isContribution)).map((set) => compareHalfKnown(set, readHalf)),
  ]
  return calibrate(compared, { version: weightsVersion, kinds: weights }, versionAfter(weightsVersion, today))
}

const isContribution = (row: MatchRow): boolean => 'reportedBy' in row

const compareHalfKnown = (set: LabelledSet, readHalf: (row: MatchRow) => MatchRecord): ComparedSet =>
  compareSet({ ...set, name: `${set.name}, half known`, weight: set.weight * halfKnownWeight }, (row) =>
    readHalf(halfKnownRow(row)),
  )
