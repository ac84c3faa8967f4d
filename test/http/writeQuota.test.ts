// Attacks 77, 79 and 82: a caller that writes without end is told when to come again, and nobody else notices.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isCounted } from '#http/writeQuota.ts'
import { documentedOperations } from '#infra/local/openApi.ts'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, kindsChanged } from '#test/support/scenarios.ts'
import { type Answer, type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import document from '#functions/docs/openapi.json' with { type: 'json' }

const most = 5
let trackers: TestTrackers
let tracker: TestTracker
let eu: Client
let coordinator: Client
let minute = 0
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh({ WRITES_PER_MINUTE: most })
})
afterAll(async () => trackers.stop())
/** Whoever was refused in the test before may write again. */
const nextMinute = (second = '15'): void => {
  tracker.clock.now = `2008-06-02T09:${String((minute += 1)).padStart(2, '0')}:${second}.000Z`
}
beforeEach(() => {
  nextMinute()
  eu = callerOf(tracker, 'eu')
  coordinator = callerOf(tracker, 'coordinator')
})

const contributions = '/v1/contributions'
const atOnce = async (times: number, ask: (at: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: times }, async (_, at) => ask(at)))
const statuses = (answers: readonly Answer[]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ status }) => String(status))).map(([status, those = []]) => [
      status,
      those.length,
    ]),
  )
const useUp = async (client: Client): Promise<void> => {
  await atOnce(most, async () => client.post(contributions, grant()))
}

// First, while there is little to follow but its rows.
test('an import counts once, however many rows its file has', async () => {
  const rows = Array.from({ length: most + 1 }, (_, at) => `EU,Rations for month ${at},AUC,1000,USD`)
  const file = ['partner,title,beneficiary,amount,currency', ...rows].join('\n')

  const { status, body } = await eu.post('/v1/imports', file, { 'content-type': 'text/csv' })
  await tracker.settled()

  expect(status).toBe(202)
  expect((await eu.read(`/v1/imports/${body.id}`)).counts).toEqual({ created: most + 1 })
  expect(statuses(await atOnce(most, async () => eu.post(contributions, grant())))).toEqual({ 201: most - 1, 429: 1 })
})

describe('a caller that has written as often as it may', () => {
  test('is told when to come again, and writes nothing', async () => {
    await useUp(eu)
    const before = await tracker.items()

    const answer = await eu.post(contributions, grant())

    expectProblem(answer, 429, 'too-many-writes')
    expect(answer.headers.get('retry-after')).toBe('45')
    expect(kindsChanged(before, await tracker.items())).toEqual([])
  })

  test('writes again when that time has come', async () => {
    await useUp(eu)
    nextMinute('00')

    expect((await eu.post(contributions, grant())).status).toBe(201)
  })

  test.each<[string, (client: Client, id: string) => Promise<Answer>]>([
    ['POST', async (client, id) => client.post(`${contributions}/${id}/renewals`, { date: '2008-06-01' })],
    ['PATCH', async (client, id) => client.patch(`${contributions}/${id}`, { title: 'Other' }, 1)],
    ['DELETE', async (client, id) => client.remove(`${contributions}/${id}`, 1)],
    ['PUT', async (client) => client.put('/v1/taxonomy/unit/tents', { names: { en: 'Tents' } }, { 'if-match': '"1"' })],
    ['a report', async (client) => client.post('/v1/reports', { edition: 'shared' })],
    ['an import', async (client) => client.post('/v1/imports', 'partner,title\n', { 'content-type': 'text/csv' })],
  ])('is refused whichever function answers: %s', async (_name, ask) => {
    const { id } = await coordinator.made(contributions, grant({ provider: 'eu' }))
    await useUp(coordinator)

    expectProblem(await ask(coordinator, id), 429, 'too-many-writes')
  })

  test('still reads, checks and asks what if', async () => {
    await useUp(coordinator)

    expect((await coordinator.get(contributions)).status).toBe(200)
    expect((await coordinator.post(`${contributions}/check`, course())).status).toBe(200)
    expect((await coordinator.post('/v1/coverage/what-if', { withdraw: [] })).status).toBe(200)
  })

  test('leaves every other caller alone, of its own organization too', async () => {
    await useUp(coordinator)

    expect((await callerOf(tracker, 'second').post('/v1/needs', need())).status).toBe(201)
    expect((await eu.post(contributions, grant())).status).toBe(201)
  })
})

test('77. of sixty at once as many go in as places are left', async () => {
  await eu.post(contributions, grant())

  const answers = await atOnce(60, async () => eu.post(contributions, grant()))

  expect(statuses(answers)).toEqual({ 201: most - 1, 429: 61 - most })
})

test('79. a flood of the same record under one title is stopped at the quota', async () => {
  const answers = await atOnce(30, async () => eu.post(contributions, course({ title: 'The very same' })))

  expect(statuses(answers)).toEqual({ 201: most, 429: 30 - most })
})

test('82. a new idempotency key each time is no way around it, nor an old one again', async () => {
  const answers = await atOnce(30, async (at) => eu.post(contributions, grant(), { 'idempotency-key': `bomb-${at}` }))
  const kept = (await tracker.items()).filter((item) => item.includes('IDEMPOTENCY#'))

  expect(statuses(answers)).toEqual({ 201: most, 429: 30 - most })
  expect(kept).toHaveLength(most)
  expectProblem(await eu.post(contributions, grant(), { 'idempotency-key': 'bomb-0' }), 429, 'too-many-writes')
})

test('what is malformed is refused as that, and counts as no write', async () => {
  const answers = await atOnce(30, async () => eu.post(contributions, { title: 1 }))

  expect(statuses(answers)).toEqual({ 422: 30 })
  expect((await eu.post(contributions, grant())).status).toBe(201)
})

test('every operation that writes says so in the OpenAPI document, with the header, and no other does', () => {
  const paths = document.paths as Record<string, Record<string, { responses: Record<string, { headers?: object }> }>>
  const stated = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { responses }]) => responses['429']?.headers && 'Retry-After' in responses['429'].headers)
      .map(([method]) => `${method} ${path}`),
  )
  const writing = documentedOperations.filter(isCounted).map(({ method, path }) => `${method} ${path}`)

  expect(writing.length).toBeGreaterThan(25)
  expect(stated.toSorted()).toEqual(writing.toSorted())
  expect(
    documentedOperations
      .filter((each) => each.method !== 'get' && !isCounted(each))
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(['/v1/contributions/check', '/v1/coverage/what-if'])
})

test('without a limit nothing is counted', async () => {
  tracker = await trackers.fresh()

  await callerOf(tracker, 'eu').made(contributions, grant())

  expect((await tracker.items()).filter((item) => item.includes('WRITES#'))).toEqual([])
})
