// The taxonomy: terms that coordinators create and revise, and that contributions name until they are over.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course } from '#test/support/bodies.ts'
import { callerOf, expectProblem, playAll, type Scenario } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let coordinator: Client
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  coordinator = callerOf(tracker, 'coordinator')
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

const boats = { names: { en: 'Boats', fr: 'Bateaux' } }

describe('a term of the taxonomy', () => {
  playAll(setting, [
    {
      name: 'is created where there is none',
      request: 'PUT /v1/taxonomy/unit/boats',
      body: boats,
      headers: create,
      status: 201,
      answer: { kind: 'unit', code: 'boats', ...boats, revision: 1 },
      answerHeaders: { etag: '"1"' },
      leaves: [...kept, 'TAXONOMY'],
    },
    {
      name: 'is not created over another',
      request: 'PUT /v1/taxonomy/unit/boats',
      body: boats,
      headers: create,
      status: 412,
      problem: 'already-exists',
    },
    {
      name: 'is revised at its revision',
      request: 'PUT /v1/taxonomy/unit/boats',
      body: { ...boats, validTo: '2008-06-01' },
      headers: { 'if-match': '"1"' },
      status: 200,
      answer: { validTo: '2008-06-01', revision: 2 },
      leaves: [...kept, 'TAXONOMY'],
    },
    {
      name: 'is not revised at another',
      request: 'PUT /v1/taxonomy/unit/boats',
      body: boats,
      headers: { 'if-match': '"1"' },
      status: 412,
      problem: 'stale-revision',
    },
    {
      name: 'is not revised where there is none',
      request: 'PUT /v1/taxonomy/unit/ships',
      body: boats,
      headers: { 'if-match': '"1"' },
      status: 404,
      problem: 'not-found',
    },
    {
      name: 'is of a kind that exists',
      request: 'PUT /v1/taxonomy/colour/blue',
      body: boats,
      headers: create,
      status: 404,
      problem: 'not-found',
    },
    {
      name: 'has a code',
      request: 'PUT /v1/taxonomy/unit/BIG%20BOATS',
      body: boats,
      headers: create,
      status: 404,
      problem: 'not-found',
    },
    invalid(
      'with an unknown parent is refused',
      'PUT /v1/taxonomy/priority-area/cooking',
      { ...boats, parent: 'kitchen' },
      ['/parent'],
      create,
    ),
    invalid(
      'with an unknown convener is refused',
      'PUT /v1/taxonomy/sub-cluster/kitchen',
      { ...boats, convener: 'nobody' },
      ['/convener'],
      create,
    ),
    invalid(
      'with a day that does not exist is refused',
      'PUT /v1/taxonomy/unit/ships',
      { ...boats, validFrom: '2008-02-30' },
      ['/validFrom'],
      create,
    ),
    invalid(
      'with its code in the body is refused',
      'PUT /v1/taxonomy/unit/ships',
      { ...boats, code: 'ships' },
      ['/code'],
      create,
    ),
  ])

  test('is named by contributions until it is over', async () => {
    const inKind = [{ quantity: '1', unit: 'boats' }]
    expectProblem(await coordinator.post('/v1/contributions', course({ inKind })), 422, 'validation', [
      '/inKind/0/unit',
    ])

    tracker.clock.now = '2008-06-01T12:00:00.000Z'
    expect((await coordinator.post('/v1/contributions', course({ inKind }))).status).toBe(201)
  })

  test('is not valid before its first day, and holds back no change of what names it after its last', async () => {
    tracker.clock.now = '2008-06-02T12:00:00.000Z'
    const term = '/v1/taxonomy/unit/lorries'
    await coordinator.put(term, { names: { en: 'Lorries' }, validFrom: '2008-07-01', validTo: '2008-07-31' }, create)
    const inKind = [{ quantity: '2', unit: 'lorries' }]

    expectProblem(await coordinator.post('/v1/contributions', course({ inKind })), 422, 'validation', [
      '/inKind/0/unit',
    ])
    tracker.clock.now = '2008-07-01T00:00:00.000Z'
    const { id } = await coordinator.made('/v1/contributions', course({ inKind }))
    tracker.clock.now = '2008-08-01T00:00:00.000Z'
    const path = `/v1/contributions/${id}`

    expect((await coordinator.patch(path, { title: 'Lorries that came' }, 1)).status).toBe(200)
    const delivery = { date: '2008-07-20', quantity: '2', unit: 'lorries' }
    expect((await coordinator.post(`${path}/deliveries`, delivery)).status).toBe(201)
    expectProblem(await coordinator.post('/v1/contributions', course({ inKind })), 422, 'validation', [
      '/inKind/0/unit',
    ])
    const { body } = await coordinator.post('/v1/contributions', course({ inKind }))
    expect(body.errors[0].detail).toBe('The unit "lorries" was valid until 2008-07-31.')
  })

  test('is listed, all or by kind', async () => {
    const kinds = async (query: string): Promise<string[]> => {
      const { items } = await callerOf(tracker, 'reader').read(`/v1/taxonomy${query}`)
      return [...new Set<string>(items.map(({ kind }: { kind: string }) => kind))].toSorted()
    }
    const inPages = async (limit: number): Promise<string[]> => {
      const codes: string[] = []
      let cursor = ''
      do {
        const { items, next } = await callerOf(tracker, 'reader').read(`/v1/taxonomy?limit=${limit}${cursor}`)
        expect(items.length).toBeLessThanOrEqual(limit)
        codes.push(...items.map(({ kind, code }: { kind: string; code: string }) => `${kind}/${code}`))
        cursor = next === null ? '' : `&cursor=${next}`
      } while (cursor !== '')
      return codes
    }
    const whole = await inPages(200)

    expect(await kinds('')).toEqual(['cluster', 'instrument', 'modality', 'priority-area', 'sub-cluster', 'unit'])
    expect(await kinds('?kind=sub-cluster')).toEqual(['sub-cluster'])
    expect(new Set(whole).size).toBe(whole.length)
    for (const limit of [1, 3, whole.length]) expect(await inPages(limit)).toEqual(whole)
  })
})
