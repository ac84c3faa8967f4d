// The trail of every change: who, when, what before and after, chained by hash per record.
import * as z from 'zod/mini'
import { named, namedObject, positiveInt } from './schema.ts'
import { Instant } from './text.ts'

export const AuditEntry = namedObject('AuditEntry', {
  seq: positiveInt,
  at: Instant,
  by: z.string(),
  organization: z.nullable(z.string()),
  requestId: z.string(),
  action: z.string(),
  record: z.string(),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
  previous: z.nullable(z.string()),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** One revision of a record as its history shows it. */
export const Revision = namedObject('Revision', {
  revision: positiveInt,
  at: Instant,
  by: z.string(),
  organization: z.nullable(z.string()),
  action: z.string(),
  reason: z.nullable(z.string()),
  changes: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})
export type Revision = z.infer<typeof Revision>

/** The kinds of record whose changes are audited, by the names that a caller uses. */
const auditedKinds = ['contribution', 'need', 'partner', 'member', 'term', 'mapping', 'operation', 'finding'] as const
export const AuditedKind = named('AuditedKind', z.enum(auditedKinds))
export type AuditedKind = z.infer<typeof AuditedKind>

/** What an auditor sees of an entry that is about something confidential: that it is there, and what chains it. */
export const HiddenAuditEntry = namedObject('HiddenAuditEntry', {
  seq: positiveInt,
  at: Instant,
  previous: z.nullable(z.string()),
  hash: z.string(),
})

export type HiddenAuditEntry = z.infer<typeof HiddenAuditEntry>

/** The newest entry of one record's chain: as the trail names it, and as a seal keeps it. */
export const AuditHead = namedObject('AuditHead', {
  kind: AuditedKind,
  record: z.string(),
  seq: positiveInt,
  hash: z.string(),
})
export type AuditHead = z.infer<typeof AuditHead>

/** A batch of heads, chained to the batch before it and kept outside the table. */
export const Seal = namedObject('Seal', {
  number: positiveInt,
  at: Instant,
  /** The first and the last place in the trail that this batch was read from. */
  from: z.string(),
  until: z.string(),
  heads: z.array(AuditHead),
  previous: z.nullable(z.string()),
  hash: z.string(),
})
export type Seal = z.infer<typeof Seal>

/** What is wrong with a chain, its record, its history or a seal. */
const auditFaults = [
  'edited',
  'missing',
  'out-of-order',
  'broken-link',
  'of-another-record',
  'record-missing',
  'record-differs',
  'history-differs',
  'seal-differs',
  'seal-missing',
] as const
export const AuditFault = named('AuditFault', z.enum(auditFaults))
export type AuditFault = z.infer<typeof AuditFault>

/** `record` is null and `seq` the seal's number where a seal itself is at fault. */
export const FoundFault = namedObject('FoundFault', {
  kind: z.nullable(AuditedKind),
  record: z.nullable(z.string()),
  seq: z.int(),
  fault: AuditFault,
})
export type FoundFault = z.infer<typeof FoundFault>

/** One page of a verification; over all pages every sealed and every unsealed chain is gone through. */
export const Verification = namedObject('Verification', {
  seals: z.int(),
  sealedUntil: z.nullable(Instant),
  records: z.int(),
  entries: z.int(),
  faults: z.array(FoundFault),
  unsealed: z.array(AuditHead),
  next: z.nullable(z.string()),
})
export type Verification = z.infer<typeof Verification>
