// Section `report`: what a report takes of memory for each open finding, with its files written to a folder. The findings
// and their contributions are made as they are read, so that there can be as many as wanted.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { publishReport } from '#actions/publishReport.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import type { Contribution } from '#model/contribution.ts'
import type { DetectedSide, StoredFinding } from '#model/detection.ts'
import { filesAt } from '#runtime/files.ts'
import type { Services } from '#runtime/services.ts'
import { keptContribution, newTracker, startQuickEngine } from '#test/support/builders.ts'
import { follow } from '#test/stream/replay.ts'
import { inventContributions } from './contributions.ts'
import { castOfSeeds, coordinator, enterDirectory } from './directory.ts'
import type { RequestsOptions } from './requests.ts'
import { textTable } from './textTable.ts'

/** Kilobytes of heap that a finding may take: who is in it and how it stands, and nothing that is shown of it. */
const mostKilobytes = 0.5

/** Of the function that writes reports, in infra/reports.ts. */
const functionMegabytes = 2048

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const liveMegabytes = (): number => {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

const numbered = (letter: string, at: number): string => `${letter}${String(at).padStart(31, '0')}`
const numberIn = (id: string): number => Number(id.slice(1))

/** Texts of their own, as they come out of an answer. */
const asRead = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const usdAt = (at: number): Contribution['usd'] => {
  const amount = `${1000 + (at % 32)}.00`
  return { amount, unitsPerEur: {}, month: '2008-03', provisional: false }
}
const modelContribution = keptContribution()
const contributionAt = (at: number): Contribution =>
  asRead({ ...modelContribution, id: numbered('c', at), usd: usdAt(at) })

/** A finding in three is of a duplicate, three or four of them in a group; the others are overlaps of effort. */
const findingAt = (model: StoredFinding, size: number, at: number): StoredFinding => {
  const contributions = size / 5
  const isDuplicate = at % 3 === 0
  const first = isDuplicate ? 2 * (at % (contributions / 2)) : at % (contributions - 7)
  const [a, b] = model.contributions
  const sideAt = (side: DetectedSide, own: number): DetectedSide => {
    const title = `Mission leadership course of partner ${own}`
    return { ...side, id: numbered('c', own), title, visibility: 'shared' }
  }
  return asRead({
    ...model,
    id: numbered('f', at),
    kind: isDuplicate ? 'duplicate-record' : 'overlapping-effort',
    contributions: [sideAt(a, first), sideAt({ ...b, provider: a.provider }, first + (isDuplicate ? 1 : 7))],
  })
}

/** The tracker with so many findings, which are nowhere. */
const withFindings = (services: Services, model: StoredFinding, size: number): Services => {
  const { store } = services
  const list: typeof store.findings.list = async ({ after, limit }) => {
    const first = after ? numberIn(String(after['pk']).replace(/^.*#/, '')) + 1 : 0
    const end = Math.min(first + limit, size)
    const findings = Array.from({ length: end - first }, (_, at) => findingAt(model, size, first + at))
    return { findings, next: end < size ? { pk: `FINDING#${numbered('f', end - 1)}` } : undefined }
  }
  const all =
    <T>(made: (at: number) => T) =>
    async (ids: readonly string[]): Promise<Map<string, T>> =>
      new Map(ids.map((id) => [id, made(numberIn(id))]))
  const records = { ...store.findings.records, getAll: async () => new Map() }
  const findings = { ...store.findings, list, records, getAll: all((at) => findingAt(model, size, at)) }
  const contributions = { ...store.contributions, getAll: all(contributionAt) }
  return { ...services, store: { ...store, findings, contributions } }
}

/** The finding with the most evidence that detection left of a hundred contributions. */
const modelFinding = async ({ store }: Services): Promise<StoredFinding> => {
  const { findings } = await store.findings.list({ limit: 200 })
  const [model] = findings.toSorted((a, b) => b.evidence.length - a.evidence.length)
  if (!model) throw new Error('No finding was made to measure by.')
  return model
}

/** How much lives while the report is read and written, looked at every so often. */
const watched = (services: Services): { services: Services; most: () => number } => {
  let [most, looks] = [0, 0]
  const look = (every: number): void => {
    looks += 1
    if (looks % every === 0) most = Math.max(most, liveMegabytes())
  }
  const { files, store } = services
  async function* looking(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      look(2000)
      yield piece
    }
    look(1)
  }
  const list: typeof store.findings.list = async (input) => {
    look(20)
    return store.findings.list(input)
  }
  const save: typeof files.save = async (name, type, body, bytes) => files.save(name, type, looking(body), bytes)
  const seen = { ...services, files: { ...files, save }, store: { ...store, findings: { ...store.findings, list } } }
  return { services: seen, most: () => most }
}

const measured = async (size: number): Promise<Record<'live' | 'bytes' | 'seconds' | 'resident', number>> => {
  const engine = await startQuickEngine()
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'))
  try {
    const tracker = await newTracker(engine, { empty: true })
    await enterDirectory(tracker.services)
    for (const sent of inventContributions(2008, castOfSeeds()).take(100))
      await submitContribution(tracker.services, coordinator, sent)
    await follow(tracker, tracker.services)
    const made = withFindings(tracker.services, await modelFinding(tracker.services), size)
    let bytes = 0
    const measure: Services['log']['measure'] = (_, { ReportBytes = 0 }) => {
      bytes += ReportBytes
    }
    const log = { ...made.log, measure }
    const before = liveMegabytes()
    const { services, most } = watched({ ...made, log, files: filesAt(`file:${folder}`) })
    const began = performance.now()
    await publishReport(services, { id: 'before', edition: 'coordinators', trigger: 'on-demand' })
    const seconds = (performance.now() - began) / 1000
    // Compared with the one before, as every report but the first is.
    await publishReport(services, { id: 'after', edition: 'coordinators', trigger: 'on-demand' })
    return { live: most() - before, bytes: bytes / 2, seconds, resident: process.resourceUsage().maxRSS / 1000 }
  } finally {
    rmSync(folder, { recursive: true })
    await engine.stop()
  }
}

/** It fails where a finding takes more of memory than it may. */
export const benchReport = async ({ sizes }: RequestsOptions): Promise<string[]> => {
  const results = []
  for (const size of sizes) results.push({ size, ...(await measured(size)) })
  const [first, last] = [results[0], results.at(-1)]
  console.log(
    `\nA report and the next, for so many open findings. Live heap is what it holds at most, over what was there before; resident
is the whole process at most, with what was not collected yet; the function that writes reports has ${functionMegabytes} MB:\n`,
  )
  const rows = results.map(({ size, live, resident, bytes, seconds }) =>
    [size, live.toFixed(1), resident.toFixed(0), (bytes / 1e6).toFixed(1), seconds.toFixed(1)].map(String),
  )
  console.log(textTable(['findings', 'live heap MB', 'resident MB', 'files MB', 's'], rows))
  if (!first || !last || first === last) return []
  const kilobytes = ((last.live - first.live) * 1000) / (last.size - first.size)
  console.log(`\nA further finding takes ${kilobytes.toFixed(2)} KB of it, at most ${mostKilobytes}.`)
  return kilobytes <= mostKilobytes ? [] : [`A finding takes ${kilobytes.toFixed(2)} KB of the report's memory.`]
}
