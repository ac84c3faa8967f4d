// Members: who speaks for which organization, as administrators keep it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant } from '#test/support/bodies.ts'
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
