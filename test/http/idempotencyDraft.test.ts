// draft-ietf-httpapi-idempotency-key-header, section by section: what is sent one after the other, and what each is answered.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { type Answer, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let contribution: string
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  contribution = (await callerOf(tracker, 'eu').made('/v1/contributions', grant({ status: 'pledged' }))).id
})
afterAll(async () => trackers.stop())

interface Sent {
  key?: string
  as?: Who
  request?: string
  body?: unknown
  headers?: Record<string, string>
  /** The instant at which it is sent. */
  at?: string
  answer: number | 'the first answer' | 'another record'
  problem?: string
}

type Case = [section: string, says: string, ...Sent[]]

const shared = grant({ title: 'Shared', implementers: ['france'] })
const reordered = JSON.stringify(Object.fromEntries(Object.entries(shared).toReversed()), null, 2)
const other = grant({ title: 'Other' })
const invalid = grant({ beneficiary: 'nobody' })
const foreign = grant({ provider: 'france' })
const renewal = { date: '2008-06-01' }

const cases: Case[] = [
  // 2.1 Syntax
  [
    '2.1',
    'a structured string, in its quotes',
    { key: '"8e03978e-40d5-43dd"', answer: 201 },
    { key: '"8e03978e-40d5-43dd"', answer: 'the first answer' },
  ],
  [
    '2.1',
    'a bare UUID, as most clients send it',
    { key: 'c1b9-4a', answer: 201 },
    { key: 'c1b9-4a', answer: 'the first answer' },
  ],
  ['2.1', 'capitals make another key', { key: 'case', answer: 201 }, { key: 'CASE', answer: 'another record' }],
  ['2.1', 'nothing is no key', { key: '', answer: 400, problem: 'bad-idempotency-key' }],
  ['2.1', 'two header lines are no key', { key: 'one, two', answer: 400, problem: 'bad-idempotency-key' }],
  ['2.1', 'what is not ASCII is no key', { key: 'cl\u00e9', answer: 400, problem: 'bad-idempotency-key' }],
  ['2.1', '256 characters are too many', { key: 'k'.repeat(256), answer: 400, problem: 'bad-idempotency-key' }],
  // 2.2 Uniqueness
  [
    '2.2',
    'a key is not used for another payload, and keeps its first answer',
    { key: 'unique', answer: 201 },
    { key: 'unique', body: other, answer: 422, problem: 'key-reused' },
    { key: 'unique', answer: 'the first answer' },
  ],
  [
    '2.2',
    'a key is not used for another query',
    { key: 'query', as: 'coordinator', answer: 201 },
    {
      key: 'query',
      as: 'coordinator',
      request: 'POST /v1/contributions?reportedBy=france',
      answer: 422,
      problem: 'key-reused',
    },
  ],
  // 2.3 Validity and expiry: keys do not expire
  [
    '2.3',
    'valid after a day',
    { key: 'day', answer: 201 },
    { key: 'day', at: '2008-06-03T09:00:01.000Z', answer: 'the first answer' },
  ],
  [
    '2.3',
    'valid after ten years',
    { key: 'decade', answer: 201 },
    { key: 'decade', at: '2018-06-02T09:00:00.000Z', answer: 'the first answer' },
  ],
  // 2.4 Fingerprint
  [
    '2.4',
    'order and whitespace of the payload do not count',
    { key: 'order', answer: 201 },
    { key: 'order', body: reordered, answer: 'the first answer' },
  ],
  [
    '2.4',
    'headers beside the key do not count',
    { key: 'headers', answer: 201 },
    { key: 'headers', headers: { 'user-agent': 'another client' }, answer: 'the first answer' },
  ],
  // 2.5 Responsibilities: the scope of a key is the caller, the method and the path
  [
    '2.5',
    'of another caller it is another key',
    { key: 'caller', answer: 201 },
    { key: 'caller', as: 'coordinator', answer: 'another record' },
  ],
  [
    '2.5',
    'on another path it is another key',
    { key: 'path', answer: 201 },
    { key: 'path', request: 'POST /v1/contributions/{contribution}/renewals', body: renewal, answer: 201 },
  ],
  [
    '2.5',
    'reading takes no notice of it',
    { key: 'read', request: 'GET /v1/contributions/{contribution}', answer: 200 },
    { key: 'read', request: 'GET /v1/contributions', answer: 200 },
  ],
  [
    '2.5',
    'a patch has its If-Match for that',
    {
      key: 'patch',
      request: 'PATCH /v1/contributions/{contribution}',
      body: { description: 'x' },
      headers: { 'if-match': '"2"' },
      answer: 200,
    },
    {
      key: 'patch',
      request: 'PATCH /v1/contributions/{contribution}',
      body: { description: 'x' },
      headers: { 'if-match': '"2"' },
      answer: 412,
      problem: 'stale-revision',
    },
  ],
  // 2.6 Enforcement
  ['2.6', 'a first request is processed', { key: 'first', answer: 201 }],
  [
    '2.6',
    'a retry gets the result of the first, also the third time',
    { key: 'retry', answer: 201 },
    { key: 'retry', answer: 'the first answer' },
    { key: 'retry', answer: 'the first answer' },
  ],
  // 2.7 Error scenarios
  ['2.7', 'a key is not required', { answer: 201 }, { answer: 'another record' }],
  [
    '2.7',
    'what was not valid leaves the key free',
    { key: 'invalid', body: invalid, answer: 422, problem: 'validation' },
    { key: 'invalid', answer: 201 },
  ],
  [
    '2.7',
    'what was malformed leaves the key free',
    { key: 'broken', body: '{"title":', answer: 400, problem: 'malformed-json' },
    { key: 'broken', answer: 201 },
  ],
  [
    '2.7',
    'what was not allowed leaves the key free',
    { key: 'foreign', body: foreign, answer: 403, problem: 'forbidden' },
    { key: 'foreign', answer: 201 },
  ],
]

const send = async ({ key, as = 'eu', request = 'POST /v1/contributions', body = shared, headers = {}, at }: Sent) => {
  const [method = '', path = ''] = request.replace('{contribution}', contribution).split(' ')
  tracker.clock.now = at ?? '2008-06-02T09:00:00.000Z'
  return callerOf(tracker, as).send(method, path, method === 'GET' ? undefined : body, {
    ...headers,
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  })
}

const expectAnswer = ({ answer, problem }: Sent, got: Answer, first: Answer | undefined): void => {
  if (typeof answer === 'number' && answer >= 400) {
    expectProblem(got, answer, problem)
    return
  }
  const { status, text } = got
  expect({ status, text }).toMatchObject({ status: typeof answer === 'number' ? answer : 201 })
  if (answer === 'another record') expect(got.body.id).not.toBe(first?.body.id)
  if (answer !== 'the first answer') return
  expect(text).toBe(first?.text)
  for (const name of ['location', 'etag']) expect(got.headers.get(name)).toBe(first?.headers.get(name))
}

test.each(cases)('%s: %s', async (_section, _says, ...requests) => {
  let first: Answer | undefined
  for (const sent of requests) {
    const got = await send(sent)
    expectAnswer(sent, got, first)
    first ??= got
  }
  expect(tracker.faults).toEqual([])
})

/** The draft's 409 for a retry that meets the first under way is for servers that process in steps: here both end at once, with one answer. */
test('2.6: retries that meet the first under way all get its answer', async () => {
  const eu = callerOf(tracker, 'eu')

  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => eu.post('/v1/contributions', shared, { 'idempotency-key': 'meeting' })),
  )

  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
})
