// The trail of every change: who, when, what before and after, chained by hash per record.
import * as z from 'zod/mini'
import { namedObject, positiveInt } from './schema.ts'
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
