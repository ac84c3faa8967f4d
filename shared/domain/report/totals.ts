// Everything of one measure added up: the naive total and the net one side by side.
import { measures, stages } from '#model/coverage.ts'
import type { CoverageRow, Stage } from '#model/coverage.ts'
import type { ReportTotal } from '#model/report.ts'
import { fromHundredths, toHundredths } from '../decimal.ts'
import type { MeasuredCoverage } from './coverageRows.ts'
import { inOrderOf } from './ordering.ts'

/** Cells, shared and unspecified rows together; experts in expert-days, which add up over any time. */
export function totals(coverage: readonly MeasuredCoverage[]): ReportTotal[] {
  const ordered = coverage.toSorted(inOrderOf(({ measure }) => measures.indexOf(measure)))
  return ordered.flatMap(({ measure, rows, shared, unspecified }) => {
    const all = [...rows, ...shared, ...unspecified]
    if (all.length === 0) return []
    const [announced, arranged, delivered] = stages.map((stage) => stageTotal(all, stage))
    if (!announced || !arranged || !delivered) return []
    return [{ measure, needed: sum(all.map(({ needed }) => needed ?? '0')), announced, arranged, delivered }]
  })
}

function stageTotal(rows: readonly CoverageRow[], stage: Stage): ReportTotal[Stage] {
  return {
    reported: sum(rows.map((row) => row[stage].reported)),
    net: {
      low: sum(rows.map((row) => row[stage].net.low)),
      expected: sum(rows.map((row) => row[stage].net.expected)),
      high: sum(rows.map((row) => row[stage].net.high)),
    },
  }
}

function sum(amounts: readonly string[]): string {
  return fromHundredths(amounts.reduce((total, amount) => total + toHundredths(amount), 0n))
}
