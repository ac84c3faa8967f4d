// Pledges by the day on which they lapse: PLEDGES#viewer, in order of that day.
import type { Key, Table } from './table.ts'

const partition = (viewer: string): string => `PLEDGES#${viewer}`

export const pledgeKey = ({ viewer, due, id }: { viewer: string; due: string; id: string }): Key => ({
  pk: partition(viewer),
  sk: `${due}#${id}`,
})

export interface Pledges {
  /** Those that lapse up to a day, the nearest first, each with its place in the order. */
  until: (range: {
    viewer: string
    day: string
    after?: string | undefined
    limit: number
  }) => Promise<{ pledges: { at: string; entry: Record<string, unknown> }[]; more: boolean }>
}

export const pledgesIn = (table: Table): Pledges => ({
  until: async ({ viewer, day, after, limit }) => {
    const pk = partition(viewer)
    const { items, next } = await table.query({
      partition: pk,
      // After every id of that day.
      to: `${day}#~`,
      after: after === undefined ? undefined : { pk, sk: after },
      limit,
    })
    return {
      pledges: items.map((item) => ({ at: item.sk, entry: item['entry'] as Record<string, unknown> })),
      more: next !== undefined,
    }
  },
})
