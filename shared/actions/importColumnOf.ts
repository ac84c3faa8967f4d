// Which column of a sheet a field of a contribution comes from, and which element of an IATI activity such a column is.
import type { ImportRecord, RowNote, RowResult } from '#model/import.ts'

const columns: [string, string][] = [
  ['/title', 'title'],
  ['/description', 'description'],
  ['/language', 'lang'],
  ['/provider', 'partner'],
  ['/implementers', 'implementing_partner'],
  ['/beneficiary', 'beneficiary'],
  ['/instrument', 'instrument'],
  ['/subCluster', 'sub_cluster'],
  ['/priorityAreas', 'priority_area'],
  ['/modality', 'modality'],
  ['/status', 'status'],
  ['/money/currency', 'currency'],
  ['/money/valueDate', 'value_date'],
  ['/money', 'amount'],
  ['/inKind/0/unit', 'unit'],
  ['/inKind', 'quantity'],
  ['/period/end', 'end_date'],
  ['/period', 'start_date'],
  ['/places', 'location'],
  ['/identifiers', 'external_refs'],
  ['/operation', 'operation'],
  ['/visibility', 'visibility'],
  ['/source', 'source'],
]

/** Null for a field that no column carries. */
export const columnOf = (pointer: string): string | null =>
  columns.find(([prefix]) => pointer === prefix || pointer.startsWith(`${prefix}/`))?.[1] ?? null

/** What stands in an activity for the column of a sheet; elements that a note names already are no columns. */
const elements: Record<string, string> = {
  partner: 'participating-org',
  implementing_partner: 'participating-org',
  reported_by: 'reporting-org',
  beneficiary: 'recipient-country',
  country: 'recipient-country',
  sub_cluster: 'sector',
  priority_area: 'sector',
  modality: 'default-aid-type',
  status: 'activity-status',
  amount: 'value',
  currency: 'value',
  value_date: 'value',
  start_date: 'activity-date',
  end_date: 'activity-date',
  lang: 'xml:lang',
  external_refs: 'other-identifier',
  source: 'iati-identifier',
}

/** Who reports and gives is named once, by the element that names the reporter. */
const inElements = (notes: readonly RowNote[]): RowNote[] => {
  const reporters = new Set(notes.flatMap(({ column, detail }) => (column === 'reported_by' ? [detail] : [])))
  return notes
    .filter(({ column, detail }) => column !== 'partner' || !reporters.has(detail))
    .map(({ column, detail }) => ({ column: column === null ? null : (elements[column] ?? column), detail }))
}

/** A row's result in the words of the file that it came in: columns of a sheet, elements of an activity. */
export const inWordsOf = ({ format }: Pick<ImportRecord, 'format'>, result: RowResult): RowResult =>
  format === 'iati' ? { ...result, errors: inElements(result.errors), warnings: inElements(result.warnings) } : result
