// The history of a record: every revision, who made it, when, and what changed.
import type { Revision } from '#model/audit.ts'
import { Refusal } from '#model/refusal.ts'
import type { Register } from '#store/register.ts'
import { changedFields, type Fields } from './changedFields.ts'
import type { Position } from './readOn.ts'

/** A stored snapshot, as the store keeps one per revision. */
type Snapshot = Record<string, unknown>

/** What changes with every revision and says nothing. */
const bookkeeping = /^(?:revision|updatedAt|createdAt|statusHistory(?:\/\d+)?)$/

const changesBetween = (before: Fields | null, after: Fields): Revision['changes'] =>
  changedFields(before, after).filter(({ field }) => !bookkeeping.test(field))

const asRevision = (snapshot: Snapshot, before: Snapshot | undefined): Revision => ({
  revision: Number(snapshot['sk']),
  at: String(snapshot['at']),
  by: String(snapshot['by']),
  organization: (snapshot['organization'] as string | null) ?? null,
  action: String(snapshot['action']),
  reason: (snapshot['reason'] as string | null) ?? null,
  changes: changesBetween((before?.['record'] as Fields | undefined) ?? null, snapshot['record'] as Fields),
})

export interface HistoryPage {
  revisions: Revision[]
  next: Position | undefined
}

/** A page of the revisions of a record, oldest first. Refuses `not-found` for a record without any. */
export const readHistory = async (
  register: Pick<Register<unknown>, 'snapshots'>,
  id: string,
  { after: position, limit }: { after: Position | undefined; limit: number },
): Promise<HistoryPage> => {
  const after = Number(position?.['after'] ?? 0)
  const { snapshots, before, next } = await register.snapshots(id, { after, limit })
  if (snapshots.length === 0 && after === 0) throw new Refusal('not-found', 'There is no such record.')
  return {
    revisions: snapshots.map((snapshot, at) => asRevision(snapshot, at === 0 ? before : snapshots[at - 1])),
    next: next === undefined ? undefined : { after: next },
  }
}
