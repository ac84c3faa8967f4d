// Members: who speaks for which organization, as administrators keep it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { architecture, course, grant, need, recovery } from '#test/support/bodies.ts'
import { callerOf, expectProblem, playAll, type Scenario } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker })
const invalid = (
  name: string,
  request: string,
  body: unknown,
  pointers: string[],
  headers?: Record<string, string>,
): Scenario => ({
  name,
  request,
  body,
  ...(headers ? { headers } : {}),
  status: 422,
  problem: 'validation',
  pointers,
})
const create = { 'if-none-match': '*' }
const kept = ['AUDIT', 'HISTORY']

const refused: [name: string, body: object, pointer: string][] = [
  ['of an unknown organization', { organization: 'nobody', role: 'partner' }, '/organization'],
  ['who is a partner of none', { organization: null, role: 'partner' }, '/organization'],
  ['of an unknown role', { organization: null, role: 'root' }, '/role'],
  ['without an organization', { role: 'reader' }, '/organization'],
  [
    'who speaks for sub-clusters and is no coordinator',
    { organization: 'eu', role: 'partner', subClusters: ['x'] },
    '/subClusters',
  ],
  [
    'who speaks for an unknown sub-cluster',
    { organization: null, role: 'coordinator', subClusters: ['x'] },
    '/subClusters/0',
  ],
  [
    'who speaks for no sub-cluster at all',
    { organization: null, role: 'coordinator', subClusters: [] },
    '/subClusters',
  ],
]

describe('a member', () => {
  const administer = (scenario: Omit<Scenario, 'as'>): Scenario => ({ as: 'administrator', ...scenario })
  playAll(setting, [
    administer({
      name: 'is entered',
      request: 'PUT /v1/members/partner-new',
      body: { organization: 'eu', role: 'partner' },
      headers: create,
      status: 201,
      answer: { id: 'partner-new', organization: 'eu', role: 'partner', revision: 1 },
      leaves: [...kept, 'MEMBER'].toSorted(),
    }),
    administer({
      name: 'is read',
      request: 'GET /v1/members/partner-new',
      status: 200,
      answer: { organization: 'eu', removed: false },
      answerHeaders: { etag: '"1"' },
    }),
    administer({
      name: 'is not entered twice',
      request: 'PUT /v1/members/partner-new',
      body: { organization: 'eu', role: 'partner' },
      headers: create,
      status: 412,
      problem: 'already-exists',
    }),
    administer({
      name: 'is moved to another organization',
      request: 'PUT /v1/members/partner-new',
      body: { organization: 'france', role: 'partner' },
      headers: { 'if-match': '"1"' },
      status: 200,
      answer: { organization: 'france', revision: 2 },
      leaves: [...kept, 'MEMBER'].toSorted(),
    }),
    administer({
      name: 'is removed',
      request: 'DELETE /v1/members/partner-new',
      headers: { 'if-match': '"2"' },
      status: 200,
      answer: { removed: true },
      leaves: [...kept, 'MEMBER'].toSorted(),
    }),
    administer({
      name: 'has an id that a token may have',
      request: 'PUT /v1/members/two%20words',
      body: { organization: 'eu', role: 'partner' },
      headers: create,
      status: 404,
      problem: 'not-found',
    }),
    ...refused.map(([name, body, pointer]) =>
      administer(invalid(`${name} is refused`, 'PUT /v1/members/other', body, [pointer], create)),
    ),
  ])

  test('speaks for the sub-clusters that the mapping names, from the next request on', async () => {
    const administrator = callerOf(tracker, 'administrator')
    const put = async (subClusters: string[] | null, headers: Record<string, string>) =>
      administrator.put(
        '/v1/members/coordinator-convener',
        { organization: null, role: 'coordinator', subClusters },
        headers,
      )
    expect((await put([recovery], create)).body).toMatchObject({ subClusters: [recovery], revision: 1 })
    const convener = tracker.as('coordinator', 'convener')
    const whole = callerOf(tracker, 'coordinator')
    const elsewhere = await whole.made('/v1/needs', need())
    const own = await convener.made('/v1/needs', need({ subCluster: recovery, priorityArea: 'peacebuilding' }))
    const other = await whole.made('/v1/contributions', course())

    const elsewhereRefused = [
      await convener.post('/v1/needs', need()),
      await convener.post('/v1/needs', need({ subCluster: null, priorityArea: null })),
      await convener.patch(`/v1/needs/${elsewhere.id}`, { amount: '5' }, 1),
      await convener.patch(`/v1/needs/${own.id}`, { subCluster: architecture, priorityArea: null }, 1),
      await convener.remove(`/v1/needs/${elsewhere.id}`, 1),
      await convener.post('/v1/contributions', course()),
      await convener.patch(`/v1/contributions/${other.id}`, { title: 'Other' }, 1),
      await convener.put('/v1/taxonomy/unit/tents', { names: { en: 'tents' } }, create),
      await convener.post('/v1/partners', { id: 'sadc', kind: 'ngo', names: { en: 'SADC' } }),
    ]

    for (const answer of elsewhereRefused) expectProblem(answer, 403, 'forbidden')
    expect((await convener.patch(`/v1/needs/${own.id}`, { amount: '7' }, 1)).status).toBe(200)
    expect((await convener.post('/v1/contributions', course({ subCluster: recovery, priorityAreas: [] }))).status).toBe(
      201,
    )
    expect((await convener.get(`/v1/needs/${elsewhere.id}`)).status).toBe(200)
    await put(null, { 'if-match': '"1"' })
    expect((await convener.post('/v1/needs', need())).status).toBe(201)
  })

  test('speaks for the organization that the mapping names, from the next request on', async () => {
    const administrator = callerOf(tracker, 'administrator')
    await administrator.put('/v1/members/partner-moving', { organization: 'eu', role: 'partner' }, create)
    const moving = tracker.as('partner', 'moving')
    expect(await moving.made('/v1/contributions', grant())).toMatchObject({ reportedBy: 'eu' })

    await administrator.put(
      '/v1/members/partner-moving',
      { organization: 'france', role: 'partner' },
      { 'if-match': '"1"' },
    )

    expectProblem(await moving.post('/v1/contributions', grant()), 403, 'forbidden')
    expect(await moving.made('/v1/contributions', grant({ provider: 'france' }))).toMatchObject({
      reportedBy: 'france',
    })
  })
})
