// Which flows count towards what was searched (a place and a year), and why another does not: OCHA FTS's own rule.
import type { FtsFlow, FtsObject } from '#model/fts.ts'

/**
 * Why a flow is left out. `internal` and `outgoing`: it begins inside the boundary, so its money came in by another flow.
 * `shared-places`, `shared-years`, `shared`: it also goes elsewhere, and nobody guesses a split. `pledge`: it binds nobody.
 */
export type FtsRule = 'internal' | 'outgoing' | 'shared-places' | 'shared-years' | 'shared' | 'pledge'

const isSharedBy = (objects: readonly FtsObject[], type: string): boolean =>
  objects.some((one) => one.type === type && one.behavior === 'shared')

const sharedBy = ({ sourceObjects, destinationObjects }: FtsFlow): FtsRule => {
  if (isSharedBy(destinationObjects, 'Location')) return 'shared-places'
  return isSharedBy([...destinationObjects, ...sourceObjects], 'UsageYear') ? 'shared-years' : 'shared'
}

/**
 * Null for a flow that counts: it comes in, to this boundary whole, and is committed or paid (fts.unocha.org, "Boundary"
 * and "Multiple value parameters": what is shared is shown and is in no total; an overlapping flow is whole in each).
 */
export const ftsRule = (flow: FtsFlow): FtsRule | null => {
  if (flow.boundary !== 'incoming') return flow.boundary
  if (flow.onBoundary === 'shared') return sharedBy(flow)
  return flow.status === 'pledge' ? 'pledge' : null
}

/** The names of a flow's organizations, places or years on one side, each once. */
export const ftsNames = (objects: readonly FtsObject[], type: string): string[] => [
  ...new Set(objects.filter((one) => one.type === type).map(({ name }) => name)),
]
