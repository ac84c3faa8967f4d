// Sums and differences of figures.
import { addFigures, areNothing, noFigures, perStage, subtractFigures } from '#domain/coverage/figure.ts'
import { expect, test } from 'vitest'

const figures = perStage((stage) => {
  const size = BigInt(stage.length)
  return { reported: 4n * size, high: 3n * size, expected: 2n * size, low: size }
})

test('adds and subtracts every number at every stage', () => {
  const twice = addFigures(figures, figures)

  expect(twice.announced).toEqual({ reported: 72n, high: 54n, expected: 36n, low: 18n })
  expect(twice.arranged).toEqual({ reported: 64n, high: 48n, expected: 32n, low: 16n })
  expect(subtractFigures(twice, figures)).toEqual(figures)
})

test('knows figures that are nothing', () => {
  expect(areNothing(subtractFigures(figures, figures))).toBe(true)
  expect(areNothing(noFigures)).toBe(true)
  expect(areNothing(figures)).toBe(false)
})
