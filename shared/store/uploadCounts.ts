// How many bytes a caller has forms for: one counter for each caller and day, deleted once nobody asks for it any more.
import type { Write } from './table.ts'
import { timeToLive } from './tableShape.ts'

const keptSeconds = 2 * 86_400

/**
 * Counts a form of so many bytes in the day of an instant, in the transaction that keeps its import: the table decides,
 * so that however many are asked for at once, no more than `most` bytes are let through.
 */
export const uploadCount = (
  { caller, now, bytes, most }: { caller: string; now: string; bytes: number; most: number },
  refuse: () => Error,
): Write => ({
  update: {
    pk: `UPLOADS#${caller}`,
    sk: now.slice(0, 'YYYY-MM-DD'.length),
    expression: 'ADD #bytes :bytes SET #expires = :expires',
  },
  condition: 'attribute_not_exists(#bytes) OR #bytes <= :left',
  names: { '#bytes': 'bytes', '#expires': timeToLive },
  values: { ':bytes': bytes, ':left': most - bytes, ':expires': Math.floor(Date.parse(now) / 1000) + keptSeconds },
  refuse,
})
