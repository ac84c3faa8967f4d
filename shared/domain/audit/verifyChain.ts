// Whether the chain of one record's audit entries is as it was written: any edit, deletion, insertion, swap or cut shows.
import type { AuditFault } from '#model/audit.ts'

/** An entry as it lies in the table, by the place that its key gives it: nothing in it is taken on trust. */
export interface StoredEntry {
  position: number
  entry: Readonly<Record<string, unknown>>
}

export interface Chain {
  record: string
  /** In the order of their places. */
  entries: readonly StoredEntry[]
  /** What the record itself says of its newest entry; undefined where there is no record. */
  standing: { revision: number; auditHash: string } | undefined
  /** Heads of this chain that were sealed. */
  sealed: readonly { seq: number; hash: string }[]
}

export interface ChainFault {
  seq: number
  fault: AuditFault
}

type Fingerprint = (value: unknown) => string

/** What an entry's hash is made of: all of it but the hash, the hash before it included. */
export const hashOf = ({ hash: _hash, ...rest }: Readonly<Record<string, unknown>>, fingerprint: Fingerprint): string =>
  fingerprint(rest)

const faultsOfEntry = (
  chain: Chain,
  { position, entry }: StoredEntry,
  at: number,
  fingerprint: Fingerprint,
): ChainFault[] => {
  const before = chain.entries[at - 1]
  const isNext = position === (before?.position ?? 0) + 1
  const checks: [boolean, AuditFault][] = [
    [isNext, 'missing'],
    [entry['seq'] === position, 'out-of-order'],
    [entry['record'] === chain.record, 'of-another-record'],
    [entry['previous'] === (before?.entry['hash'] ?? null), 'broken-link'],
    [entry['hash'] === hashOf(entry, fingerprint), 'edited'],
  ]
  return checks.filter(([isWell]) => !isWell).map(([, fault]) => ({ seq: position, fault }))
}

const faultsOfHead = ({ entries, standing }: Chain): ChainFault[] => {
  const last = entries.at(-1)
  const seq = last?.position ?? 0
  if (!standing) return [{ seq, fault: 'record-missing' }]
  if (standing.revision > seq) return [{ seq: seq + 1, fault: 'missing' }]
  const isHead = standing.revision === seq && standing.auditHash === last?.entry['hash']
  return isHead ? [] : [{ seq, fault: 'record-differs' }]
}

/**
 * All that is wrong with a chain; nothing for one that is as it was written. Whoever rewrites a whole chain and its record
 * is shown by the seals alone: what is not sealed yet can be rewritten whole.
 */
export const verifyChain = (chain: Chain, fingerprint: Fingerprint): ChainFault[] => {
  const hashes = new Map(chain.entries.map(({ position, entry }) => [position, entry['hash']]))
  return [
    ...chain.entries.flatMap((stored, at) => faultsOfEntry(chain, stored, at, fingerprint)),
    ...faultsOfHead(chain),
    ...chain.sealed
      .filter(({ seq, hash }) => hashes.get(seq) !== hash)
      .map(({ seq }): ChainFault => ({ seq, fault: 'seal-differs' })),
  ]
}
