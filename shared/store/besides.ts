// What stands beside the figures, kept with the count it belongs to: amounts without a rate, needs without an amount, needs of a row.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Measure } from '#model/coverage.ts'
import { Refusal } from '#model/refusal.ts'
import { type RowKey, rowPartition } from './coverageCells.ts'
import type { Key, Table, Write } from './table.ts'

/** The lists that come with the first page of every coverage answer. */
export const besideLists = ['unconverted', 'unquantified'] as const
export type BesideList = (typeof besideLists)[number]

/** A list entry that follows one record; a quantified need is entered at the row that it falls in. */
export interface ListedBeside {
  list: BesideList | 'quantified'
  viewers: string[]
  subCluster: string | null
  id: string
  /** Where a quantified need falls. */
  row?: { measure: Measure; key: RowKey }
  entry: Record<string, unknown>
}

type Entry = ListedBeside['entry']

export const needPrefix = 'NEED#'

const besidePartition = (viewer: string, list: BesideList): string => `COVERAGE#${viewer}#${list}`
const firstKey = (viewer: string): Key => ({ pk: `COVERAGE#${viewer}#beside`, sk: 'FIRST' })

const besideKeys = ({ list, viewers, subCluster, id, row }: ListedBeside): Key[] => {
  if (list === 'quantified') return row ? [{ pk: rowPartition(row.measure, row.key), sk: `${needPrefix}${id}` }] : []
  return viewers.map((viewer) => ({ pk: besidePartition(viewer, list), sk: `${subCluster ?? '~'}#${id}` }))
}

/** The viewer whose lists a changed item is an entry of, if it is one. */
export const besideViewerAt = ({ pk }: Key): string | null => {
  const [kind, viewer = '', list = '', further] = pk.split('#')
  return kind === 'COVERAGE' && further === undefined && besideLists.some((one) => one === list) ? viewer : null
}

export const besideWrites = (before: readonly ListedBeside[], after: readonly ListedBeside[]): Write[] => {
  const puts = after.flatMap((listed) => besideKeys(listed).map((key) => ({ put: { ...key, entry: listed.entry } })))
  const kept = new Set(puts.map(({ put: { pk, sk } }) => `${pk} ${sk}`))
  const stale = before.flatMap(besideKeys).filter(({ pk, sk }) => !kept.has(`${pk} ${sk}`))
  return [...puts, ...stale.map((key) => ({ delete: key }))]
}

/** The beginning of a list, and whether it goes on. */
export interface FirstEntries {
  entries: Entry[]
  more: boolean
}
export type FirstBeside = Record<BesideList, FirstEntries>

/** Entries of each list that come with the first page. */
const mostFirst = 50
/** The beginning of both lists is one item that costs at most one read unit: of very long titles fewer than 50 come. */
const mostBytes = 7900

/** The same entries are the same bytes, in whatever order their fields were read. */
const sorted = (entry: Entry): Entry =>
  Object.fromEntries(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** As much of the lists as fits, deflated: titles and codes repeat themselves. */
const packed = (lists: FirstBeside): Uint8Array => {
  for (let most = mostFirst; ; most = Math.floor(most * 0.8)) {
    const cut = Object.fromEntries(
      Object.entries(lists).map(([list, { entries, more }]) => [
        list,
        { entries: entries.slice(0, most).map(sorted), more: more || entries.length > most },
      ]),
    )
    const bytes = deflateRawSync(JSON.stringify(cut))
    if (bytes.length <= mostBytes || most === 0) return bytes
  }
}

const unpacked = (bytes: Uint8Array): FirstBeside => JSON.parse(inflateRawSync(bytes).toString('utf8')) as FirstBeside

const nothingFirst: FirstBeside = {
  unconverted: { entries: [], more: false },
  unquantified: { entries: [], more: false },
}

export interface Besides {
  list: (
    viewer: string,
    list: BesideList,
    page: { after?: Record<string, unknown> | undefined; limit: number },
  ) => Promise<{ entries: Entry[]; next: Record<string, unknown> | undefined }>
  /** The beginning of both lists, of at most one read unit. */
  first: (viewer: string) => Promise<FirstBeside>
  /** Brings the beginning up to date with the lists; refuses `conflict` when somebody else did meanwhile. */
  refreshFirst: (viewer: string) => Promise<void>
}

export const besidesIn = (table: Table): Besides => ({
  list: async (viewer, list, page) => {
    const { items, next } = await table.query({ partition: besidePartition(viewer, list), ...page })
    return { entries: items.map((item) => item['entry'] as Entry), next }
  },

  first: async (viewer) => {
    const item = await table.get(firstKey(viewer), false)
    return item?.['lists'] ? unpacked(item['lists'] as Uint8Array) : nothingFirst
  },

  refreshFirst: async (viewer) => {
    // Read before the lists: whoever entered something later finds this version moved, or moves it again.
    const version = Number((await table.get(firstKey(viewer)))?.['version'] ?? 0)
    const begin = async (list: BesideList): Promise<FirstEntries> => {
      const partition = besidePartition(viewer, list)
      const { items } = await table.query({ partition, limit: mostFirst + 1, consistent: true })
      return {
        entries: items.slice(0, mostFirst).map((item) => item['entry'] as Entry),
        more: items.length > mostFirst,
      }
    }
    const lists = { unconverted: await begin('unconverted'), unquantified: await begin('unquantified') }
    const isEmpty = Object.values(lists).every(({ entries }) => entries.length === 0)
    await table.transact([
      {
        put: { ...firstKey(viewer), version: version + 1, ...(isEmpty ? {} : { lists: packed(lists) }) },
        condition: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
        ...(version === 0 ? {} : { values: { ':version': version } }),
        refuse: () => new Refusal('conflict', 'The lists beside coverage were brought up to date meanwhile.'),
      },
    ])
  },
})
