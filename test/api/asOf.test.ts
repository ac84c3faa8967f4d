// Coverage as of an instant: the body that was answered then, by whoever asks again.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { enterProgramme } from './programme.ts'

let trackers: TestTrackers
let tracker: TestTracker
let ids: Record<string, string>
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  ids = await enterProgramme(tracker)
}, 120_000)
afterAll(async () => trackers.stop())

const readers: Who[] = ['reader', 'eu', 'coordinator']
const paths = ['usd', 'seats', 'experts'].flatMap((measure) =>
  ['subCluster,priorityArea', 'none,quarter', 'provider,year'].map(
    (groupBy) => `/v1/coverage?measure=${measure}&groupBy=${groupBy}`,
  ),
)
const bodies = async (asOf = '') => {
  const asked = readers.flatMap((who) => paths.map(async (path) => callerOf(tracker, who).read(`${path}${asOf}`)))
  return Promise.all(asked)
}

test(
  'the whole answer is given again: rows, lists beside them, and the instant itself',
  { timeout: 120_000 },
  async () => {
    const before = await bodies()
    const then = tracker.clock.now
    tracker.clock.now = '2008-06-02T09:00:01.000Z'
    const eu = callerOf(tracker, 'eu')
    await eu.patch(`/v1/contributions/${ids['pledge']}`, { inKind: [{ quantity: '7', unit: 'seats' }] }, 1)
    await eu.remove(`/v1/contributions/${ids['year']}`, 1)
    await eu.made('/v1/contributions', grant({ title: 'Hidden', visibility: 'coordinators' }))
    await eu.made('/v1/contributions', grant({ title: 'More teachers', money: { amount: '3', currency: 'ETB' } }))
    await callerOf(tracker, 'coordinator').made('/v1/needs', need({ title: 'Money', measure: 'usd' }))
    await tracker.settled(2)
    const after = await bodies()

    expect(await bodies(`&asOf=${then}`)).toEqual(before)
    expect(await bodies(`&asOf=${tracker.clock.now}`)).toEqual(after)
    expect(after).not.toEqual(before.map((body) => ({ ...body, asOf: tracker.clock.now })))
  },
)

test('before anything was recorded there was nothing', async () => {
  const body = await callerOf(tracker, 'coordinator').read('/v1/coverage?asOf=2001-01-01T00:00:00Z')

  expect(body).toMatchObject({
    items: [],
    shared: [],
    unspecified: [],
    unconverted: [],
    unquantifiedNeeds: [],
    next: null,
  })
})

test('what is no past instant is refused, and so is more of a list than was kept', async () => {
  const reader = callerOf(tracker, 'reader')
  for (const asOf of ['2099-01-01T00:00:00Z', '2008-06-02', 'yesterday', ''])
    expectProblem(await reader.get(`/v1/coverage?asOf=${asOf}`), 400, 'bad-query')
  const list = '/v1/coverage?asOf=2008-06-02T09:00:00Z&list=unconverted'
  expectProblem(await reader.get(list), 400, 'bad-query')
})
