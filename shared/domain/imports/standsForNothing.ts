// What people write into a cell that they leave blank: n/a, tbd, a dash.
import type { Cell, ImportColumn } from '#model/importColumns.ts'
import { foldText } from '../matching/foldText.ts'
import { saysNothing } from '../matching/namesNobody.ts'

/** Two letters that are a State's code, or part of a name, elsewhere. */
const shortForms = new Set(['na', 'nd', 'so', 's o'])
const numbersAndDays: ReadonlySet<ImportColumn> = new Set([
  'amount',
  'quantity',
  'value_date',
  'start_date',
  'end_date',
])

/** What the writer wrote in full stays as it is written. */
const texts: ReadonlySet<ImportColumn> = new Set(['title', 'description', 'external_refs'])

/** Does a cell say only that there is nothing to say? As the name of an organization, such a word would wait for a coordinator. */
export const standsForNothing = (column: ImportColumn, cell: Cell): boolean => {
  if (typeof cell !== 'string' || cell.length > 40 || texts.has(column)) return false
  const written = cell.trim()
  if (/^[-\u2010-\u2015\u2212.\u2026?*]+$/.test(written)) return true
  const folded = foldText(written)
  return saysNothing(folded) || (numbersAndDays.has(column) && shortForms.has(folded))
}
