// A report of more findings than are in memory at once: every one is in its files, with its evidence, and few are held in full.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishReport } from '#actions/publishReport.ts'
import type { StoredFinding } from '#model/detection.ts'
import { Report } from '#model/report.ts'
import type { Services } from '#runtime/services.ts'
import { batches } from '#store/table.ts'
import { created, keptContribution, newTracker, now, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'
import { reportsIn } from '#store/reports.ts'

/** Findings that are in memory with their evidence at once. */
const atOnce = 100
/** Each list of the page shows so many. */
const shownOnPage = 200
const [pairs, overlaps] = [230, 205]

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
  tracker = await newTracker(engine)
  const { store } = tracker
  const enter = async (at: number): Promise<void> => {
    const usd = { amount: `${1000 + at}.00`, unitsPerEur: {}, month: '2008-03', provisional: false }
    await store.contributions.commit({ ...created(idOf(at)), record: keptContribution({ id: idOf(at), usd }) })
  }
  for (const some of batches([...Array(2 * pairs).keys()], 46)) await Promise.all(some.map(enter))
  const findings = [
    ...Array.from({ length: pairs }, (_, at) => finding(`d${at}`, 'duplicate-record', 2 * at)),
    ...Array.from({ length: overlaps }, (_, at) => finding(`o${at}`, 'overlapping-effort', at)),
  ]
  await store.findings.put(findings)
}, 300_000)
afterAll(async () => {
  rmSync(tracker.fresh.config.REPORT_STORE.replace('file:', ''), { recursive: true, force: true })
  await engine.stop()
})

const idOf = (at: number): string => `c${String(at).padStart(3, '0')}`
const side = (at: number): StoredFinding['contributions'][0] => ({
  id: idOf(at),
  revision: 1,
  title: `Title of ${idOf(at)}`,
  provider: 'eu',
  reportedBy: 'eu',
  subCluster: null,
  visibility: 'shared',
})
const finding = (id: string, kind: StoredFinding['kind'], at: number): StoredFinding => ({
  id,
  kind,
  score: 0.9,
  state: 'open',
  contributions: [side(at), side(at + 1)],
  evidence: [{ field: 'money', a: '1', b: '1', weight: 3, text: `The amounts of ${id} agree.` }],
  usdAtRisk: '100.00',
  weightsVersion: '1',
  detected: true,
  reopenedBecause: null,
  verdict: null,
  names: null,
  decisionsRevision: 0,
  firstSeen: now,
  updatedAt: now,
})

/** The tracker's services, and the most findings and contributions that were ever read together. */
const watched = (): { services: Services; most: () => number } => {
  const { services } = tracker
  const { store } = services
  let most = 0
  const counted =
    <T>(reads: (ids: readonly string[], consistent?: boolean) => Promise<T>) =>
    async (ids: readonly string[], consistent?: boolean): Promise<T> => {
      most = Math.max(most, new Set(ids).size)
      return reads(ids, consistent)
    }
  const findings = { ...store.findings, getAll: counted(store.findings.getAll) }
  const contributions = { ...store.contributions, getAll: counted(store.contributions.getAll) }
  return { services: { ...services, store: { ...store, findings, contributions } }, most: () => most }
}

test('is whole in its files, though it is read a hundred findings at a time', async () => {
  const { services, most } = watched()

  await publishReport(services, { id: 'r1', edition: 'shared', trigger: 'on-demand' })

  const [json = '', csv = '', html = ''] = await Promise.all(
    ['json', 'csv', 'html'].map(async (ending) => services.files.get(`r1.${ending}`)),
  )
  const report = Report.parse(JSON.parse(json))
  expect(report.summary).toMatchObject({ decisions: pairs + overlaps, duplicateGroups: pairs })
  expect(report.duplicates.map(({ pairs: own }) => own[0]?.reasons.for)).toEqual(
    Array.from({ length: pairs }, (_, at) => [`The amounts of d${pairs - 1 - at} agree.`]),
  )
  expect(report.overlaps.map(({ reasons }) => reasons.for.length)).toEqual(Array.from({ length: overlaps }, () => 1))
  expect(report.findings).toHaveLength(pairs + overlaps)
  expect(csv.match(/The amounts of [do]\d+ agree\./g)).toHaveLength(pairs + overlaps)
  expect(html).toContain(`${pairs - shownOnPage} more groups are left out here; the CSV and JSON files`)
  expect(html).toContain(`${overlaps - shownOnPage} more findings are left out here`)
  // Two contributions a finding.
  expect(most()).toBeLessThanOrEqual(2 * atOnce)
}, 180_000)

test('is compared with the one before, which is not read whole', async () => {
  const { services } = tracker
  const opened: string[] = []
  const get: Services['files']['get'] = async (name) => {
    opened.push(name)
    return services.files.get(name)
  }
  await tracker.store.findings.put([finding('new', 'overlapping-effort', 300)])

  const files = { ...services.files, get }
  await publishReport({ ...services, files }, { id: 'r2', edition: 'shared', trigger: 'on-demand' })

  const { changes, previous } = Report.parse(JSON.parse((await services.files.get('r2.json')) ?? ''))
  expect(previous?.id).toBe('r1')
  expect(changes?.newFindings.map((one) => one.finding)).toEqual(['new'])
  expect(changes?.noLongerListed).toBe(0)
  expect(opened).toEqual(['r1.outline.json'])
}, 180_000)

test('is compared with one that names its open findings itself, as they once did', async () => {
  const { services } = tracker
  const open = ((await services.files.get('r2.open.txt')) ?? '').trim().split('\n')
  const { findings } = Report.parse(JSON.parse((await services.files.get('r2.json')) ?? ''))
  expect(open).toEqual(findings.map(({ id }) => id))
  const outline = JSON.parse((await services.files.get('r2.outline.json')) ?? '')
  await services.files.put('r2.outline.json', 'application/json', JSON.stringify({ ...outline, findings }))
  await services.files.remove('r2.open.txt')
  await tracker.store.findings.put([finding('newer', 'overlapping-effort', 302)])

  await publishReport(services, { id: 'r3', edition: 'shared', trigger: 'on-demand' })

  const { changes } = Report.parse(JSON.parse((await services.files.get('r3.json')) ?? ''))
  expect(changes?.newFindings.map((one) => one.finding)).toEqual(['newer'])
  expect(changes?.noLongerListed).toBe(0)
}, 180_000)

test('lists a finding that a rebuild has just taken away, without what is read again of it', async () => {
  const { services } = tracker
  const { store } = services
  const findings = { ...store.findings, getAll: async () => new Map<string, StoredFinding>() }

  await publishReport(
    { ...services, store: { ...store, findings } },
    { id: 'r4', edition: 'shared', trigger: 'on-demand' },
  )

  const { duplicates, createdAt } = Report.parse(JSON.parse((await services.files.get('r4.json')) ?? ''))
  expect(duplicates).toHaveLength(pairs)
  expect(duplicates[0]?.pairs).toMatchObject([
    { score: 0.9, usdAtRisk: null, reasons: { for: [] }, firstSeen: createdAt },
  ])
}, 180_000)

test.each(['json', 'csv'])(
  'fails as its %s file does, and lists nothing, in place of waiting for it',
  async (ending) => {
    const { services } = tracker
    const { save } = services.files
    const files: Services['files'] = {
      ...services.files,
      save: async (name, ...others) => {
        if (name.endsWith(ending)) throw new Error('The bucket is full.')
        return save(name, ...others)
      },
    }
    const id = `failing-${ending}`

    const published = publishReport({ ...services, files }, { id, edition: 'shared', trigger: 'on-demand' })

    await expect(published).rejects.toThrow('The bucket is full.')
    expect(await reportsIn(services.store.table).get(id)).toBeUndefined()
  },
  60_000,
)
