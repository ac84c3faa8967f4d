// A figure net of duplication (formula 4), and sums of figures: groups and cells add.
import type { Stage } from '#model/coverage.ts'

/** One sum in hundredths: everything reported, and the range that is left of it when duplicates are taken out. */
export interface Figure {
  reported: bigint
  high: bigint
  expected: bigint
  low: bigint
}

export type StageFigures = Record<Stage, Figure>

/** The same made for each of the three stages. */
export function perStage<T>(make: (stage: Stage) => T): Record<Stage, T> {
  return { announced: make('announced'), arranged: make('arranged'), delivered: make('delivered') }
}

export const noFigures: StageFigures = perStage(() => ({ reported: 0n, high: 0n, expected: 0n, low: 0n }))

export function addFigures(a: StageFigures, b: StageFigures): StageFigures {
  return combined(a, b, (x, y) => x + y)
}

/** What `b` lacks to be `a`; parts of it may be negative. */
export function subtractFigures(a: StageFigures, b: StageFigures): StageFigures {
  return combined(a, b, (x, y) => x - y)
}

export function areNothing(figures: StageFigures): boolean {
  return Object.values(figures).every(
    ({ reported, high, expected, low }) => reported === 0n && high === 0n && expected === 0n && low === 0n,
  )
}

function combined(a: StageFigures, b: StageFigures, of: (x: bigint, y: bigint) => bigint): StageFigures {
  return perStage((stage) => ({
    reported: of(a[stage].reported, b[stage].reported),
    high: of(a[stage].high, b[stage].high),
    expected: of(a[stage].expected, b[stage].expected),
    low: of(a[stage].low, b[stage].low),
  }))
}
