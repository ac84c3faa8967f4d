// Rows of a coverage answer on worked examples.
import { addFigures, noFigures, perStage, type StageFigures } from '#domain/coverage/figure.ts'
import { coverageRow, rowDays } from '#domain/coverage/rows.ts'
import { CoverageRow } from '#model/coverage.ts'
import { expect, test } from 'vitest'

const certain = (announced: bigint, arranged: bigint, delivered: bigint): StageFigures => {
  const amounts = { announced, arranged, delivered }
  return perStage((stage) => {
    const amount = amounts[stage]
    return { reported: amount, high: amount, expected: amount, low: amount }
  })
}
const sure = (amount: string) => ({ low: amount, expected: amount, high: amount })

test('answers a need of 300 seats with 200 announced, 120 arranged and 40 delivered', () => {
  const row = coverageRow({ needed: 30_000n, stages: certain(20_000n, 12_000n, 4000n) }, { quarter: '2009-Q1' })

  expect(row).toEqual({
    quarter: '2009-Q1',
    needed: '300.00',
    announced: { reported: '200.00', net: sure('200.00') },
    arranged: { reported: '120.00', net: sure('120.00') },
    delivered: { reported: '40.00', net: sure('40.00') },
    gap: { announced: sure('100.00'), arranged: sure('180.00'), delivered: sure('260.00') },
    oversupply: perStage(() => sure('0.00')),
    coverage: {
      announced: { low: 0.6667, expected: 0.6667, high: 0.6667 },
      arranged: { low: 0.4, expected: 0.4, high: 0.4 },
      delivered: { low: 0.1333, expected: 0.1333, high: 0.1333 },
    },
  })
  expect(CoverageRow.parse(row)).toEqual(row)
})

test('turns the range round for the gap and not for oversupply and coverage', () => {
  // 100.00 needed; 80.00 to 150.00 counted, 110.00 expected.
  const stages = perStage(() => ({ reported: 16_000n, high: 15_000n, expected: 11_000n, low: 8000n }))
  const row = coverageRow({ needed: 10_000n, stages }, {})

  expect(row.gap?.arranged).toEqual({ low: '0.00', expected: '0.00', high: '20.00' })
  expect(row.oversupply?.arranged).toEqual({ low: '0.00', expected: '10.00', high: '50.00' })
  expect(row.coverage?.arranged).toEqual({ low: 0.8, expected: 1.1, high: 1.5 })
})

test('has no coverage where nothing is needed, and everything there is oversupply', () => {
  const row = coverageRow({ needed: 0n, stages: certain(500n, 0n, 0n) }, {})

  expect(row).not.toHaveProperty('coverage')
  expect(row).toMatchObject({
    needed: '0.00',
    gap: { announced: sure('0.00') },
    oversupply: { announced: sure('5.00') },
  })
})

test('has neither needed nor gap in a row of a provider', () => {
  const row = coverageRow({ needed: null, stages: certain(500n, 0n, 0n) }, { provider: 'eu' })

  expect(Object.keys(row)).toEqual(['provider', 'announced', 'arranged', 'delivered'])
})

test('divides expert-days by the days of the row at the very end', () => {
  // 10 experts needed for the 91 days of the quarter; 5 announced for 60 of them: 300 expert-days, 3.30 experts; the gap
  // of 610 expert-days is 6.70. Two contributions of 0.45 expert-days are 0.90, so 0.01; each alone would show 0.00.
  const row = coverageRow({ needed: 91_000n, stages: certain(30_000n, 0n, 0n) }, { quarter: '2008-Q1' }, 91)
  const tiny = addFigures(certain(45n, 0n, 0n), certain(45n, 0n, 0n))

  expect(row).toMatchObject({ needed: '10.00', announced: { reported: '3.30' }, gap: { announced: sure('6.70') } })
  expect(row.coverage?.announced.high).toBe(0.3297)
  expect(coverageRow({ needed: null, stages: tiny }, {}, 91).announced.reported).toBe('0.01')
  expect(coverageRow({ needed: null, stages: certain(45n, 0n, 0n) }, {}, 91).announced.reported).toBe('0.00')
})

test('writes a row of nothing', () => {
  expect(coverageRow({ needed: 0n, stages: noFigures }, { subCluster: null })).toMatchObject({
    subCluster: null,
    announced: { reported: '0.00', net: sure('0.00') },
  })
})

test.each([
  ['a quarter', { quarter: '2008-Q1' }, 91],
  ['a year', { year: '2008' }, 366],
  ['a year that the range cuts', { year: '2009' }, 181],
  ['the range', { subCluster: 'psa' }, 547],
])('knows the days of %s', (_, key, days) => {
  expect(rowDays(key, { start: '2008-01-01', end: '2009-06-30' })).toBe(days)
})
