// Section `report`: what a report takes of memory for each open finding, with its files written to a folder.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { publishReport } from '#actions/publishReport.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import type { StoredFinding } from '#model/detection.ts'
import { filesAt } from '#runtime/files.ts'
import type { Services } from '#runtime/services.ts'
import { batches } from '#store/table.ts'
import { created, keptContribution, newTracker, startQuickEngine } from '#test/support/builders.ts'
import { follow } from '#test/stream/replay.ts'
import { inventContributions } from './contributions.ts'
import { castOfSeeds, coordinator, enterDirectory } from './directory.ts'
import type { RequestsOptions } from './requests.ts'
import { textTable } from './textTable.ts'

/** Kilobytes of heap that a finding may take: who is in it and how it stands, without its evidence. */
const mostKilobytes = 3

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const liveMegabytes = (): number => {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

/** Contributions that the findings are between. */
const contributionsFor = async ({ store }: Services, size: number): Promise<string[]> => {
  const ids = Array.from({ length: size / 5 }, (_, at) => `0193a000-0000-7000-8000-${String(at).padStart(12, '0')}`)
  for (const some of batches(ids, 32))
    await Promise.all(
      some.map(async (id, at) => {
        const usd = { amount: `${1000 + at}.00`, unitsPerEur: {}, month: '2008-03', provisional: false }
        await store.contributions.commit({ ...created(id), record: keptContribution({ id, usd }) })
      }),
    )
  return ids
}

/** A finding in three is of a duplicate, three or four of them in a group; the others are overlaps of effort. */
const findingAt = (model: StoredFinding, ids: readonly string[], at: number): StoredFinding => {
  const isDuplicate = at % 3 === 0
  const first = isDuplicate ? 2 * (at % (ids.length / 2)) : at % (ids.length - 7)
  const sides = [ids[first] ?? '', ids[isDuplicate ? first + 1 : first + 7] ?? ''] as const
  const [a, b] = model.contributions
  return {
    ...model,
    id: `f${String(at).padStart(31, '0')}`,
    kind: isDuplicate ? 'duplicate-record' : 'overlapping-effort',
    contributions: [
      { ...a, id: sides[0], visibility: 'shared' },
      { ...b, id: sides[1], visibility: 'shared' },
    ],
  }
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

const measured = async (size: number): Promise<{ live: number; bytes: number; seconds: number }> => {
  const engine = await startQuickEngine()
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'))
  try {
    const tracker = await newTracker(engine, { empty: true })
    await enterDirectory(tracker.services)
    for (const sent of inventContributions(2008, castOfSeeds()).take(100))
      await submitContribution(tracker.services, coordinator, sent)
    await follow(tracker, tracker.services)
    const { store } = tracker.services
    const [model, ids] = [await modelFinding(tracker.services), await contributionsFor(tracker.services, size)]
    for (let first = 0; first < size; first += 32)
      await store.findings.put(
        Array.from({ length: Math.min(32, size - first) }, (_, at) => findingAt(model, ids, first + at)),
      )
    let bytes = 0
    const measure: Services['log']['measure'] = (_, { ReportBytes = 0 }) => {
      bytes += ReportBytes
    }
    const log = { ...tracker.services.log, measure }
    const before = liveMegabytes()
    const { services, most } = watched({ ...tracker.services, log, files: filesAt(`file:${folder}`) })
    const began = performance.now()
    await publishReport(services, { id: 'measured', edition: 'coordinators', trigger: 'on-demand' })
    return { live: most() - before, bytes, seconds: (performance.now() - began) / 1000 }
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
    '\nA report, for so many open findings; live heap is what it holds at most, over what was there before:\n',
  )
  const rows = results.map(({ size, live, bytes, seconds }) =>
    [size, live.toFixed(1), (bytes / 1e6).toFixed(1), seconds.toFixed(1)].map(String),
  )
  console.log(textTable(['findings', 'live heap MB', 'files MB', 's'], rows))
  if (!first || !last || first === last) return []
  const kilobytes = ((last.live - first.live) * 1000) / (last.size - first.size)
  console.log(`\nA further finding takes ${kilobytes.toFixed(2)} KB of it, at most ${mostKilobytes}.`)
  return kilobytes <= mostKilobytes ? [] : [`A finding takes ${kilobytes.toFixed(2)} KB of the report's memory.`]
}
