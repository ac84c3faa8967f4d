// What the edge refuses before any action is asked: paths, methods, queries, media types, bodies and preconditions.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, kindsChanged, playAll, type Scenario } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const { id } = await tracker.as('partner', 'eu').made('/v1/contributions', course())
  Object.assign(ids, { contribution: id, record: `/v1/contributions/${id}` })
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })

const refusedAs =
  (status: number, problem: string) =>
  (scenario: Omit<Scenario, 'status'>): Scenario => ({
    status,
    problem,
    ...scenario,
  })

describe('a path that does not exist is a 404', () => {
  const notFound = refusedAs(404, 'no-such-path')
  playAll(setting, [
    notFound({ name: 'at the root', request: 'GET /' }),
    notFound({ name: 'beside a route', request: 'GET /v1/contribution' }),
    notFound({ name: 'with a slash at the end', request: 'GET /v1/contributions/' }),
    notFound({ name: 'below a record', request: 'GET /v1/contributions/{contribution}/secrets' }),
    notFound({ name: 'with another version', request: 'GET /v2/contributions' }),
    notFound({ name: 'in another case', request: 'GET /V1/contributions' }),
    notFound({ name: 'that climbs', request: 'GET /v1/reports/..%2f..%2fetc%2fpasswd/x' }),
    notFound({ name: 'for any method', request: 'DELETE /v1/nothing' }),
  ])
})

describe('a record that does not exist is a 404', () => {
  const notFound = refusedAs(404, 'not-found')
  const match = { 'if-match': '"1"' }
  const long = 'a'.repeat(3000)
  playAll(setting, [
    notFound({ name: 'to a GET', request: 'GET /v1/contributions/unknown' }),
    notFound({ name: 'to a PATCH', request: 'PATCH /v1/contributions/unknown', body: { title: 'x' }, headers: match }),
    notFound({ name: 'to a DELETE', request: 'DELETE /v1/contributions/unknown', headers: match }),
    notFound({ name: 'to a restore', request: 'POST /v1/contributions/unknown/restore', headers: match }),
    notFound({ name: 'to its history', request: 'GET /v1/contributions/unknown/history' }),
    notFound({ name: 'as a need', request: 'GET /v1/needs/unknown' }),
    notFound({ name: 'as a partner', request: 'GET /v1/partners/unknown' }),
    notFound({ name: 'as a finding', request: 'GET /v1/findings/unknown' }),
    notFound({ name: 'as a member', as: 'administrator', request: 'GET /v1/members/unknown' }),
    notFound({ name: 'as a report', request: 'GET /v1/reports/unknown.json' }),
    notFound({ name: 'with a # that would lead to another key', request: 'GET /v1/contributions/x%23CONTRIBUTION' }),
    notFound({ name: 'with a NUL', request: 'GET /v1/contributions/%00' }),
    notFound({ name: 'with malformed percent-encoding', request: 'GET /v1/contributions/%E0%A4%A' }),
    notFound({ name: 'with an id longer than a key may be', request: `GET /v1/contributions/${long}` }),
    notFound({ name: 'as a need with such an id', request: `GET /v1/needs/${long}` }),
    notFound({ name: 'as a partner with such an id', request: `GET /v1/partners/${long}` }),
    notFound({ name: 'as a finding with such an id', request: `GET /v1/findings/${long}` }),
    notFound({ name: 'as a member with such an id', as: 'administrator', request: `GET /v1/members/${long}` }),
    notFound({ name: 'as a report with such an id', request: `GET /v1/reports/${long}.json` }),
    notFound({ name: 'to a DELETE with such an id', request: `DELETE /v1/contributions/${long}`, headers: match }),
    notFound({
      name: 'to a decision with such an id',
      request: `POST /v1/findings/${long}/decisions`,
      body: { verdict: 'complementary' },
    }),
  ])
})

describe('a method that a path does not take is a 405 that says which it takes', () => {
  const notAllowed = (request: string, allow: string): Scenario => ({
    name: request,
    request,
    status: 405,
    problem: 'method-not-allowed',
    answerHeaders: { allow },
  })
  playAll(setting, [
    notAllowed('PUT /v1/contributions', 'POST, GET, HEAD'),
    notAllowed('DELETE /v1/contributions', 'POST, GET, HEAD'),
    notAllowed('PUT /v1/contributions/{contribution}', 'GET, PATCH, DELETE, HEAD'),
    notAllowed('GET /v1/contributions/{contribution}/restore', 'POST'),
    notAllowed('POST /v1/coverage', 'GET, HEAD'),
    notAllowed('PATCH /v1/taxonomy', 'GET, HEAD'),
    notAllowed('GET /v1/taxonomy/unit/seats', 'PUT'),
    notAllowed('DELETE /v1/reports', 'POST, GET, HEAD'),
    notAllowed('OPTIONS /v1/needs', 'POST, GET, HEAD'),
    notAllowed('PURGE /v1/needs', 'POST, GET, HEAD'),
    notAllowed('POST /healthz', 'GET, HEAD'),
    notAllowed('DELETE /healthz', 'GET, HEAD'),
  ])

  test('and no header changes the method', async () => {
    const { body } = await callerOf(tracker, 'eu').get(ids['record'] ?? '')
    await callerOf(tracker, 'eu').send('GET', ids['record'] ?? '', undefined, {
      'x-http-method-override': 'DELETE',
      'if-match': `"${body.revision}"`,
    })

    expect((await callerOf(tracker, 'eu').get(ids['record'] ?? '')).body).toEqual(body)
  })
})

test('HEAD answers what GET answers, without its body', async () => {
  const eu = callerOf(tracker, 'eu')
  const get = await eu.get(ids['record'] ?? '')

  const head = await eu.send('HEAD', ids['record'] ?? '')

  expect(head).toMatchObject({ status: 200, text: '' })
  expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
  expect((await eu.send('HEAD', '/v1/contributions/unknown')).status).toBe(404)
})

describe('a query that is not understood is a 400', () => {
  const badQuery = (request: string): Scenario => ({ name: request, request, status: 400, problem: 'bad-query' })
  playAll(
    setting,
    [
      'GET /v1/contributions?limit=0',
      'GET /v1/contributions?limit=201',
      'GET /v1/contributions?limit=-1',
      'GET /v1/contributions?limit=1e2',
      'GET /v1/contributions?limit=',
      'GET /v1/contributions?limit=1&limit=200',
      'GET /v1/contributions?unknown=1',
      'GET /v1/contributions?__proto__=1',
      'GET /v1/contributions?constructor=1',
      'GET /v1/contributions?sort=visibility',
      'GET /v1/contributions?visibility=coordinators',
      'GET /v1/contributions?provider=EU',
      'GET /v1/contributions?provider=',
      'GET /v1/contributions?status=done',
      'GET /v1/contributions?from=2008-02-30',
      'GET /v1/contributions?updatedSince=yesterday',
      'GET /v1/contributions?q=a',
      'GET /v1/contributions?q=one%20two%20three%20four',
      'GET /v1/contributions?q=%3F%3F',
      `GET /v1/contributions?q=${'a'.repeat(101)}`,
      'GET /v1/contributions?provider=eu&beneficiary=auc',
      'GET /v1/contributions?q=course&partner=eu',
      'GET /v1/contributions/{contribution}?fields=title',
      'GET /v1/contributions/{contribution}/history?limit=0',
      'GET /v1/needs?beneficiary=auc&subCluster=peace-and-security-architecture',
      'GET /v1/partners/resolve',
      'GET /v1/partners/resolve?name=',
      `GET /v1/partners/resolve?name=${'a'.repeat(301)}`,
      'GET /v1/taxonomy?kind=colour',
      'GET /v1/taxonomy?limit=0',
      'GET /v1/contributions?from=2008-01-02&to=2008-01-01',
      'GET /v1/coverage?from=2009-01-01&to=2008-12-31',
      'GET /v1/coverage/gaps?from=2009-01-01&to=2008-12-31',
      'GET /v1/findings?kind=similar',
      'GET /v1/findings?state=closed',
      'GET /v1/findings?minScore=1.5',
      'GET /v1/findings?minScore=NaN',
      'GET /v1/coverage?measure=euro',
      'GET /v1/coverage?groupBy=status',
      'GET /v1/coverage?groupBy=priorityArea',
      'GET /v1/coverage?groupBy=quarter,subCluster',
      'GET /v1/coverage?groupBy=subCluster,quarter,year',
      'GET /v1/coverage?from=2008-02-01',
      'GET /v1/coverage?to=2008-01-01',
      'GET /v1/coverage?from=2009-01-01&to=2008-12-31',
      'GET /v1/coverage?list=others',
      'GET /v1/coverage/gaps?groupBy=none',
      'GET /v1/reports?edition=secret',
    ].map(badQuery),
  )
})

describe('a cursor that this list did not give is a 400', () => {
  const badCursor = (name: string, cursor: string): Scenario => ({
    name,
    request: `GET /v1/contributions?cursor=${cursor}`,
    status: 400,
    problem: 'bad-cursor',
  })
  playAll(setting, [
    badCursor('that is empty', ''),
    badCursor('of garbage', 'garbage'),
    badCursor('of the right length', 'A'.repeat(200)),
    badCursor('of a key in the open', Buffer.from('{"pk":"MEMBER#x","sk":"MEMBER"}').toString('base64url')),
    badCursor('that is no base64url', '%F0%9F%98%80'.repeat(40)),
  ])
})

describe('a body of another media type is a 415', () => {
  const unsupported = (name: string, contentType: string): Scenario => ({
    name,
    request: 'POST /v1/contributions',
    body: JSON.stringify(grant()),
    headers: { 'content-type': contentType },
    status: 415,
    problem: 'unsupported-media-type',
  })
  playAll(setting, [
    unsupported('without one', ''),
    unsupported('as text', 'text/plain'),
    unsupported('as text that mentions JSON', 'text/plain; application/json'),
    unsupported('as a form', 'application/x-www-form-urlencoded'),
    unsupported('as multipart', 'multipart/form-data; boundary=application/json'),
    unsupported('as JSON of another charset', 'application/json; charset=utf-16'),
    unsupported('as JSON in UTF-7', 'application/json;charset="utf-7"'),
    unsupported('as JSON Lines', 'application/jsonl'),
    unsupported('as JSON, nearly', 'application/jsonp'),
    unsupported('as a patch, to a POST', 'application/merge-patch+json'),
    {
      ...unsupported('as a JSON Patch', 'application/json-patch+json'),
      request: 'PATCH /v1/contributions/{contribution}',
      headers: { 'content-type': 'application/json-patch+json', 'if-match': '"1"' },
    },
  ])

  test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON; Charset="UTF-8"'])(
    'but "%s" is taken',
    async (contentType) => {
      const eu = callerOf(tracker, 'eu')

      expect((await eu.post('/v1/contributions/check', grant(), { 'content-type': contentType })).status).toBe(200)
    },
  )

  test('but a merge patch is taken under both of its types', async () => {
    const eu = callerOf(tracker, 'eu')
    const { id } = await eu.made('/v1/contributions', grant())
    const patched = async (contentType: string, revision: number) =>
      eu.send(
        'PATCH',
        `/v1/contributions/${id}`,
        { title: 'Grant' },
        { 'content-type': contentType, 'if-match': `"${revision}"` },
      )

    expect((await patched('application/merge-patch+json', 1)).status).toBe(200)
    expect((await patched('application/json', 2)).status).toBe(200)
  })
})

describe('a body that is no JSON is a 400', () => {
  const malformed = (name: string, body: string | Uint8Array): Scenario => ({
    name,
    request: 'POST /v1/contributions',
    body,
    headers: { 'content-type': 'application/json' },
    status: 400,
    problem: 'malformed-json',
  })
  playAll(setting, [
    malformed('when it is empty', new Uint8Array()),
    malformed('of spaces', '  '),
    malformed('of a word', 'title'),
    malformed('that breaks off', '{"title":'),
    malformed('with a comma too many', '{"title":"x",}'),
    malformed('with a comment', '{/* */"title":"x"}'),
    malformed('with NaN', '{"money":{"amount":NaN}}'),
    malformed('with two values', '{} {}'),
    malformed('in Latin-1', new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d])),
    malformed('with a control character in a text', '{"title":"a\u0001b"}'),
    malformed('that gives a name twice', '{"title":"x","title":"y"}'),
    malformed('that gives a name twice, deep inside', '{"money":{"amount":"1","amoun\\u0074":"2"}}'),
    malformed('that is half a surrogate in UTF-8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])),
  ])
})

describe('a body that is too large is a 413', () => {
  const large = JSON.stringify(grant({ description: 'x'.repeat(600 * 1024) }))
  playAll(setting, [
    { name: 'as it is read', request: 'POST /v1/contributions', body: large, status: 413, problem: 'too-large' },
    {
      name: 'as it is announced, unread',
      request: 'POST /v1/contributions',
      body: '{}',
      headers: { 'content-length': '999999999' },
      status: 413,
      problem: 'too-large',
    },
  ])
})

describe('a body of the wrong shape is a 422 that points at it', () => {
  const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth)
  const shaped = (name: string, body: string, pointers?: string[]): Scenario => ({
    name,
    request: 'POST /v1/contributions',
    body,
    status: 422,
    problem: 'validation',
    ...(pointers ? { pointers } : {}),
  })
  playAll(setting, [
    shaped('null', 'null', ['']),
    shaped('an array', '[]', ['']),
    shaped('a text', '"title"', ['']),
    shaped('a number', '1', ['']),
    shaped('an empty object', '{}', ['/title', '/provider', '/beneficiary']),
    shaped('an array nested 5,000 deep', nested(5000, '[', ']'), ['']),
    shaped('an object nested 100 deep', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, ['']),
  ])
})

describe('a write without a valid precondition', () => {
  const precondition = (name: string, status: number, problem: string, headers: Record<string, string>): Scenario[] =>
    ['PATCH {record}', 'DELETE {record}', 'POST {record}/restore'].map((request) => ({
      name: `${name}: ${request.replace('{record}', '')}`,
      request,
      ...(request.startsWith('PATCH') ? { body: { title: 'Other' } } : {}),
      headers,
      status,
      problem,
    }))
  playAll(setting, [
    ...precondition('is a 428 when there is none', 428, 'precondition-required', {}),
    ...precondition('is a 428 when it asks to create', 428, 'precondition-required', { 'if-none-match': '*' }),
    ...precondition('is a 412 when it is stale', 412, 'stale-revision', { 'if-match': '"7"' }),
    ...precondition('is a 412 when it is zero', 412, 'stale-revision', { 'if-match': '"0"' }),
    ...precondition('is a 400 without quotes', 400, 'bad-precondition', { 'if-match': '1' }),
    ...precondition('is a 412 when it is no ETag of ours', 412, 'stale-revision', { 'if-match': '"abc"' }),
    ...precondition('is a 412 when it is empty', 412, 'stale-revision', { 'if-match': '""' }),
    ...precondition('is a 412 when it is larger than any', 412, 'stale-revision', {
      'if-match': `"${'9'.repeat(40)}"`,
    }),
    ...precondition('is a 412 when it is weak', 412, 'stale-revision', { 'if-match': 'W/"1"' }),
    ...precondition('is a 412 when it is a wildcard', 412, 'stale-revision', { 'if-match': '*' }),
    ...precondition('is a 400 when it does not end', 400, 'bad-precondition', { 'if-match': '"1' }),
    ...precondition('is a 400 when it names two', 400, 'bad-precondition', { 'if-match': '"1", "2"' }),
    ...precondition('is a 400 when there are two', 400, 'bad-precondition', {
      'if-match': '"1"',
      'if-none-match': '*',
    }),
    {
      name: 'of a PUT is a 428 when there is none',
      request: 'PUT /v1/taxonomy/unit/boats',
      body: { names: { en: 'boats' } },
      status: 428,
      problem: 'precondition-required',
    },
    {
      name: 'of a PUT is a 400 when it names what must not be',
      request: 'PUT /v1/taxonomy/unit/boats',
      body: { names: { en: 'boats' } },
      headers: { 'if-none-match': '"1"' },
      status: 400,
      problem: 'bad-precondition',
    },
  ])
})

test('an answer says nothing of the server and forbids to guess its type', async () => {
  const { headers } = await callerOf(tracker, 'eu').get('/v1/needs')

  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('access-control-allow-origin')).toBeNull()
})

test('a body that would pollute a prototype pollutes none and leaves nothing', async () => {
  const before = await tracker.items()
  for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
    const body = `{"${key}":{"polluted":true},${JSON.stringify(grant()).slice(1)}`
    expectProblem(await callerOf(tracker, 'eu').post('/v1/contributions', body), 422, 'validation', [`/${key}`])
  }

  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expect(kindsChanged(before, await tracker.items())).toEqual([])
})

describe('a body where none is taken', () => {
  const match = { 'if-match': '"1"' }
  const sent = (name: string, problem: Partial<Scenario>, body?: unknown): Scenario[] =>
    ['DELETE {record}', 'POST {record}/restore'].map((request) => ({
      name: `${name}, ${request}`,
      request,
      body,
      headers: match,
      status: 422,
      ...problem,
    }))
  playAll(setting, [
    ...sent('with a field is refused', { problem: 'validation', pointers: ['/reason'] }, { reason: 'A mistake.' }),
    ...sent('that is a list is refused', { problem: 'validation', pointers: [''] }, []),
    ...sent('that is no JSON is refused', { status: 400, problem: 'malformed-json' }, '{"reason":'),
    ...sent(
      'of another type is refused',
      {
        status: 415,
        problem: 'unsupported-media-type',
        headers: { ...match, 'content-type': 'text/plain' },
      },
      'A mistake.',
    ),
  ])
  test('without a field is none', async () => {
    const eu = callerOf(tracker, 'eu')
    const { id } = await eu.made('/v1/contributions', course())
    const deleted = await eu.send('DELETE', `/v1/contributions/${id}`, {}, match)

    expect(deleted.status).toBeLessThan(300)
  })
})
