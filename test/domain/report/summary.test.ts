// The figures at the top.
import { wholeReport } from './wholeReport.ts'
import { summary } from '#domain/report/summary.ts'
import { expect, test } from 'vitest'
import { byId, cell, contribution, decision, dollars, exactly, finding, input, need, row } from './material.ts'

test('is all zero over nothing', () => {
  const nothing = { decisions: 0, duplicates: [], gaps: [], covered: [] }

  expect(summary(nothing, [], [])).toMatchObject({ usdAtRisk: '0.00', decisions: 0, cellsWithGap: 0, largestGap: null })
})

test('counts findings, needs and cells, and sums the money of every group once', () => {
  const waiting = {
    state: 'awaiting-confirmation' as const,
    decisions: [decision('same-contribution', { survivor: 'c' })],
  }
  const rows = [row(cell, 100, {}), row({ ...cell, beneficiary: 'eac' }, 100, { arranged: exactly(100) })]
  const report = wholeReport(
    input({
      findings: [
        finding('f1', ['a', 'b']),
        finding('f2', ['c', 'd'], waiting),
        finding('f3', ['a', 'c'], { kind: 'part-of' }),
      ],
      contributions: byId(['a', 'b', 'c', 'd'].map((id) => contribution(id, dollars('0.35')))),
      needs: [need('n1'), need('n2', { amount: null }), need('n3', { withdrawn: true })],
      coverage: (['usd', 'seats'] as const).map((measure) => ({ measure, rows, shared: [], unspecified: [] })),
    }),
  )

  expect(report.summary).toMatchObject({
    openFindings: 2,
    openByKind: { 'duplicate-record': 1, 'part-of': 1, 'overlapping-effort': 0 },
    awaitingConfirmation: 1,
    decisions: 3,
    duplicateGroups: 2,
    usdAtRisk: '0.70',
    needsQuantified: 1,
    needsUnquantified: 1,
    cellsWithNeed: 2,
    cellsWithGap: 1,
    largestGap: { measure: 'usd', gap: { arranged: { expected: '100.00' } } },
  })
})
