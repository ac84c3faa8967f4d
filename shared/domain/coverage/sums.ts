// Row sums from stored figures: only what adds up is kept in a cell, the range is worked out from it.
import type { Stage } from '#model/coverage.ts'
import { type Figure, perStage } from './figure.ts'
import type { RowSums } from './rows.ts'

/** The additive parts of a figure: what net leaves out, the width from high to low, how far expected is below high. */
export interface AdditiveFigure {
  reported: bigint
  leftOut: bigint
  width: bigint
  saving: bigint
}

export const additiveOf = ({ reported, high, expected, low }: Figure): AdditiveFigure => ({
  reported,
  leftOut: reported - high,
  width: high - low,
  saving: high - expected,
})

export const figureOf = ({ reported, leftOut, width, saving }: AdditiveFigure): Figure => {
  const high = reported - leftOut
  return { reported, high, expected: high - saving, low: high - width }
}

/** The sums of a row from the additive parts of the cells in it; `needed` is null where rows have none by nature. */
export const rowSums = (
  part: (stage: Stage, name: keyof AdditiveFigure) => bigint,
  needed: bigint | null,
): RowSums => ({
  needed,
  stages: perStage((stage) =>
    figureOf({
      reported: part(stage, 'reported'),
      leftOut: part(stage, 'leftOut'),
      width: part(stage, 'width'),
      saving: part(stage, 'saving'),
    }),
  ),
})
