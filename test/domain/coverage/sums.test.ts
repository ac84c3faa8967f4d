// Row sums from what cells keep: only what adds up is stored, and the range comes out of it.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addFigures, type Figure, perStage } from '#domain/coverage/figure.ts'
import { additiveOf, figureOf, rowSums } from '#domain/coverage/sums.ts'

const figures = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 4, maxLength: 4 })
  .map((amounts): Figure => {
    const [low = 0n, expected = 0n, high = 0n, reported = 0n] = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    return { reported, high, expected, low }
  })

test('a figure is what its additive parts say', () => {
  fc.assert(
    fc.property(figures, (figure) => {
      expect(figureOf(additiveOf(figure))).toEqual(figure)
    }),
  )
})

test('parts that nothing is left out of are zero', () => {
  expect(additiveOf({ reported: 5n, high: 5n, expected: 5n, low: 5n })).toEqual({
    reported: 5n,
    leftOut: 0n,
    width: 0n,
    saving: 0n,
  })
})

test('the parts of a sum are the sums of the parts', () => {
  fc.assert(
    fc.property(figures, figures, (one, other) => {
      const sum = addFigures(
        perStage(() => one),
        perStage(() => other),
      ).announced
      const [a, b] = [additiveOf(one), additiveOf(other)]
      expect(additiveOf(sum)).toEqual({
        reported: a.reported + b.reported,
        leftOut: a.leftOut + b.leftOut,
        width: a.width + b.width,
        saving: a.saving + b.saving,
      })
    }),
  )
})

test('a row keeps each stage to itself and its needed beside', () => {
  const { needed, stages } = rowSums((stage, part) => (part === 'reported' ? BigInt(stage.length) : 0n), 7n)

  expect(needed).toBe(7n)
  expect(stages.announced.reported).toBe(9n)
  expect(stages.arranged).toEqual({ reported: 8n, high: 8n, expected: 8n, low: 8n })
})

test('a row that has no needed by nature has none', () => {
  expect(rowSums(() => 0n, null).needed).toBeNull()
})
