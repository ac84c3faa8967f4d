// Refits the weights from compared sets: each kind by itself, then what its neighbours add, and the quality of it all.
import { hashOf } from '../hashes.ts'
import { likenessOf } from '../scorePair.ts'
import type { ComparedPair, ComparedSet } from './comparedSet.ts'
import { counts, isTrue } from './comparedSet.ts'
import { companyIn } from './company.ts'
import { fitKind, type FitRows, foldCount, type KindFit } from './fitKind.ts'
import { type FittedKind, fittedKinds, interactions, lookAlikeWeight } from './fitSettings.ts'
import { type Quality, qualityOf } from './quality.ts'
import { scoreSet } from './scoreSet.ts'
import type { FieldLevels } from './terms.ts'
import { type FittedWeights, type WeightsFile, weightsFileOf } from './weightsFile.ts'

/** The quality of one kind on one set: by the present weights, cross-validated, and by the new ones on what they saw. */
export interface Compared {
  set: string
  kind: FittedKind
  before: Quality
  crossValidated: Quality
  after: Quality
}

export interface Calibration {
  weights: WeightsFile
  qualities: Compared[]
}

interface Row {
  set: ComparedSet
  pair: ComparedPair
}

/** Fits both kinds to the judged pairs of the sets; the other kinds are as they are in the present file. */
export function calibrate(sets: readonly ComparedSet[], present: WeightsFile, version: string): Calibration {
  const rows = sets.flatMap((set) => set.pairs.map((pair): Row => ({ set, pair })))
  const folds = {
    a: Uint8Array.from(rows, ({ set, pair }) => foldsOf(set, pair)[0]),
    b: Uint8Array.from(rows, ({ set, pair }) => foldsOf(set, pair)[1]),
  }
  const alone = fitAlone(rows, folds)
  const beside = fitBeside(sets, rows, folds, alone)
  const weights = weightsFileOf(present, version, {
    'duplicate-record': joined(alone['duplicate-record'], beside['duplicate-record']),
    'overlapping-effort': joined(alone['overlapping-effort'], beside['overlapping-effort']),
  })
  return { weights, qualities: qualitiesOf(sets, { present, weights, beside }) }
}

// The lesser id is the first, whatever order the set has.
function foldsOf({ records }: ComparedSet, { a, b }: ComparedPair): [number, number] {
  const [first = '', second = ''] = [records[a]?.id ?? '', records[b]?.id ?? ''].toSorted()
  return [hashOf(first) % foldCount, hashOf(second) % foldCount]
}

type Folds = FitRows['folds']
type Fits = Record<FittedKind, KindFit>

function labelsOf(kind: FittedKind, rows: readonly Row[]): Pick<FitRows, 'positives' | 'negatives'> {
  const weight = ({ set, pair }: Row, truth: boolean): number => {
    if (!counts(kind, set, pair) || isTrue(kind, pair) !== truth) return 0
    return pair.judgement === 'look-alike' ? set.weight * lookAlikeWeight[kind] : set.weight
  }
  return {
    positives: Float64Array.from(rows, (row) => weight(row, true)),
    negatives: Float64Array.from(rows, (row) => weight(row, false)),
  }
}

// An overlap also looks at how much the pair looks like one record, by a fit of duplicates that has not seen it.
function fitAlone(rows: readonly Row[], folds: Folds): Fits {
  const fit = (kind: FittedKind, levelsOf: FitRows['levelsOf']): KindFit =>
    fitKind({ kind, count: rows.length, levelsOf, interactions: interactions[kind], folds, ...labelsOf(kind, rows) })
  const plain = (row: number): FieldLevels => rows[row]?.pair.levels ?? {}
  const duplicates = fit('duplicate-record', plain)
  const alike = (row: number): FieldLevels => ({ ...plain(row), likeness: likenessOf(duplicates.outOfFold[row] ?? 0) })
  return { 'duplicate-record': duplicates, 'overlapping-effort': fit('overlapping-effort', alike) }
}

// Pairs beyond these log-odds are settled, whatever their neighbours say.
const settled = 12

function fitBeside(sets: readonly ComparedSet[], rows: readonly Row[], folds: Folds, alone: Fits): Fits {
  const companies: Record<FittedKind, FieldLevels[]> = { 'duplicate-record': [], 'overlapping-effort': [] }
  let from = 0
  for (const set of sets) {
    const end = from + set.pairs.length
    const company = companyIn(set, {
      'duplicate-record': alone['duplicate-record'].outOfFold.subarray(from, end),
      'overlapping-effort': alone['overlapping-effort'].outOfFold.subarray(from, end),
    })
    for (const kind of fittedKinds) for (const levels of company[kind]) companies[kind].push(levels)
    from = end
  }
  const fit = (kind: FittedKind): KindFit =>
    fitKind({
      kind,
      count: rows.length,
      levelsOf: (row) => companies[kind][row] ?? {},
      interactions: [],
      folds,
      offsets: alone[kind].outOfFold.map((logOdds) => Math.min(settled, Math.max(-settled, logOdds))),
      ...labelsOf(kind, rows),
    })
  return { 'duplicate-record': fit('duplicate-record'), 'overlapping-effort': fit('overlapping-effort') }
}

const joined = (alone: KindFit, beside: KindFit): FittedWeights => ({
  base: alone.base,
  features: [...alone.features, ...beside.features],
  weights: Float64Array.of(...alone.weights, ...beside.weights),
})

interface Rivals {
  present: WeightsFile
  weights: WeightsFile
  beside: Fits
}

function qualitiesOf(sets: readonly ComparedSet[], { present, weights, beside }: Rivals): Compared[] {
  let from = 0
  return sets.flatMap((set) => {
    const end = from + set.pairs.length
    const [before, after] = [scoreSet(set, present), scoreSet(set, weights)]
    const qualities = fittedKinds
      .filter((kind) => set.gold[kind] > 0)
      .map((kind) => ({
        set: set.name,
        kind,
        before: qualityIn(set, kind, before[kind]),
        crossValidated: qualityIn(set, kind, beside[kind].outOfFold.subarray(from, end)),
        after: qualityIn(set, kind, after[kind]),
      }))
    from = end
    return qualities
  })
}

function qualityIn(set: ComparedSet, kind: FittedKind, logOdds: Float64Array): Quality {
  const judged = set.pairs.flatMap((pair, at) =>
    counts(kind, set, pair) ? [{ score: 1 / (1 + Math.exp(-(logOdds[at] ?? 0))), isTrue: isTrue(kind, pair) }] : [],
  )
  return qualityOf(judged, set.gold[kind])
}
