// The report on demand and by schedule: its editions, its files, who reads which, and once per planned time.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createReporter } from '#functions/reports/reporter.ts'
import { Report } from '#model/report.ts'
import { course, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, playAll, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let secret: string
const places: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const body = course({ implementers: ['kaiptc'], title: 'Course <script>alert(1)</script> =1+1' })
  await callerOf(tracker, 'eu').made('/v1/contributions', body)
  await callerOf(tracker, 'kaiptc').made('/v1/contributions', body)
  const hidden = course({
    provider: 'france',
    title: 'Hidden advisers',
    visibility: 'coordinators',
    beneficiary: 'ecowas',
    money: { amount: '9', currency: 'ETB' },
  })
  secret = (await callerOf(tracker, 'france').made('/v1/contributions', hidden)).id
  await callerOf(tracker, 'coordinator').made('/v1/needs', need())
  await tracker.settled()
  for (const edition of ['shared', 'coordinators']) {
    const answer = await callerOf(tracker, 'coordinator').post('/v1/reports', { edition })
    places[edition] = answer.headers.get('location') ?? ''
  }
}, 120_000)
afterAll(async () => {
  rmSync(tracker.config.REPORT_STORE.replace('file:', ''), { recursive: true, force: true })
  await trackers.stop()
})
const file = async (edition: string, ending: string, as: Who = 'coordinator') =>
  callerOf(tracker, as).get((places[edition] ?? '').replace('.json', `.${ending}`))

test('a report is made, listed and announced', async () => {
  const announcedBefore = tracker.announced.length
  tracker.clock.now = '2008-06-03T09:00:00.000Z'

  const answer = await callerOf(tracker, 'coordinator').post('/v1/reports', { edition: 'shared' })

  expect(answer).toMatchObject({
    status: 201,
    body: { edition: 'shared', trigger: 'on-demand', createdAt: tracker.clock.now },
  })
  expect(answer.headers.get('location')).toBe(`/v1/reports/${answer.body.id}.json`)
  expect((await callerOf(tracker, 'reader').read('/v1/reports')).items[0]).toEqual(answer.body)
  expect(tracker.announced.slice(announcedBefore)).toMatchObject([
    { subject: 'Duplication and gap report of 2008-06-03', attributes: { edition: 'shared' } },
  ])
})

test.each([
  ['json', 'application/json'],
  ['csv', 'text/csv; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
])('its %s file is answered as %s', async (ending, contentType) => {
  const answer = await file('coordinators', ending)

  expect(answer).toMatchObject({ status: 200, type: contentType })
  expect(answer.text).toContain('Hidden advisers')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('its JSON is what its schema says, and names the duplicate, the money at risk and the gap', async () => {
  const { body } = await file('coordinators', 'json')

  expect(Report.parse(body)).toEqual(body)
  expect(JSON.stringify(body)).toContain('155528.00')
  expect(JSON.stringify(body)).toContain('300.00')
})

test('a title that is markup stays text in the page', async () => {
  const { text } = await file('shared', 'html')

  expect(text).not.toContain('<script>alert')
  expect(text).toContain('&lt;script&gt;')
})

describe('the coordinators’ edition', () => {
  const others: Who[] = ['eu', 'france', 'reader', 'auditor', 'administrator']

  test.each(others)('is not there for %s, who reads the shared one without what is confidential', async (who) => {
    for (const ending of ['json', 'csv', 'html']) {
      expectProblem(await file('coordinators', ending, who), 404, 'not-found')
      const shared = await file('shared', ending, who)
      expect(shared.status).toBe(200)
      expect(shared.text).not.toContain('Hidden advisers')
      expect(shared.text).not.toContain(secret)
    }
    expectProblem(await callerOf(tracker, who).get('/v1/reports?edition=coordinators'), 403, 'forbidden')
  })
})

describe('a report is refused', () => {
  playAll(
    () => ({ tracker }),
    [
      {
        name: 'in another edition',
        request: 'POST /v1/reports',
        body: { edition: 'public' },
        status: 422,
        problem: 'validation',
        pointers: ['/edition'],
      },
      {
        name: 'with an unknown field',
        request: 'POST /v1/reports',
        body: { from: '2008-01-01' },
        status: 422,
        problem: 'validation',
        pointers: ['/from'],
      },
      { name: 'without a body', request: 'POST /v1/reports', status: 415, problem: 'unsupported-media-type' },
      { name: 'to a partner', as: 'eu', request: 'POST /v1/reports', body: {}, status: 403, problem: 'forbidden' },
      ...['x.pdf', 'x', 'x.json.html', '..%2f..%2fetc%2fpasswd.json', '.x.json.part', '%00.json'].map((name) => ({
        name: `under the name ${name}`,
        request: `GET /v1/reports/${name}`,
        status: 404,
        problem: 'not-found',
      })),
    ],
  )
})

test('the list goes on from page to page, latest first', async () => {
  const coordinator = callerOf(tracker, 'coordinator')
  for (const day of ['04', '05', '06']) {
    tracker.clock.now = `2008-06-${day}T09:00:00.000Z`
    await coordinator.made('/v1/reports', { edition: 'shared' })
  }
  const days: string[] = []
  let path: string | undefined = '/v1/reports?limit=1'
  while (path !== undefined) {
    const answer = await coordinator.get(path)
    days.push(...answer.body.items.map(({ createdAt }: { createdAt: string }) => createdAt.slice(8, 10)))
    path = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
  }

  expect(days.slice(0, 3)).toEqual(['06', '05', '04'])
  expect(new Set(days).size).toBe(days.length)
})

test('the schedule makes both editions once per planned time, however often it fires', async () => {
  const report = createReporter(tracker.services)
  const before = tracker.announced.length
  tracker.clock.now = '2008-07-01T06:00:00.000Z'

  await report({ scheduledTime: '2008-07-01T06:00:00Z' })
  tracker.clock.now = '2008-07-01T06:03:00.000Z'
  await report({ scheduledTime: '2008-07-01T06:00:00Z' })

  expect(tracker.announced.slice(before).map(({ attributes }) => attributes['edition'])).toEqual([
    'shared',
    'coordinators',
  ])
  const { items } = await callerOf(tracker, 'coordinator').read('/v1/reports?edition=coordinators')
  expect(items[0]).toEqual({
    id: '20080701T060000-coordinators',
    edition: 'coordinators',
    createdAt: '2008-07-01T06:00:00.000Z',
    trigger: 'scheduled',
  })
})
