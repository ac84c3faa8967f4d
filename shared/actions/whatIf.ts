// What coverage would be if: the rows that would differ, before and after, and the gaps that would open or close.
import { viewerOf } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import type { CoverageCell, CoverageRow } from '#model/coverage.ts'
import { toHundredths } from '#domain/decimal.ts'
import { Refusal } from '#model/refusal.ts'
import type { WhatIf } from '#model/whatIf.ts'
import type { Services } from '#runtime/services.ts'
import { type CellYear, finest, type Grouping, rowKeyOf, rowKeyText, rowListOf } from '#store/coverageCells.ts'
import { besideOf, needBeside } from './listedBeside.ts'
import { merged, quartersWithFigures, readRow } from './readCells.ts'
import { type CoverageQuery, inRange, rowsOfKey, spanOf } from './readCoverage.ts'
import { thoughtCells } from './thoughtCells.ts'
import { type Thoughts, thoughtsOf } from './thoughts.ts'

type Query = Pick<CoverageQuery, 'measure' | 'grouping' | 'time' | 'from' | 'to'>

/** Rows of one answer at most: more than that is asked of a coarser grouping, or of a range. */
const mostRows = 1000

interface TouchedRow {
  before: CellYear[]
  after: CellYear[]
  /** The years and quarters that would move. */
  times: Set<string>
}

const timesOf = (cells: readonly CellYear[]): Set<string> =>
  new Set(cells.flatMap((cell) => [cell.year, ...quartersWithFigures(cell)]))

/** Every row of a grouping that the differences touch, as it stands and moved by them. */
const touchedRows = async (
  services: Services,
  caller: Caller,
  query: Query & { grouping: Grouping },
  deltas: Awaited<ReturnType<typeof thoughtCells>>,
): Promise<TouchedRow[]> => {
  const { measure, grouping } = query
  const isAsked = inRange(query)
  const own = deltas
    .filter((delta) => delta.grouping === grouping && delta.measure === measure)
    .map(({ key, year, figures }): CellYear => {
      const keyText = rowKeyText(grouping, key)
      return { key: rowKeyOf(grouping, keyText), keyText, year, figures }
    })
    .filter((cell) => quartersWithFigures(cell).some(isAsked))
  const byRow = [...Map.groupBy(own, ({ keyText }) => keyText).values()]
  if (byRow.length > mostRows) throw new Refusal('bad-query', 'Too many rows would differ: ask by a coarser grouping.')
  return Promise.all(
    byRow.map(async (cells) => {
      const before = await readRow(services, viewerOf(caller), { measure, grouping, key: cells[0]?.key ?? {} })
      return { before, after: merged([before, cells]), times: timesOf(cells) }
    }),
  )
}

const isTouched =
  (times: ReadonlySet<string>) =>
  ({ quarter, year }: CoverageRow): boolean =>
    times.has(quarter ?? year ?? '') || (quarter === undefined && year === undefined)

/** A year at a time, as a page of coverage is made of them; without a time all years are one row. */
const rowsOf = (query: CoverageQuery, span: Awaited<ReturnType<typeof spanOf>>, cells: CellYear[]): CoverageRow[] =>
  query.time === null ? rowsOfKey(query, span, cells) : cells.flatMap((cell) => rowsOfKey(query, span, [cell]))

const besideEntries = ({ contributions, needs }: Thoughts, side: 'before' | 'after') => {
  const listed = [
    ...contributions.flatMap((thought) => (thought[side] ? besideOf(thought[side]) : [])),
    ...needs.flatMap((thought) => (thought[side] ? needBeside('', thought[side]) : [])),
  ]
  const entries = (list: string) => listed.filter((one) => one.list === list).map(({ entry }) => entry)
  return { unconverted: entries('unconverted'), unquantifiedNeeds: entries('unquantified') }
}

const gapIn = (row: CoverageRow | undefined): bigint => toHundredths(row?.gap?.announced.expected ?? '0')

interface MovedGap {
  cell: CoverageCell
  was: bigint
  is: bigint
}

/** The expected gaps of what is announced in one row, before and after, quarter by quarter. */
const gapsOfRow = (query: CoverageQuery, { before, after, times }: TouchedRow): MovedGap[] => {
  const span = { start: '', end: '' }
  const gaps = (cells: CellYear[]) => new Map(rowsOf(query, span, cells).map((row) => [row.quarter, gapIn(row)]))
  const [standing, thought] = [gaps(before), gaps(after)]
  const { subCluster = null, priorityArea = null, beneficiary } = after[0]?.key ?? {}
  return [...times]
    .filter((time) => time.includes('Q'))
    .toSorted()
    .map((quarter) => ({
      cell: { measure: query.measure, subCluster, priorityArea, beneficiary: beneficiary ?? '', quarter },
      was: standing.get(quarter) ?? 0n,
      is: thought.get(quarter) ?? 0n,
    }))
}

/** Finest cells by quarter whose gap would open, or close. */
const movedGaps = async (
  services: Services,
  caller: Caller,
  query: Query,
  deltas: Awaited<ReturnType<typeof thoughtCells>>,
): Promise<{ opened: CoverageCell[]; closed: CoverageCell[] }> => {
  const byQuarter = {
    ...query,
    grouping: finest,
    time: 'quarter',
    list: 'items',
    after: null,
    limit: mostRows,
  } as const
  const rows = await touchedRows(services, caller, byQuarter, deltas)
  const gaps = rows.flatMap((row) => gapsOfRow(byQuarter, row))
  return {
    opened: gaps.filter(({ was, is }) => was === 0n && is > 0n).map(({ cell }) => cell),
    closed: gaps.filter(({ was, is }) => was > 0n && is === 0n).map(({ cell }) => cell),
  }
}

/**
 * Stores nothing. Duplicates are not looked for in what is added or changed: pairs stand as they were found, and parts
 * reduce the envelopes that they name. Refuses `validation` as recording would, and `bad-query` for an answer too large.
 */
export const whatIf = async (services: Services, caller: Caller, sent: WhatIf, query: Query) => {
  const thoughts = await thoughtsOf(services, caller, sent)
  const deltas = await thoughtCells(services, caller, thoughts)
  const asked: CoverageQuery = { ...query, list: 'items', after: null, limit: mostRows }
  const [rows, span, gaps] = await Promise.all([
    touchedRows(services, caller, query, deltas),
    spanOf(services, caller, query),
    movedGaps(services, caller, query, deltas),
  ])
  const answer = (side: 'before' | 'after') => {
    const shown = rows.flatMap((row) =>
      rowsOf(asked, span, row[side])
        .filter(isTouched(row.times))
        .map((one) => ({ one, list: rowListOf(query.grouping, row.after[0]?.key ?? {}) })),
    )
    if (shown.length > mostRows)
      throw new Refusal('bad-query', 'Too many rows would differ: ask by a coarser grouping, or a range.')
    const listed = (list: string) => shown.filter((row) => row.list === list).map(({ one }) => one)
    return {
      measure: query.measure,
      asOf: services.now(),
      items: listed('items'),
      shared: listed('shared'),
      unspecified: listed('unspecified'),
      ...besideEntries(thoughts, side),
      next: null,
    }
  }
  return { before: answer('before'), after: answer('after'), ...gaps }
}
