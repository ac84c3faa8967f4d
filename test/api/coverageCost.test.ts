// What coverage costs where everything is full: no request may cost more than this however many contributions there are.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refreshTarget } from '#actions/followCoverage.ts'
import { figureName, type Figures, neededName } from '#store/coverageCells.ts'
import { coverageGroupsIn } from '#store/coverageGroups.ts'
import type { Share } from '#store/shares.ts'
import { architecture } from '#test/support/bodies.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker

/** Every figure that a year can hold, of a programme of a hundred billion dollars. */
const fullYear = (): Figures =>
  new Map(
    [1, 2, 3, 4].flatMap((quarter) => [
      [neededName(`2008-Q${quarter}`), 12_345_678_901_234n] as [string, bigint],
      ...(['announced', 'arranged', 'delivered'] as const).flatMap((stage) =>
        (['reported', 'leftOut', 'width', 'saving'] as const).map((part): [string, bigint] => [
          figureName(`2008-Q${quarter}`, stage, part),
          part === 'reported' ? 12_345_678_901_234n : 1_234_567_890_123n,
        ]),
      ),
    ]),
  )

const years = Array.from({ length: 20 }, (_, at) => String(2008 + at))

const titleOf = (at: number): string =>
  `Support number ${at} to the ${['planning', 'logistics', 'mediation', 'training'][at % 4]} of a mission of the African Union in ${2008 + at}`

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const coverageGroups = coverageGroupsIn(tracker.services.store.table)
  const ids = Array.from({ length: 60 }, () => tracker.services.newId())
  // For coordinators as much again is confidential.
  const shares = ['everyone', 'coordinators'].flatMap((viewer) =>
    years.map((year): Share => ({
      viewer,
      measure: 'usd',
      leaf: 'subCluster,priorityArea,beneficiary',
      key: { subCluster: architecture, priorityArea: 'mission-planning', beneficiary: 'auc' },
      year,
      figures: fullYear(),
    })),
  )
  const beside = (['unconverted', 'unquantified'] as const).flatMap((list) =>
    ids.map((id, at) => ({
      list,
      viewers: ['everyone'],
      subCluster: architecture,
      id,
      entry: { id, title: titleOf(at), subCluster: architecture, measure: 'usd', source: { document: 'S/2008/186' } },
    })),
  )
  await coverageGroups.apply({
    before: [await coverageGroups.read('full')],
    after: [{ id: 'full', state: 'full', members: [], shares }],
    counted: new Map(),
    at: '2008-06-02T09:00:00.000Z',
    lostIn: () => [],
    besideBefore: [],
    besideAfter: [],
  })
  await coverageGroups.apply({
    before: [await coverageGroups.read('beside')],
    after: [{ id: 'beside', state: 'beside', members: [], shares: [] }],
    counted: new Map(),
    at: '2008-06-02T09:00:00.000Z',
    lostIn: () => [],
    besideBefore: [],
    besideAfter: beside,
  })
  await refreshTarget(tracker.services, JSON.stringify({ kind: 'beside', viewer: 'everyone' }))
  // The key that seals cursors is read once per process.
  await callerOf(tracker, 'reader').read('/v1/coverage')
})
afterAll(async () => trackers.stop())

/** All of it is counted once more an hour later. */
const countAgain = async (): Promise<void> => {
  const coverageGroups = coverageGroupsIn(tracker.services.store.table)
  const group = await coverageGroups.read('full')
  await coverageGroups.apply({
    before: [group],
    after: [{ id: 'full', state: 'none', members: [], shares: [] }],
    counted: new Map(),
    at: '2008-06-02T10:00:00.000Z',
    lostIn: () => [],
    besideBefore: [],
    besideAfter: [],
  })
}

const costOf = async (who: Who, path: string) => {
  const before = tracker.services.consumed.read
  const body = await callerOf(tracker, who).read(path)
  return { body, units: tracker.services.consumed.read - before }
}

describe('the programme by quarter over twenty full years, with fifty entries in both lists beside it', () => {
  test.each<[Who, number]>([
    ['reader', 2.5],
    ['eu', 3.5],
    ['coordinator', 4.5],
  ])('costs a %s at most %d read units', async (who, most) => {
    const { body, units } = await costOf(who, '/v1/coverage?groupBy=none,quarter&limit=200')

    expect(body.items).toHaveLength(80)
    expect([body.unconverted.length, body.unquantifiedNeeds.length]).toEqual([50, 50])
    expect(Object.keys(body.more)).toEqual(['unconverted', 'unquantifiedNeeds'])
    expect(units).toBeLessThanOrEqual(most)
  })
})

describe('the same as of an instant before all of it changed', () => {
  beforeAll(async () => {
    await countAgain()
    tracker.clock.now = '2008-06-02T11:00:00.000Z'
  })

  test.each<[Who, string]>([
    ['reader', 'none,quarter&limit=200'],
    ['coordinator', 'none,quarter&limit=200'],
    ['coordinator', 'subCluster,priorityArea,beneficiary&limit=200'],
  ])('costs a %s at most 64 read units a page by %s', async (who, groupBy) => {
    const { body, units } = await costOf(who, `/v1/coverage?groupBy=${groupBy}&asOf=2008-06-02T09:30:00.000Z`)

    expect(body.items.length).toBeGreaterThan(0)
    expect(units).toBeLessThanOrEqual(64)
  })
})
