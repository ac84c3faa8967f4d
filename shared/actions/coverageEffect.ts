// What one contribution would do to the cells that it falls in: the gap before and after, and what it would oversupply.
import { viewerOf } from '#domain/can.ts'
import { countedRecord } from '#domain/coverage/cells.ts'
import { coverageRow } from '#domain/coverage/rows.ts'
import { perStage, type StageFigures } from '#domain/coverage/figure.ts'
import { daysInQuarter } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import type { CellEffect } from '#model/check.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { readRow, sumsOf } from './readCells.ts'

/** Cells shown at most, the nearest in time first. */
const maxCells = 40

const withMore = (stages: StageFigures, more: Record<'announced' | 'arranged' | 'delivered', bigint>): StageFigures =>
  perStage((stage) => {
    const { reported, low, expected, high } = stages[stage]
    const amount = more[stage]
    return { reported: reported + amount, low: low + amount, expected: expected + amount, high: high + amount }
  })

/** Reads one row of cells per priority area and measure: bounded by what the contribution names. */
export const coverageEffect = async (
  services: Services,
  caller: Caller,
  contribution: Contribution,
): Promise<CellEffect[]> => {
  const cells = countedRecord(contribution, { lapsed: false }).cells.slice(0, maxCells)
  const rows = Map.groupBy(cells, ({ cell }) => `${cell.measure} ${cell.priorityArea}`)
  const effects = await Promise.all(
    [...rows.values()].map(async (own) => {
      const [{ cell: first }] = own as [(typeof own)[0]]
      const standing = await readRow(services, viewerOf(caller), {
        measure: first.measure,
        grouping: 'subCluster,priorityArea,beneficiary',
        key: first,
      })
      return own.map(({ cell, amounts }): CellEffect => {
        const days = cell.measure === 'experts' ? daysInQuarter(cell.quarter) : 1
        const sums = sumsOf(standing, (quarter) => quarter === cell.quarter, true)
        const before = coverageRow(sums, {}, days)
        const after = coverageRow({ ...sums, stages: withMore(sums.stages, amounts) }, {}, days)
        return {
          cell,
          gapBefore: before.gap?.announced.expected ?? '0.00',
          gapAfter: after.gap?.announced.expected ?? '0.00',
          oversupplyAfter: after.oversupply?.announced.expected ?? '0.00',
        }
      })
    }),
  )
  return effects.flat()
}
