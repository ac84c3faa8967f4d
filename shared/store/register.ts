// What every audited kind of record shares: read by id, commit a change, list by an index, show its snapshots.
import type { AuditEntry } from '#model/audit.ts'
import { commitChange, type Row, rowOf, type SnapshotPage, snapshotsOf } from './changes.ts'
import type { Item, Key, Page, QueryInput, Table, Write } from './table.ts'
import { type IndexName, indexKey } from './tableShape.ts'
import type { Committing } from './together.ts'

/** How one kind of record is keyed, read and listed. */
export interface RegisterShape<T> {
  kind: string
  keyOf: (id: string) => Key
  idOf: (record: T) => string
  parse: (record: unknown) => T
  /** The value a record is listed under in each index it is in; none for a record that no list shows. */
  listedUnder: (record: T) => Partial<Record<IndexName, string>>
}

export interface RecordChange<T> {
  previous: Row<T> | null
  record: T & { revision: number; updatedAt: string }
  audit: AuditEntry
  reason: string | null
  /** Writes that belong to the change: blocking keys, name keys, an envelope's counter. */
  further: Write[]
  once: Write[]
}

export interface ListInput {
  index: IndexName
  value?: string
  updatedSince?: string | undefined
  after?: Record<string, unknown> | undefined
  limit: number
  /** From the last change backwards. */
  newestFirst?: boolean
  filter?: QueryInput['filter'] | undefined
}

/** Lists are in order of last change, so that one can be followed from where it was left. */
const indexAttributes = <T>(shape: RegisterShape<T>, record: T & { updatedAt: string }): Record<string, string> =>
  Object.fromEntries(
    Object.entries(shape.listedUnder(record)).flatMap(([index, value]) => {
      const { partition, sort } = indexKey(index as IndexName)
      return [
        [partition, `${shape.kind}#${value}`],
        [sort, `${record.updatedAt}#${shape.idOf(record)}`],
      ]
    }),
  )

/** Changes are committed by `committing`, the table itself unless told. */
export const registerIn = <T>(table: Table, shape: RegisterShape<T>, committing: Committing = table) => {
  const fromItem = (item: Item): T => shape.parse(item['record'])

  return {
    get: async (id: string, consistent = true): Promise<Row<T> | undefined> =>
      rowOf(await table.get(shape.keyOf(id), consistent), shape.parse),

    /** As it lies in the table, unparsed: for whoever doubts it. */
    asStored: async (id: string): Promise<Row<unknown> | undefined> =>
      rowOf(await table.get(shape.keyOf(id)), (record) => record),

    getAll: async (ids: readonly string[], consistent = true): Promise<Map<string, T>> => {
      const items = await table.getAll([...new Set(ids)].map(shape.keyOf), consistent)
      return new Map(items.map(fromItem).map((record) => [shape.idOf(record), record]))
    },

    commit: async ({ record, ...change }: RecordChange<T>): Promise<void> => {
      const id = shape.idOf(record)
      return commitChange(committing, {
        ...change,
        kind: shape.kind,
        id,
        key: shape.keyOf(id),
        record,
        revision: record.revision,
        indexes: indexAttributes(shape, record),
      })
    },

    list: async ({
      index,
      value = '',
      updatedSince,
      ...page
    }: ListInput): Promise<{ records: T[]; next: Page['next'] }> => {
      const { items, next } = await table.query({
        index,
        partition: `${shape.kind}#${value}`,
        ...(updatedSince === undefined ? {} : { from: updatedSince }),
        ...page,
      })
      return { records: items.map(fromItem), next }
    },

    /** Where a list by this index goes on after a record. */
    positionIn: (index: IndexName, record: T & { updatedAt: string }): Record<string, unknown> => {
      const { partition, sort } = indexKey(index)
      const { [partition]: value, [sort]: order } = indexAttributes(shape, record)
      return { ...shape.keyOf(shape.idOf(record)), [partition]: value, [sort]: order }
    },

    snapshots: async (id: string, page: { after: number; limit: number }): Promise<SnapshotPage> =>
      snapshotsOf(table, shape.kind, id, page),
  }
}

export type Register<T> = ReturnType<typeof registerIn<T>>
