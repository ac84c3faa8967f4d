// Verifies one record: its chain of audit entries, what the record says of it, and its history beside it.
import { type ChainFault, verifyChain } from '#domain/audit/verifyChain.ts'
import { verifyHistory } from '#domain/audit/verifyHistory.ts'
import type { AuditedKind } from '#model/audit.ts'
import type { Services } from '#runtime/services.ts'
import type { StoredRevision } from '#store/audit.ts'
import type { Row } from '#store/changes.ts'
import type { Store } from '#store/store.ts'
import type { Fields } from './changedFields.ts'
import { sameValue } from './sameValue.ts'

const standingIn = (
  store: Store,
): Record<AuditedKind, { asStored: (id: string) => Promise<Row<unknown> | undefined> }> => ({
  contribution: store.contributions,
  need: store.needs,
  partner: store.partners,
  member: store.members,
  term: store.terms,
  mapping: store.mappings,
  operation: store.peaceOperations,
  finding: store.findings.records,
})

const fieldsIn = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})

const historyFaults = (
  entries: readonly StoredRevision[],
  snapshots: readonly StoredRevision[],
  standing: Row<unknown> | undefined,
): ChainFault[] => {
  const said = new Map(entries.map(({ position, entry }) => [position, fieldsIn(entry['after'])]))
  const beside = snapshots.map(({ position, entry }) => ({
    seq: position,
    snapshot: fieldsIn(entry['record']),
    after: said.get(position) ?? {},
  }))
  const last = beside.at(-1)
  const isWhole = beside.every(({ seq }, at) => seq === at + 1) && beside.length === entries.length
  const isStanding = standing === undefined || sameValue(last?.snapshot ?? {}, standing.record)
  return [
    ...verifyHistory(beside, sameValue),
    ...(isWhole && isStanding ? [] : [{ seq: last?.seq ?? 0, fault: 'history-differs' as const }]),
  ]
}

export interface VerifiedRecord {
  entries: number
  faults: ChainFault[]
}

/** All that is wrong with a record's trail; `sealed` are the heads of it that were sealed. */
export const verifyRecord = async (
  { store, fingerprint }: Services,
  { kind, record, sealed }: { kind: AuditedKind; record: string; sealed: readonly { seq: number; hash: string }[] },
): Promise<VerifiedRecord> => {
  // The record first: a change that comes meanwhile makes the chain longer than it, and is looked at again.
  const read = async () => {
    const standing = await standingIn(store)[kind].asStored(record)
    const [entries, snapshots] = await Promise.all([
      store.audit.entriesOf(kind, record),
      store.audit.snapshotsOf(kind, record),
    ])
    return { standing, entries, snapshots }
  }
  let seen = await read()
  for (let again = 0; again < 3 && seen.entries.length > (seen.standing?.revision ?? 0); again += 1) seen = await read()
  const { standing, entries, snapshots } = seen
  const faults = [
    ...verifyChain({ record, entries, standing, sealed }, fingerprint),
    ...historyFaults(entries, snapshots, standing),
  ]
  return { entries: entries.length, faults }
}
