// Contributions that count as arranged, by the day on which their period ends: ENDS#viewer, in order of that day.
import type { Key, Table } from './table.ts'

const partition = (viewer: string): string => `ENDS#${viewer}`

export const endingKey = ({ viewer, due, id }: { viewer: string; due: string; id: string }): Key => ({
  pk: partition(viewer),
  sk: `${due}#${id}`,
})

export interface Endings {
  /** Those that end before a day, the longest past first. */
  before: (range: { viewer: string; day: string; limit: number }) => Promise<Record<string, unknown>[]>
}

export const endingsIn = (table: Table): Endings => ({
  before: async ({ viewer, day, limit }) => {
    const { items } = await table.query({ partition: partition(viewer), to: day, limit })
    return items.map((item) => item['entry'] as Record<string, unknown>)
  },
})
