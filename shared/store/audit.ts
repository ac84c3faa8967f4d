// The audit trail as it is read: AUDIT#kind#id by seq, AUDIT#TRAIL#month by time, and AUDIT#SEALS, where the seals stand.
import type { AuditedKind, AuditHead } from '#model/audit.ts'
import { Refusal } from '#model/refusal.ts'
import { auditPartition, entryIn, historyPartition, ordinal, snapshotIn, trailPartition } from './changes.ts'
import type { Item, Table } from './table.ts'

/** The kind of row behind each audited kind: what coordinators say of a finding is a record of its own. */
const rowKinds: Record<AuditedKind, string> = {
  contribution: 'CONTRIBUTION',
  need: 'NEED',
  partner: 'PARTNER',
  member: 'MEMBER',
  term: 'TERM',
  mapping: 'MAPPING',
  operation: 'OPERATION',
  finding: 'DECISIONS',
}
const kindOf = new Map(Object.entries(rowKinds).map(([kind, row]) => [row, kind as AuditedKind]))

const sealsKey = { pk: 'AUDIT#SEALS', sk: 'LAST' }

/** Attributes of one item, without its key. */
const attributes = ({ pk: _pk, sk: _sk, ...rest }: Item): Record<string, unknown> => rest

export interface StoredRevision {
  position: number
  entry: Record<string, unknown>
}

/** The newest seal, as the table remembers it beside the files. */
export interface LastSeal {
  number: number
  hash: string
}

export interface TrailPage {
  heads: (AuditHead & { place: string })[]
  next: string | undefined
}

export interface AuditTrail {
  /** Every entry of one record, by its place; as it lies there, unparsed but for its texts. */
  entriesOf: (kind: AuditedKind, record: string) => Promise<StoredRevision[]>
  /** Every snapshot of one record's history, likewise. */
  snapshotsOf: (kind: AuditedKind, record: string) => Promise<StoredRevision[]>
  /** A page of what was written in a month (`2008-06`), in the order of time, after a place in it. */
  writtenIn: (month: string, page: { after?: string | undefined; limit: number }) => Promise<TrailPage>
  /** The entries that heads name, in their order, as they lie there; undefined for those that are gone. */
  entriesAt: (
    heads: readonly Pick<AuditHead, 'kind' | 'record' | 'seq'>[],
  ) => Promise<(Record<string, unknown> | undefined)[]>
  lastSeal: () => Promise<LastSeal | null>
  /** Refuses `conflict` when another sealer came first. */
  moveSeal: (from: LastSeal | null, to: LastSeal) => Promise<void>
}

type Reading = (item: Record<string, unknown>) => Record<string, unknown>

const byPosition = (items: readonly Item[], read: Reading): StoredRevision[] =>
  items.map((item) => ({ position: Number(item.sk), entry: read(attributes(item)) }))

const headFrom = (item: Item): AuditHead & { place: string } => ({
  kind: kindOf.get(String(item['kind'])) ?? 'contribution',
  record: String(item['record']),
  seq: Number(item['seq']),
  hash: String(item['hash']),
  place: item.sk,
})

export const auditIn = (table: Table): AuditTrail => ({
  entriesOf: async (kind, record) =>
    byPosition(await table.queryAll({ partition: auditPartition(rowKinds[kind], record), consistent: true }), entryIn),

  snapshotsOf: async (kind, record) =>
    byPosition(
      await table.queryAll({ partition: historyPartition(rowKinds[kind], record), consistent: true }),
      snapshotIn,
    ),

  writtenIn: async (month, { after, limit }) => {
    const partition = trailPartition(month)
    const { items, next } = await table.query({
      partition,
      ...(after === undefined ? {} : { after: { pk: partition, sk: after } }),
      limit,
      consistent: true,
    })
    return { heads: items.map(headFrom), next: next === undefined ? undefined : String(next['sk']) }
  },

  entriesAt: async (heads) => {
    const keys = heads.map(({ kind, record, seq }) => ({
      pk: auditPartition(rowKinds[kind], record),
      sk: ordinal(seq),
    }))
    const items = await table.getAll(keys)
    const found = new Map(items.map((item) => [`${item.pk} ${item.sk}`, entryIn(attributes(item))]))
    return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`))
  },

  lastSeal: async () => {
    const item = await table.get(sealsKey)
    return item ? { number: Number(item['number']), hash: String(item['hash']) } : null
  },

  moveSeal: async (from, to) =>
    table.transact([
      {
        put: { ...sealsKey, ...to },
        ...(from
          ? { condition: '#number = :from', names: { '#number': 'number' }, values: { ':from': from.number } }
          : { condition: 'attribute_not_exists(pk)' }),
        refuse: () => new Refusal('conflict', 'Another seal came first.'),
      },
    ]),
})
