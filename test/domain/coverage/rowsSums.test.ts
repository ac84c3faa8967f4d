// Formula 3 on random rows: what is needed and the stages add up over rows, and gap, oversupply and their ranges follow from a row's own sums.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addFigures, type Figure, noFigures } from '#domain/coverage/figure.ts'
import { coverageRow, type RowSums } from '#domain/coverage/rows.ts'
import { toHundredths } from '#domain/decimal.ts'
import { stages } from '#model/coverage.ts'
import { runs, waitForAllRuns } from './runs.ts'

waitForAllRuns()

const amount = fc.bigInt({ min: 0n, max: 10n ** 17n })
/** Four amounts in their order: low <= expected <= high <= reported. */
const figure = fc.array(amount, { minLength: 4, maxLength: 4 }).map((amounts): Figure => {
  const [low = 0n, expected = 0n, high = 0n, reported = 0n] = amounts.toSorted((a, b) => Number(a > b) - Number(a < b))
  return { low, expected, high, reported }
})
const row = fc
  .record({ needed: amount, announced: figure, arranged: figure, delivered: figure })
  .map(({ needed, ...figures }): RowSums & { needed: bigint } => ({ needed, stages: figures }))

test('needed and every figure of every stage add up over rows', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const sums = rows.reduce(
        (all, one) => ({ needed: all.needed + one.needed, stages: addFigures(all.stages, one.stages) }),
        { needed: 0n, stages: noFigures },
      )
      const whole = coverageRow(sums, {})
      const parts = rows.map((one) => coverageRow(one, {}))
      const added = (of: (one: typeof whole) => string | undefined): bigint =>
        parts.reduce((sum, one) => sum + toHundredths(of(one) ?? '0'), 0n)

      expect(toHundredths(whole.needed ?? '')).toBe(added(({ needed }) => needed))
      for (const stage of stages) {
        expect(toHundredths(whole[stage].reported)).toBe(added((one) => one[stage].reported))
        for (const bound of ['low', 'expected', 'high'] as const)
          expect(toHundredths(whole[stage].net[bound])).toBe(added((one) => one[stage].net[bound]))
      }
    }),
    runs,
  )
})

test('a gap is what is needed less the stage, an oversupply the stage less what is needed, and neither is below zero', () => {
  const opposite = { low: 'high', expected: 'expected', high: 'low' } as const
  fc.assert(
    fc.property(row, (sums) => {
      const { gap, oversupply } = coverageRow(sums, {})
      for (const stage of stages)
        for (const bound of ['low', 'expected', 'high'] as const) {
          const missing = toHundredths(gap?.[stage][bound] ?? '')
          const spare = toHundredths(oversupply?.[stage][opposite[bound]] ?? '')
          expect(missing - spare).toBe(sums.needed - sums.stages[stage][opposite[bound]])
          expect(missing === 0n || spare === 0n).toBe(true)
        }
    }),
    runs,
  )
})

test('every range keeps its order, whatever it is divided by', () => {
  fc.assert(
    fc.property(row, fc.integer({ min: 1, max: 73_000 }), (sums, days) => {
      const shown = coverageRow(sums, {}, days)
      const ranges = stages.flatMap((stage) => [shown[stage].net, shown.gap?.[stage], shown.oversupply?.[stage]])
      for (const range of ranges) {
        const inOrder = [range?.low, range?.expected, range?.high].map((text) => toHundredths(text ?? ''))
        expect(inOrder.toSorted((x, y) => Number(x > y) - Number(x < y))).toEqual(inOrder)
      }
      const ratios = stages.flatMap((stage) => shown.coverage?.[stage] ?? [])
      expect(ratios.every(({ low, expected, high }) => low <= expected && expected <= high)).toBe(true)
    }),
    runs,
  )
})
