// Cells as one caller sees them: everybody's, and the caller's own overlay of confidential ones added to it.
import { rowSums } from '#domain/coverage/sums.ts'
import type { RowSums } from '#domain/coverage/rows.ts'
import { yearOf } from '#domain/days.ts'
import type { Measure } from '#model/coverage.ts'
import type { Services } from '#runtime/services.ts'
import {
  type CellRange,
  type CellYear,
  type Figures,
  figureName,
  type Grouping,
  neededName,
  type RowKey,
} from '#store/coverageCells.ts'

const quarters = ['Q1', 'Q2', 'Q3', 'Q4']

const positionOf = ({ keyText, year }: CellYear): string => `${keyText}#${year}`

/** Cells of several viewers, added up where they meet. */
export const merged = (lists: readonly CellYear[][]): CellYear[] => {
  const cells = new Map<string, CellYear>()
  for (const cell of lists.flat()) {
    const figures = new Map(cells.get(positionOf(cell))?.figures)
    for (const [name, amount] of cell.figures) figures.set(name, (figures.get(name) ?? 0n) + amount)
    cells.set(positionOf(cell), { ...cell, figures })
  }
  return [...cells.values()].toSorted((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1))
}

/** A range of cell years, merged; the overlay is read no further than everybody's cells reach. */
export const readCellRange = async (
  { store }: Services,
  viewer: string | null,
  range: Omit<CellRange, 'viewer'>,
): Promise<{ years: CellYear[]; more: boolean }> => {
  const { years, more } = await store.coverageCells.read({ ...range, viewer: 'everyone' })
  if (viewer === null) return { years, more }
  const to = more ? years.at(-1) : undefined
  const overlay = await store.coverageCells.read({ ...range, viewer, to, limit: Number.MAX_SAFE_INTEGER })
  return { years: merged([years, overlay.years]), more }
}

/** All years of one row, merged. */
export const readRow = async (
  { store }: Services,
  viewer: string | null,
  row: { measure: Measure; grouping: Grouping; key: RowKey },
): Promise<CellYear[]> => {
  const viewers = ['everyone', ...(viewer === null ? [] : [viewer])]
  return merged(await Promise.all(viewers.map((one) => store.coverageCells.readRow({ ...row, viewer: one }))))
}

/** What the given cell years hold in the given quarters. */
export const sumsOf = (cells: readonly CellYear[], isIn: (quarter: string) => boolean, hasNeeds: boolean): RowSums => {
  const counted = cells.flatMap(({ year, figures }) =>
    quarters.map((quarter) => ({ quarter: `${year}-${quarter}`, figures })).filter(({ quarter }) => isIn(quarter)),
  )
  const sum = (name: (quarter: string) => string): bigint =>
    counted.reduce((total, { quarter, figures }) => total + (figures.get(name(quarter)) ?? 0n), 0n)
  return rowSums((stage, part) => sum((quarter) => figureName(quarter, stage, part)), hasNeeds ? sum(neededName) : null)
}

export const quartersOfYear = (year: string): string[] => quarters.map((quarter) => `${year}-${quarter}`)

/** The quarters of a year in which anything at all is counted. */
export const quartersWithFigures = ({ year, figures }: CellYear): string[] =>
  quartersOfYear(year).filter((quarter) =>
    [...figures].some(([name, amount]) => amount !== 0n && name.startsWith(quarter.slice(-1))),
  )

export const isInYear = (year: string) => (quarter: string) => yearOf(quarter) === year

/** Anything but zeros; a sum that went back to zero is no figure. */
export const isCounted = ({ figures }: { figures: Figures }): boolean =>
  [...figures.values()].some((amount) => amount !== 0n)

/** The figures of all quarters of all years added up, named as those of a quarter 0. */
export const figuresOfAll = (cells: readonly CellYear[]): Figures => {
  const sums: Figures = new Map()
  for (const [name, amount] of cells.flatMap(({ figures }) => [...figures])) {
    const of = `0${name.slice(1)}`
    sums.set(of, (sums.get(of) ?? 0n) + amount)
  }
  return sums
}

/** What figures of a quarter 0 sum up to. */
export const sumsOfAll = (figures: Figures): RowSums =>
  rowSums((stage, part) => figures.get(figureName('0', stage, part)) ?? 0n, figures.get(neededName('0')) ?? 0n)
