// Bad input about needs and figures: each is a clear 4xx that names the place, leaves nothing, and costs a bounded amount.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refreshCoverage } from '#actions/refreshCoverage.ts'
import { grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const coordinator = () => callerOf(tracker, 'coordinator')

const without = (body: Record<string, unknown>, field: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))

describe('refused, and nothing is kept', () => {
  const needs: [string, Record<string, unknown>, string][] = [
    ['a need without a beneficiary', without(need(), 'beneficiary'), '/beneficiary'],
    ['a need of nobody', need({ beneficiary: null }), '/beneficiary'],
    ['a need of 200 years', need({ period: { start: '1900-01-01', end: '2099-12-31' } }), '/period/end'],
    ['a need that ends before it begins', need({ period: { start: '2009-01-02', end: '2009-01-01' } }), '/period/end'],
    ['a need on a day that is none', need({ period: { start: '2009-02-30', end: '2009-03-01' } }), '/period/start'],
    ['a need of less than nothing', need({ amount: '-1' }), '/amount'],
  ]
  const contributions: [string, Record<string, unknown>, string][] = [
    ['200 years', grant({ period: { start: '1900-01-01', end: '2099-12-31' } }), '/period/end'],
    ['an end before the beginning', grant({ period: { start: '2009-01-02', end: '2009-01-01' } }), '/period/end'],
    [
      'percentages that sum to 99.99',
      grant({
        priorityAreas: [
          { code: 'mission-planning', percent: 33.33 },
          { code: 'mission-management', percent: 66.66 },
        ],
      }),
      '/priorityAreas',
    ],
  ]
  test.each([
    ...needs.map(([name, body, pointer]) => ['/v1/needs', name, body, pointer] as const),
    ...contributions.map(([name, body, pointer]) => ['/v1/contributions', name, body, pointer] as const),
  ])('by %s: %s', async (path, _name, body, pointer) => {
    const before = await tracker.items()
    expectProblem(await coordinator().post(path, body), 422, 'validation', [pointer])
    expect(await tracker.items()).toEqual(before)
  })
})

describe('a question', () => {
  test.each([
    ['of an unknown grouping', '/v1/coverage?groupBy=colour'],
    ['of a grouping in another order', '/v1/coverage?groupBy=priorityArea,subCluster'],
    ['of a grouping twice', '/v1/coverage?groupBy=none&groupBy=provider'],
    ['from within a quarter', '/v1/coverage?from=2008-01-02'],
    ['to within a quarter', '/v1/coverage?to=2008-03-30'],
    ['of gaps that cuts a quarter', '/v1/coverage/gaps?from=2008-02-01'],
    ['that ends before it begins', '/v1/coverage?from=2009-01-01&to=2008-12-31'],
    ['of a year beyond the calendar', '/v1/coverage?from=9999-01-01'],
    ['of more rows than a page has', '/v1/coverage?limit=100000'],
    ['of the account of no grouping', '/v1/coverage/explain?stage=announced&priorityArea=mission-planning'],
  ])('%s is refused', async (_name, path) => {
    expectProblem(await callerOf(tracker, 'reader').get(path), 400, 'bad-query')
  })

  test('of three centuries by quarter is answered page by page, and costs what a page costs', async () => {
    const reader = callerOf(tracker, 'reader')
    const before = tracker.services.consumed.read
    const page = await reader.read('/v1/coverage?groupBy=none,quarter&from=1900-01-01&to=2199-12-31&limit=2')

    expect(page.items.length).toBeLessThanOrEqual(2)
    expect(tracker.services.consumed.read - before).toBeLessThanOrEqual(5)
  })
})

test('a loop of relations is refused, whichever way it is closed', async () => {
  const first = await coordinator().made('/v1/contributions', grant({ title: 'The whole of it' }))
  const partOf = (id: string) => ({ relations: [{ type: 'part-of', contribution: id }] })
  const second = await coordinator().made(
    '/v1/contributions',
    grant({ title: 'A piece', money: { amount: '4', currency: 'USD', valueDate: '2008-06-01' }, ...partOf(first.id) }),
  )

  for (const id of [first.id, second.id])
    expectProblem(await coordinator().patch(`/v1/contributions/${first.id}`, partOf(id), 1), 422, 'validation')
  expectProblem(await coordinator().post('/v1/contributions', grant(partOf('no-such-record'))), 422, 'validation')
})

test('periods that overlap and periods of one day are counted whole, each in its own quarters', async () => {
  const beneficiary = 'ecowas'
  const usd = (amount: string) => ({ money: { amount, currency: 'USD', valueDate: '2010-06-01' }, beneficiary })
  const given = [
    { title: 'Winter logistics', provider: 'eu', ...usd('91.00'), period: { start: '2010-01-01', end: '2010-06-30' } },
    {
      title: 'Spring budgets',
      provider: 'france',
      ...usd('100.01'),
      period: { start: '2010-03-31', end: '2010-04-01' },
    },
    { title: 'One day of law', provider: 'kaiptc', ...usd('0.03'), period: { start: '2010-04-01', end: '2010-04-01' } },
  ]
  for (const body of given) {
    const { id } = await coordinator().made(
      '/v1/contributions',
      grant({ subCluster: 'peace-and-security-architecture', ...body }),
    )
    await refreshCoverage(tracker.services, id)
  }

  const { items } = await coordinator().read(
    '/v1/coverage?groupBy=subCluster,beneficiary,quarter&from=2010-01-01&to=2010-12-31',
  )
  // 90 of 181 days of the first are in the first quarter: 45.248…, and half of the second.
  expect(
    items.map(({ quarter, announced }: { quarter: string; announced: { reported: string } }) => [
      quarter,
      announced.reported,
    ]),
  ).toEqual([
    ['2010-Q1', '95.26'],
    ['2010-Q2', '95.78'],
  ])
})
