// The findings that a report is made from: all of them without their evidence, and a few at a time with it.
import type { EntrySource } from '#documents/reportEntries.ts'
import { shownEvidence } from '#domain/matching/shownEvidence.ts'
import type { OutlinedReport } from '#domain/report/buildReport.ts'
import { type EntryOutline, shownEntries } from '#domain/report/entries.ts'
import { countedUsd } from '#domain/report/reportRecord.ts'
import type { Caller } from '#model/caller.ts'
import type { Finding } from '#model/finding.ts'
import { type EntryList, entryLists, type ReportEntries } from '#model/report.ts'
import type { Services } from '#runtime/services.ts'
import { batches } from '#store/table.ts'
import { listFindings } from './listFindings.ts'

/** Findings, or contributions, that are in memory in full at once; of a group of more all of its own are. */
const atOnce = 100

/** What is in sight and not gone. Evidence is most of a finding, and no figure is made from it: it is let go at once. */
export const findingsInSight = async (services: Services, reader: Caller): Promise<Finding[]> => {
  const findings: Finding[] = []
  let after: Record<string, unknown> | undefined
  do {
    const page = await listFindings(services, reader, { after, limit: atOnce })
    for (const finding of page.findings) if (finding.state !== 'gone') findings.push({ ...finding, evidence: [] })
    after = page.next
  } while (after)
  return findings
}

const sidesOf = ({ contributions }: Finding): string[] => contributions.map(({ id }) => id)

/** What counts for the contributions that may be counted twice, in cents. */
export const usdOfSides = async (
  { store }: Services,
  findings: readonly Finding[],
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
  { material }: OutlinedReport,
  outlines: readonly EntryOutline[],
): Promise<ReportEntries> => {
  const findings = outlines.flatMap((outline) => outline.findings)
  const [stored, contributions] = await Promise.all([
    store.findings.getAll(findings.map(({ id }) => id)),
    store.contributions.getAll(findings.flatMap(sidesOf).map(material.nodes.survivorOf), false),
  ])
  // How a finding stands is what the figures were made from; only its evidence is read again.
  const evidenced = (finding: Finding): Finding => ({
    ...finding,
    evidence: stored.get(finding.id)?.evidence.map((one) => shownEvidence(one, 'en')) ?? [],
  })
  return shownEntries(outlines, evidenced, { ...material, contributions })
}

/** Entries of at least so many findings together, in order. */
function* inBatches(outlines: readonly EntryOutline[]): Generator<EntryOutline[]> {
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

/** The report's entries, read from the tracker whenever a file is written from them. */
export const entriesFrom = (services: Services, outlined: OutlinedReport): EntrySource => {
  const of = Map.groupBy(outlined.entries, ({ list }) => list)
  return {
    counts: Object.fromEntries(entryLists.map((list) => [list, of.get(list)?.length ?? 0])) as EntrySource['counts'],
    async *read<L extends EntryList>(list: L, most = Number.POSITIVE_INFINITY) {
      for (const outlines of inBatches((of.get(list) ?? []).slice(0, most)))
        yield (await shownBatch(services, outlined, outlines))[list]
    },
  }
}
