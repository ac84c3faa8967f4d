// Rows in which something is needed: NEEDED# holds their figures by year, GAPS# the same rows in the order of their gaps.
import type { Measure } from '#model/coverage.ts'
import type { Urgency } from '#model/need.ts'
import { Refusal } from '#model/refusal.ts'
import { needPrefix } from './besides.ts'
import {
  type CellYear,
  type Figures,
  finest,
  type RowKey,
  rowKeyOf,
  rowKeyText,
  rowPartition,
} from './coverageCells.ts'
import { batches, type Item, type Key, maxWritesPerTransaction, type Table, type Write } from './table.ts'

/** A quantified need as its row knows it, with the first and the last quarter of its period. */
export interface NeedInRow {
  id: string
  urgency: Urgency
  from: string
  to: string
}

/** A row as one viewer sees it. */
export interface NeededRow {
  key: RowKey
  needs: NeedInRow[]
  years: CellYear[]
  /** Sorts rows by urgency and gap over all years; null where nothing is missing. */
  order: string | null
  /** The figures of all years added up, named as those of a quarter 0. */
  sums: Figures
}

/** A row with its figures by year. */
export type NeededYears = Pick<NeededRow, 'key' | 'needs' | 'years'>

/** A row in the order of gaps. */
export interface OrderedGap extends Pick<NeededRow, 'key' | 'needs' | 'sums'> {
  order: string
}

/** What is known of a row before it is worked out again. */
export interface StandingRow {
  version: number
  needs: NeedInRow[]
  /** Whose figures of it differ from everyone's, and where each viewer's row stands in the order of gaps. */
  orders: Record<string, string | null>
}

const headSort = 'ROW'
const headKey = (measure: Measure, key: RowKey): Key => ({ pk: rowPartition(measure, key), sk: headSort })
const neededPartition = (viewer: string, measure: Measure): string => `NEEDED#${viewer}#${measure}`
const gapsPartition = (viewer: string, measure: Measure): string => `GAPS#${viewer}#${measure}`

/** The row that a changed item enters a need at, if it is such an entry. */
export const neededRowAt = ({ pk, sk }: Key): { measure: Measure; key: RowKey } | null => {
  const [kind, measure, ...rest] = pk.split('#')
  return kind === 'ROW' && sk.startsWith(needPrefix)
    ? { measure: measure as Measure, key: rowKeyOf(finest, rest.join('#')) }
    : null
}

const numbers = (figures: Figures): Record<string, bigint> =>
  Object.fromEntries([...figures].filter(([, amount]) => amount !== 0n))
const figuresFrom = (kept: unknown): Figures =>
  new Map(Object.entries(kept as Record<string, number | bigint>).map(([name, amount]) => [name, BigInt(amount)]))

const rowFrom = (item: Item): NeededYears => ({
  key: rowKeyOf(finest, item.sk),
  needs: item['needs'] as NeedInRow[],
  years: Object.entries(item['years'] as Record<string, unknown>)
    .map(([year, figures]) => ({
      key: rowKeyOf(finest, item.sk),
      keyText: item.sk,
      year,
      figures: figuresFrom(figures),
    }))
    .toSorted((a, b) => (a.year < b.year ? -1 : 1)),
})

const gapFrom = (item: Item): OrderedGap & { except: string[] } => {
  const { keyText, needs, sums, except } = item as unknown as {
    keyText: string
    needs: NeedInRow[]
    sums: unknown
    except: string[]
  }
  return { key: rowKeyOf(finest, keyText), needs, order: item.sk, sums: figuresFrom(sums), except }
}

/** The writes of one viewer's row, which replaces the one that stood at `before` in the order of gaps. */
const rowWrites = (
  { viewer, measure, keyText }: { viewer: string; measure: Measure; keyText: string },
  row: NeededRow | null,
  { before, except }: { before: string | null | undefined; except: string[] },
): Write[] => {
  const needed = { pk: neededPartition(viewer, measure), sk: keyText }
  const gaps = gapsPartition(viewer, measure)
  const stale: Write[] = before && before !== row?.order ? [{ delete: { pk: gaps, sk: before } }] : []
  if (!row) return before === undefined ? [] : [...stale, { delete: needed }]
  const years = Object.fromEntries(row.years.map(({ year, figures }) => [year, numbers(figures)]))
  return [
    ...stale,
    { put: { ...needed, needs: row.needs, years } },
    ...(row.order === null
      ? []
      : [{ put: { pk: gaps, sk: row.order, keyText, needs: row.needs, sums: numbers(row.sums), except } }]),
  ]
}

const headWrite = (key: Key, version: number, orders: StandingRow['orders']): Write => ({
  put: { ...key, version: version + 1, orders },
  condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
  ...(version === 0 ? {} : { values: { ':version': version } }),
  refuse: () => new Refusal('conflict', 'The row was worked out again meanwhile.'),
})

/** Three writes a viewer, and the head. */
const viewersPerTransaction = Math.floor((maxWritesPerTransaction - 1) / 3)

export interface NeededRows {
  /** Strongly consistent; read before the cells that the row is worked out from. */
  standing: (measure: Measure, key: RowKey) => Promise<StandingRow>
  /**
   * Puts the row of each viewer, null where nothing is needed, and takes it from those that are not named any more;
   * refuses `conflict` when it was worked out meanwhile.
   */
  put: (
    row: { measure: Measure; key: RowKey },
    standing: StandingRow,
    views: ReadonlyMap<string, NeededRow | null>,
  ) => Promise<void>
  /** One page in the order of gaps; an everyone's row says whose own row stands in its place. */
  inOrder: (range: {
    viewer: string
    measure: Measure
    after: string | null
    limit: number
  }) => Promise<{ gaps: (OrderedGap & { except: string[] })[]; more: boolean }>
  /** Everyone's rows in which anything is needed, in order of their keys, from behind one on. */
  page: (range: {
    measure: Measure
    after: string | null
    limit: number
  }) => Promise<{ rows: NeededYears[]; next: string | null }>
  /** One viewer's rows at these places, where it has any. */
  at: (viewer: string, measure: Measure, keys: readonly RowKey[]) => Promise<NeededYears[]>
  /** Every row in which anything is needed, with its years: bounded by the register of needs. */
  all: (viewer: string, measure: Measure) => Promise<NeededYears[]>
}

export const neededRowsIn = (table: Table): NeededRows => ({
  standing: async (measure, key) => {
    const items = await table.queryAll({ partition: rowPartition(measure, key), consistent: true })
    const head = items.find(({ sk }) => sk === headSort)
    return {
      version: Number(head?.['version'] ?? 0),
      orders: (head?.['orders'] ?? {}) as StandingRow['orders'],
      needs: items.filter(({ sk }) => sk.startsWith(needPrefix)).map((item) => item['entry'] as NeedInRow),
    }
  },

  put: async ({ measure, key }, standing, views) => {
    const keyText = rowKeyText(finest, key)
    const shown = [...views].filter(([, row]) => row !== null).map(([viewer]) => viewer)
    const all = [...new Set([...views.keys(), ...Object.keys(standing.orders)])]
    let { version, orders } = standing
    for (const some of batches(all, viewersPerTransaction)) {
      const writes = some.flatMap((viewer) =>
        rowWrites({ viewer, measure, keyText }, views.get(viewer) ?? null, {
          before: orders[viewer],
          // Sorted, so that the item is the same whatever came first.
          except: viewer === 'everyone' ? shown.filter((one) => one !== viewer).toSorted() : [],
        }),
      )
      // Of several parts each says where the rows stand by now, so that a crash between two loses none of them.
      const moved = some.map((viewer) => [viewer, views.get(viewer)?.order ?? null] as const)
      const gone = some.filter((viewer) => !views.has(viewer))
      orders = Object.fromEntries([...Object.entries(orders), ...moved].filter(([viewer]) => !gone.includes(viewer)))
      await table.transact([headWrite(headKey(measure, key), version, orders), ...writes])
      version += 1
    }
  },

  inOrder: async ({ viewer, measure, after, limit }) => {
    const partition = gapsPartition(viewer, measure)
    const { items, next } = await table.query({
      partition,
      limit,
      after: after === null ? undefined : { pk: partition, sk: after },
    })
    return { gaps: items.map(gapFrom), more: next !== undefined }
  },

  page: async ({ measure, after, limit }) => {
    const pk = neededPartition('everyone', measure)
    const { items, next } = await table.query({
      partition: pk,
      after: after === null ? undefined : { pk, sk: after },
      limit,
    })
    return { rows: items.map(rowFrom), next: next === undefined ? null : String(next['sk']) }
  },

  at: async (viewer, measure, keys) => {
    const pk = neededPartition(viewer, measure)
    return (await table.getAll(keys.map((key) => ({ pk, sk: rowKeyText(finest, key) })))).map(rowFrom)
  },

  all: async (viewer, measure) => (await table.queryAll({ partition: neededPartition(viewer, measure) })).map(rowFrom),
})
