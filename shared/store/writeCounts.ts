// How often a caller writes: one counter for each caller and minute, deleted once nobody asks for it any more.
import type { Table } from './table.ts'
import { timeToLive } from './tableShape.ts'

const keptSeconds = 3600

export interface WriteCounts {
  /**
   * Counts one write in the minute of an instant. False, and not counted, when the caller has had `most` in it: the table
   * decides, so that however many come at once, at however many instances, no more are let through.
   */
  count: (caller: string, now: string, most: number) => Promise<boolean>
}

export const writeCountsIn = (table: Table): WriteCounts => ({
  count: async (caller, now, most) =>
    table.update({
      update: {
        pk: `WRITES#${caller}`,
        sk: now.slice(0, 'YYYY-MM-DDTHH:MM'.length),
        expression: 'ADD #count :one SET #expires = :expires',
      },
      condition: 'attribute_not_exists(#count) OR #count < :most',
      names: { '#count': 'count', '#expires': timeToLive },
      values: { ':one': 1, ':most': most, ':expires': Math.floor(Date.parse(now) / 1000) + keptSeconds },
    }),
})
