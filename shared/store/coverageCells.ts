// Coverage cells: COVERAGE#viewer#measure#grouping, an item per row and year with its four quarters as summed figures.
import type { Measure } from '#model/coverage.ts'
import { asRead, imageAt, imageWrite, nextStamp, stampOf } from './images.ts'
import type { Item, Key, Page, Table, Write } from './table.ts'

/** Rows are kept ready for each of these groupings; by quarter, by year or over all years is a matter of adding up. */
export const groupings = [
  'none',
  'subCluster',
  'subCluster,priorityArea',
  'subCluster,beneficiary',
  'subCluster,priorityArea,beneficiary',
  'provider',
  'instrument',
] as const
export type Grouping = (typeof groupings)[number]

/** Who is active where, beside gaps: a row per sub-cluster and area in one cell, of every measure and year at once. */
export const presence = 'presence'
/** Beside predictability: what each provider has arranged, and how many days pledges and commitments took. */
export const providersOf = 'subCluster,beneficiary,provider'
export const pace = 'pace'
export type CellGrouping = Grouping | typeof presence | typeof providersOf | typeof pace

/** Only what coverage answers from is answered as of the past. */
export const isImaged = (grouping: CellGrouping): boolean => groupings.some((one) => one === grouping)

/** How often a step took so many days; no figure begins so. */
export const paceName = (step: 'p' | 'd', days: number): string => `${step}${days}`
export type CellMeasure = Measure | 'any'

/** A partner in a presence cell, with the number of its contributions; no attribute of a key begins so. */
export const partnerName = (code: string): string => `@${code}`
export const partnerNamed = (name: string): string => name.slice(1)

export const finest = 'subCluster,priorityArea,beneficiary' satisfies Grouping

/** The keys of a row; null is a row for what names no sub-cluster, area or instrument. */
export interface RowKey {
  subCluster?: string | null
  priorityArea?: string | null
  beneficiary?: string | null
  provider?: string | null
  instrument?: string | null
}

/**
 * Figures of one year by name: the quarter's digit and the figure's letters, such as `1a` (announced, reported). Only
 * what adds up is kept, and mostly zero parts are left out: `x` is what net leaves out of reported, `s` the width from
 * high to low, `e` how far expected is below high.
 */
export type Figures = Map<string, bigint>

const stageLetters = { announced: 'a', arranged: 'r', delivered: 'd' } as const
const partLetters = { reported: '', leftOut: 'x', width: 's', saving: 'e' } as const
export type FigurePart = keyof typeof partLetters

export const neededName = (quarter: string): string => `${quarter.slice(-1)}n`
export const figureName = (quarter: string, stage: keyof typeof stageLetters, part: FigurePart): string =>
  `${quarter.slice(-1)}${stageLetters[stage]}${partLetters[part]}`

/** Stands for null in a key: no code begins so. */
const nothing = '~'
const keyFields: Record<CellGrouping, (keyof RowKey)[]> = {
  none: [],
  subCluster: ['subCluster'],
  'subCluster,priorityArea': ['subCluster', 'priorityArea'],
  'subCluster,beneficiary': ['subCluster', 'beneficiary'],
  'subCluster,priorityArea,beneficiary': ['subCluster', 'priorityArea', 'beneficiary'],
  provider: ['provider'],
  instrument: ['instrument'],
  presence: ['subCluster', 'priorityArea'],
  'subCluster,beneficiary,provider': ['subCluster', 'beneficiary', 'provider'],
  pace: ['subCluster', 'beneficiary'],
}

export const rowKeyText = (grouping: CellGrouping, key: RowKey): string =>
  keyFields[grouping].map((field) => key[field] ?? nothing).join('#') || nothing

export const rowKeyOf = (grouping: CellGrouping, text: string): RowKey => {
  const parts = text.split('#')
  return Object.fromEntries(
    keyFields[grouping].map((field, position) => [field, parts[position] === nothing ? null : parts[position]]),
  )
}

/** What is kept for a finest row as a whole, in one partition: the needs that fall in it, and where it stands. */
export const rowPartition = (measure: Measure, key: RowKey): string => `ROW#${measure}#${rowKeyText(finest, key)}`

/** Rows that name an area, rows whose area nobody split, and rows that name no sub-cluster are listed apart. */
export const rowLists = ['items', 'shared', 'unspecified'] as const
export type RowList = (typeof rowLists)[number]

/** The list that a row is in. */
export const rowListOf = (grouping: CellGrouping, key: RowKey): RowList => {
  if (!isImaged(grouping)) return 'items'
  const fields = keyFields[grouping]
  if (fields.includes('subCluster') && key.subCluster == null) return 'unspecified'
  return fields.includes('priorityArea') && key.priorityArea == null ? 'shared' : 'items'
}

const partition = (viewer: string, measure: CellMeasure, grouping: CellGrouping, list: RowList): string =>
  `COVERAGE#${viewer}#${measure}#${grouping}#${list}`

/** A change of one row's figures in one year, for one viewer and measure. */
export interface CellDelta {
  viewer: string
  measure: CellMeasure
  grouping: CellGrouping
  key: RowKey
  year: string
  figures: Figures
}

export const cellKey = ({ viewer, measure, grouping, key, year }: Omit<CellDelta, 'figures'>): Key => ({
  pk: partition(viewer, measure, grouping, rowListOf(grouping, key)),
  sk: `${rowKeyText(grouping, key)}#${year}`,
})

const additions = (figures: Figures) => {
  const parts = [...figures].map(([, amount], at): [string, bigint] => [`:${at}`, amount])
  return {
    expression: parts.map(([value], at) => `#${at} ${value}`).join(', '),
    names: Object.fromEntries([...figures.keys()].map((name, at) => [`#${at}`, name])),
    values: Object.fromEntries(parts),
  }
}

/** What a cell holds after a change, without zeros. */
export const figuresAfter = (standing: Item | undefined, changed: Figures): Figures => {
  const figures = new Map(standing ? figuresOf(standing) : [])
  for (const [name, amount] of changed) figures.set(name, (figures.get(name) ?? 0n) + amount)
  return new Map([...figures].filter(([, amount]) => amount !== 0n))
}

/**
 * A change of a cell as it was read, with the image of what it leaves; refused with Moved when another came first. What
 * has no images is only added to.
 */
export const cellWrites = (cell: CellDelta, standing: Item | undefined, at: string): Write[] => {
  const key = cellKey(cell)
  const { expression, names, values } = additions(cell.figures)
  if (!isImaged(cell.grouping)) return [{ update: { ...key, expression: `ADD ${expression}` }, names, values }]
  const read = stampOf(standing)
  const stamp = nextStamp(read, at)
  const held = asRead(read)
  return [
    {
      ...held,
      update: { ...key, expression: `ADD ${expression}, #v :one SET #t = :t` },
      names: { ...names, ...held.names, '#t': 't' },
      values: { ...values, ...held.values, ':one': 1, ':t': stamp.t },
    },
    imageWrite(key, stamp, Object.fromEntries(figuresAfter(standing, cell.figures))),
  ]
}

/** The row that a changed item is a cell of, if it is one of the finest cells. */
export const finestRowAt = ({ pk, sk }: Key): Omit<CellRow, 'grouping'> | null => {
  const [kind, viewer = '', measure = '', grouping] = pk.split('#')
  if (kind !== 'COVERAGE' || grouping !== finest) return null
  return {
    viewer,
    measure: measure as Measure,
    key: rowKeyOf(finest, sk.slice(0, sk.lastIndexOf('#'))),
  }
}

/** Every list of cells of a viewer and measure that figures are answered from. */
export const cellPartitions = (viewer: string, measure: CellMeasure): string[] =>
  groupings.flatMap((grouping) => rowLists.map((list) => partition(viewer, measure, grouping, list)))

/** Two deltas of the same row and year are one write: a transaction may touch an item once. */
export const cellId = (delta: Omit<CellDelta, 'figures'>): string => Object.values(cellKey(delta)).join(' ')

/** One row of one year as read. */
export interface CellYear {
  key: RowKey
  /** The row's key as text: rows of the same key follow each other. */
  keyText: string
  year: string
  figures: Figures
}

const figuresOf = ({ pk: _pk, sk: _sk, v: _v, t: _t, ...figures }: Item): [string, bigint][] =>
  Object.entries(figures).map(([name, amount]): [string, bigint] => [name, BigInt(amount as number)])

export const cellYearOf = (grouping: CellGrouping, item: Item, held: Item = item): CellYear => {
  const split = item.sk.lastIndexOf('#')
  const keyText = item.sk.slice(0, split)
  const figures = new Map(figuresOf(held))
  return { key: rowKeyOf(grouping, keyText), keyText, year: item.sk.slice(split + 1), figures }
}

const nothingHeld = ({ pk, sk }: Item): Item => ({ pk, sk })

/** A position in a list of cell years: a row's key and a year of it. */
export interface CellPosition {
  keyText: string
  year: string
}

export interface CellRange {
  viewer: string
  measure: CellMeasure
  grouping: CellGrouping
  list: RowList
  /** From this position on, and up to that one, both included. */
  from?: CellPosition | undefined
  to?: CellPosition | undefined
  limit: number
  /** The cells as they were at an instant: one that was not there yet is there without figures. */
  asOf?: string | undefined
}

export interface CoverageCells {
  /** Cell years in order of key and year. */
  read: (range: CellRange) => Promise<{ years: CellYear[]; more: boolean }>
  /** All years of one row. */
  readRow: (row: CellRow, consistent?: boolean, asOf?: string) => Promise<CellYear[]>
}

export interface CellRow {
  viewer: string
  measure: Measure
  grouping: Grouping
  key: RowKey
}

const sortKeyAt = ({ keyText, year }: CellPosition): string => `${keyText}#${year}`

export const coverageCellsIn = (table: Table): CoverageCells => ({
  read: async ({ viewer, measure, grouping, list, from, to, limit, asOf }) => {
    const years: CellYear[] = []
    let after: Page['next']
    do {
      const page = await table.query({
        partition: partition(viewer, measure, grouping, list),
        ...(from === undefined ? {} : { from: sortKeyAt(from) }),
        ...(to === undefined ? {} : { to: sortKeyAt(to) }),
        limit: Math.min(limit - years.length, 1000),
        after,
      })
      const held =
        asOf === undefined ? page.items : await Promise.all(page.items.map((item) => imageAt(table, item, asOf)))
      years.push(...page.items.map((item, at) => cellYearOf(grouping, item, held[at] ?? nothingHeld(item))))
      after = page.next
    } while (after && years.length < limit)
    return { years, more: after !== undefined }
  },

  readRow: async ({ viewer, measure, grouping, key }, consistent = false, asOf?: string) => {
    const items = await table.queryAll({
      partition: partition(viewer, measure, grouping, rowListOf(grouping, key)),
      prefix: `${rowKeyText(grouping, key)}#`,
      consistent,
    })
    const held = asOf === undefined ? items : await Promise.all(items.map((item) => imageAt(table, item, asOf)))
    return items.map((item, at) => cellYearOf(grouping, item, held[at] ?? nothingHeld(item)))
  },
})
