// Pledges that lapse within some days unless they are renewed, the nearest first, as one caller sees them.
import { viewerOf } from '#domain/can.ts'
import { addDays } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import { LapsingPledge } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'

export interface LapsingPage {
  pledges: LapsingPledge[]
  /** The place in the order after which the next page begins; null on the last. */
  next: string | null
}

/** Everybody's and the caller's own confidential ones in one order; those that are due already come first. */
export const listLapsing = async (
  { store, now }: Services,
  caller: Caller,
  { days, after, limit }: { days: number; after: string | null; limit: number },
): Promise<LapsingPage> => {
  const own = viewerOf(caller)
  const day = addDays(now().slice(0, 10), days)
  const read = await Promise.all(
    ['everyone', ...(own === null ? [] : [own])].map(async (viewer) =>
      store.pledges.until({ viewer, day, after: after ?? undefined, limit }),
    ),
  )
  const inOrder = read.flatMap(({ pledges }) => pledges).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const shown = inOrder.slice(0, limit)
  const isWhole = inOrder.length <= limit && read.every(({ more }) => !more)
  return {
    pledges: shown.map(({ entry }) => LapsingPledge.parse(entry)),
    next: isWhole ? null : (shown.at(-1)?.at ?? null),
  }
}
