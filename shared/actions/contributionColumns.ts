// The columns of an export of contributions: the import's own, so that what was exported can come back edited.
import type { ExportColumn } from '#documents/columns/exportColumn.ts'
import type { CellKind } from '#documents/tables/table.ts'
import { exportRow } from '#domain/imports/exportRow.ts'
import { hxlTags } from '#domain/imports/headerNames.ts'
import type { Contribution } from '#model/contribution.ts'
import { type ImportColumn, importColumns } from '#model/importColumns.ts'

export const kindOfColumn = (name: ImportColumn): CellKind => {
  if (name === 'amount' || name === 'quantity') return 'decimal'
  return name === 'value_date' || name === 'start_date' || name === 'end_date' ? 'day' : 'text'
}

/** One row is made for all the columns of its record. */
const rows = new WeakMap<Contribution, ReturnType<typeof exportRow>>()
const rowOf = (contribution: Contribution): ReturnType<typeof exportRow> => {
  const standing = rows.get(contribution)
  if (standing) return standing
  const row = exportRow(contribution)
  rows.set(contribution, row)
  return row
}

export const contributionColumns: readonly ExportColumn<Contribution>[] = importColumns.map((name) => ({
  name,
  tag: hxlTags[name][0] ?? '',
  kind: kindOfColumn(name),
  of: (contribution) => rowOf(contribution)[name],
}))
