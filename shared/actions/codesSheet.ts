// A workbook's sheet of codes: what the words in its other sheets are, in every language that they have a name in.
import { type ExportColumn, column, nameColumns } from '#documents/columns/exportColumn.ts'
import { type Table } from '#documents/tables/table.ts'
import { statuses } from '#model/contribution.ts'
import type { Services } from '#runtime/services.ts'
import { partnerPages, termPages } from './exportPages.ts'
import { tableOf } from './exportTable.ts'

interface Code {
  vocabulary: string
  code: string
  names: Partial<Record<string, string>>
  parent: string | null
}

const columns: readonly ExportColumn<Code>[] = [
  column('vocabulary', '#meta+vocabulary', ({ vocabulary }) => vocabulary),
  column('code', '#meta+code', ({ code }) => code),
  ...nameColumns<Code>('#meta+name'),
  column('parent', '#meta+parent', ({ parent }) => parent),
]

const fixed = (vocabulary: string, written: readonly string[]): Code[] =>
  written.map((code) => ({ vocabulary, code, names: {}, parent: null }))

async function* codes(services: Services): AsyncGenerator<Code[]> {
  yield [...fixed('status', statuses), ...fixed('visibility', ['shared', 'coordinators'])]
  for await (const terms of termPages(services, undefined))
    yield terms.map(({ kind, code, names, parent }) => ({ vocabulary: kind, code, names, parent }))
  for await (const partners of partnerPages(services))
    yield partners.map(({ id, names, parent }) => ({ vocabulary: 'partner', code: id, names, parent }))
}

export const codesSheet = (services: Services): Table => tableOf('Codes', columns, codes(services))
