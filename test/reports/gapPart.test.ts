// The report's gap part, from what partners entered: what was lost since the last report, what lapses, what is stale, whom to ask.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Report } from '#model/report.ts'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const reports: Record<string, Report> = {}
const ids: Record<string, string> = {}

const dollars = (amount: string) => ({ money: { amount, currency: 'USD', valueDate: '2008-04-01' } })
const spring = { period: { start: '2008-04-01', end: '2008-05-31' } }
const reportOf = async (edition: string): Promise<Report> => {
  const { headers } = await callerOf(tracker, 'coordinator').post('/v1/reports', { edition })
  return Report.parse((await callerOf(tracker, 'coordinator').get(headers.get('location') ?? '')).body)
}

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  tracker.clock.now = '2008-06-02T09:00:00.000Z'
  const [coordinator, eu, france] = [
    callerOf(tracker, 'coordinator'),
    callerOf(tracker, 'eu'),
    callerOf(tracker, 'france'),
  ]
  const money = { priorityArea: 'mission-management', measure: 'usd', amount: '100.00', ...spring }
  await coordinator.made('/v1/needs', need({ title: 'Managers', urgency: 'start-up', ...money }))
  const june = { period: { start: '2008-06-01', end: '2008-06-30' } }
  await coordinator.made('/v1/needs', need({ title: 'Two advisers', measure: 'experts', amount: '2', ...june }))
  ids['cover'] = (await eu.made('/v1/contributions', course({ ...dollars('100.00'), ...spring }))).id
  const hidden = course({
    provider: 'france',
    title: 'Hidden',
    visibility: 'coordinators',
    ...dollars('1.00'),
    ...spring,
  })
  ids['hidden'] = (await france.made('/v1/contributions', hidden)).id
  ids['pledge'] = (await france.made('/v1/contributions', grant({ provider: 'france', status: 'pledged' }))).id
  await tracker.settled()
  reports['first'] = await reportOf('shared')
  tracker.clock.now = '2009-04-01T09:00:00.000Z'
  await eu.patch(`/v1/contributions/${ids['cover']}`, dollars('60.00'), 1)
  await tracker.settled()
  for (const edition of ['shared', 'coordinators']) reports[edition] = await reportOf(edition)
  tracker.clock.now = '2009-04-08T09:00:00.000Z'
  reports['later'] = await reportOf('shared')
  for (const [at, amount] of ['100.00', '50.00', '100.00'].entries()) {
    await eu.patch(`/v1/contributions/${ids['cover']}`, dollars(amount), at + 2)
    await tracker.settled()
  }
  reports['regained'] = await reportOf('shared')
}, 120_000)
afterAll(async () => {
  rmSync(tracker.config.REPORT_STORE.replace('file:', ''), { recursive: true, force: true })
  await trackers.stop()
})

test('names the cover that was lost since the report before, and not again in the next', () => {
  expect(reports['first']?.lostCover).toEqual([])
  expect(reports['shared']?.lostCover).toMatchObject([
    {
      measure: 'usd',
      priorityArea: { code: 'mission-management' },
      beneficiary: { code: 'auc' },
      quarters: [{ quarter: '2008-Q2', needed: '100.00', before: '100.00', after: '60.00' }],
    },
  ])
  expect(reports['later']?.lostCover).toEqual([])
})

test('says of cover that was lost and found again that it is there', () => {
  expect(reports['shared']?.lostCover[0]?.quarters).toMatchObject([{ coveredAgain: false }])
  expect(reports['regained']?.lostCover).toMatchObject([
    { quarters: [{ quarter: '2008-Q2', before: '100.00', after: '50.00', coveredAgain: true }] },
  ])
})

test('names the pledges that lapse within ninety days', () => {
  expect(reports['first']?.lapsing).toEqual([])
  expect(reports['shared']?.lapsing).toMatchObject([
    { id: ids['pledge'], provider: { code: 'france' }, due: '2009-06-02', outstanding: { usd: '10.00' } },
  ])
})

test('names what is past its end and still counts, to each edition what it may see', () => {
  const stale = (name: string) => new Map(reports[name]?.stale.map(({ id, daysPast }) => [id, daysPast]))

  expect(stale('first')).toEqual(new Map([[ids['cover'], 2]]))
  expect(stale('shared')).toEqual(new Map([[ids['cover'], 305]]))
  expect(stale('coordinators')).toEqual(
    new Map([
      [ids['cover'], 305],
      [ids['hidden'], 305],
    ]),
  )
})

test('puts the start-up gap first and says whom to ask about it', () => {
  const [first] = reports['shared']?.gaps ?? []

  expect(first).toMatchObject({ urgency: 'start-up', gap: { arranged: { expected: '40.00' } } })
  expect(first?.couldFill.map(({ partner, reasons }) => [partner.code, reasons[0]?.kind])).toContainEqual([
    'eu',
    'active-in-area',
  ])
})

test('counts experts in expert-days', () => {
  const advisers = reports['shared']?.gaps.find(({ measure }) => measure === 'experts')

  expect(advisers).toMatchObject({ needed: '60.00', gap: { arranged: { expected: '60.00' } } })
  expect(reports['shared']?.totals.find(({ measure }) => measure === 'experts')?.needed).toBe('60.00')
})
