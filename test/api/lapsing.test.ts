// Pledges lapse by time alone: what lapses soon is listed, its partners are warned, and on its day it lapses once.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lapsePledges } from '#actions/lapsePledges.ts'
import { grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let id: string
beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())

const path = '/v1/coverage/lapsing'
const pledge = (different: Record<string, unknown> = {}) =>
  grant({
    title: 'Tents',
    status: 'pledged',
    money: { amount: '100.00', currency: 'USD', valueDate: '2008-06-01' },
    ...different,
  })
const at = (day: string): void => {
  tracker.clock.now = `${day}T09:00:00.000Z`
}
const look = async (day: string): Promise<void> => {
  at(day)
  await lapsePledges(tracker.services)
  await tracker.settled(2)
}
const listed = async (who: Who = 'reader', query = '') =>
  ((await callerOf(tracker, who).read(`${path}${query}`)).items as { title: string }[]).map(({ title }) => title)
const announcedReported = async () => {
  const { items } = await callerOf(tracker, 'reader').read('/v1/coverage?groupBy=none')
  return items[0]?.announced.reported
}
const record = async () => callerOf(tracker, 'eu').read(`/v1/contributions/${id}`)

beforeEach(async () => {
  tracker = await trackers.fresh()
  id = (await callerOf(tracker, 'eu').made('/v1/contributions', pledge())).id
  const commitment = { type: 'commitment', date: '2008-06-02', money: { amount: '40.00', currency: 'USD' } }
  await callerOf(tracker, 'eu').made(`/v1/contributions/${id}/transactions`, commitment)
  await tracker.settled()
})

test('a pledge is listed with what is outstanding of it, ninety days before it lapses', async () => {
  at('2009-03-03')
  expect(await listed()).toEqual([])
  expect(await listed('reader', '?days=91')).toEqual(['Tents'])

  at('2009-03-04')
  expect((await callerOf(tracker, 'reader').read(path)).items).toEqual([
    {
      id,
      title: 'Tents',
      provider: 'eu',
      beneficiary: 'auc',
      subCluster: null,
      due: '2009-06-02',
      outstanding: { usd: '60.00' },
    },
  ])
})

test('its partner is warned once, thirty days before', async () => {
  await look('2009-05-02')
  expect(tracker.announced).toEqual([])

  await look('2009-05-03')
  await look('2009-05-03')
  await look('2009-05-20')

  expect(tracker.announced.map(({ attributes }) => attributes)).toEqual([
    { event: 'pledge-lapses-soon', partner: 'eu' },
  ])
  expect(JSON.parse(tracker.announced[0]?.text ?? '')).toMatchObject({ due: '2009-06-02', contribution: { id } })
  expect(await announcedReported()).toBe('100.00')
})

test('on its day it lapses: no more of it counts than is arranged, and its history says so', async () => {
  await look('2009-06-01')
  expect(await announcedReported()).toBe('100.00')

  await look('2009-06-02')

  expect(await announcedReported()).toBe('40.00')
  expect(await record()).toMatchObject({ status: 'pledged', lapsedOn: '2009-06-02', revision: 3 })
  expect(await listed('coordinator', '?days=3660')).toEqual([])
  const { items } = await callerOf(tracker, 'eu').read(`/v1/contributions/${id}/history`)
  expect(items.at(-1)).toMatchObject({
    action: 'contribution.lapse',
    by: 'tracker',
    reason: 'Not renewed by 2009-06-02.',
  })
})

test('looked at twice, at once and late, it lapses once', async () => {
  at('2009-08-20')
  await Promise.all([lapsePledges(tracker.services), lapsePledges(tracker.services)])
  await look('2009-08-21')

  expect(await record()).toMatchObject({ lapsedOn: '2009-08-20', revision: 3 })
  expect(tracker.faults).toEqual([])
})

test('a renewal restores it, until the next deadline', async () => {
  await look('2009-06-02')
  at('2009-07-01')
  await callerOf(tracker, 'eu').made(`/v1/contributions/${id}/renewals`, { date: '2009-07-01' })
  await tracker.settled()

  expect(await announcedReported()).toBe('100.00')
  expect(await record()).toMatchObject({ lapsedOn: null })
  await look('2009-12-01')
  expect(await announcedReported()).toBe('100.00')
  await look('2009-12-02')
  expect(await announcedReported()).toBe('40.00')
})

test('a list that lags behind lapses nothing that was renewed or committed meanwhile', async () => {
  at('2009-06-02')
  await callerOf(tracker, 'eu').made(`/v1/contributions/${id}/renewals`, { date: '2009-06-01' })
  await lapsePledges(tracker.services)

  expect(await record()).toMatchObject({ lapsedOn: null, revision: 3 })
})

test('a confidential pledge is listed for its partners and coordinators, and lapses as well', async () => {
  const secret = pledge({ provider: 'france', title: 'Hidden tents', visibility: 'coordinators' })
  const hidden = (await callerOf(tracker, 'france').made('/v1/contributions', secret)).id
  await tracker.settled()
  at('2009-05-03')

  expect(await listed('coordinator')).toEqual(['Tents', 'Hidden tents'])
  expect(await listed('france')).toEqual(['Tents', 'Hidden tents'])
  expect([await listed('eu'), await listed('reader'), await listed('auditor')]).toEqual([
    ['Tents'],
    ['Tents'],
    ['Tents'],
  ])
  await look('2009-05-03')
  const told = tracker.announced.filter(({ text }) => text.includes('Hidden tents'))
  expect(told.map(({ attributes }) => attributes['partner'])).toEqual(['france'])
  await look('2009-06-02')
  expect(await callerOf(tracker, 'france').read(`/v1/contributions/${hidden}`)).toMatchObject({
    lapsedOn: '2009-06-02',
  })
})

test('the list is paged', async () => {
  for (const title of ['Boots', 'Radios']) {
    const body = pledge({ title, provider: 'eu', visibility: title === 'Boots' ? 'coordinators' : 'shared' })
    await callerOf(tracker, 'eu').made('/v1/contributions', body)
  }
  await tracker.settled()
  const titles: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const cursor = next === '' ? '' : `&cursor=${next}`
    const page = await callerOf(tracker, 'coordinator').read(`${path}?days=400&limit=1${cursor}`)
    titles.push(...page.items.map(({ title }: { title: string }) => title))
    next = page.next
  }

  expect(titles).toEqual(['Tents', 'Boots', 'Radios'])
})

test('what is no number of days and no page is refused', async () => {
  for (const query of ['days=-1', 'days=3661', 'days=soon', 'asOf=2008', 'limit=0', 'cursor=x'])
    expectProblem(await callerOf(tracker, 'reader').get(`${path}?${query}`), 400)
})
