// The history of a record: every revision, who made it, when, and what changed.
import type { Revision } from '#model/audit.ts'
import { sameValue } from './sameValue.ts'

/** A stored snapshot, as the store keeps one per revision. */
type Snapshot = Record<string, unknown>

/** What changes with every revision and says nothing. */
const bookkeeping = new Set(['revision', 'updatedAt', 'createdAt', 'statusHistory'])

const changesBetween = (before: Snapshot | null, after: Snapshot): Revision['changes'] =>
  Object.keys({ ...before, ...after })
    .filter((field) => !bookkeeping.has(field))
    .filter((field) => !sameValue(before?.[field], after[field]))
    .map((field) => ({ field, before: before?.[field] ?? null, after: after[field] ?? null }))

/** Oldest first. */
export const historyOf = (snapshots: readonly Snapshot[]): Revision[] =>
  snapshots.map((snapshot, position) => ({
    revision: Number(snapshot['sk']),
    at: String(snapshot['at']),
    by: String(snapshot['by']),
    organization: (snapshot['organization'] as string | null) ?? null,
    action: String(snapshot['action']),
    reason: (snapshot['reason'] as string | null) ?? null,
    changes: changesBetween(
      (snapshots[position - 1]?.['record'] as Snapshot | undefined) ?? null,
      snapshot['record'] as Snapshot,
    ),
  }))
