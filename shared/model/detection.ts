// What detection keeps of a pair: derived data that only the stream writes and a rebuild can make again.
import * as z from 'zod/mini'
import { positiveInt } from './schema.ts'
import { Visibility } from './contribution.ts'
import { Assignee, Decision, Detected, Dispute, Evidence, FindingKind, FindingState, Verdict } from './finding.ts'
import { Instant, RecordId } from './text.ts'

/** A side of a pair, with what decides who may see it and what makes the comparison older or newer than another. */
export const DetectedSide = z.strictObject({
  id: RecordId,
  title: z.string(),
  provider: z.string(),
  reportedBy: z.string(),
  subCluster: z.nullable(z.string()),
  visibility: Visibility,
  revision: z.int(),
})
export type DetectedSide = z.infer<typeof DetectedSide>

export const StoredFinding = z.strictObject({
  id: RecordId,
  ...Detected.shape,
  contributions: z.tuple([DetectedSide, DetectedSide]),
  evidence: z.array(Evidence),
  /** False once nothing is left to find: a side was withdrawn, or a change took the likeness away. */
  detected: z.boolean(),
  state: FindingState,
  reopenedBecause: z.nullable(z.array(z.string())),
  /** The verdict in force, if any, and what it names. */
  verdict: z.nullable(Verdict),
  names: z.nullable(RecordId),
  /** Revision of the decisions record that the state was worked out from. */
  decisionsRevision: z.int(),
  firstSeen: Instant,
  updatedAt: Instant,
})
export type StoredFinding = z.infer<typeof StoredFinding>

/** What people speak of: a stored pair, or an oversupply as it is worked out, of as many records as take part in it. */
export type Comparison = Omit<StoredFinding, 'contributions'> & { contributions: readonly DetectedSide[] }

/** What people said of one finding, kept as a record of its own with its revisions. */
export const FindingRecord = z.strictObject({
  id: RecordId,
  revision: positiveInt,
  decisions: z.array(Decision),
  disputes: z.array(Dispute),
  /** The compared values when the last verdict was given: the pair returns only when one of these changes. */
  compared: z.array(z.pick(Evidence, { field: true, a: true, b: true })),
  /** The revisions of the two sides that were compared then; of verdicts from before they were kept, and of an oversupply, none. */
  comparedRevisions: z._default(z.nullable(z.tuple([z.int(), z.int()])), null),
  assignee: z._default(z.nullable(Assignee), null),
  updatedAt: Instant,
})
export type FindingRecord = z.infer<typeof FindingRecord>

/** A finding as a contribution's own partition holds it: enough to group and count by. */
export const FindingEntry = z.strictObject({
  finding: RecordId,
  other: RecordId,
  kind: FindingKind,
  score: z.number(),
  state: FindingState,
  verdict: z.nullable(Verdict),
  names: z.nullable(RecordId),
  /** Tells a verdict that was given, taken back and given again from one that stood. */
  decisionsRevision: z.int(),
})
export type FindingEntry = z.infer<typeof FindingEntry>
