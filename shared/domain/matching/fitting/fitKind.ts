// Fits one kind on rows of levels, and says what each row would have been given by a fit that never saw its records.
import { fitLogistic, type LogisticFit, type LogisticProblem } from './fitLogistic.ts'
import { fewestSeen, type FittedKind, limitsOf, penalty } from './fitSettings.ts'
import {
  type Feature,
  featureRowsOf,
  featuresOf,
  type FieldLevels,
  type Interaction,
  interactionMark,
} from './terms.ts'

/** Labelled rows of a kind, in one order throughout. */
export interface FitRows {
  kind: FittedKind
  count: number
  levelsOf: (row: number) => FieldLevels
  interactions: readonly Interaction[]
  /** By row: the weight of its label if it is true, and if it is not; neither where the row does not count. */
  positives: Float64Array
  negatives: Float64Array
  /** By row: the folds of its two records. */
  folds: { a: Uint8Array; b: Uint8Array }
  /** By row: log-odds that the weights add to. There is then no base to fit: a row without levels keeps them. */
  offsets?: Float64Array
}

export interface KindFit {
  base: number
  features: Feature[]
  weights: Float64Array
  /** By row: the log-odds from a fit that left the fold of its first record out. */
  outOfFold: Float64Array
}

export const foldCount = 10

/** Fits all rows, and each fold by the pairs that have no record in it. */
export function fitKind(rows: FitRows): KindFit {
  const { kind, count, levelsOf, interactions, positives, negatives } = rows
  const isUsed = (row: number): boolean => (positives[row] ?? 0) + (negatives[row] ?? 0) > 0
  const features = featuresOf({ count, levelsOf, interactions }, isUsed, fewestSeen)
  const limits = features.map(({ field, level }) => limitsOf(kind, field, level))
  const problem: LogisticProblem = {
    rows: featureRowsOf({ count, levelsOf, interactions }, features),
    positives,
    negatives,
    ...(rows.offsets ? { offsets: rows.offsets, holdsBase: true } : {}),
    penalties: Float64Array.from(features, ({ field }) =>
      field.includes(interactionMark) ? penalty.interaction : penalty.plain,
    ),
    lower: Float64Array.from(limits, ([lower]) => lower),
    upper: Float64Array.from(limits, ([, upper]) => upper),
  }
  const fit = fitLogistic(problem)
  return { ...fit, features, outOfFold: outOfFold(problem, rows.folds, fit) }
}

function outOfFold(problem: LogisticProblem, { a, b }: FitRows['folds'], start: LogisticFit): Float64Array {
  const logOdds = new Float64Array(a.length)
  for (let fold = 0; fold < foldCount; fold++) {
    const kept = (weight: number, row: number): number => (a[row] === fold || b[row] === fold ? 0 : weight)
    const { positives, negatives } = problem
    const fit = fitLogistic({ ...problem, positives: positives.map(kept), negatives: negatives.map(kept) }, start)
    a.forEach((of, row) => {
      if (of === fold) logOdds[row] = logOddsOf(problem, fit, row)
    })
  }
  return logOdds
}

function logOddsOf({ rows, offsets }: LogisticProblem, { base, weights }: LogisticFit, row: number): number {
  let sum = base + (offsets?.[row] ?? 0)
  for (const column of rows.columns.subarray(rows.starts[row], rows.starts[row + 1])) sum += weights[column] ?? 0
  return sum
}
