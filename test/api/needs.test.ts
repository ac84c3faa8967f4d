// The register of needs: registered, revised beside the original, withdrawn, restored and listed.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { architecture, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, playAll, type Scenario } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let coordinator: Client
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  coordinator = callerOf(tracker, 'coordinator')
  ids['need'] = (await coordinator.made('/v1/needs', need())).id
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })
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
const kept = ['AUDIT', 'HISTORY']

describe('a need', () => {
  test('is registered, read, revised beside its original, withdrawn and restored', async () => {
    const made = await coordinator.post('/v1/needs', need())
    const path = `/v1/needs/${made.body.id}`
    expect(made).toMatchObject({
      status: 201,
      body: { revision: 1, amount: '300', originalAmount: '300', registeredBy: 'coordinator', withdrawn: false },
    })
    expect(made.headers.get('location')).toBe(path)
    expect(made.headers.get('etag')).toBe('"1"')
    expect((await coordinator.get(path, { 'if-none-match': '"1"' })).status).toBe(304)

    const revised = await coordinator.patch(
      path,
      { amount: '240', urgency: 'start-up', description: 'Fewer', reason: 'New plan' },
      1,
    )
    expect(revised).toMatchObject({
      status: 200,
      body: { amount: '240', originalAmount: '300', urgency: 'start-up', description: 'Fewer', revision: 2 },
    })
    expectProblem(await coordinator.patch(path, { amount: '1' }, 1), 412, 'stale-revision')

    expect(await coordinator.remove(path, 2)).toMatchObject({ status: 200, body: { withdrawn: true } })
    expect((await coordinator.read('/v1/needs')).items.map(({ id }: { id: string }) => id)).not.toContain(made.body.id)
    expectProblem(await coordinator.patch(path, { amount: '1' }, 3), 409, 'conflict')
    expect(await coordinator.send('POST', `${path}/restore`, undefined, { 'if-match': '"3"' })).toMatchObject({
      status: 200,
      body: { withdrawn: false },
    })

    const { items } = await callerOf(tracker, 'reader').read(`${path}/history`)
    expect(items.map(({ action }: { action: string }) => action)).toEqual([
      'need.register',
      'need.revise',
      'need.withdraw',
      'need.restore',
    ])
    expect(items[1]).toMatchObject({ reason: 'New plan', by: 'coordinator' })
    expect(items[1].changes.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'amount',
      'description',
      'urgency',
    ])
  })

  test('is listed by beneficiary and by sub-cluster', async () => {
    const { id } = await coordinator.made(
      '/v1/needs',
      need({ beneficiary: 'ecowas', subCluster: null, priorityArea: null }),
    )
    const found = async (query: string): Promise<boolean> =>
      (await coordinator.get(`/v1/needs?${query}`)).text.includes(id)

    expect(await found('')).toBe(true)
    expect(await found('beneficiary=ecowas')).toBe(true)
    expect(await found('beneficiary=auc')).toBe(false)
    expect(await found(`subCluster=${architecture}`)).toBe(false)
  })

  playAll(setting, [
    {
      name: 'leaves whole rows',
      request: 'POST /v1/needs',
      body: need(),
      status: 201,
      leaves: [...kept, 'NEED'].toSorted(),
    },
    {
      name: 'may be unquantified',
      request: 'POST /v1/needs',
      body: need({ amount: null, period: null }),
      status: 201,
      leaves: [...kept, 'NEED'].toSorted(),
    },
    invalid('of an unknown beneficiary is refused', 'POST /v1/needs', need({ beneficiary: 'nobody' }), [
      '/beneficiary',
    ]),
    invalid('of an unknown area is refused', 'POST /v1/needs', need({ priorityArea: 'cooking' }), ['/priorityArea']),
    invalid('of an unknown sub-cluster is refused', 'POST /v1/needs', need({ subCluster: 'peace' }), ['/subCluster']),
    invalid('of an unknown measure is refused', 'POST /v1/needs', need({ measure: 'chairs' }), ['/measure']),
    invalid('of an unknown urgency is refused', 'POST /v1/needs', need({ urgency: 'now' }), ['/urgency']),
    invalid('with an amount and no period is refused', 'POST /v1/needs', need({ period: null }), ['/period']),
    invalid(
      'that ends before it starts is refused',
      'POST /v1/needs',
      need({ period: { start: '2009-02-01', end: '2009-01-01' } }),
      ['/period/end'],
    ),
    invalid('of a negative amount is refused', 'POST /v1/needs', need({ amount: '-1' }), ['/amount']),
    invalid('with an unknown field is refused', 'POST /v1/needs', need({ originalAmount: '5' }), ['/originalAmount']),
    invalid('is not patched with an unknown field', 'PATCH /v1/needs/{need}', { colour: 'blue' }, ['/colour'], {
      'if-match': '"1"',
    }),
    invalid(
      'is not patched with a reason that is no text',
      'PATCH /v1/needs/{need}',
      { amount: '5', reason: 5 },
      ['/reason'],
      { 'if-match': '"1"' },
    ),
    invalid('is not patched without a measure', 'PATCH /v1/needs/{need}', { measure: null }, ['/measure'], {
      'if-match': '"1"',
    }),
  ])
})
