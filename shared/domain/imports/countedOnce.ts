// Amounts and quantities in merged cells: whatever rows such a cell spans, what it says is counted in the first of them alone.
import type { Cell, NewMapping, SourceRow } from '#model/importColumns.ts'
import { type Header, type HeaderGuess, meansAmount } from './readHeader.ts'

const counted = ['amount', 'quantity'] as const

/** A column that is added up, that would be, or that a mapping fills one of those from. */
const isCounted = ({ column, header }: HeaderGuess, mapping: NewMapping | null): boolean =>
  counted.some(
    (one) => column === one || mapping?.values?.[one]?.toLowerCase().includes(`{${header.toLowerCase()}}`),
  ) ||
  (column === null && meansAmount(header))

/** A row's cells without the amounts and quantities that merged cells have carried down to it. */
export const countedOnce = (
  { guesses }: Header,
  { cells, carried = [] }: SourceRow,
  mapping: NewMapping | null,
): Cell[] => {
  const blank = new Set(carried.filter((at) => guesses[at] && isCounted(guesses[at], mapping)))
  return blank.size === 0 ? cells : cells.map((cell, at) => (blank.has(at) ? null : cell))
}

/** What is said of those where they are counted. */
export const spanNotes = (
  { guesses }: Header,
  spans: SourceRow['spans'],
): { column: 'amount' | 'quantity'; detail: string }[] =>
  counted.flatMap((column) => {
    const last = spans?.[guesses.findIndex((guess) => guess.column === column)]
    return last === undefined
      ? []
      : [{ column, detail: `Its cell spans the rows to ${last}: the ${column} is counted in this one alone.` }]
  })
