// What stands beside the figures, kept with the count it belongs to: amounts without a rate, needs without an amount, needs of a row.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Measure } from '#model/coverage.ts'
import { accountKey } from './accounts.ts'
import { type RowKey, rowPartition } from './coverageCells.ts'
import { endingKey } from './endings.ts'
import { asRead, imageAt, imageWrite, nextStamp, stampOf } from './images.ts'
import { pledgeKey } from './pledges.ts'
import type { Key, Table, Write } from './table.ts'

/** The lists that come with the first page of every coverage answer. */
export const besideLists = ['unconverted', 'unquantified'] as const
export type BesideList = (typeof besideLists)[number]

/**
 * An entry that follows one record: in a list, as a quantified need at the row that it falls in, as a line of the
 * account of a row, as a pledge under the day on which it lapses, or under the day on which it ends.
 */
export interface ListedBeside {
  list: BesideList | 'quantified' | 'account' | 'pledge' | 'ending'
  viewers: string[]
  subCluster: string | null
  id: string
  /** Tells several entries of one record in a list apart; empty or absent for the first. */
  part?: string
  /** The row of a need or of a line. */
  row?: { measure: Measure; key: RowKey }
  /** The day on which a pledge lapses, or a period ends. */
  due?: string
  /** Tells an entry that stands from one that has to be written. */
  print?: string
  entry: Record<string, unknown>
}

type Entry = ListedBeside['entry']

export const needPrefix = 'NEED#'

const besidePartition = (viewer: string, list: BesideList): string => `COVERAGE#${viewer}#${list}`
const firstKey = (viewer: string): Key => ({ pk: `COVERAGE#${viewer}#beside`, sk: 'FIRST' })

const besideKeys = ({ list, viewers, subCluster, id, part = '', row, due }: ListedBeside): Key[] => {
  if (list === 'quantified') return row ? [{ pk: rowPartition(row.measure, row.key), sk: `${needPrefix}${id}` }] : []
  if (list === 'account') return row ? viewers.map((viewer) => accountKey({ viewer, record: id, ...row })) : []
  if (list === 'pledge' || list === 'ending') {
    const keyOf = list === 'pledge' ? pledgeKey : endingKey
    return due === undefined ? [] : viewers.map((viewer) => keyOf({ viewer, due, id }))
  }
  return viewers.map((viewer) => ({ pk: besidePartition(viewer, list), sk: `${subCluster ?? '~'}#${id}${part}` }))
}

/** The viewer whose lists a changed item is an entry of, if it is one. */
export const besideViewerAt = ({ pk }: Key): string | null => {
  const [kind, viewer = '', list = '', further] = pk.split('#')
  return kind === 'COVERAGE' && further === undefined && besideLists.some((one) => one === list) ? viewer : null
}

const textOf = ({ pk, sk }: Key): string => `${pk} ${sk}`

/** What brings the entries up to date; one that stands as it is by its print is not written again. */
export const besideWrites = (before: readonly ListedBeside[], after: readonly ListedBeside[]): Write[] => {
  const standing = new Map(before.flatMap((one) => besideKeys(one).map((key) => [textOf(key), one.print] as const)))
  const kept = new Set(after.flatMap(besideKeys).map(textOf))
  const stale = before.flatMap(besideKeys).filter((key) => !kept.has(textOf(key)))
  const puts = after.flatMap((listed) =>
    besideKeys(listed)
      .filter((key) => listed.print === undefined || standing.get(textOf(key)) !== listed.print)
      .map((key) => ({ put: { ...key, entry: listed.entry } })),
  )
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
  /** The beginning of both lists, of at most one read unit; as it was at an instant, of at most two. */
  first: (viewer: string, asOf?: string) => Promise<FirstBeside>
  /** Brings the beginning up to date with the lists; refuses `conflict` when somebody else did meanwhile. */
  refreshFirst: (viewer: string, at: string) => Promise<void>
}

export const besidesIn = (table: Table): Besides => ({
  list: async (viewer, list, page) => {
    const { items, next } = await table.query({ partition: besidePartition(viewer, list), ...page })
    return { entries: items.map((item) => item['entry'] as Entry), next }
  },

  first: async (viewer, asOf) => {
    const standing = await table.get(firstKey(viewer), false)
    const item = standing && asOf !== undefined ? await imageAt(table, standing, asOf) : standing
    return item?.['lists'] ? unpacked(item['lists'] as Uint8Array) : nothingFirst
  },

  refreshFirst: async (viewer, at) => {
    // Read before the lists: whoever entered something later finds this version moved, or moves it again.
    const read = stampOf(await table.get(firstKey(viewer)))
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
    const held = isEmpty ? {} : { lists: packed(lists) }
    const stamp = nextStamp(read, at)
    await table.transact([
      { put: { ...firstKey(viewer), ...held, ...stamp }, ...asRead(read) },
      imageWrite(firstKey(viewer), stamp, held),
    ])
  },
})
