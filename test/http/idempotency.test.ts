// Promise 2: one key and body from one caller, however often and however much at once, makes one record and one answer.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, kindsChanged, playAll } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let eu: Client
let coordinator: Client
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())
beforeEach(() => {
  eu = callerOf(tracker, 'eu')
  coordinator = callerOf(tracker, 'coordinator')
})

let count = 0
const newKey = (): { 'idempotency-key': string } => ({ 'idempotency-key': `key-${(count += 1)}` })

test('the same key and body with another query are another request', async () => {
  const key = newKey()
  const body = grant({ provider: 'eu', implementers: ['kaiptc'] })
  const first = await coordinator.post('/v1/contributions', body, key)
  expect(first.body.reportedBy).toBe('eu')

  expectProblem(await coordinator.post('/v1/contributions?reportedBy=kaiptc', body, key), 422, 'key-reused')
})

describe('the same key and body', () => {
  test('get the first answer again, byte for byte, and write nothing', async () => {
    const key = newKey()
    const first = await eu.post('/v1/contributions', course(), key)
    const before = await tracker.items()
    tracker.clock.now = '2008-07-01T00:00:00.000Z'

    const again = await eu.post('/v1/contributions', course(), key)

    expect(again).toMatchObject({ status: 201, text: first.text })
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'))
    expect(kindsChanged(before, await tracker.items())).toEqual([])
  })

  test('are the same in whatever order the fields stand', async () => {
    const key = newKey()
    const body = grant()
    const first = await eu.post('/v1/contributions', body, key)

    const again = await eu.post('/v1/contributions', Object.fromEntries(Object.entries(body).toReversed()), key)

    expect(again.text).toBe(first.text)
  })

  test('get the first answer also after the record has changed', async () => {
    const key = newKey()
    const first = await eu.post('/v1/contributions', grant(), key)
    await eu.patch(`/v1/contributions/${first.body.id}`, { title: 'Other' }, 1)

    expect((await eu.post('/v1/contributions', grant(), key)).text).toBe(first.text)
  })

  test('sent 50 times at once make one record and one answer', async () => {
    const key = newKey()
    const body = course({ title: 'Fifty at once' })
    const held = async () =>
      (await tracker.items()).filter((item) => item.includes('"CONTRIBUTION"') && item.includes('Fifty at once')).length
    expect(await held()).toBe(0)

    const answers = await Promise.all(Array.from({ length: 50 }, async () => eu.post('/v1/contributions', body, key)))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await held()).toBe(1)
    expect(tracker.faults).toEqual([])
  })

  test.each<[string, (id: string) => [string, unknown]]>([
    [
      'transactions',
      (id) => [
        `/v1/contributions/${id}/transactions`,
        { type: 'commitment', date: '2008-06-01', money: { amount: '5', currency: 'USD' } },
      ],
    ],
    [
      'deliveries',
      (id) => [`/v1/contributions/${id}/deliveries`, { date: '2008-06-01', quantity: '5', unit: 'seats' }],
    ],
    ['renewals', (id) => [`/v1/contributions/${id}/renewals`, { date: '2008-06-01' }]],
  ])('add one event to %s, also 10 times at once', async (events, requestOf) => {
    const { id } = await eu.made('/v1/contributions', grant({ status: 'pledged' }))
    const [path, body] = requestOf(id)
    const key = newKey()

    const answers = await Promise.all(Array.from({ length: 10 }, async () => eu.post(path, body, key)))

    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await eu.read(`/v1/contributions/${id}`))[events]).toHaveLength(1)
  })

  test('restore once', async () => {
    const { id } = await eu.made('/v1/contributions', grant())
    await eu.remove(`/v1/contributions/${id}`, 1)
    const headers = { ...newKey(), 'if-match': '"2"' }
    const restore = async () => eu.send('POST', `/v1/contributions/${id}/restore`, undefined, headers)
    const first = await restore()

    expect(await restore()).toMatchObject({ status: 200, text: first.text })
    expect((await eu.read(`/v1/contributions/${id}`)).revision).toBe(3)
  })

  test('register one need and enter one partner', async () => {
    const [needKey, partnerKey] = [newKey(), newKey()]
    const partner = { id: 'igad', kind: 'regional-economic-community', names: { en: 'IGAD' } }
    const twice = async (path: string, body: unknown, key: Record<string, string>) => [
      (await coordinator.post(path, body, key)).text,
      (await coordinator.post(path, body, key)).text,
    ]

    expect(new Set(await twice('/v1/needs', need(), needKey)).size).toBe(1)
    expect(new Set(await twice('/v1/partners', partner, partnerKey)).size).toBe(1)
  })

  test('make one report, also when they come at once', async () => {
    tracker = await trackers.fresh()
    coordinator = callerOf(tracker, 'coordinator')
    const key = newKey()

    const answers = await Promise.all(
      [1, 2, 3].map(async () => coordinator.post('/v1/reports', { edition: 'shared' }, key)),
    )

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await coordinator.read('/v1/reports')).items).toHaveLength(1)
    expect(tracker.announced).toHaveLength(1)
    expect(tracker.faults).toEqual([])
  })
})

describe('the same key', () => {
  beforeAll(async () => {
    tracker = await trackers.fresh()
  })

  test('with another body is a 422 and writes nothing', async () => {
    const key = newKey()
    await eu.post('/v1/contributions', grant(), key)
    const before = await tracker.items()

    expectProblem(await eu.post('/v1/contributions', grant({ title: 'Other' }), key), 422, 'key-reused')
    expect(kindsChanged(before, await tracker.items())).toEqual([])
  })

  test('with another body is a 422 for a report too', async () => {
    const key = newKey()
    await coordinator.post('/v1/reports', { edition: 'shared' }, key)

    expectProblem(await coordinator.post('/v1/reports', { edition: 'coordinators' }, key), 422, 'key-reused')
  })

  test('on another path is another key', async () => {
    const key = newKey()
    const one = await eu.made('/v1/contributions', grant({ status: 'pledged' }))
    const other = await eu.made('/v1/contributions', grant({ status: 'pledged' }))

    for (const { id } of [one, other]) {
      expect((await eu.post(`/v1/contributions/${id}/renewals`, { date: '2008-06-01' }, key)).body).toMatchObject({
        id,
      })
    }
  })

  test('from another caller is another key, and shows nothing of the first', async () => {
    const key = newKey()
    const own = await eu.post('/v1/contributions', grant({ implementers: ['france'], visibility: 'coordinators' }), key)

    const other = await callerOf(tracker, 'france').post(
      '/v1/contributions',
      grant({ implementers: ['france'], visibility: 'coordinators' }),
      key,
    )

    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(own.body.id)
    expect(other.body.reportedBy).toBe('france')
  })

  test('is free again after a request that was refused', async () => {
    const key = newKey()
    expectProblem(await eu.post('/v1/contributions', grant({ beneficiary: 'nobody' }), key), 422, 'validation')
    expectProblem(await eu.post('/v1/contributions', grant({ provider: 'france' }), key), 403, 'forbidden')

    expect((await eu.post('/v1/contributions', grant(), key)).status).toBe(201)
  })
})

test('without a key the same body makes two records', async () => {
  const [one, other] = [await eu.made('/v1/contributions', grant()), await eu.made('/v1/contributions', grant())]

  expect(one.id).not.toBe(other.id)
})

describe('a key is a 400', () => {
  playAll(
    () => ({ tracker }),
    [
      ['that is empty', ''],
      ['with a space', 'two words'],
      ['of 256 characters', 'a'.repeat(256)],
      ['outside ASCII', 'cl\u00e9'],
    ].map(([name = '', key = '']) => ({
      name,
      as: 'eu',
      request: 'POST /v1/contributions',
      body: grant(),
      headers: { 'idempotency-key': key },
      status: 400,
      problem: 'bad-idempotency-key',
    })),
  )

  test('but not of 255 visible characters', async () => {
    expect((await eu.post('/v1/contributions', grant(), { 'idempotency-key': '~'.repeat(255) })).status).toBe(201)
  })
})
