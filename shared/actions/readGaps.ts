// Where support is missing: rows by urgency and gap, with who is already active there and who could fill them.
import { viewerOf } from '#domain/can.ts'
import { gapOrder, mostUrgent } from '#domain/coverage/gapOrder.ts'
import { coverageRow, rowDays, type RowSums } from '#domain/coverage/rows.ts'
import { quarterOf } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import type { GapRow } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import { finest, type RowKey, rowKeyText } from '#store/coverageCells.ts'
import type { NeededYears, NeedInRow } from '#store/neededRows.ts'
import { sumsOf, sumsOfAll } from './readCells.ts'
import { type CoverageQuery, inRange, spanOf } from './readCoverage.ts'
import { readPresence } from './readPresence.ts'

export type PlaceFilter = { [K in 'subCluster' | 'priorityArea' | 'beneficiary']?: string | undefined }

/** Whether a row is at the place: what is not asked for may be anything. */
export const isAt =
  ({ subCluster, priorityArea, beneficiary }: PlaceFilter) =>
  (key: RowKey): boolean =>
    (subCluster === undefined || key.subCluster === subCluster) &&
    (priorityArea === undefined || key.priorityArea === priorityArea) &&
    (beneficiary === undefined || key.beneficiary === beneficiary)

export interface GapQuery extends Pick<CoverageQuery, 'measure' | 'from' | 'to' | 'limit'> {
  /** The place in the order after which to go on. */
  after: string | null
  /** What a row's keys must be, where they are given. */
  place: PlaceFilter
}

interface Gap {
  key: RowKey
  needs: readonly NeedInRow[]
  sums: RowSums
  order: string
}

interface GapPage {
  gaps: Gap[]
  /** The last place in the order that was looked at, where there is more behind it. */
  next: string | null
}

const byOrder = (a: { order: string }, b: { order: string }): number => (a.order < b.order ? -1 : 1)

/**
 * Over all time the order is kept, and a page reads as many rows as it shows. A viewer with figures of its own has its
 * own rows in the same order, and everyone's row says whom it is not for.
 */
const gapsOfAllTime = async ({ store }: Services, viewer: string | null, query: GapQuery): Promise<GapPage> => {
  const { measure, after, limit } = query
  const viewers = ['everyone', ...(viewer === null ? [] : [viewer])]
  const read = await Promise.all(
    viewers.map(async (one) => store.neededRows.inOrder({ viewer: one, measure, after, limit })),
  )
  const rows = read.flatMap(({ gaps }) => gaps).toSorted(byOrder)
  // Beyond the end of what one of the lists has shown so far, the other may not go.
  const ends = read.flatMap(({ gaps, more }) => (more ? [gaps.at(-1)?.order ?? ''] : []))
  const seen = rows.filter(({ order }) => ends.every((end) => order <= end))
  const own = seen.filter(({ except }) => viewer === null || !except.includes(viewer))
  const shown = own.slice(0, limit)
  const last = own.length > limit ? shown.at(-1) : seen.at(-1)
  const isWhole = ends.length === 0 && own.length <= limit
  return {
    gaps: shown.map(({ sums, ...gap }) => ({ ...gap, sums: sumsOfAll(sums) })),
    next: isWhole ? null : (last?.order ?? null),
  }
}

/** Every row in which anything is needed, as a viewer sees it: bounded by the register of needs. */
export const neededRows = async (
  { store }: Services,
  viewer: string | null,
  query: Pick<GapQuery, 'measure'>,
): Promise<NeededYears[]> => {
  const viewers = ['everyone', ...(viewer === null ? [] : [viewer])]
  const lists = await Promise.all(viewers.map(async (one) => store.neededRows.all(one, query.measure)))
  // A row of the viewer's own stands in the place of everyone's.
  return [...new Map(lists.flat().map((row) => [rowKeyText(finest, row.key), row])).values()]
}

/** Of a range or a place, every row in which anything is needed is read: as many as the register of needs has cells. */
const gapsWorkedOut = async (services: Services, viewer: string | null, query: GapQuery): Promise<GapPage> => {
  const isIn = inRange(query)
  const [first, last] = [query.from && quarterOf(query.from), query.to && quarterOf(query.to)]
  const at = isAt(query.place)
  const needed = (await neededRows(services, viewer, query)).filter(({ key }) => at(key))
  const rows = needed.flatMap(({ key, needs, years }): Gap[] => {
    const own = needs.filter(({ from, to }) => (first === null || to >= first) && (last === null || from <= last))
    const sums = sumsOf(years, isIn, true)
    const order = gapOrder(mostUrgent(own), sums, rowKeyText(finest, key))
    return order === null ? [] : [{ key, needs: own, sums, order }]
  })
  const { after, limit } = query
  const ahead = rows.filter(({ order }) => after === null || order > after).toSorted(byOrder)
  const gaps = ahead.slice(0, limit)
  return { gaps, next: ahead.length > limit ? (gaps.at(-1)?.order ?? null) : null }
}

/** Start-up needs before one-off before recurrent ones, and within each the largest expected gap first. */
export const readGaps = async (
  services: Services,
  caller: Caller,
  query: GapQuery,
): Promise<{ gaps: GapRow[]; next: string | null }> => {
  const { measure, from, to, place } = query
  const isWhole = [from, to, ...Object.values(place)].every((one) => one === null || one === undefined)
  const read = isWhole ? gapsOfAllTime : gapsWorkedOut
  const [{ gaps, next }, present, span] = await Promise.all([
    read(services, viewerOf(caller), query),
    readPresence(services, caller),
    spanOf(services, caller, { measure, from, to, time: null }),
  ])
  const days = measure === 'experts' ? rowDays({}, span) : 1
  const rows = gaps.map(({ key, needs, sums }): GapRow => ({
    ...coverageRow(sums, { ...key } as GapRow, days),
    urgency: mostUrgent(needs),
    needs: needs.map(({ id }) => id),
    active: present.at(key),
    couldFill: present.near(key),
  }))
  return { gaps: rows, next }
}
