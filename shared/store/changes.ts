// One acknowledged change of one record: record, revision, audit entry and idempotency key in one transaction, or nothing.
import type { AuditEntry } from '#model/audit.ts'
import { Refusal } from '#model/refusal.ts'
import type { Item, Key, Table, Write } from './table.ts'
import { asText, fromText } from './texts.ts'
import type { Committing } from './together.ts'

/** A record as it stands in the table: what is returned to callers is under `record`, the rest is the store's. */
export interface Row<T> {
  record: T
  revision: number
  auditHash: string
}

/** What a submitter sent under one Idempotency-Key, and the answer that every repetition gets. */
export interface Answered {
  fingerprint: string
  answer: string
}

/** Thrown when the key was answered by another request between the look-up and the commit. */
export class AlreadyAnswered extends Error {
  readonly answered: Answered

  constructor(answered: Answered) {
    super('This Idempotency-Key has its answer already.')
    this.answered = answered
  }
}

export interface Change<T> {
  kind: string
  id: string
  key: Key
  /** The row that the change was made against; null creates. */
  previous: Row<T> | null
  record: T
  revision: number
  indexes: Record<string, string>
  audit: AuditEntry
  reason: string | null
  /** Writes that belong to this kind of record: blocking keys, an envelope's counter. */
  further: Write[]
  /** The idempotency key's write, when the caller sent one. */
  once: Write[]
}

/**
 * Bytes of JSON that a record may take; as a map, DynamoDB counts a little less. An item holds at most 400 KB, and an audit
 * entry may hold a record twice: as it was and as it is.
 */
const maxRecordBytes = 180_000

const bytesOf = (record: unknown): number => new TextEncoder().encode(JSON.stringify(record)).length

/** What a change adds that says nothing new: a revision's next digit, a flag. */
const bookkeepingBytes = 16

/** A record that is full may still be changed, withdrawn and restored: only what makes it larger is refused. */
const refuseOutgrown = <T>({ previous, record }: Change<T>): void => {
  const bytes = bytesOf(record)
  if (bytes <= maxRecordBytes || (previous && bytes <= bytesOf(previous.record) + bookkeepingBytes)) return
  throw new Refusal(
    'conflict',
    `The record would take ${bytes} bytes, and at most ${maxRecordBytes} are kept of one: shorten its texts or its lists.`,
  )
}

/** Sort keys of revisions and audit entries: text order is number order. */
export const ordinal = (number: number): string => String(number).padStart(8, '0')

export const historyPartition = (kind: string, id: string): string => `HISTORY#${kind}#${id}`
/** With the kind: a member and a partner may bear the same id. */
export const auditPartition = (kind: string, id: string): string => `AUDIT#${kind}#${id}`
/** All changes of a month in the order of time, so that a sealer and an auditor find them without a scan. */
export const trailPartition = (month: string): string => `AUDIT#TRAIL#${month}`

const auditItem = (kind: string, id: string, audit: AuditEntry): Item => ({
  pk: auditPartition(kind, id),
  sk: ordinal(audit.seq),
  ...audit,
  before: asText(audit.before),
  after: asText(audit.after),
})

/** An audit entry, or what is left of one, with what it says read from its texts. */
export const entryIn = ({ before, after, ...entry }: Record<string, unknown>): Record<string, unknown> => ({
  ...entry,
  ...(before === undefined ? {} : { before: fromText(before) }),
  ...(after === undefined ? {} : { after: fromText(after) }),
})

/** A revision, or what is left of one, with its record read from its text. */
export const snapshotIn = <T extends Record<string, unknown>>(item: T): T =>
  'record' in item ? { ...item, record: fromText(item['record']) } : item

const trailItem = (kind: string, id: string, { at, seq, hash }: AuditEntry): Item => ({
  pk: trailPartition(at.slice(0, 7)),
  sk: `${at}#${kind}#${id}#${ordinal(seq)}`,
  kind,
  record: id,
  seq,
  hash,
})
const isAbsent = 'attribute_not_exists(pk)'

const recordWrite = <T>({ kind, key, previous, record, revision, indexes, audit }: Change<T>): Write => {
  const put = { ...key, kind, record, revision, auditHash: audit.hash, ...indexes }
  if (!previous)
    return { put, condition: isAbsent, refuse: () => new Refusal('already-exists', `This ${kind} exists already.`) }
  return {
    put,
    condition: '#revision = :expected',
    names: { '#revision': 'revision' },
    values: { ':expected': previous.revision },
    refuse: () => new Refusal('stale-revision', 'The record has changed since that revision; read it again.'),
  }
}

/**
 * Commits a change. Refuses `already-exists` for a creation that is not one, `stale-revision` when another change came
 * first, `conflict` for a record that outgrows its item, and throws AlreadyAnswered when the idempotency key was taken
 * meanwhile.
 */
export const commitChange = async <T>(table: Committing, change: Change<T>): Promise<void> => {
  refuseOutgrown(change)
  const { kind, id, audit, revision, record, reason } = change
  // The key goes first: of several failed conditions the first decides, and a repetition must get its answer.
  await table.transact([
    ...change.once,
    recordWrite(change),
    {
      put: {
        pk: historyPartition(kind, id),
        sk: ordinal(revision),
        at: audit.at,
        by: audit.by,
        organization: audit.organization,
        action: audit.action,
        reason,
        record: asText(record),
      },
      condition: isAbsent,
    },
    { put: auditItem(kind, id, audit), condition: isAbsent },
    { put: trailItem(kind, id, audit), condition: isAbsent },
    ...change.further,
  ])
}

/** What a record's row holds, parsed; undefined where there is none. */
export const rowOf = <T>(item: Item | undefined, parse: (record: unknown) => T): Row<T> | undefined =>
  item && {
    record: parse(item['record']),
    revision: Number(item['revision']),
    auditHash: String(item['auditHash']),
  }

export interface SnapshotPage {
  snapshots: Item[]
  /** The snapshot before the first of them; undefined at the beginning. */
  before: Item | undefined
  /** The revision after which the next page begins; undefined at the end. */
  next: number | undefined
}

/** A page of a record's snapshots after a revision (0: from the first), oldest first, with who made each. */
export const snapshotsOf = async (
  table: Table,
  kind: string,
  id: string,
  { after, limit }: { after: number; limit: number },
): Promise<SnapshotPage> => {
  // From the one before, which tells what the first of the page changed, to one more than fits.
  const partition = historyPartition(kind, id)
  const page = await table.query({ partition, from: ordinal(after), limit: limit + 2, consistent: true })
  const read = page.items.map(snapshotIn)
  const following = read.filter(({ sk }) => Number(sk) > after)
  const snapshots = following.slice(0, limit)
  const isCut = following.length > limit || page.next !== undefined
  return {
    snapshots,
    before: read.find(({ sk }) => Number(sk) === after),
    next: isCut ? Number(snapshots.at(-1)?.sk ?? after) : undefined,
  }
}

const onceKey = (id: string): Key => ({ pk: `IDEMPOTENCY#${id}`, sk: 'IDEMPOTENCY' })
const answeredOf = (item: Record<string, unknown>): Answered => ({
  fingerprint: String(item['fingerprint']),
  answer: String(item['answer']),
})

/** Idempotency keys never expire: the same key from the same caller means the same request for ever. */
export const idempotencyIn = (table: Table) => ({
  answered: async (id: string): Promise<Answered | undefined> => {
    const item = await table.get(onceKey(id))
    return item && answeredOf(item)
  },
  /** Keeps the answer of a request whose changes were committed one by one. */
  keep: async (writes: Write[]): Promise<void> => {
    if (writes.length > 0) await table.transact(writes)
  },
  write: (id: string, answered: Answered): Write => ({
    put: { ...onceKey(id), ...answered },
    condition: isAbsent,
    refuse: (standing) => (standing ? new AlreadyAnswered(answeredOf(standing)) : new Refusal('conflict', 'Retry.')),
  }),
})
