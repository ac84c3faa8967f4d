// Imported rows: IMPORTED#identity says which contribution a row of a file has become, and, as text, what the row last said.
import type { NewContribution, NewTransaction } from '#model/contribution.ts'
import type { Item, Key, Table, Write } from './table.ts'

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

/**
 * What a row said is only ever read whole, so it lies there as JSON text: a map of its forty fields costs whoever writes it
 * several times as much. Rows that went in before lie there as maps.
 */
const rowIn = (item: Item): ImportedRow => {
  const { said, ...row } = item['imported'] as ImportedRow & { said?: string }
  return said === undefined ? row : { ...row, ...(JSON.parse(said) as Pick<ImportedRow, 'sent' | 'transactions'>) }
}

const asStored = ({ sent, transactions, ...row }: ImportedRow) => ({
  ...row,
  said: JSON.stringify({ sent, transactions }),
})

const identityIn = (pk: string): string => pk.slice(kind.length + 1)

export const importedRowsIn = (table: Table): ImportedRows => ({
  getAll: async (identities) => {
    const items = await table.getAll([...new Set(identities)].map(keyOf))
    return new Map(items.map((item) => [identityIn(item.pk), rowIn(item)]))
  },

  write: (identity, row, before) => ({
    put: { ...keyOf(identity), imported: asStored(row) },
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
