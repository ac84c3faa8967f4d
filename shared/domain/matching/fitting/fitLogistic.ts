// Logistic regression with an L2 penalty and bounds on every weight: projected Newton (Bertsekas 1982, "Projected Newton
// methods for optimization problems with simple constraints") over sparse rows of features that hold or do not.
import { choleskySolve } from './choleskySolve.ts'

/** Rows of features that hold: those of row i are `columns[starts[i]]` to `columns[starts[i + 1] - 1]`, ascending. */
export interface FeatureRows {
  starts: Uint32Array
  columns: Uint16Array
}

export interface LogisticProblem {
  rows: FeatureRows
  /** By row: the weight of its labels that are true, and of those that are not; a row with neither is left out. */
  positives: Float64Array
  negatives: Float64Array
  /** By row: log-odds that are there already and are not fitted. */
  offsets?: Float64Array
  /** Whether the base stays at nothing. */
  holdsBase?: boolean
  /** By feature: what half its square costs, and where it must stay. */
  penalties: Float64Array
  lower: Float64Array
  upper: Float64Array
}

export interface LogisticFit {
  base: number
  weights: Float64Array
}

const mostIterations = 200
const smallestSlope = 1e-4
const smallestMove = 2e-3
// The base has no penalty, but labels that are all alike must not send it to infinity.
const widestBase = 20

/**
 * Minimizes the weighted log-loss plus half the penalized squares within the bounds. The problem is convex: the start
 * only saves time.
 */
export function fitLogistic(problem: LogisticProblem, start?: LogisticFit): LogisticFit {
  const size = problem.penalties.length + 1
  const widest = problem.holdsBase ? 0 : widestBase
  const limits = {
    lower: Float64Array.of(...problem.lower, 0 - widest),
    upper: Float64Array.of(...problem.upper, widest),
  }
  let point = clipped(start ? Float64Array.of(...start.weights, start.base) : new Float64Array(size), limits)
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const { loss, gradient, curvature } = derivativesAt(problem, point)
    if (isLowest(point, gradient, limits)) break
    const step = newtonStep(curvature, gradient, freeAt(point, gradient, limits))
    const next = descend(problem, { point, loss, gradient }, step, limits)
    if (next === null) break
    const moved = next.point.reduce((most, value, index) => Math.max(most, Math.abs(value - at(point, index))), 0)
    point = next.point
    // Close by, each whole step squares the distance that is left.
    if (next.share === 1 && moved < smallestMove) break
  }
  return { base: at(point, size - 1), weights: point.slice(0, size - 1) }
}

interface Limits {
  lower: Float64Array
  upper: Float64Array
}

interface Position {
  point: Float64Array
  loss: number
  gradient: Float64Array
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0

const clipped = (point: Float64Array, { lower, upper }: Limits): Float64Array =>
  point.map((value, index) => Math.min(at(upper, index), Math.max(at(lower, index), value)))

// Nothing that may move would gain by it.
function isLowest(point: Float64Array, gradient: Float64Array, limits: Limits): boolean {
  const moved = clipped(
    point.map((value, index) => value - at(gradient, index)),
    limits,
  )
  return moved.every((value, index) => Math.abs(value - at(point, index)) < smallestSlope)
}

// So near a bound that the loss pushes towards it, a weight is held there.
const near = 1e-6

// All but those that are held: they move by themselves, since what the others want of them they cannot do.
function freeAt(point: Float64Array, gradient: Float64Array, { lower, upper }: Limits): number[] {
  const isFree = (index: number): boolean => {
    const [slope, value] = [at(gradient, index), at(point, index)]
    return !((slope >= 0 && value <= at(lower, index) + near) || (slope <= 0 && value >= at(upper, index) - near))
  }
  return Array.from(point.keys()).filter(isFree)
}

function newtonStep(curvature: Float64Array, gradient: Float64Array, free: readonly number[]): Float64Array {
  const size = gradient.length
  const matrix = new Float64Array(free.length * free.length)
  free.forEach((row, i) => {
    // The curvature is kept above the diagonal, the solver reads below it.
    for (let j = 0; j <= i; j++) matrix[i * free.length + j] = at(curvature, (free[j] ?? 0) * size + row)
  })
  const solved = choleskySolve(
    matrix,
    Float64Array.from(free, (index) => -at(gradient, index)),
  )
  const step = gradient.map((slope, index) => -slope / at(curvature, index * size + index))
  free.forEach((index, i) => (step[index] = at(solved, i)))
  return step
}

// Halves the step until the loss falls by a fair part of what its slope promises; null when it cannot fall any more.
function descend(
  problem: LogisticProblem,
  from: Position,
  step: Float64Array,
  limits: Limits,
): { point: Float64Array; share: number } | null {
  for (let share = 1; share > 1e-10; share /= 2) {
    const point = clipped(
      from.point.map((value, index) => value + share * at(step, index)),
      limits,
    )
    let promised = 0
    point.forEach((value, index) => (promised += at(from.gradient, index) * (value - at(from.point, index))))
    if (promised < 0 && lossAt(problem, point) <= from.loss + 1e-4 * promised) return { point, share }
  }
  return null
}

function logOddsAt({ rows, offsets }: LogisticProblem, point: Float64Array, row: number): number {
  let sum = at(point, point.length - 1) + (offsets?.[row] ?? 0)
  const end = rows.starts[row + 1] ?? 0
  for (let index = rows.starts[row] ?? 0; index < end; index++) sum += at(point, rows.columns[index] ?? 0)
  return sum
}

// The log-loss of a row, without overflow: ln(1 + e^-x) for what is true, ln(1 + e^x) for what is not.
function rowLoss(logOdds: number, positive: number, negative: number): number {
  const tail = Math.log1p(Math.exp(-Math.abs(logOdds)))
  return positive * (tail + Math.max(0, -logOdds)) + negative * (tail + Math.max(0, logOdds))
}

function penaltyAt({ penalties }: LogisticProblem, point: Float64Array): number {
  return penalties.reduce((sum, penalty, index) => sum + (penalty * at(point, index) ** 2) / 2, 0)
}

function lossAt(problem: LogisticProblem, point: Float64Array): number {
  const { positives, negatives } = problem
  let loss = penaltyAt(problem, point)
  for (let row = 0; row < positives.length; row++) {
    const [positive, negative] = [at(positives, row), at(negatives, row)]
    if (positive + negative === 0) continue
    loss += rowLoss(logOddsAt(problem, point, row), positive, negative)
  }
  return loss
}

interface Derivatives {
  loss: number
  gradient: Float64Array
  /** Row-major, on and above the diagonal. */
  curvature: Float64Array
}

// A row that is as good as certain bends the loss by less than the penalties do; a million of them take most of the time.
const leastCurvature = 1e-6

function derivativesAt(problem: LogisticProblem, point: Float64Array): Derivatives {
  const { penalties, positives, negatives } = problem
  const size = point.length
  const gradient = new Float64Array(size)
  const curvature = new Float64Array(size * size)
  let loss = penaltyAt(problem, point)
  penalties.forEach((penalty, index) => {
    gradient[index] = penalty * at(point, index)
    curvature[index * size + index] = penalty
  })
  // The base is bent by its rows alone; without any, the smallest curvature keeps the system solvable.
  curvature[size * size - 1] = leastCurvature
  for (let row = 0; row < positives.length; row++) {
    const [positive, negative] = [at(positives, row), at(negatives, row)]
    const weight = positive + negative
    if (weight === 0) continue
    const logOdds = logOddsAt(problem, point, row)
    const chance = 1 / (1 + Math.exp(-logOdds))
    loss += rowLoss(logOdds, positive, negative)
    addRow(problem.rows, row, weight * chance - positive, weight * chance * (1 - chance), { gradient, curvature })
  }
  return { loss, gradient, curvature }
}

function addRow(
  { starts, columns }: FeatureRows,
  row: number,
  slope: number,
  bend: number,
  { gradient, curvature }: Pick<Derivatives, 'gradient' | 'curvature'>,
): void {
  const [from, end, size] = [starts[row] ?? 0, starts[row + 1] ?? 0, gradient.length]
  for (let i = from; i < end; i++) {
    const column = columns[i] ?? 0
    gradient[column] = at(gradient, column) + slope
  }
  gradient[size - 1] = at(gradient, size - 1) + slope
  if (bend < leastCurvature) return
  for (let i = from; i < end; i++) {
    const line = (columns[i] ?? 0) * size
    for (let j = i; j < end; j++) {
      const cell = line + (columns[j] ?? 0)
      curvature[cell] = at(curvature, cell) + bend
    }
    curvature[line + size - 1] = at(curvature, line + size - 1) + bend
  }
  curvature[size * size - 1] = at(curvature, size * size - 1) + bend
}
