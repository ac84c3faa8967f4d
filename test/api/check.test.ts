// The dry run: what a contribution would duplicate, overlap, oversupply or fill, and that nothing of it is stored.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CheckAnswer } from '#model/check.ts'
import { architecture, course, need } from '#test/support/bodies.ts'
import { callerOf, kindsChanged } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let standing: string
let secret: string
let before: string[]
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const body = course({ implementers: ['kaiptc'] })
  standing = (await callerOf(tracker, 'eu').made('/v1/contributions', body)).id
  const hidden = {
    provider: 'france',
    title: 'Convoy logistics for drivers',
    places: [],
    money: { amount: '7', currency: 'GBP' },
    visibility: 'coordinators',
  }
  secret = (
    await callerOf(tracker, 'france').made(
      '/v1/contributions',
      course({ ...hidden, period: { start: '2009-05-01', end: '2009-05-20' } }),
    )
  ).id
  await callerOf(tracker, 'coordinator').made('/v1/needs', need())
  await tracker.settled()
  before = await tracker.items()
}, 120_000)
afterAll(async () => trackers.stop())

const check = async (body: unknown, as: 'kaiptc' | 'eu' | 'coordinator' = 'eu') => {
  const answer = await callerOf(tracker, as).post('/v1/contributions/check', body, {
    'idempotency-key': 'of-no-effect',
  })
  expect(answer.status).toBe(200)
  expect(CheckAnswer.parse(answer.body)).toEqual(answer.body)
  return answer.body
}
const seats = (quantity: string, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Map reading for staff officers',
  provider: 'eu',
  beneficiary: 'auc',
  subCluster: architecture,
  priorityAreas: [{ code: 'mission-planning' }],
  inKind: [{ quantity, unit: 'seats' }],
  period: { start: '2009-01-01', end: '2009-03-31' },
  ...changes,
})
const cell = {
  measure: 'seats',
  subCluster: architecture,
  priorityArea: 'mission-planning',
  beneficiary: 'auc',
  quarter: '2009-Q1',
}

test('a duplicate is found before it is recorded, with the evidence for it', async () => {
  const { findings, confidential } = await check(course({ implementers: ['kaiptc'] }), 'kaiptc')

  expect(findings[0]).toMatchObject({
    kind: 'duplicate-record',
    contributions: [{ id: standing, title: expect.any(String) }],
    usdAtRisk: '155528.00',
  })
  expect(findings[0].score).toBeGreaterThan(0.8)
  expect(findings[0].evidence.length).toBeGreaterThan(3)
  expect(findings[0]).not.toHaveProperty('id')
  expect(confidential).toEqual([])
})

test('something else is not found to be like it', async () => {
  expect((await check(seats('5', { title: 'Radio sets', beneficiary: 'ecowas' }))).findings).toEqual([])
})

describe('a confidential contribution', () => {
  const similar = course({
    title: 'Convoy logistics for drivers',
    places: [],
    money: { amount: '7', currency: 'GBP' },
    period: { start: '2009-05-01', end: '2009-05-20' },
  })

  test('shows another partner its kind only', async () => {
    const { findings, confidential } = await check(similar)

    expect(JSON.stringify(findings)).not.toContain(secret)
    expect(confidential.length).toBeGreaterThan(0)
    expect(confidential).toEqual(confidential.map(({ kind }: { kind: string }) => ({ kind })))
  })

  test('shows a coordinator all of it', async () => {
    const { findings, confidential } = await check(similar, 'coordinator')

    expect(JSON.stringify(findings)).toContain(secret)
    expect(confidential).toEqual([])
  })
})

describe('the need of 300 seats', () => {
  test.each([
    ['would be filled in part by 120', '120', { gapBefore: '300.00', gapAfter: '180.00', oversupplyAfter: '0.00' }],
    ['would be filled by 300', '300', { gapBefore: '300.00', gapAfter: '0.00', oversupplyAfter: '0.00' }],
    ['would be oversupplied by 400', '400', { gapBefore: '300.00', gapAfter: '0.00', oversupplyAfter: '100.00' }],
  ])('%s', async (_name, quantity, effect) => {
    expect((await check(seats(quantity))).coverage).toEqual([{ cell, ...effect }])
  })

  test('is filled per quarter by what is spread over two', async () => {
    // 90 days in the first quarter of 2009 and 91 in the second: 181 seats are 90 and 91.
    const { coverage } = await check(seats('181', { period: { start: '2009-01-01', end: '2009-06-30' } }))

    expect(coverage).toEqual([
      { cell, gapBefore: '300.00', gapAfter: '210.00', oversupplyAfter: '0.00' },
      { cell: { ...cell, quarter: '2009-Q2' }, gapBefore: '0.00', gapAfter: '0.00', oversupplyAfter: '91.00' },
    ])
  })
})

test('what is only to know stands under warnings', async () => {
  const { warnings } = await check(
    seats('5', { subCluster: null, priorityAreas: [], money: { amount: '5', currency: 'ETB' } }),
  )

  expect(warnings.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/money/currency', '/subCluster'])
})

test('after all of these checks the table holds what it held before, and the stream brings nothing', async () => {
  await check(course({ implementers: ['kaiptc'] }), 'kaiptc')
  await tracker.settled()

  expect(kindsChanged(before, await tracker.items())).toEqual([])
})
