// Imported rows: IMPORTED#identity says which contribution a row of a file has become, and what the row last said.
import type { NewContribution, NewTransaction } from '#model/contribution.ts'
import type { Key, Table, Write } from './table.ts'

const kind = 'IMPORTED'
const keyOf = (identity: string): Key => ({ pk: `${kind}#${identity}`, sk: kind })

export interface ImportedRow {
  contribution: string
  /** The row as it last went in: an edit of the file is a difference to this, not to what people changed since. */
  sent: NewContribution
  transactions: NewTransaction[]
  /** By which import and row it last went in, and as what: an import that goes on after a crash says the same again. */
  import: string
  row: number
  status: 'created' | 'updated'
  version: number
}

/** The same row went in at the same time, by another worker or another import. */
export class ImportedMeanwhile extends Error {}

export interface ImportedRows {
  getAll: (identities: readonly string[]) => Promise<Map<string, ImportedRow>>
  /** The write that takes a row's identity, or moves it on, in the transaction of its contribution. */
  write: (identity: string, row: ImportedRow, before: ImportedRow | null) => Write
}

const identityIn = (pk: string): string => pk.slice(kind.length + 1)

export const importedRowsIn = (table: Table): ImportedRows => ({
  getAll: async (identities) => {
    const items = await table.getAll([...new Set(identities)].map(keyOf))
    return new Map(items.map((item) => [identityIn(item.pk), item['imported'] as ImportedRow]))
  },

  write: (identity, row, before) => ({
    put: { ...keyOf(identity), imported: row },
    ...(before
      ? {
          condition: '#imported.#version = :version',
          names: { '#imported': 'imported', '#version': 'version' },
          values: { ':version': before.version },
        }
      : { condition: 'attribute_not_exists(pk)' }),
    refuse: () => new ImportedMeanwhile('This row went in meanwhile.'),
  }),
})
