// The lists beside every figure, as one caller sees them: everybody's, then the caller's own confidential entries.
import { viewerOf } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import type { Services } from '#runtime/services.ts'
import type { ListedBeside } from '#store/coverageGroups.ts'

export interface BesidePage {
  entries: Record<string, unknown>[]
  next: BesidePosition | null
}

export interface BesidePosition {
  viewer: string
  after?: Record<string, unknown> | undefined
}

/** Everybody's entries first; the caller's own fill up the page on which those end. */
export const listBeside = async (
  { store }: Services,
  caller: Caller,
  list: ListedBeside['list'],
  { at, limit }: { at?: BesidePosition | undefined; limit: number },
): Promise<BesidePage> => {
  const own = viewerOf(caller)
  const viewer = at?.viewer ?? 'everyone'
  const { entries, next } = await store.coverageGroups.listBeside(viewer, list, { after: at?.after, limit })
  if (next) return { entries, next: { viewer, after: next } }
  if (viewer !== 'everyone' || own === null) return { entries, next: null }
  if (entries.length >= limit) return { entries, next: { viewer: own } }
  const rest = await store.coverageGroups.listBeside(own, list, { limit: limit - entries.length })
  return {
    entries: [...entries, ...rest.entries],
    next: rest.next ? { viewer: own, after: rest.next } : null,
  }
}
