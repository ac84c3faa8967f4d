// The fit against a solution by scipy 1.17 (L-BFGS-B to 1e-9) of the same made problem, and what holds for any problem.
import { fitLogistic, type LogisticProblem } from '#domain/matching/fitting/fitLogistic.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

// A linear congruential generator: the same numbers in any language.
const chances = (seed: number) => {
  let state = seed
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff) / 2 ** 31
}

const features = 8
const none = (size: number, value: number) => new Float64Array(size).fill(value)

function made(rows: number, truth: readonly number[], base: number, seed = 12_345): LogisticProblem {
  const chance = chances(seed)
  const [starts, columns] = [new Uint32Array(rows + 1), [] as number[]]
  const [positives, negatives] = [new Float64Array(rows), new Float64Array(rows)]
  for (let row = 0; row < rows; row++) {
    const held = truth.flatMap((_, feature) => (chance() < 0.35 ? [feature] : []))
    columns.push(...held)
    starts[row + 1] = columns.length
    const logOdds = held.reduce((sum, feature) => sum + (truth[feature] ?? 0), base)
    const side = chance() < 1 / (1 + Math.exp(-logOdds)) ? positives : negatives
    side[row] = 1 + (row % 3)
  }
  return {
    rows: { starts, columns: Uint16Array.from(columns) },
    positives,
    negatives,
    penalties: none(truth.length, 1),
    lower: none(truth.length, -12),
    upper: none(truth.length, 12),
  }
}

const truth = [2, -1.5, 1, -3, 0.5, 0, -0.7, 1.2]
const bounded = (): LogisticProblem => ({
  ...made(400, truth, -0.8),
  penalties: Float64Array.of(1, 1, 1, 1, 3, 3, 3, 3),
  lower: Float64Array.of(-12, -12, 0, -12, 0.9, -12, 0, -12),
  upper: Float64Array.of(1.2, 12, 12, -2, 12, 12, 12, 12),
})
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 3))

test('finds what scipy finds, within bounds and under unequal penalties', () => {
  const { base, weights } = fitLogistic(bounded())

  expect([...weights, base]).toEqual(close([1.2, -1.30286, 0.99486, -2.50195, 0.9, 0.01293, 0, 0.51562, -0.93587]))
})

test('finds what scipy finds with log-odds given beforehand', () => {
  const offsets = Float64Array.from({ length: 400 }, (_, row) => ((row % 5) - 2) / 4)
  const { base, weights } = fitLogistic({ ...bounded(), offsets })

  expect([...weights, base]).toEqual(close([1.2, -1.36238, 1.02792, -2.47177, 0.9, -0.00447, 0, 0.48387, -0.9432]))
})

test('recovers the weights that made the labels', () => {
  const { base, weights } = fitLogistic(made(20_000, truth, -0.8))

  for (const [feature, weight] of weights.entries()) expect(Math.abs(weight - (truth[feature] ?? 0))).toBeLessThan(0.15)
  expect(Math.abs(base + 0.8)).toBeLessThan(0.15)
})

test('ends at the same place wherever it starts', () => {
  const cold = fitLogistic(bounded())
  const warm = fitLogistic(bounded(), { base: 5, weights: none(features, -3) })

  expect([...warm.weights, warm.base]).toEqual(close([...cold.weights, cold.base]))
})

test('keeps a feature finite that tells all true rows from all others, the less the more it costs', () => {
  const separable = (penalty: number): number => {
    const problem = made(200, [0], 0)
    problem.rows = {
      starts: Uint32Array.from({ length: 201 }, (_, row) => Math.min(row, 100)),
      columns: new Uint16Array(100),
    }
    problem.positives = Float64Array.from({ length: 200 }, (_, row) => (row < 100 ? 1 : 0))
    problem.negatives = problem.positives.map((weight) => 1 - weight)
    return fitLogistic({ ...problem, penalties: none(1, penalty), upper: none(1, 1e6) }).weights[0] ?? Number.NaN
  }

  expect(separable(1)).toBeGreaterThan(2)
  expect(separable(1)).toBeLessThan(10)
  expect(separable(3)).toBeLessThan(separable(1))
})

test('stays finite where all labels are alike, or there are none', () => {
  const problem = made(50, [1, -1], 0)
  const labelled = problem.positives.map(() => 1)

  expect(Number.isFinite(fitLogistic({ ...problem, positives: labelled, negatives: none(50, 0) }).base)).toBe(true)
  expect([...fitLogistic({ ...problem, positives: none(50, 0), negatives: none(50, 0) }).weights]).toEqual([0, 0])
})

test('can hold the base at nothing', () => {
  expect(fitLogistic({ ...bounded(), holdsBase: true }).base).toBeCloseTo(0, 12)
})

// At the minimum no weight can move a little within its bounds and lower the loss. Bounds that lie nearer than the solver
// tells places apart (1e-6) would leave what it leaves, times the slope: they are drawn in thousandths.
test('is optimal within any bounds', () => {
  const thousandths = (min: number, max: number) => fc.integer({ min, max }).map((count) => count / 1000)
  const bounds = fc.array(fc.tuple(thousandths(-2000, 0), thousandths(0, 2000)), { minLength: 5, maxLength: 5 })
  const property = fc.property(fc.integer({ min: 1, max: 1e6 }), bounds, (seed, pairs) => {
    const problem = {
      ...made(120, truth.slice(0, 5), 0, seed),
      lower: Float64Array.from(pairs, ([lower]) => lower),
      upper: Float64Array.from(pairs, ([, upper]) => upper),
    }
    const fit = fitLogistic(problem)
    fit.weights.forEach((weight, feature) => {
      const [lower = 0, upper = 0] = pairs[feature] ?? []
      expect(weight).toBeGreaterThanOrEqual(lower)
      expect(weight).toBeLessThanOrEqual(upper)
      for (const moved of [Math.min(upper, weight + 0.01), Math.max(lower, weight - 0.01)]) {
        const lossThere = loss(problem, { ...fit, weights: fit.weights.with(feature, moved) })
        expect(lossThere).toBeGreaterThan(loss(problem, fit) - 1e-5)
      }
    })
  })
  fc.assert(property, { numRuns: 50 })
})

function loss({ rows, positives, negatives, penalties }: LogisticProblem, fit: ReturnType<typeof fitLogistic>): number {
  let sum = penalties.reduce((all, penalty, feature) => all + (penalty * (fit.weights[feature] ?? 0) ** 2) / 2, 0)
  for (let row = 0; row < positives.length; row++) {
    const held = [...rows.columns.subarray(rows.starts[row], rows.starts[row + 1])]
    const logOdds = held.reduce((all, feature) => all + (fit.weights[feature] ?? 0), fit.base)
    sum +=
      (positives[row] ?? 0) * Math.log1p(Math.exp(-logOdds)) + (negatives[row] ?? 0) * Math.log1p(Math.exp(logOdds))
  }
  return sum
}
