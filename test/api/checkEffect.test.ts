// What check says of a cell's gap is what the cell's gap is once the contribution is recorded and followed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { course, need } from '#test/support/bodies.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())

const registered = need({
  priorityArea: 'mission-management',
  measure: 'usd',
  amount: '500000',
  period: { start: '2008-04-01', end: '2008-06-30' },
})

const gapOf = async (tracker: TestTracker, who: Who): Promise<{ gap: string; oversupply: string }> => {
  const { items } = await callerOf(tracker, who).read(
    '/v1/coverage?groupBy=subCluster,priorityArea,beneficiary,quarter&from=2008-04-01&to=2008-06-30',
  )
  return { gap: items[0].gap.announced.expected, oversupply: items[0].oversupply.announced.expected }
}

const dollars = (amount: string) => ({ money: { amount, currency: 'USD' } })
const asPartOf = (id: string, amount: string) => ({
  ...dollars(amount),
  title: 'Radio sets for the convoy drivers',
  relations: [{ type: 'part-of', contribution: id }],
})

test.each<
  [name: string, who: Who, standing: Record<string, unknown>[], draft: (id: string) => Record<string, unknown>]
>([
  ['nothing like it', 'eu', [], () => ({})],
  ['a duplicate of what stands', 'eu', [{}], () => ({})],
  ['a duplicate of two that stand', 'eu', [{}, {}], () => dollars('155000')],
  ['a duplicate of what its reader may not see', 'france', [{ visibility: 'coordinators' }], () => ({})],
  ['a duplicate of what coordinators see', 'coordinator', [{ visibility: 'coordinators' }], () => ({})],
  ['a part of what stands', 'eu', [dollars('400000')], (id) => asPartOf(id, '100000')],
  [
    'a part of an envelope of another month',
    'eu',
    [{}],
    (id) => ({ ...asPartOf(id, '1000'), period: { start: '2008-05-01' } }),
  ],
  [
    'what passes the need',
    'eu',
    [dollars('400000')],
    () => ({ ...dollars('300000'), title: 'Radio sets for drivers' }),
  ],
])('for %s', { timeout: 60_000 }, async (_name, who, standing, draft) => {
  const tracker = await trackers.fresh()
  await callerOf(tracker, 'coordinator').made('/v1/needs', registered)
  const ids: string[] = []
  for (const body of standing) ids.push((await callerOf(tracker, 'eu').made('/v1/contributions', course(body))).id)
  await tracker.settled()
  const provider = who === 'coordinator' ? 'eu' : who
  const body = course({ provider, implementers: ['eu'], ...draft(ids[0] ?? '') })
  const before = await gapOf(tracker, who)

  const { coverage } = (await callerOf(tracker, who).post('/v1/contributions/check', body)).body
  await callerOf(tracker, who).made('/v1/contributions', body)
  await tracker.settled()

  const after = await gapOf(tracker, who)
  expect(coverage).toMatchObject([{ gapBefore: before.gap, gapAfter: after.gap, oversupplyAfter: after.oversupply }])
})
