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
import { seesFinding, standingOf } from './readFindings.ts'

/** Findings, or contributions, that are in memory in full at once; of a group of more all of its own are. */
const atOnce = 100

/** Findings that are looked at together before they are held: about what a page of DynamoDB holds. */
const lookedAtOnce = 400

/** Reads what comes next while what came is worked on. */
async function* ahead<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = parts[Symbol.asyncIterator]()
  let coming = iterator.next()
  try {
    for (let read = await coming; !read.done; read = await coming) {
      coming = iterator.next()
      // What fails is heard of when it is waited for.
      coming.catch(() => {})
      yield read.value
    }
  } finally {
    await iterator.return?.()
  }
}

/** Pairs that detection left, with what people said of them. */
async function* pairsInSight({ store }: Services, reader: Caller): AsyncGenerator<HeldFinding[]> {
  let after: Record<string, unknown> | undefined
  do {
    const page = await store.findings.list({ after, limit: lookedAtOnce })
    const seen = page.findings.filter((stored) => seesFinding(reader, stored))
    const ids = batches(
      seen.map(({ id }) => id),
      atOnce,
    )
    const records = await Promise.all(ids.map(async (some) => store.findings.records.getAll(some)))
    const said = new Map(records.flatMap((some) => [...some]))
    yield seen.map((stored) => ({ ...stored, ...standingOf(stored, said.get(stored.id)) }))
    after = page.next
  } while (after)
}

async function* oversupplyInSight(services: Services, reader: Caller): AsyncGenerator<HeldFinding[]> {
  let after: Record<string, unknown> | undefined
  do {
    const page = await listFindings(services, reader, { kind: 'oversupply', after, limit: atOnce })
    yield page.findings
    after = page.next
  } while (after)
}

/** What is in sight and not gone, held by little: no figure is made from its evidence, which is read again to be shown. */
export const findingsInSight = async (services: Services, reader: Caller): Promise<HeldFinding[]> => {
  const findings: HeldFinding[] = []
  const held = findingHolder()
  for (const parts of [pairsInSight, oversupplyInSight])
    for await (const some of ahead(parts(services, reader)))
      for (const finding of some) if (finding.state !== 'gone') findings.push(held(finding))
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
  async function* read() {
    for (const some of batches([...named], atOnce)) yield await store.contributions.getAll(some, false)
  }
  for await (const contributions of ahead(read()))
    for (const [id, contribution] of contributions) usdOf.set(id, countedUsd(contribution))
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

/** The report's long lists, read from the tracker while its files are written. */
export const entriesFrom = (services: Services, outlined: OutlinedReport): EntrySource => {
  const { entries, open } = outlined
  async function* read<L extends EntryList>(list: L, most: number): AsyncGenerator<ReportEntries[L]> {
    for (const outlines of inBatches(entryOutlines(entries, list).take(most)))
      yield (await shownBatch(services, outlined, outlines))[list]
  }
  return {
    counts: Object.fromEntries(entryLists.map((list) => [list, entries[list].length])) as EntrySource['counts'],
    read: (list, most = Number.POSITIVE_INFINITY) => ahead(read(list, most)),
    open: () => open.values().map(listedFinding),
  }
}
