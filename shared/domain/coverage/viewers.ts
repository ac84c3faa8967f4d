// Who sees which figures: confidential contributions are computed as if they did not exist for everybody else.
import type { CountedRecord } from './cells.ts'
import { type CountedGroup, liveRecords } from './countedGroup.ts'
import { areNothing, noFigures, type StageFigures, subtractFigures } from './figure.ts'
import { groupFigures, type KeyOf } from './net.ts'

/**
 * Whose figures they are: `everyone`, and above that what `coordinators` see, or a partner, written `partner:<code>` so
 * that no partner's code can pass for one of the other two.
 */
export type Viewer = 'everyone' | 'coordinators' | `partner:${string}`

/**
 * The figures of a group as everyone may see them, then for each viewer with sight of a confidential record the
 * difference that it makes, which may be negative: coordinators, and each partner that provides or reports one. A
 * viewer's own figures are everyone's plus its difference. (Design, "Who may do what".)
 */
export function viewerFigures(group: CountedGroup, keyOf: KeyOf): Map<Viewer, Map<string, StageFigures>> {
  const everyone = groupFigures(asSeenBy('everyone', group), keyOf)
  const views = new Map<Viewer, Map<string, StageFigures>>([['everyone', everyone]])
  for (const viewer of viewersBesideEveryone(group)) {
    const seen = groupFigures(asSeenBy(viewer, group), keyOf)
    views.set(viewer, differences(seen, everyone))
  }
  return views
}

/** One record that is active in an area, and a viewer beside or including everyone who may know it. */
export interface Presence {
  viewer: Viewer
  subCluster: string | null
  priorityArea: string | null
  provider: string
}

/** Where each live record counts anything, once per area, whatever the measure and however much. */
export function presenceOf(group: CountedGroup): Presence[] {
  return liveRecords(group).flatMap((record) => {
    const areas = new Map(
      record.cells.map(({ cell: { subCluster, priorityArea } }) => [
        `${subCluster ?? ''}/${priorityArea ?? ''}`,
        { subCluster, priorityArea },
      ]),
    )
    const { provider } = record
    return viewersOf(record).flatMap((viewer) => [...areas.values()].map((area) => ({ viewer, provider, ...area })))
  })
}

/** In whose figures a record first counts: everyone's, or above them those of coordinators and its own partners. */
function viewersOf({ visibility, provider, reportedBy }: CountedRecord): Viewer[] {
  if (visibility === 'shared') return ['everyone']
  return ['coordinators', ...[...new Set([provider, reportedBy])].map((code) => `partner:${code}` as const)]
}

/** The group without the records that the viewer may not see, and without every decision and pair that names one. */
export function asSeenBy(viewer: Viewer, group: CountedGroup): CountedGroup {
  const records = group.records.filter((record) => mayBeSeen(record, viewer))
  const seen = new Set(records.map(({ id }) => id))
  return {
    ...group,
    records,
    confirmed: group.confirmed.filter(({ survivor, other }) => seen.has(survivor) && seen.has(other)),
    open: group.open.filter(({ a, b }) => seen.has(a) && seen.has(b)),
    partOf: group.partOf.filter(({ part, whole }) => seen.has(part) && seen.has(whole)),
  }
}

/** Who sees more of a group than everyone: coordinators, and the partners of its confidential records. */
export function viewersBesideEveryone({ records }: CountedGroup): Viewer[] {
  const partners = records
    .filter(({ visibility }) => visibility === 'coordinators')
    .flatMap(({ provider, reportedBy }) => [provider, reportedBy])
  if (partners.length === 0) return []
  return ['coordinators', ...[...new Set(partners)].toSorted().map((code) => `partner:${code}` as const)]
}

function mayBeSeen({ visibility, provider, reportedBy }: CountedRecord, viewer: Viewer): boolean {
  if (visibility === 'shared' || viewer === 'coordinators') return true
  return viewer === `partner:${provider}` || viewer === `partner:${reportedBy}`
}

function differences(seen: Map<string, StageFigures>, everyone: Map<string, StageFigures>): Map<string, StageFigures> {
  const keys = new Set([...everyone.keys(), ...seen.keys()])
  const changed = new Map<string, StageFigures>()
  for (const key of keys) {
    const difference = subtractFigures(seen.get(key) ?? noFigures, everyone.get(key) ?? noFigures)
    if (!areNothing(difference)) changed.set(key, difference)
  }
  return changed
}
