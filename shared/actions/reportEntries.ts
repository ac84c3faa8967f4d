// The findings that a report is made from: all of them by how they stand, and a few at a time with what is shown of them.
import type { EntrySource } from '#documents/reportEntries.ts'
import { shownEvidence } from '#domain/matching/shownEvidence.ts'
import { listedFinding, type OutlinedReport } from '#domain/report/buildReport.ts'
import { type EntryOutline, entryOutlines, shownEntries } from '#domain/report/entries.ts'
import { findingHolder, type HeldFinding, inFull, type ShownFinding } from '#domain/report/heldFinding.ts'
import { countedUsd } from '#domain/report/reportRecord.ts'
import type { Caller } from '#model/caller.ts'
import { type EntryList, entryLists, type ReportEntries } from '#model/report.ts'
import type { Services } from '#runtime/services.ts'
import { batches } from '#store/table.ts'
import { listFindings } from './listFindings.ts'

/** Findings, or contributions, that are in memory in full at once; of a group of more all of its own are. */
const atOnce = 100

/** What is in sight and not gone, held by little: no figure is made from its evidence, which is read again to be shown. */
export const findingsInSight = async (services: Services, reader: Caller): Promise<HeldFinding[]> => {
  const findings: HeldFinding[] = []
  const held = findingHolder()
  let after: Record<string, unknown> | undefined
  do {
    const page = await listFindings(services, reader, { after, limit: atOnce })
    for (const finding of page.findings) if (finding.state !== 'gone') findings.push(held(finding))
    after = page.next
  } while (after)
  return findings
}

const sidesOf = ({ contributions }: HeldFinding): string[] => contributions.map(({ id }) => id)

/** What counts for the contributions that may be counted twice, in cents. */
export const usdOfSides = async (
  { store }: Services,
  findings: readonly HeldFinding[],
): Promise<Map<string, bigint | null>> => {
  const named = new Set(findings.filter(({ kind }) => kind === 'duplicate-record').flatMap(sidesOf))
  const usdOf = new Map<string, bigint | null>()
  for (const some of batches([...named], atOnce))
    for (const [id, contribution] of await store.contributions.getAll(some, false))
      usdOf.set(id, countedUsd(contribution))
  return usdOf
}

const shownBatch = async (
  { store }: Services,
  { material, report }: OutlinedReport,
  outlines: readonly EntryOutline[],
): Promise<ReportEntries> => {
  const findings = outlines.flatMap((outline) => outline.findings)
  const [stored, contributions] = await Promise.all([
    store.findings.getAll(findings.map(({ id }) => id)),
    store.contributions.getAll(findings.flatMap(sidesOf).map(material.nodes.survivorOf), false),
  ])
  // How a finding stands is what the figures were made from; only what no figure is made from is read again.
  const shown = (held: HeldFinding): ShownFinding => {
    const now = stored.get(held.id)
    return {
      ...inFull(held),
      evidence: now?.evidence.map((one) => shownEvidence(one, 'en')) ?? [],
      usdAtRisk: now?.usdAtRisk ?? null,
      firstSeen: now?.firstSeen ?? report.createdAt,
    }
  }
  return shownEntries(outlines, shown, { ...material, contributions })
}

/** Entries of at least so many findings together, in order. */
function* inBatches(outlines: Iterable<EntryOutline>): Generator<EntryOutline[]> {
  let batch: EntryOutline[] = []
  let size = 0
  for (const outline of outlines) {
    batch.push(outline)
    size += outline.findings.length
    if (size < atOnce) continue
    yield batch
    batch = []
    size = 0
  }
  if (batch.length > 0) yield batch
}

/** The report's long lists, read from the tracker whenever a file is written from them. */
export const entriesFrom = (services: Services, outlined: OutlinedReport): EntrySource => {
  const { entries, open } = outlined
  return {
    counts: Object.fromEntries(entryLists.map((list) => [list, entries[list].length])) as EntrySource['counts'],
    async *read<L extends EntryList>(list: L, most = Number.POSITIVE_INFINITY) {
      for (const outlines of inBatches(entryOutlines(entries, list).take(most)))
        yield (await shownBatch(services, outlined, outlines))[list]
    },
    open: () => open.values().map(listedFinding),
  }
}
