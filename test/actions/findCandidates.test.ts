// The search for candidates: bounded by what it may read, and what it leaves out is counted.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findCandidates, glance, thorough } from '#actions/findCandidates.ts'
import { mostBlockingKeys } from '#domain/matching/blockingKeys.ts'
import { metricsLine } from '#runtime/log.ts'
import type { Services } from '#runtime/services.ts'
import { newTracker, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
let measured: Record<string, unknown>[]
let services: Services
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
  measured = []
  const log = {
    ...tracker.services.log,
    measure: (...[dimension, counts]: Parameters<Services['log']['measure']>) => {
      measured.push({ ...dimension, ...counts })
    },
  }
  services = { ...tracker.services, log }
})

test('a check reads the likeliest six, and counts how many it leaves', async () => {
  for (let copy = 0; copy < 9; copy += 1) await tracker.submit()
  const own = (await tracker.store.contributions.get('c0001'))?.record
  if (!own) throw new Error('It was not kept.')

  expect(await findCandidates(services, own, glance)).toHaveLength(6)
  expect(await findCandidates(services, own, thorough)).toHaveLength(8)
  expect(measured).toEqual([
    { Search: 'check', Candidates: 6, CandidatesLeftOut: 2, BlocksSplit: 0 },
    { Search: 'stream', Candidates: 8, CandidatesLeftOut: 0, BlocksSplit: 0 },
  ])
})

test('a block that is too full to read is counted, and costs a check no more than any other', async () => {
  const { id } = await tracker.submit()
  const own = (await tracker.store.contributions.get(id))?.record
  if (!own) throw new Error('It was not kept.')
  const keys = (await tracker.items()).flatMap(({ pk }) => (pk.startsWith('BLOCK#') ? [pk.slice('BLOCK#'.length)] : []))
  for (let copy = 0; copy < 150; copy += 1) {
    const entered = { id: `${copy}`.padStart(36, '0'), start: '2008-01-01', sketch: 'x'.repeat(90), keys }
    await tracker.table.transact(tracker.store.blocks.moveWrites(null, entered))
  }
  const before = services.consumed.read
  await findCandidates(services, own, glance)

  expect(measured).toEqual([{ Search: 'check', Candidates: 6, CandidatesLeftOut: 8, BlocksSplit: keys.length }])
  expect(keys.length).toBeLessThanOrEqual(mostBlockingKeys)
  // Half a unit for each of two looks, and half a unit for each candidate (none of these is there to be read).
  expect(services.consumed.read - before).toBe(keys.length + 3)
})

test('a look of a check is half a unit in the fullest block of the longest entries', async () => {
  const key = `by:${'o'.repeat(40)}:${'i'.repeat(40)}:2008`
  const place = (day: number) => ({ id: `${day}`.padStart(36, '0'), start: `2008-01-${day}` })
  for (let day = 10; day <= 31 + 20; day += 1) {
    const entered = { ...place(day), sketch: 'x'.repeat(90), keys: [key] }
    await tracker.table.transact(tracker.store.blocks.moveWrites(null, entered))
  }
  const before = services.consumed.read

  expect((await tracker.store.blocks.around(key, place(30), glance)).entries).toHaveLength(2 * glance.widest)
  expect(services.consumed.read - before).toBe(2 * 0.5)
})

test('counts are a line that CloudWatch makes metrics of', () => {
  expect(metricsLine({ Search: 'check' }, { Candidates: 6 }, 1000)).toEqual({
    _aws: {
      Timestamp: 1000,
      CloudWatchMetrics: [
        {
          Namespace: 'ContributionTracker',
          Dimensions: [['Search']],
          Metrics: [{ Name: 'Candidates', Unit: 'Count' }],
        },
      ],
    },
    Search: 'check',
    Candidates: 6,
  })
})
