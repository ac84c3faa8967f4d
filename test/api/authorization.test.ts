// Promise 6: who may do what, by every route, and what nobody else ever learns of a confidential contribution.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { can } from '#domain/can.ts'
import { roles } from '#model/caller.ts'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, play, playAll, type Scenario, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const of = (who: Who) => callerOf(tracker, who)
  const shared = await of('eu').made('/v1/contributions', course())
  const twin = await of('france').made('/v1/contributions', course({ provider: 'france', implementers: ['eu'] }))
  const secret = await of('un-dpko').made(
    '/v1/contributions',
    course({
      provider: 'un-dpko',
      title: 'Secret course',
      visibility: 'coordinators',
      priorityAreas: [{ code: 'mission-planning' }],
    }),
  )
  const registered = await of('coordinator').made('/v1/needs', need())
  await tracker.settled()
  const { items } = await of('coordinator').read('/v1/findings')
  const finding = items.find(({ contributions }: { contributions: { id: string }[] }) =>
    contributions.every(({ id }) => id === shared.id || id === twin.id),
  )
  Object.assign(ids, { shared: shared.id, twin: twin.id, secret: secret.id, need: registered.id, finding: finding?.id })
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })

type Route = Pick<Scenario, 'request' | 'body' | 'headers'> & {
  /** Statuses by caller: `owner` is the partner that reported, `other` another partner. */
  allowed: Partial<Record<Who, number>>
}

const match = { 'if-match': '"99"' }
const everyone: Who[] = ['eu', 'france', 'coordinator', 'reader', 'auditor', 'administrator']

/**
 * Every route with a request that fails late, at its stale revision or its contents, so that who is allowed is told by
 * 412, 422 or 409 where who is not gets a 403, and the table stays as it is for the next.
 */
const routes: Route[] = [
  ...[
    'taxonomy',
    'partners',
    'partners/eu',
    'partners/eu/history',
    'partners/resolve?name=EU',
    'contributions',
    'contributions/{shared}',
    'contributions/{shared}/history',
    'needs',
    'needs/{need}',
    'needs/{need}/history',
    'coverage',
    'coverage/gaps',
    'findings',
    'findings/{finding}',
    'reports',
  ].map((path): Route => ({
    request: `GET /v1/${path}`,
    allowed: Object.fromEntries(everyone.map((who) => [who, 200])),
  })),
  { request: 'POST /v1/contributions', body: course({ modality: 'wishes' }), allowed: { eu: 422, coordinator: 422 } },
  {
    request: 'POST /v1/contributions/check',
    body: course({ modality: 'wishes' }),
    allowed: { eu: 422, france: 422, coordinator: 422 },
  },
  {
    request: 'PATCH /v1/contributions/{shared}',
    body: { title: 'x' },
    headers: match,
    allowed: { eu: 412, coordinator: 412 },
  },
  { request: 'DELETE /v1/contributions/{shared}', headers: match, allowed: { eu: 412, coordinator: 412 } },
  { request: 'POST /v1/contributions/{shared}/restore', headers: match, allowed: { eu: 412, coordinator: 412 } },
  {
    request: 'POST /v1/contributions/{shared}/deliveries',
    body: { date: '2008-06-01', quantity: '1', unit: 'boats' },
    allowed: { eu: 422, coordinator: 422 },
  },
  {
    request: 'POST /v1/contributions/{shared}/renewals',
    body: { date: '2008-06-01' },
    allowed: { eu: 409, coordinator: 409 },
  },
  { request: 'POST /v1/needs', body: need({ modality: 'wishes' }), allowed: { coordinator: 422 } },
  { request: 'PATCH /v1/needs/{need}', body: { amount: '1' }, headers: match, allowed: { coordinator: 412 } },
  { request: 'DELETE /v1/needs/{need}', headers: match, allowed: { coordinator: 412 } },
  { request: 'POST /v1/needs/{need}/restore', headers: match, allowed: { coordinator: 412 } },
  {
    request: 'PUT /v1/taxonomy/unit/seats',
    body: { names: { en: 'seats' } },
    headers: match,
    allowed: { coordinator: 412 },
  },
  {
    request: 'POST /v1/partners',
    body: { id: 'igad', kind: 'ngo', names: { en: 'IGAD' }, parent: 'nobody' },
    allowed: { coordinator: 422, administrator: 422 },
  },
  {
    request: 'PATCH /v1/partners/eu',
    body: { acronyms: [] },
    headers: match,
    allowed: { coordinator: 412, administrator: 412 },
  },
  { request: 'POST /v1/findings/{finding}/decisions', body: { verdict: 'reopen' }, allowed: { coordinator: 409 } },
  { request: 'POST /v1/findings/{finding}/confirmations', body: {}, allowed: { coordinator: 409 } },
  { request: 'GET /v1/members', allowed: { administrator: 200 } },
  { request: 'GET /v1/members/partner-eu', allowed: { administrator: 200 } },
  {
    request: 'PUT /v1/members/partner-eu',
    body: { organization: 'eu', role: 'partner' },
    headers: match,
    allowed: { administrator: 412 },
  },
  { request: 'DELETE /v1/members/partner-eu', headers: match, allowed: { administrator: 412 } },
  { request: 'GET /v1/reports?edition=coordinators', allowed: { coordinator: 200 } },
]

describe.each(everyone)('what a route answers to %s', (who) => {
  playAll(
    setting,
    routes.map(({ allowed, ...route }) => ({
      name: route.request,
      as: who,
      ...route,
      status: allowed[who] ?? 403,
      ...(allowed[who] === undefined ? { problem: 'forbidden' } : {}),
    })),
  )
})

test('only a coordinator makes a report', async () => {
  for (const who of everyone.filter((one) => one !== 'coordinator'))
    await play(setting(), {
      name: who,
      as: who,
      request: 'POST /v1/reports',
      body: {},
      status: 403,
      problem: 'forbidden',
    })
})

test.each<[Who, number]>([
  ['eu', 201],
  ['france', 201],
  ['ecowas', 403],
  ['coordinator', 403],
  ['reader', 403],
  ['auditor', 403],
  ['administrator', 403],
])('a finding disputed by %s is a %i, since only a partner that it names disputes it', async (who, status) => {
  const answer = await callerOf(tracker, who).post(`/v1/findings/${ids['finding']}/disputes`, { text: 'Two courses.' })

  expect(answer.status).toBe(status)
})

test('the table of what each role may do holds no surprise', () => {
  const actions = [
    'read',
    'contribution.record',
    'contribution.correct',
    'need.write',
    'operation.write',
    'taxonomy.write',
    'partner.write',
    'finding.decide',
    'finding.dispute',
    'report.create',
    'member.manage',
  ] as const
  const allowed = Object.fromEntries(
    roles.map((role) => [
      role,
      actions.filter(
        (action) => can({ id: 'x', role, organization: role === 'partner' ? 'eu' : null }, action) === 'yes',
      ),
    ]),
  )

  expect(allowed).toEqual({
    partner: ['read', 'contribution.record', 'finding.dispute'],
    coordinator: [
      'read',
      'contribution.record',
      'contribution.correct',
      'need.write',
      'operation.write',
      'taxonomy.write',
      'partner.write',
      'finding.decide',
      'report.create',
    ],
    reader: ['read'],
    auditor: ['read'],
    administrator: ['read', 'partner.write', 'member.manage'],
  })
})

describe('a contribution is reported', () => {
  const recorded = (name: string, as: Who, body: unknown, answer: object): Scenario => ({
    name,
    as,
    request: 'POST /v1/contributions',
    body,
    status: 201,
    answer,
    leaves: ['AUDIT', 'BLOCK', 'CONTRIBUTION', 'HISTORY'],
  })
  const refused = (name: string, as: Who, body: unknown): Scenario => ({
    name,
    as,
    request: 'POST /v1/contributions',
    body,
    status: 403,
    problem: 'forbidden',
  })
  playAll(setting, [
    recorded('by its provider', 'eu', grant(), { reportedBy: 'eu' }),
    recorded('by an implementer', 'france', grant({ implementers: ['kaiptc', 'france'] }), { reportedBy: 'france' }),
    recorded('by a coordinator, for its provider', 'coordinator', grant(), { reportedBy: 'eu' }),
    {
      ...recorded(
        'by a coordinator, for an implementer whom it names',
        'coordinator',
        grant({ implementers: ['france'] }),
        { reportedBy: 'france' },
      ),
      request: 'POST /v1/contributions?reportedBy=france',
    },
    refused('by its beneficiary: refused', 'ecowas', grant({ beneficiary: 'ecowas' })),
    refused('by another partner: refused', 'france', grant()),
    refused('by a reader: refused', 'reader', grant()),
    {
      name: 'by a coordinator, for an organization that has no part in it: refused',
      request: 'POST /v1/contributions?reportedBy=france',
      body: grant(),
      status: 403,
      problem: 'forbidden',
    },
    {
      name: 'by a coordinator, for an organization that does not exist: refused',
      request: 'POST /v1/contributions?reportedBy=nobody',
      body: grant(),
      status: 403,
      problem: 'forbidden',
    },
    {
      name: 'by a partner that names another: refused',
      as: 'eu',
      request: 'POST /v1/contributions?reportedBy=france',
      body: grant({ implementers: ['france'] }),
      status: 403,
      problem: 'forbidden',
    },
  ])

  test('and not given away: a partner cannot name another provider in its place', async () => {
    const eu = callerOf(tracker, 'eu')
    const { id } = await eu.made('/v1/contributions', grant())

    expectProblem(await eu.patch(`/v1/contributions/${id}`, { provider: 'france' }, 1), 403, 'forbidden')
  })

  test('and changed by whoever reported it, not by its provider', async () => {
    const { id } = await callerOf(tracker, 'france').made('/v1/contributions', grant({ implementers: ['france'] }))

    expectProblem(
      await callerOf(tracker, 'eu').patch(`/v1/contributions/${id}`, { title: 'Mine' }, 1),
      403,
      'forbidden',
    )
    expect((await callerOf(tracker, 'france').patch(`/v1/contributions/${id}`, { title: 'Ours' }, 1)).status).toBe(200)
  })
})
