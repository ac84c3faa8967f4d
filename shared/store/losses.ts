// Cover that was lost: LOST#viewer in order of time, an item per row and year, written with the change of the cell.
import { LostCover, type LostQuarter, type Measure } from '#model/coverage.ts'
import {
  type CellDelta,
  cellId,
  cellKey,
  type CellYear,
  cellYearOf,
  figuresAfter,
  finest,
  type RowKey,
  rowKeyText,
} from './coverageCells.ts'
import { asRead, nextStamp, type Stamp, stampOf } from './images.ts'
import type { Item, Key, Table, Write } from './table.ts'

/** Which quarters of a year of a row lose their cover by a change; what that means is no matter of the store. */
export type LostIn = (measure: Measure, before: CellYear, after: CellYear) => LostQuarter[]

const viewers = ['everyone', 'coordinators'] as const
type Viewer = (typeof viewers)[number]

const partition = (viewer: Viewer): string => `LOST#${viewer}`

/** A loss is kept under the stamp that everyone's cell has after it, or would have. */
export const lossKey = (viewer: Viewer, { measure, key, year }: WatchedYear, { v, t }: Stamp): Key => ({
  pk: partition(viewer),
  sk: [String(t).padStart(15, '0'), measure, rowKeyText(finest, key), year, v].join('#'),
})

/** One year of a finest row as everyone and as coordinators see it, before a change. */
interface WatchedYear {
  measure: Measure
  key: RowKey
  year: string
}

const cellOf = (row: WatchedYear, viewer: Viewer) => ({ ...row, viewer, grouping: finest }) as const

/** Of the cells that move, the years of finest rows. */
export const watchedYears = (deltas: readonly CellDelta[]): WatchedYear[] => {
  const own = deltas.flatMap(({ viewer, measure, grouping, key, year }) =>
    measure !== 'any' && grouping === finest && viewers.some((one) => one === viewer) ? [{ measure, key, year }] : [],
  )
  return [...new Map(own.map((row) => [`${row.measure} ${rowKeyText(finest, row.key)} ${row.year}`, row])).values()]
}

/** Where coordinators' figures are added to everyone's: both cells of each year. */
export const watchedKeys = (rows: readonly WatchedYear[]): Key[] =>
  rows.flatMap((row) => viewers.map((viewer) => cellKey(cellOf(row, viewer))))

const added = (a: CellYear['figures'], b: CellYear['figures']): CellYear['figures'] =>
  new Map([...new Set([...a.keys(), ...b.keys()])].map((name) => [name, (a.get(name) ?? 0n) + (b.get(name) ?? 0n)]))

const isNeeded = ({ figures }: CellYear): boolean =>
  [...figures].some(([name, amount]) => name.endsWith('n') && amount > 0n)

/**
 * What a change of cells takes from the cover of rows, for everyone and for coordinators; the cell of the two that does
 * not move is held to what was read, or two changes at once could each see the row covered by the other.
 */
export const lossWrites = (
  deltas: readonly CellDelta[],
  standing: ReadonlyMap<string, Item>,
  { at, lostIn }: { at: string; lostIn: LostIn },
): Write[] => {
  const moved = new Map(deltas.map((delta) => [cellId(delta), delta]))
  return watchedYears(deltas).flatMap((row): Write[] => {
    const sides = viewers.map((viewer) => {
      const cell = cellOf(row, viewer)
      const id = cellId(cell)
      const key: Item = { ...cellKey(cell) }
      const item = standing.get(id)
      const before = cellYearOf(finest, item ?? key)
      const delta = moved.get(id)
      return {
        key,
        item,
        before,
        after: delta ? figuresAfter(item, delta.figures) : before.figures,
        moves: Boolean(delta),
      }
    })
    const [everyone, overlay] = sides as [(typeof sides)[0], (typeof sides)[0]]
    if (!isNeeded(everyone.before)) return []
    const views: [Viewer, CellYear['figures'], CellYear['figures']][] = [
      ['everyone', everyone.before.figures, everyone.after],
      ['coordinators', added(everyone.before.figures, overlay.before.figures), added(everyone.after, overlay.after)],
    ]
    const losses = views.map(([viewer, before, after]) => ({
      viewer,
      quarters: lostIn(row.measure, { ...everyone.before, figures: before }, { ...everyone.before, figures: after }),
    }))
    const stamp = nextStamp(stampOf(everyone.item), at)
    return [
      ...sides.filter(({ moves }) => !moves).map(({ key, item }): Write => ({ check: key, ...asRead(stampOf(item)) })),
      ...losses
        .filter(({ quarters }) => quarters.length > 0)
        .map(({ viewer, quarters }): Write => {
          const { subCluster = null, priorityArea = null, beneficiary } = row.key
          const { measure } = row
          const lost = {
            at,
            measure,
            subCluster,
            priorityArea,
            beneficiary: beneficiary ?? '',
            quarters,
          } satisfies LostCover
          const toAll = losses.some((one) => one.viewer === 'everyone' && one.quarters.length > 0)
          return { put: { ...lossKey(viewer, row, stamp), lost, toAll }, condition: 'attribute_not_exists(pk)' }
        }),
    ]
  })
}

/** The place of a loss, if a changed item is one. */
export const lossAt = ({ pk, sk }: Key): Key | null => (pk.startsWith('LOST#') ? { pk, sk } : null)

export interface Loss {
  viewer: string
  lost: LostCover
  /** Whether everyone's figures lost it too: coordinators are told of the rest. */
  toAll: boolean
}

export interface Losses {
  at: (key: Key) => Promise<Loss | undefined>
  /** From an instant on, the oldest first, as everyone or as coordinators see it. */
  since: (viewer: Viewer, instant: string, limit: number) => Promise<LostCover[]>
}

export const lossesIn = (table: Table): Losses => ({
  at: async (key) => {
    const item = await table.get(key)
    const viewer = key.pk.slice('LOST#'.length)
    return item && { viewer, lost: LostCover.parse(item['lost']), toAll: item['toAll'] === true }
  },

  since: async (viewer, instant, limit) => {
    const from = String(Math.max(0, Date.parse(instant))).padStart(15, '0')
    const { items } = await table.query({ partition: partition(viewer), from, limit })
    return items.map((item) => LostCover.parse(item['lost']))
  },
})
