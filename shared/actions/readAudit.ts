// The audit trail as an auditor reads it: what is about something confidential is there as hashes only.
import { sees } from '#domain/can.ts'
import { oversupplyAt } from '#domain/findings/oversupply.ts'
import { AuditEntry, type AuditedKind, type HiddenAuditEntry } from '#model/audit.ts'
import type { Caller } from '#model/caller.ts'
import type { Services } from '#runtime/services.ts'
import { mustBeAllowed } from './permission.ts'

export type ShownEntry = AuditEntry | HiddenAuditEntry

interface ReadEntry {
  kind: AuditedKind
  entry: AuditEntry
}

/** The contributions that an entry names in its relations, as they were or as they became. */
const relatedIn = ({ before, after }: AuditEntry): string[] =>
  [before, after]
    .flatMap((fields) => Object.entries(fields ?? {}))
    .filter(([field]) => /^relations(?:\/\d+)?$/.test(field))
    .flatMap(([, value]) => [value ?? []].flat() as { contribution?: unknown }[])
    .map(({ contribution }) => String(contribution))

/** The contributions that an entry is about or names. */
const contributionsOf = async ({ store }: Services, { kind, entry }: ReadEntry): Promise<string[]> => {
  if (kind === 'contribution') return [entry.record, ...relatedIn(entry)]
  if (kind !== 'finding') return []
  // Of everyone's figures a word names nothing confidential; of coordinators' it may.
  if (oversupplyAt(entry.record)?.isCoordinators === false) return []
  const finding = await store.findings.get(entry.record)
  // A finding that is not there cannot be said to name nothing confidential.
  return finding?.contributions.map(({ id }) => id) ?? [entry.record]
}

/** Entries as this caller may see them: hidden where one of the contributions that they name is, or is not there. */
const shownEntries = async (
  services: Services,
  caller: Caller,
  entries: readonly ReadEntry[],
): Promise<ShownEntry[]> => {
  const named = await Promise.all(entries.map(async (entry) => contributionsOf(services, entry)))
  const contributions = await services.store.contributions.getAll(named.flat())
  const isSeen = (id: string): boolean => {
    const contribution = contributions.get(id)
    return contribution !== undefined && sees(caller, contribution)
  }
  return entries.map(({ entry }, at) => {
    if (named[at]?.every(isSeen)) return entry
    const { seq, at: instant, previous, hash } = entry
    return { seq, at: instant, previous, hash }
  })
}

/** What is no entry any more is not shown as one: verification says what became of it. */
const readable = (kind: AuditedKind, entry: unknown): ReadEntry[] => {
  const read = AuditEntry.safeParse(entry)
  return read.success ? [{ kind, entry: read.data }] : []
}

export interface AuditPage {
  entries: ShownEntry[]
  next: string | undefined
}

/** What was written in a month, in the order of time. Refuses `forbidden` to all but auditors. */
export const readAuditMonth = async (
  services: Services,
  caller: Caller,
  { month, after, limit }: { month: string; after: string | undefined; limit: number },
): Promise<AuditPage> => {
  mustBeAllowed(caller, 'audit.read')
  const { heads, next } = await services.store.audit.writtenIn(month, { after, limit })
  const found = await services.store.audit.entriesAt(heads)
  const read = heads.flatMap(({ kind }, at) => readable(kind, found[at]))
  return { entries: await shownEntries(services, caller, read), next }
}

/** All entries of one record, from the first. Refuses `forbidden` to all but auditors. */
export const readAuditOf = async (
  services: Services,
  caller: Caller,
  { kind, record, after, limit }: { kind: AuditedKind; record: string; after: number; limit: number },
): Promise<{ entries: ShownEntry[]; next: number | undefined }> => {
  mustBeAllowed(caller, 'audit.read')
  const all = await services.store.audit.entriesOf(kind, record)
  const page = all.filter(({ position }) => position > after).slice(0, limit)
  const entries = page.flatMap(({ entry }) => readable(kind, entry))
  const last = page.at(-1)?.position
  return {
    entries: await shownEntries(services, caller, entries),
    next: last !== undefined && last < (all.at(-1)?.position ?? 0) ? last : undefined,
  }
}
