// What is kept of a row's result: a hundred of them are one item of the table.
import type { RowNote, RowResult } from '#model/import.ts'

/** Of one row's result: a hundred of them stay below the 400 KB of an item. */
const maxResultBytes = 3500
const mostOfDetail = 300

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

const shortened = ({ column, detail }: RowNote): RowNote => ({
  column: column?.slice(0, 80).toWellFormed() ?? null,
  detail: detail.length > mostOfDetail ? `${detail.slice(0, mostOfDetail).toWellFormed()}…` : detail,
})

/** A value that is quoted in part may be cut in the middle of a sign, and half a sign is no text that can be stored. */
const inWholeSigns = ({ column, detail }: RowNote): RowNote => ({
  column: column?.toWellFormed() ?? null,
  detail: detail.toWellFormed(),
})

/** A row that has everything wrong at length keeps the beginning of it, errors first, and how many more there are. */
export const keptResult = (given: RowResult): RowResult => {
  const result = { ...given, errors: given.errors.map(inWholeSigns), warnings: given.warnings.map(inWholeSigns) }
  if (bytesOf(result) <= maxResultBytes) return result
  let left = maxResultBytes - bytesOf({ ...result, errors: [], warnings: [] }) - 100
  let more = 0
  const keep = (notes: readonly RowNote[]): RowNote[] =>
    notes.map(shortened).filter((note) => {
      const bytes = bytesOf(note) + 1
      const fits = bytes <= left
      if (fits) left -= bytes
      else more += 1
      return fits
    })
  const [errors, warnings] = [keep(result.errors), keep(result.warnings)]
  const rest = more === 0 ? [] : [{ column: null, detail: `${more} more are not shown.` }]
  return { ...result, errors, warnings: [...warnings, ...rest] }
}
