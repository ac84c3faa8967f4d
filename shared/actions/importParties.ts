// The organizations of a row: each name placed, or the names that are not.
import type { ReadRow } from '#domain/imports/readRow.ts'
import type { NewContribution } from '#model/contribution.ts'
import type { RowNote } from '#model/import.ts'
import type { OrganizationNames, Placed } from './organizationNames.ts'

export interface ImportParty {
  provider: string
  implementers: string[]
  beneficiary: string
  reportedBy: string | null
}

export type PlacedParties =
  | { parties: ImportParty; notes: RowNote[] }
  | { unplaced: { column: string; placed: Placed }[] }

/** The programme is for the African Union: a row that names nobody else is for it. */
export const beneficiaryByDefault = 'au'

/** A name that is not the directory's own spelling says what it was taken for, and how sure that is. */
const noteOf = (column: string, { name, partner, score }: Placed): RowNote[] =>
  partner === null || score >= 0.99
    ? []
    : [{ column, detail: `"${name}" is taken for ${partner}, ${Math.round(score * 100)} % sure.` }]

const ofRow = ({ partner, implementers, beneficiary, reportedBy }: ReadRow): { column: string; name: string }[] => [
  { column: 'partner', name: partner },
  ...implementers.map((name) => ({ column: 'implementing_partner', name })),
  ...(beneficiary === null ? [] : [{ column: 'beneficiary', name: beneficiary }]),
  ...(reportedBy === null ? [] : [{ column: 'reported_by', name: reportedBy }]),
]

export const partiesOf = async (names: OrganizationNames, read: ReadRow): Promise<PlacedParties> => {
  const found = await Promise.all(
    ofRow(read).map(async ({ column, name }) => ({ column, placed: await names.of(name, read.alsoNamed?.[name]) })),
  )
  const unplaced = found.filter(({ placed }) => placed.partner === null)
  if (unplaced.length > 0) return { unplaced }
  const of = (wanted: string): string[] =>
    found.flatMap(({ column, placed }) => (column === wanted && placed.partner !== null ? [placed.partner] : []))
  const [provider = ''] = of('partner')
  const [beneficiary] = of('beneficiary')
  const notes = found.flatMap(({ column, placed }) => noteOf(column, placed))
  if (beneficiary === undefined)
    notes.push({ column: 'beneficiary', detail: `There is no beneficiary: read as ${beneficiaryByDefault}.` })
  return {
    parties: {
      provider,
      implementers: [...new Set(of('implementing_partner'))],
      beneficiary: beneficiary ?? beneficiaryByDefault,
      reportedBy: of('reported_by')[0] ?? null,
    },
    notes,
  }
}

/** The contribution as it would be sent. */
export const fillIn = ({
  read,
  provider,
  implementers,
  beneficiary,
}: ImportParty & { read: ReadRow }): NewContribution => ({
  ...read.sent,
  provider,
  ...(implementers.length > 0 ? { implementers } : {}),
  beneficiary,
})
