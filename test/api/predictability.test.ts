// Predictability: what the next four quarters can rely on, the cliff, the largest provider, how long steps take, start-up gaps.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { architecture, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const path = '/v1/coverage/predictability'
const at = (day: string): void => {
  tracker.clock.now = `${day}T09:00:00.000Z`
}
const body = (different: Record<string, unknown>) => ({
  beneficiary: 'auc',
  subCluster: architecture,
  priorityAreas: [{ code: 'mission-planning' }],
  status: 'committed',
  ...different,
})
const usd = (amount: string, start: string, end: string) => ({
  money: { amount, currency: 'USD' },
  period: { start, end },
})
const rows = async (who: Who = 'reader', query = '') => (await callerOf(tracker, who).read(`${path}${query}`)).items

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const [eu, france, coordinator] = [
    callerOf(tracker, 'eu'),
    callerOf(tracker, 'france'),
    callerOf(tracker, 'coordinator'),
  ]
  const fund = body({ provider: 'eu', title: 'Map reading', ...usd('300.00', '2008-07-01', '2009-03-31') })
  await eu.made('/v1/contributions', fund)
  const small = body({ provider: 'france', title: 'Radio sets', ...usd('40.00', '2008-10-01', '2008-12-31') })
  await france.made('/v1/contributions', small)
  // Secret, and as much again in the first of the next quarters.
  const hidden = { title: 'Hidden advisers', visibility: 'coordinators', ...usd('1000.00', '2008-07-01', '2008-09-30') }
  await france.made('/v1/contributions', body({ provider: 'france', ...hidden }))
  const pledge = {
    title: 'Pledge of vehicles',
    status: 'pledged',
    subCluster: null,
    ...usd('9.00', '2008-07-01', '2008-07-02'),
  }
  const { id } = await eu.made('/v1/contributions', body({ provider: 'eu', priorityAreas: [], ...pledge }))
  for (const [type, date] of [
    ['commitment', '2008-06-12'],
    ['disbursement', '2008-07-02'],
  ])
    await eu.made(`/v1/contributions/${id}/transactions`, { type, date, money: { amount: '9.00', currency: 'USD' } })
  const money = { measure: 'usd', priorityArea: 'mission-planning' }
  const yearly = { amount: '400.00', period: { start: '2008-07-01', end: '2009-06-30' } }
  await coordinator.made('/v1/needs', need({ ...money, ...yearly }))
  const startUp = { urgency: 'start-up', period: { start: '2008-08-01', end: '2008-08-31' }, amount: '500.00' }
  await coordinator.made('/v1/needs', need({ ...money, title: 'First planners', ...startUp }))
  await tracker.settled(2)
}, 120_000)
afterAll(async () => trackers.stop())

test('a row says what the next four quarters can rely on', async () => {
  expect(await rows()).toEqual([
    {
      subCluster: architecture,
      beneficiary: 'auc',
      // 2008-Q3 to 2009-Q2; of the need and the start-up need both.
      nextFourQuarters: { needed: '900.00', arranged: '340.00', share: 0.3778 },
      largestProvider: { provider: 'eu', share: 0.8824 },
      cliff: { quarter: '2009-Q2', before: expect.any(String), after: '0.00' },
      medianDays: { pledgeToCommitment: null, commitmentToDisbursement: null },
      startUpGap: expect.any(String),
    },
    expect.objectContaining({
      subCluster: null,
      medianDays: { pledgeToCommitment: 10, commitmentToDisbursement: 20 },
      startUpGap: '0.00',
    }),
  ])
})

test('coordinators and its own partner see what is confidential counted, nobody else', async () => {
  const largest = async (who: Who) => (await rows(who))[0].largestProvider
  expect(await largest('coordinator')).toEqual({ provider: 'france', share: 0.7761 })
  expect(await largest('france')).toEqual({ provider: 'france', share: 0.7761 })
  expect([await largest('eu'), await largest('auditor')]).toEqual([
    { provider: 'eu', share: 0.8824 },
    { provider: 'eu', share: 0.8824 },
  ])
  expect((await rows('coordinator'))[0].cliff).toMatchObject({ quarter: '2008-Q4' })
})

test('what is missing of a start-up need on its first day stays missing, whatever comes later', async () => {
  const gap = async () => Number((await rows())[0].startUpGap)
  const before = await gap()
  expect(before).toBeCloseTo(500 - 300 * (92 / 274), 1)

  at('2008-08-02')
  const late = body({ provider: 'eu', title: 'Late planners', ...usd('500.00', '2008-08-10', '2008-08-31') })
  await callerOf(tracker, 'eu').made('/v1/contributions', late)
  await tracker.settled()

  expect(await gap()).toBe(before)
})

test('is narrowed to a sub-cluster or a beneficiary', async () => {
  const all = await rows()
  expect(await rows('reader', `?subCluster=${architecture}&beneficiary=auc`)).toEqual([all[0]])
  expect(await rows('reader', '?beneficiary=auc')).toEqual(all)
  expect(await rows('reader', '?subCluster=nobody-knows')).toEqual([])
})

test('comes in pages, and takes nothing else', async () => {
  const first = await callerOf(tracker, 'reader').read(`${path}?limit=1`)
  const second = await callerOf(tracker, 'reader').read(`${path}?limit=1&cursor=${first.next}`)

  expect([...first.items, ...second.items]).toEqual(await rows())
  expect(second.next).toBeNull()
  expectProblem(await callerOf(tracker, 'reader').get(`${path}?measure=seats`), 400, 'bad-query')
})
