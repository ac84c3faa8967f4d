// Commits one change of one record with its audit entry, chained to the record's previous one.
import type { AuditEntry } from '#model/audit.ts'
import type { Services } from '#runtime/services.ts'
import type { Row } from '#store/changes.ts'
import type { Register } from '#store/register.ts'
import type { Write } from '#store/table.ts'
import { changedFields, type Fields } from './changedFields.ts'
import type { ActionRequest } from './request.ts'

interface Revised {
  revision: number
  updatedAt: string
}

export interface RecordedChange<T> {
  id: string
  action: string
  previous: Row<T> | null
  record: T
  reason?: string | null
  further?: Write[]
  once: Write[]
}

/** Of a creation, all fields after and nothing before. */
const audited = (before: Fields | null, after: Fields): Pick<AuditEntry, 'before' | 'after'> => {
  if (!before) return { before: null, after }
  const changes = changedFields(before, after)
  return {
    before: Object.fromEntries(changes.map((change) => [change.field, change.before])),
    after: Object.fromEntries(changes.map((change) => [change.field, change.after])),
  }
}

export const recordChange = async <T extends Revised>(
  services: Services,
  { caller, requestId }: ActionRequest,
  register: Register<T>,
  change: RecordedChange<T>,
): Promise<void> => {
  const { id, action, previous, record } = change
  const entry: Omit<AuditEntry, 'hash'> = {
    seq: record.revision,
    at: record.updatedAt,
    by: caller.id,
    organization: caller.organization,
    requestId,
    action,
    record: id,
    ...audited((previous?.record as Fields | undefined) ?? null, record as unknown as Fields),
    previous: previous?.auditHash ?? null,
  }
  await register.commit({
    previous,
    record,
    audit: { ...entry, hash: services.fingerprint(entry) },
    reason: change.reason ?? null,
    further: change.further ?? [],
    once: change.once,
  })
}
