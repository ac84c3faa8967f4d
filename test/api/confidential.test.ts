// What nobody else ever learns of a confidential contribution, and what its own partners and coordinators see of it.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { architecture, course, grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, kindsChanged, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let secret: string
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const of = (who: Who) => callerOf(tracker, who)
  await of('eu').made('/v1/contributions', course())
  await of('france').made('/v1/contributions', course({ provider: 'france', implementers: ['eu'] }))
  const { id } = await of('un-dpko').made(
    '/v1/contributions',
    course({
      provider: 'un-dpko',
      title: 'Secret course',
      visibility: 'coordinators',
      priorityAreas: [{ code: 'mission-planning' }],
      places: [{ country: 'KE', name: 'Nairobi' }],
    }),
  )
  await tracker.settled()
  secret = id
}, 120_000)
afterAll(async () => trackers.stop())

describe('a confidential contribution', () => {
  const secretPaths = ['', '/history']
  const others: Who[] = ['eu', 'france', 'ecowas', 'reader', 'auditor', 'administrator']

  test.each(others)('does not exist for %s, by any request', async (who) => {
    const caller = callerOf(tracker, who)
    const path = `/v1/contributions/${secret}`
    const before = await tracker.items()

    const answers = [
      ...(await Promise.all(secretPaths.map(async (end) => caller.get(path + end)))),
      await caller.patch(path, { title: 'x' }, 1),
      await caller.remove(path, 1),
      await caller.send('POST', `${path}/restore`, undefined, { 'if-match': '"1"' }),
      await caller.post(`${path}/transactions`, {
        type: 'commitment',
        date: '2008-06-01',
        money: { amount: '5', currency: 'USD' },
      }),
      await caller.post(`${path}/deliveries`, { date: '2008-06-01', quantity: '5', unit: 'seats' }),
      await caller.post(`${path}/renewals`, { date: '2008-06-01' }),
    ]

    for (const answer of answers) expectProblem(answer, 404, 'not-found')
    const unknown = await caller.get('/v1/contributions/unknown')
    expect(answers[0]?.text).toBe(unknown.text)
    expect(kindsChanged(before, await tracker.items())).toEqual([])
  })

  test.each(others)('is in no list, finding or figure of %s', async (who) => {
    const caller = callerOf(tracker, who)
    const paths = [
      'contributions',
      'contributions?provider=un-dpko',
      'contributions?partner=un-dpko',
      'contributions?q=secret',
      `contributions?subCluster=${architecture}`,
      'findings',
      'findings?partner=un-dpko',
      'coverage',
      'coverage?groupBy=provider',
      'coverage?groupBy=none,quarter',
      'coverage/gaps',
    ]

    for (const path of paths) {
      const { status, text } = await caller.get(`/v1/${path}`)
      expect(status).toBe(200)
      expect(text).not.toContain(secret)
      expect(text).not.toMatch(/Secret|"un-dpko"/)
    }
  })

  test('is named by nobody who may not see it', async () => {
    const named = grant({ relations: [{ type: 'complements', contribution: secret }] })

    expectProblem(await callerOf(tracker, 'eu').post('/v1/contributions', named), 422, 'validation', [
      '/relations/0/contribution',
    ])
  })

  test('is in no relation that others read, and no patch of theirs takes the relation away', async () => {
    const relations = [{ type: 'complements', contribution: secret }]
    const coordinator = callerOf(tracker, 'coordinator')
    const { id } = await coordinator.made('/v1/contributions', grant({ relations }))
    const path = `/v1/contributions/${id}`

    for (const read of [path, `${path}/history`, '/v1/contributions?limit=200'])
      expect((await callerOf(tracker, 'eu').get(read)).text).not.toContain(secret)
    const { id: other } = await callerOf(tracker, 'eu').made('/v1/contributions', grant({ title: 'Other' }))
    const answers = [
      await callerOf(tracker, 'eu').patch(path, { title: 'Grant again' }, 1),
      await callerOf(tracker, 'eu').patch(path, { relations: [{ type: 'complements', contribution: other }] }, 2),
      await callerOf(tracker, 'eu').patch(path, { relations: null }, 3),
      await callerOf(tracker, 'eu').post(`${path}/transactions`, {
        type: 'commitment',
        date: '2008-06-01',
        money: { amount: '1', currency: 'USD' },
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201])
    for (const answer of answers) expect(answer.text).not.toContain(secret)
    expect((await callerOf(tracker, 'eu').get(`${path}/history`)).text).not.toContain(secret)

    for (const who of ['coordinator', 'un-dpko'] as const) {
      expect((await callerOf(tracker, who).read(path)).relations).toEqual(relations)
      expect((await callerOf(tracker, who).get(`${path}/history`)).text).toContain(secret)
    }
  })

  test('tells a check by another partner its kind and nothing else', async () => {
    const places = [{ country: 'KE', name: 'Nairobi' }]
    const similar = course({ title: 'Secret course', priorityAreas: [{ code: 'mission-planning' }], places })

    const answer = await callerOf(tracker, 'eu').post('/v1/contributions/check', similar)

    expect(answer.status).toBe(200)
    expect(answer.body.confidential).not.toEqual([])
    for (const hint of answer.body.confidential) expect(Object.keys(hint)).toEqual(['kind'])
    expect(answer.text).not.toContain(secret)
    expect(answer.text).not.toContain('un-dpko')
  })

  test.each<Who>(['un-dpko', 'coordinator'])('is there for %s, in lists, figures and checks', async (who) => {
    const caller = callerOf(tracker, who)

    expect((await caller.get(`/v1/contributions/${secret}`)).status).toBe(200)
    expect((await caller.get(`/v1/contributions/${secret}/history`)).status).toBe(200)
    expect((await caller.get('/v1/contributions?q=secret')).text).toContain(secret)
    expect((await caller.get('/v1/coverage?groupBy=provider')).text).toContain('un-dpko')
    const similar = course({
      provider: 'un-dpko',
      title: 'Secret course',
      priorityAreas: [{ code: 'mission-planning' }],
    })
    const check = await caller.post('/v1/contributions/check', similar)
    expect(check.text).toContain(secret)
    expect(check.body.confidential).toEqual([])
  })

  test('gives its amount to the sums of those who see it, and to no others', async () => {
    const announced = async (who: Who): Promise<number> => {
      const { items } = await callerOf(tracker, who).read('/v1/coverage?groupBy=none')
      return Number(items[0].announced.reported)
    }
    const { usd } = await callerOf(tracker, 'coordinator').read(`/v1/contributions/${secret}`)
    await tracker.settled()

    const [reader, coordinator, own] = [
      await announced('reader'),
      await announced('coordinator'),
      await announced('un-dpko'),
    ]

    expect(coordinator - reader).toBeCloseTo(Number(usd.amount), 2)
    expect(own).toBe(coordinator)
  })

  test('is shared from the moment that its partner says so, and hidden again', async () => {
    const dpko = callerOf(tracker, 'un-dpko')
    const { id } = await dpko.made('/v1/contributions', grant({ provider: 'un-dpko', visibility: 'coordinators' }))
    const path = `/v1/contributions/${id}`
    const seen = async () => (await callerOf(tracker, 'reader').get(path)).status

    expect(await seen()).toBe(404)
    await dpko.patch(path, { visibility: 'shared' }, 1)
    expect(await seen()).toBe(200)
    await dpko.patch(path, { visibility: 'coordinators' }, 2)
    expect(await seen()).toBe(404)
  })
})
