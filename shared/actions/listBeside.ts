// The lists beside every figure, as one caller sees them: everybody's, then the caller's own confidential entries.
import { viewerOf } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import type { Services } from '#runtime/services.ts'
import { type BesideList, besideLists, besidesIn, type FirstBeside, type FirstEntries } from '#store/besides.ts'

export type { FirstEntries } from '#store/besides.ts'

/** Entries of each list that come with the first page. */
export const mostBeside = 50

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
  list: BesideList,
  { at, limit }: { at?: BesidePosition | undefined; limit: number },
): Promise<BesidePage> => {
  const besides = besidesIn(store.table)
  const own = viewerOf(caller)
  const viewer = at?.viewer ?? 'everyone'
  const { entries, next } = await besides.list(viewer, list, { after: at?.after, limit })
  if (next) return { entries, next: { viewer, after: next } }
  if (viewer !== 'everyone' || own === null) return { entries, next: null }
  if (entries.length >= limit) return { entries, next: { viewer: own } }
  const rest = await besides.list(own, list, { limit: limit - entries.length })
  return {
    entries: [...entries, ...rest.entries],
    next: rest.next ? { viewer: own, after: rest.next } : null,
  }
}

/** The beginnings of both lists as they come with a first page: everybody's, filled up with the caller's own. */
export const firstBeside = async ({ store }: Services, caller: Caller, asOf?: string): Promise<FirstBeside> => {
  const besides = besidesIn(store.table)
  const own = viewerOf(caller)
  const [all, hidden] = await Promise.all([
    besides.first('everyone', asOf),
    own === null ? undefined : besides.first(own, asOf),
  ])
  const both = (list: BesideList): FirstEntries => {
    const entries = [...all[list].entries, ...(hidden && !all[list].more ? hidden[list].entries : [])]
    const more = all[list].more || hidden?.[list].more === true || entries.length > mostBeside
    return { entries: entries.slice(0, mostBeside), more }
  }
  return Object.fromEntries(besideLists.map((list) => [list, both(list)])) as FirstBeside
}
