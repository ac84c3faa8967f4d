// Refits the matcher's weights from labelled sets and decided findings; nothing changes until the result is committed.
import { type Calibration, calibrate } from '#domain/matching/fitting/calibrate.ts'
import { compareSet } from '#domain/matching/fitting/comparedSet.ts'
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
const mostRecords = 20_000

/** Fits both kinds to the sets; `today` (ISO day) dates the new version. */
export function calibrateWeights(sets: readonly LabelledSet[], sources: MatchingSources, today: string): Calibration {
  const readRow = rowReaderOf(sources)
  // A decision comes with the two contributions as a tracker keeps them, or with rows.
  const readEither = (row: MatchRow): MatchRecord =>
    'reportedBy' in row ? matchRecordOf(Contribution.parse(row)) : readRow(row)
  const compared = sets.map((set) => compareSet(sampled(set, mostRecords, hashOf), readEither))
  return calibrate(compared, { version: weightsVersion, kinds: weights }, versionAfter(weightsVersion, today))
}
