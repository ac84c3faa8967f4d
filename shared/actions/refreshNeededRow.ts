// Keeps the rows in which something is needed beside the cells, in the order of their gaps: run by the stream for every finest cell.
import { gapOrder, mostUrgent } from '#domain/coverage/gapOrder.ts'
import type { Measure } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import { type CellYear, finest, type RowKey, rowKeyText } from '#store/coverageCells.ts'
import type { NeededRow, NeedInRow } from '#store/neededRows.ts'
import { figuresOfAll, isCounted, merged, sumsOfAll } from './readCells.ts'
import { untilApplied } from './untilApplied.ts'

const rowOf = (key: RowKey, needs: NeedInRow[], cells: readonly CellYear[]): NeededRow => {
  const years = cells.filter(isCounted)
  const sums = figuresOfAll(years)
  return { key, needs, years, sums, order: gapOrder(mostUrgent(needs), sumsOfAll(sums), rowKeyText(finest, key)) }
}

/**
 * Works a row out again for everyone and for each viewer whose figures of it differ. Safe to run twice, late and out of
 * order: it reads the cells as they stand, under a version that another run of the same row would have moved.
 */
export const refreshNeededRow = async (
  { store: { neededRows, coverageCells } }: Services,
  { measure, key, viewer }: { measure: Measure; key: RowKey; viewer: string },
): Promise<void> =>
  untilApplied(async () => {
    const standing = await neededRows.standing(measure, key)
    const { needs, orders } = standing
    const known = Object.keys(orders)
    // Most cells have no need: to find that out is all that they cost.
    if (needs.length === 0 && viewer === 'everyone' && known.every((one) => one === 'everyone' && orders[one] === null))
      return
    const cellsOf = async (one: string) => coverageCells.readRow({ viewer: one, measure, grouping: finest, key }, true)
    const everyone = await cellsOf('everyone')
    const views = new Map<string, NeededRow | null>([
      ['everyone', needs.length === 0 ? null : rowOf(key, needs, everyone)],
    ])
    for (const one of new Set([...known, viewer]).difference(new Set(['everyone']))) {
      const own = await cellsOf(one)
      if (own.some(isCounted)) views.set(one, needs.length === 0 ? null : rowOf(key, needs, merged([everyone, own])))
    }
    await neededRows.put({ measure, key }, standing, views)
  })
