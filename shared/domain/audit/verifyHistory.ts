// Whether the snapshots of a record's history say what its audit entries say: who edits a snapshot must edit the chain.
import type { ChainFault } from './verifyChain.ts'

type Fields = Readonly<Record<string, unknown>>

/** A snapshot of a record beside the audit entry of the same revision. */
export interface AuditedSnapshot {
  seq: number
  snapshot: Fields
  /** The fields that the entry says were changed, as they are after it; `transactions/2` is an item of a list. */
  after: Fields
}

const valueAt = (fields: Fields, path: string): unknown => {
  if (path in fields) return fields[path]
  const [field = '', item] = path.split('/')
  const list = fields[field]
  return item === undefined || !Array.isArray(list) ? undefined : list[Number(item)]
}

/** A later version of the tracker may add a field to a record; what was there must not move without an entry. */
const unchanged = (name: string, before: Fields, now: Fields): boolean => !(name in before) || !(name in now)

/** The snapshots whose contents no entry explains. `same` compares two values. */
export const verifyHistory = (
  snapshots: readonly AuditedSnapshot[],
  same: (a: unknown, b: unknown) => boolean,
): ChainFault[] =>
  snapshots
    .filter(({ snapshot, after }, at) => {
      const before = snapshots[at - 1]?.snapshot
      const named = new Set(Object.keys(after).map((path) => path.split('/')[0]))
      const isAsSaid = Object.entries(after).every(([path, value]) =>
        same(valueAt(snapshot, path) ?? null, value ?? null),
      )
      const isElseAsBefore =
        before === undefined ||
        Object.keys(snapshot).every(
          (name) => named.has(name) || unchanged(name, before, snapshot) || same(before[name], snapshot[name]),
        )
      return !isAsSaid || !isElseAsBefore
    })
    .map(({ seq }) => ({ seq, fault: 'history-differs' }))
