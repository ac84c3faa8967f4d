// Which column of a sheet a field of a contribution comes from.

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
