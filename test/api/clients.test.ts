// Clients: systems that call by themselves, registered and revoked by administrators.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, playAll, type Scenario } from '#test/support/scenarios.ts'
import { claimsOf, type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const desk = { name: 'EU desk', organization: 'eu', role: 'partner' }
const create = { 'if-none-match': '*' }
const register = async (id: string, body: object = desk) =>
  callerOf(tracker, 'administrator').put(`/v1/clients/${id}`, body, create)

/** As Cognito's for client credentials: the subject is the client, and there is neither a name nor a group. */
const machine = async (id: string, changes: Record<string, unknown> = {}): Promise<Client> => {
  const { username: _username, ...claims } = claimsOf(tracker.issuer, id)
  return tracker.bearing(`Bearer ${await tracker.issuer.sign({ ...claims, client_id: id, ...changes })}`)
}

describe('a client', () => {
  const kept = ['AUDIT', 'HISTORY', 'MEMBER']
  const administer = (scenario: Omit<Scenario, 'as'>): Scenario => ({ as: 'administrator', ...scenario })
  const refused = (name: string, body: object, pointer: string): Scenario =>
    administer({
      name: `is refused ${name}`,
      request: 'PUT /v1/clients/refused',
      body,
      headers: create,
      status: 422,
      problem: 'validation',
      pointers: [pointer],
    })
  playAll(
    () => ({ tracker }),
    [
      administer({
        name: 'is registered',
        request: 'PUT /v1/clients/eu-desk',
        body: desk,
        headers: create,
        status: 201,
        answer: { id: 'eu-desk', client: 'EU desk', organization: 'eu', role: 'partner', removed: false, revision: 1 },
        leaves: kept,
      }),
      administer({
        name: 'is not registered twice',
        request: 'PUT /v1/clients/eu-desk',
        body: desk,
        headers: create,
        status: 412,
        problem: 'already-exists',
      }),
      administer({
        name: 'is given another name',
        request: 'PUT /v1/clients/eu-desk',
        body: { ...desk, name: 'EU bureau' },
        headers: { 'if-match': '"1"' },
        status: 200,
        answer: { client: 'EU bureau', revision: 2 },
        leaves: kept,
      }),
      administer({
        name: 'is listed, and nobody else with it',
        request: 'GET /v1/clients',
        status: 200,
        answer: { items: [{ id: 'eu-desk', client: 'EU bureau' }] },
      }),
      administer({ name: 'is read', request: 'GET /v1/clients/eu-desk', status: 200, answerHeaders: { etag: '"2"' } }),
      administer({
        name: 'is not changed as a person',
        request: 'PUT /v1/members/eu-desk',
        body: { organization: 'eu', role: 'administrator' },
        headers: { 'if-match': '"2"' },
        status: 409,
        problem: 'conflict',
      }),
      administer({
        name: 'is no person',
        request: 'GET /v1/clients/partner-eu',
        status: 404,
        problem: 'not-found',
      }),
      administer({
        name: 'is not made of a person',
        request: 'PUT /v1/clients/partner-eu',
        body: desk,
        headers: { 'if-match': '"1"' },
        status: 404,
        problem: 'not-found',
      }),
      refused('as an administrator', { ...desk, role: 'administrator' }, '/role'),
      refused('without a name', { ...desk, name: ' ' }, '/name'),
      refused('as a partner of no organization', { ...desk, organization: null }, '/organization'),
      refused('for an unknown organization', { ...desk, organization: 'nobody' }, '/organization'),
      refused('with sub-clusters and another role', { ...desk, subClusters: ['x'] }, '/subClusters'),
      refused('with a secret of its own', { ...desk, secret: 'x' }, '/secret'),
    ],
  )
})

describe('a token of a client', () => {
  test('is refused until the client is registered, whoever signed it', async () => {
    const caller = await machine('unknown-desk')

    for (const answer of [await caller.get('/v1/needs'), await caller.post('/v1/contributions', grant())])
      expectProblem(answer, 401, 'unauthenticated')
  })

  test('records for the client’s organization, and the audit trail names the client', async () => {
    await register('recording-desk')

    const made = await (await machine('recording-desk')).post('/v1/contributions', grant({ title: 'By machine' }))

    expect(made).toMatchObject({ status: 201, body: { reportedBy: 'eu' } })
    const path = `/v1/audit?kind=contribution&record=${made.body.id}`
    expect((await callerOf(tracker, 'auditor').read(path)).items).toMatchObject([
      { by: 'recording-desk', organization: 'eu' },
    ])
    expectProblem(
      await (await machine('recording-desk')).post('/v1/contributions', grant({ provider: 'france' })),
      403,
      'forbidden',
    )
  })

  test('needs the scope of what it does', async () => {
    await register('reading-desk')
    const caller = await machine('reading-desk', { scope: 'tracker/read' })

    expect((await caller.get('/v1/needs')).status).toBe(200)
    expectProblem(await caller.post('/v1/contributions', grant()), 403, 'forbidden')
  })

  test('of another client, under this one’s name, is refused', async () => {
    await register('honest-desk')

    for (const changes of [{ client_id: 'evil' }, { client_id: 'evil', username: 'honest-desk' }, { sub: 'evil' }])
      expectProblem(await (await machine('honest-desk', changes)).get('/v1/needs'), 401, 'unauthenticated')
  })

  test('is refused from the next write on once the client is revoked, and taken again once it is registered anew', async () => {
    await register('leaving-desk')
    const [administrator, caller] = [callerOf(tracker, 'administrator'), await machine('leaving-desk')]
    expect((await caller.post('/v1/contributions', grant({ title: 'Before' }))).status).toBe(201)

    expect(await administrator.remove('/v1/clients/leaving-desk', 1)).toMatchObject({
      status: 200,
      body: { removed: true, revision: 2 },
    })

    expectProblem(await caller.post('/v1/contributions', grant({ title: 'After' })), 403, 'forbidden')
    expectProblem(await caller.get('/v1/needs'), 403, 'forbidden')
    expect((await administrator.read('/v1/clients')).items.map(({ id }: { id: string }) => id)).not.toContain(
      'leaving-desk',
    )
    await administrator.put('/v1/clients/leaving-desk', desk, { 'if-match': '"2"' })
    expect((await caller.post('/v1/contributions', grant({ title: 'Again' }))).status).toBe(201)
  })

  test('leaves who registered and revoked it in the trail', async () => {
    await register('audited-desk')
    await callerOf(tracker, 'administrator').remove('/v1/clients/audited-desk', 1)

    const trail = await callerOf(tracker, 'auditor').read('/v1/audit?kind=member&record=audited-desk')

    expect(trail.items).toMatchObject([
      { action: 'client.register', by: 'administrator' },
      { action: 'client.revoke', by: 'administrator' },
    ])
  })
})
