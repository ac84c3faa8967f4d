// The history of a record: every revision, who made it, when, and what changed.
import type { Revision } from '#model/audit.ts'
import { changedFields, type Fields } from './changedFields.ts'

/** A stored snapshot, as the store keeps one per revision. */
type Snapshot = Record<string, unknown>

/** What changes with every revision and says nothing. */
const bookkeeping = /^(?:revision|updatedAt|createdAt|statusHistory(?:\/\d+)?)$/

const changesBetween = (before: Fields | null, after: Fields): Revision['changes'] =>
  changedFields(before, after).filter(({ field }) => !bookkeeping.test(field))

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
      (snapshots[position - 1]?.['record'] as Fields | undefined) ?? null,
      snapshot['record'] as Fields,
    ),
  }))
