// A contribution as a row of the import columns: what an export writes, and what a row that comes back is compared with.
import type { Contribution } from '#model/contribution.ts'
import type { ImportColumn } from '#model/importColumns.ts'

/** A cell of an export: text, or a number's exact decimal with the sheet's leave to show it as a number. */
export type ExportRow = Record<ImportColumn, string | null>

const listed = (parts: readonly (string | null | undefined)[]): string | null => {
  const filled = [...new Set(parts.filter((part): part is string => typeof part === 'string' && part !== ''))]
  return filled.length === 0 ? null : filled.join('; ')
}

const areaText = ({ code, percent }: Contribution['priorityAreas'][number]): string =>
  percent === null || percent === undefined ? code : `${code} ${percent}%`

/**
 * The first of several quantities stands in the row; a place's countries and names stand in two lists. `id` is the record's
 * own, `reported_by` and `revision` say what the row was made of.
 */
// oxlint-disable-next-line complexity -- a flat list of columns; nothing branches on another.
export const exportRow = (contribution: Contribution): ExportRow => {
  const { money, inKind, period, places, source } = contribution
  const [quantity] = inKind
  return {
    id: contribution.id,
    source: source?.document ?? null,
    partner: contribution.provider,
    implementing_partner: listed(contribution.implementers),
    beneficiary: contribution.beneficiary,
    title: contribution.title,
    description: contribution.description,
    lang: contribution.language,
    cluster: null,
    sub_cluster: contribution.subCluster,
    priority_area: listed(contribution.priorityAreas.map(areaText)),
    modality: contribution.modality,
    status: contribution.status,
    amount: money?.amount ?? null,
    currency: money?.currency ?? null,
    value_date: money?.valueDate ?? null,
    quantity: quantity?.quantity ?? null,
    unit: quantity?.unit ?? null,
    start_date: period?.start ?? null,
    end_date: period?.end ?? null,
    country: listed(places.map(({ country }) => country)),
    location: listed(places.map(({ name }) => name)),
    instrument: contribution.instrument,
    operation: contribution.operation ?? null,
    visibility: contribution.visibility,
    external_refs: listed(contribution.identifiers.map(({ scheme, value }) => `${scheme}:${value}`)),
    reported_by: contribution.reportedBy,
    revision: String(contribution.revision),
  }
}
