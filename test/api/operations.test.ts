// The register of peace operations: registered, revised, its deadlines, and support that nothing authorizes.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refreshListings } from '#actions/refreshListings.ts'
import { grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let coordinator: Client
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  coordinator = callerOf(tracker, 'coordinator')
  tracker.clock.now = '2008-01-15T12:00:00.000Z'
})
afterAll(async () => trackers.stop())

const path = '/v1/operations'
const authorizations = [
  { document: 'S/RES/1744 (2007)', from: '2007-02-20', to: '2007-08-20' },
  { document: 'S/RES/1772 (2007)', from: '2007-08-20', to: '2008-02-20' },
]
const amisom = {
  id: 'amisom',
  name: 'African Union Mission in Somalia',
  lead: 'au',
  authorizations,
  reportEveryDays: 60,
}

describe('an operation', () => {
  test('is registered, read, revised and listed, with its history', async () => {
    const made = await coordinator.post(path, amisom)
    expect(made).toMatchObject({ status: 201, body: { ...amisom, reports: [], description: null, revision: 1 } })
    expect(made.headers.get('location')).toBe(`${path}/amisom`)

    const reports = [{ document: 'S/2007/204', date: '2007-12-01' }]
    expect(await coordinator.patch(`${path}/amisom`, { reports, reason: 'Published' }, 1)).toMatchObject({
      status: 200,
      body: { reports, authorizations, revision: 2 },
    })
    expect((await callerOf(tracker, 'reader').read(`${path}/amisom`)).revision).toBe(2)
    expect((await callerOf(tracker, 'eu').read(path)).items).toMatchObject([{ id: 'amisom' }])
    const { items } = await callerOf(tracker, 'auditor').read(`${path}/amisom/history`)
    expect(items).toMatchObject([
      { action: 'operation.register', by: 'coordinator' },
      {
        action: 'operation.revise',
        reason: 'Published',
        changes: [expect.objectContaining({ after: expect.anything() })],
      },
    ])
  })

  test.each<[string, Who, unknown, number, string]>([
    ['by a partner', 'eu', { ...amisom, id: 'other' }, 403, 'forbidden'],
    ['by a reader', 'reader', { ...amisom, id: 'other' }, 403, 'forbidden'],
    ['twice', 'coordinator', amisom, 409, 'conflict'],
    ['with a lead that is nobody', 'coordinator', { ...amisom, id: 'other', lead: 'nobody' }, 422, 'validation'],
    ['as the name of a listing', 'coordinator', { ...amisom, id: 'deadlines' }, 422, 'validation'],
    [
      'with an authorization that ends before it begins',
      'coordinator',
      { ...amisom, id: 'other', authorizations: [{ ...authorizations[0], to: '2007-02-19' }] },
      422,
      'validation',
    ],
    [
      'with a day that is none',
      'coordinator',
      { ...amisom, id: 'other', reports: [{ document: 'S/1', date: '2007-02-30' }] },
      422,
      'validation',
    ],
    ['with a rhythm of no days', 'coordinator', { ...amisom, id: 'other', reportEveryDays: 0 }, 422, 'validation'],
    ['with a field that there is not', 'coordinator', { ...amisom, id: 'other', until: null }, 422, 'validation'],
  ])('is not registered %s', async (_name, who, body, status, problem) => {
    expectProblem(await callerOf(tracker, who).post(path, body), status, problem)
  })

  test('is not revised unseen, by others, or into another', async () => {
    expectProblem(await coordinator.patch(`${path}/amisom`, { name: 'x' }, 1), 412, 'stale-revision')
    expectProblem(await callerOf(tracker, 'eu').patch(`${path}/amisom`, { name: 'x' }, 2), 403, 'forbidden')
    expectProblem(await coordinator.patch(`${path}/amisom`, { id: 'other' }, 2), 422, 'validation')
    expectProblem(await coordinator.patch(`${path}/nowhere`, { name: 'x' }, 1), 404, 'not-found')
    expectProblem(await coordinator.get(`${path}/nowhere`), 404, 'not-found')
  })
})

describe('deadlines', () => {
  const deadlines = async (query = '') => (await callerOf(tracker, 'reader').read(`${path}/deadlines${query}`)).items

  test('are told, the soonest first, within the days asked for', async () => {
    const report = {
      operation: 'amisom',
      kind: 'report-due',
      date: '2008-01-30',
      document: 'S/2007/204',
      overdue: false,
    }
    const ends = { operation: 'amisom', kind: 'authorization-ends', date: '2008-02-20', document: 'S/RES/1772 (2007)' }

    expect(await deadlines()).toMatchObject([report, ends])
    expect(await deadlines('?within=20')).toMatchObject([report])
    tracker.clock.now = '2008-02-01T00:00:00.000Z'
    expect(await deadlines('?within=0')).toMatchObject([{ ...report, overdue: true }])
  })

  test.each(['?within=-1', '?within=many', '?within=9999', '?until=2009-01-01'])('%s is refused', async (query) => {
    expectProblem(await callerOf(tracker, 'reader').get(`${path}/deadlines${query}`), 400, 'bad-query')
  })
})

describe('support that nothing authorizes', () => {
  const titles = async (who: Who, code: string): Promise<string[]> =>
    (await callerOf(tracker, who).read(`${path}/support?operation=${code}`)).items
      .map((one: { contribution: { title: string } }) => one.contribution.title)
      .toSorted()

  const give = async (title: string, more: Record<string, unknown>) =>
    coordinator.made('/v1/contributions', grant({ title, ...more }))
  /** As the stream's consumer does; findings and figures, which take longer, are not what is tried here. */
  const follow = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) await refreshListings(tracker.services, id)
  }

  beforeAll(async () => {
    const late = { start: '2008-02-01', end: '2008-03-31' }
    const made = [
      await give('Within', { operation: 'amisom', period: { start: '2007-03-01', end: '2007-12-31' } }),
      await give('Too late', { operation: 'amisom', period: late }),
      await give('Confidential and late', { operation: 'amisom', period: late, visibility: 'coordinators' }),
      await give('To none', { operation: 'unknown-mission', period: late }),
    ]
    const gone = await give('Withdrawn', { operation: 'amisom', period: late })
    await coordinator.remove(`/v1/contributions/${gone.id}`, gone.revision)
    await follow([...made, gone].map(({ id }) => id))
  })

  test('is listed with the days outside, as each caller may see it', async () => {
    const { items } = await callerOf(tracker, 'reader').read(`${path}/support?operation=amisom`)

    expect(items).toMatchObject([
      {
        operation: 'amisom',
        contribution: { title: 'Too late' },
        period: { start: '2008-02-01', end: '2008-03-31' },
        outside: [{ from: '2008-02-21', to: '2008-03-31' }],
        reason: 'outside-authorizations',
      },
    ])
    expect(await titles('coordinator', 'amisom')).toEqual(['Confidential and late', 'Too late'])
  })

  test('to an operation that nobody registered has no authorization', async () => {
    const { items } = await callerOf(tracker, 'reader').read(`${path}/support?operation=unknown-mission`)

    expect(items).toMatchObject([{ contribution: { title: 'To none' }, reason: 'no-authorization' }])
  })

  test('leaves the listing when it is authorized', async () => {
    const longer = [...authorizations, { document: 'S/RES/1801 (2008)', from: '2008-02-20', to: '2008-08-20' }]
    expect((await coordinator.patch(`${path}/amisom`, { authorizations: longer }, 2)).status).toBe(200)

    expect(await titles('coordinator', 'amisom')).toEqual([])
  })

  test('asks for an operation', async () => {
    expectProblem(await callerOf(tracker, 'reader').get(`${path}/support`), 400, 'bad-query')
  })
})
