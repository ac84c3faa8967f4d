// Coverage by a grouping and time: rows from cells only, however many contributions there are.
import { viewerOf } from '#domain/can.ts'
import { coverageRow, rowDays, type RowKey } from '#domain/coverage/rows.ts'
import { areNothing } from '#domain/coverage/figure.ts'
import { quarterOf, yearEnd, yearStart } from '#domain/days.ts'
import type { Caller } from '#model/caller.ts'
import type { CoverageRow, Measure } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import type { CellPosition, CellYear, Grouping, RowKey as StoredKey, RowList } from '#store/coverageCells.ts'
import { isInYear, quartersWithFigures, readCellRange, sumsOf } from './readCells.ts'

export type TimeStep = 'quarter' | 'year' | null

export interface CoverageQuery {
  measure: Measure
  grouping: Grouping
  time: TimeStep
  /** Days that are bounds of quarters; null is without a bound. */
  from: string | null
  to: string | null
  list: RowList
  /** Experts as the expert-days that they are summed in, not as a level over the days of the row. */
  expertDays?: boolean
  /** The answer as it was given at an instant. */
  asOf?: string | undefined
  after: CellPosition | null
  limit: number
}

export interface CoveragePage {
  rows: CoverageRow[]
  /** Where the next page begins; null on the last. */
  next: CellPosition | null
}

/** Provider and instrument rows have no needed and no gap. */
const hasNeeds = (grouping: Grouping): boolean => grouping !== 'provider' && grouping !== 'instrument'

export const inRange =
  ({ from, to }: Pick<CoverageQuery, 'from' | 'to'>) =>
  (quarter: string): boolean =>
    (from === null || quarter >= quarterOf(from)) && (to === null || quarter <= quarterOf(to))

interface TimedRow {
  cells: CellYear[]
  key: { quarter?: string; year?: string }
  isIn: (quarter: string) => boolean
}

/** One row per quarter or year that holds anything, or one over all years of the key. */
const timedRows = (time: TimeStep, cells: CellYear[]): TimedRow[] => {
  if (time === null) return [{ cells, key: {}, isIn: () => true }]
  if (time === 'year')
    return cells.map((cell) => ({ cells: [cell], key: { year: cell.year }, isIn: isInYear(cell.year) }))
  return cells.flatMap((cell) =>
    quartersWithFigures(cell).map((quarter) => ({
      cells: [cell],
      key: { quarter },
      isIn: (other: string) => other === quarter,
    })),
  )
}

/** A row names the keys of its grouping; null where it stands for what names none. */
const keyFields = (key: StoredKey | undefined): RowKey => Object.fromEntries(Object.entries(key ?? {})) as RowKey

/** The days that rows without a time step are averaged over, for experts: the same for all rows, so that they add. */
export interface Span {
  start: string
  end: string
}

export const spanOf = async (
  services: Services,
  caller: Caller,
  { measure, time, from, to, asOf }: Pick<CoverageQuery, 'measure' | 'time' | 'from' | 'to' | 'asOf'>,
): Promise<Span> => {
  const isOpen = from === null || to === null
  const [first, last] =
    measure === 'experts' && time === null && isOpen ? await yearsCounted(services, caller, measure, asOf) : []
  return { start: from ?? yearStart(first ?? '1970'), end: to ?? yearEnd(last ?? '1970') }
}

/** The first and the last year in which anything is counted at all. */
const yearsCounted = async (services: Services, caller: Caller, measure: Measure, asOf?: string): Promise<string[]> => {
  const range = { measure, grouping: 'none', list: 'items', limit: asOf === undefined ? 400 : 60, asOf } as const
  const { years } = await readCellRange(services, viewerOf(caller), range)
  const counted = years.filter((cell) => quartersWithFigures(cell).length > 0).map(({ year }) => year)
  return [counted[0], counted.at(-1)].filter((year) => year !== undefined)
}

/** The rows of one key that hold anything: of a year's cells, or without a time of all of them. */
export const rowsOfKey = (query: CoverageQuery, span: Span, cells: CellYear[]): CoverageRow[] => {
  const isAsked = inRange(query)
  return timedRows(query.time, cells).flatMap(({ cells: own, key, isIn }) => {
    const sums = sumsOf(own, (quarter) => isAsked(quarter) && isIn(quarter), hasNeeds(query.grouping))
    if (areNothing(sums.stages) && !sums.needed) return []
    const isLevel = query.measure === 'experts' && !query.expertDays
    const days = isLevel ? rowDays(key, rangeOf(query, key, span)) : 1
    return [coverageRow(sums, { ...keyFields(cells[0]?.key), ...key }, days)]
  })
}

/** A quarter or year that the asked range cuts counts only its days inside; one of its own is whole. */
const rangeOf = ({ from, to }: CoverageQuery, key: { quarter?: string; year?: string }, span: Span): Span =>
  key.quarter || key.year ? { start: from ?? '0000-01-01', end: to ?? '9999-12-31' } : span

/** A key's years may reach over two reads; a row over all of them needs all of them. */
const yearsPerRead = ({ time, limit, asOf }: CoverageQuery): number => {
  const most = time === 'quarter' ? Math.ceil(limit / 4) + 1 : time === 'year' ? limit : limit * 4 + 30
  return asOf === undefined ? most : Math.min(most, mostImages)
}

/** Of a past instant each cell may cost a look of its own: a page of one may be shorter. */
const mostImages = 30

const keysOf = (years: readonly CellYear[]): CellYear[][] => [...Map.groupBy(years, ({ keyText }) => keyText).values()]

const startOf = ({ keyText, year }: CellYear): CellPosition => ({ keyText, year })

/**
 * One page of rows in order of key and time, at most `limit` and possibly fewer. Without a time step a key is answered
 * whole: its last, perhaps unfinished, one waits for the next page.
 */
export const readCoverage = async (services: Services, caller: Caller, query: CoverageQuery): Promise<CoveragePage> => {
  const { measure, grouping, list, after, time, asOf } = query
  const span = await spanOf(services, caller, query)
  let limit = yearsPerRead(query)
  for (;;) {
    const from = after ?? undefined
    const { years, more } = await readCellRange(services, viewerOf(caller), {
      measure,
      grouping,
      list,
      from,
      limit,
      asOf,
    })
    const keys = keysOf(years)
    const last = keys.at(-1)
    if (time === null) {
      const whole = (more ? keys.slice(0, -1) : keys).slice(0, query.limit)
      const next = keys[whole.length]?.[0]
      if (whole.length > 0 || !more)
        return { rows: whole.flatMap((cells) => rowsOfKey(query, span, cells)), next: next ? startOf(next) : null }
      limit *= 2
      continue
    }
    const taken = takeRows(query, span, years)
    const resumeAt = taken.rest ?? (more && last ? nextYear(years) : null)
    return { rows: taken.rows, next: resumeAt }
  }
}

const nextYear = (years: readonly CellYear[]): CellPosition | null => {
  const last = years.at(-1)
  return last ? { keyText: last.keyText, year: String(Number(last.year) + 1) } : null
}

/** Whole years of rows, as many as fit; at least one. */
const takeRows = (
  query: CoverageQuery,
  span: Span,
  years: readonly CellYear[],
): { rows: CoverageRow[]; rest: CellPosition | null } => {
  const rows: CoverageRow[] = []
  for (const [position, cell] of years.entries()) {
    const more = rowsOfKey(query, span, [cell])
    if (position > 0 && rows.length + more.length > query.limit) return { rows, rest: startOf(cell) }
    rows.push(...more)
  }
  return { rows, rest: null }
}
