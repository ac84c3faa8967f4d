// Cells that are merged downwards: what stands in the first of them is said of every row that they span.
import type { Cell } from '#model/importColumns.ts'
import { maxColumns, unreadable } from './limits.ts'

interface Merged {
  column: number
  from: number
  to: number
}

const mostMerged = 200_000

/** Column A is 0. */
export const columnIn = (reference: string): number => {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    column = column * 26 + (letter.codePointAt(0) ?? 64) - 64
  return column - 1
}

const reference = /<(?:\w{1,40}:)?mergeCell\s[^<>]{0,100}?\bref=["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']/g
const longestReference = 200

/** They stand behind the rows of a sheet, so its text is looked through once before its rows are read. */
export const mergedIn = async (text: AsyncIterable<string>): Promise<Merged[]> => {
  const found: Merged[] = []
  let rest = ''
  for await (const piece of text) {
    const all = rest + piece
    let end = 0
    for (const match of all.includes('mergeCell') ? all.matchAll(reference) : []) {
      const [whole, letters = '', from, to] = match
      end = match.index + whole.length
      const merged = { column: columnIn(letters), from: Number(from), to: Number(to) }
      if (merged.to > merged.from && merged.column < maxColumns) found.push(merged)
    }
    if (found.length > mostMerged) throw unreadable(`The sheet has more than ${mostMerged} merged cells.`)
    rest = all.slice(Math.max(end, all.length - longestReference))
  }
  return found.toSorted((a, b) => a.from - b.from)
}

/**
 * Carries down what merged cells say, row after row. A number is not carried: it would be counted as often as it is said.
 * A text may be an amount as well (`EUR 5000`), which only the header tells: what was carried is said beside it.
 */
export class CarriedDown {
  readonly #merged: readonly Merged[]
  readonly #standing = new Map<number, { value: string; to: number }>()
  #next = 0
  /** By their column, cells of the row which was filled last that it says for further rows, and the last of those. */
  spans: Record<number, number> = {}
  /** The columns of that row that were filled. */
  carried: number[] = []

  constructor(merged: readonly Merged[]) {
    this.#merged = merged
  }

  /** Fills a row's empty cells, which must come in the order of their rows; says how many characters it has added. */
  fill(row: number, cells: Cell[]): number {
    const own = this.#begin(row, cells)
    let added = 0
    this.carried = []
    for (const [column, { value, to }] of this.#standing) {
      if (to < row) this.#standing.delete(column)
      else if ((cells[column] ?? null) === null) {
        cells[column] = value
        this.carried.push(column)
        added += value.length
      }
    }
    for (const [column, standing] of own) this.#standing.set(column, standing)
    return added
  }

  /** What begins in this row; what began in a row that holds nothing says nothing. */
  #begin(row: number, cells: readonly Cell[]): Map<number, { value: string; to: number }> {
    const begun = new Map<number, { value: string; to: number }>()
    this.spans = {}
    for (let one = this.#merged[this.#next]; one && one.from <= row; one = this.#merged[this.#next]) {
      this.#next += 1
      const value = cells[one.column]
      if (one.from !== row || (value ?? null) === null) continue
      this.spans[one.column] = one.to
      if (typeof value === 'string') begun.set(one.column, { value, to: one.to })
    }
    return begun
  }
}
