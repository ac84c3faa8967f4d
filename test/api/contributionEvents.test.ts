// Dated events of a contribution: transactions, deliveries and renewals, and the envelope that parts may not pass.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, play, playAll, type Scenario } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const make = async (name: string, body: unknown): Promise<void> => {
    ids[name] = (await callerOf(tracker, 'eu').made('/v1/contributions', body)).id
  }
  await make('course', course({ inKind: [{ quantity: '30', unit: 'seats' }] }))
  await make('pledge', grant({ status: 'pledged' }))
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })

const dollars = { amount: '5', currency: 'USD' }
const commitment = { type: 'commitment', date: '2008-07-01', money: { amount: '50000.00', currency: 'EUR' } }

describe('an event is added', () => {
  const added = (name: string, request: string, body: unknown, answer: object): Scenario => ({
    name,
    as: 'eu',
    request: `POST /v1/contributions/${request}`,
    body,
    status: 201,
    answer,
    leaves: ['AUDIT', 'CONTRIBUTION', 'HISTORY'],
  })
  playAll(setting, [
    // EUR 50,000 at 1.55528, the mean of June 2008, which is the month of the contribution and not of the transaction.
    added('as a commitment, in dollars at the contribution’s month', '{course}/transactions', commitment, {
      transactions: [{ ...commitment, usd: '77764.00' }],
    }),
    added(
      'as a disbursement',
      '{course}/transactions',
      { ...commitment, type: 'disbursement' },
      { transactions: [{ type: 'commitment' }, { type: 'disbursement' }] },
    ),
    added(
      'in a currency without a rate, unconverted',
      '{course}/transactions',
      { ...commitment, money: { amount: '1', currency: 'ETB' } },
      {},
    ),
    added(
      'as a delivery',
      '{course}/deliveries',
      { date: '2008-06-15', quantity: '28', unit: 'seats' },
      { deliveries: [{ date: '2008-06-15', quantity: '28', unit: 'seats' }] },
    ),
    added(
      'as the renewal of a pledge',
      '{pledge}/renewals',
      { date: '2008-06-01', note: 'As before' },
      { renewals: [{ date: '2008-06-01', note: 'As before' }] },
    ),
  ])

  test('with its place and ETag', async () => {
    const answer = await callerOf(tracker, 'eu').post(`/v1/contributions/${ids['pledge']}/renewals`, {
      date: '2008-06-02',
    })

    expect(answer.headers.get('location')).toBe(`/v1/contributions/${ids['pledge']}`)
    expect(answer.headers.get('etag')).toBe(`"${answer.body.revision}"`)
  })

  test('once each, when twelve come at once: none is lost', async () => {
    const { id } = await callerOf(tracker, 'eu').made('/v1/contributions', grant())
    const amounts = Array.from({ length: 12 }, (_, index) => `${index + 1}`)

    const answers = await Promise.all(
      amounts.map(async (amount) =>
        callerOf(tracker, 'eu').post(`/v1/contributions/${id}/transactions`, {
          ...commitment,
          money: { amount, currency: 'USD' },
        }),
      ),
    )

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const { transactions, revision } = await callerOf(tracker, 'eu').read(`/v1/contributions/${id}`)
    expect(transactions.map(({ money }: { money: { amount: string } }) => money.amount).toSorted()).toEqual(
      amounts.toSorted(),
    )
    expect(revision).toBe(13)
  })
})

describe('an event is refused', () => {
  const refused = (name: string, request: string, body: unknown, pointers: string[]): Scenario => ({
    name,
    as: 'eu',
    request: `POST /v1/contributions/${request}`,
    body,
    status: 422,
    problem: 'validation',
    pointers,
  })
  playAll(setting, [
    refused('of another type', '{course}/transactions', { ...commitment, type: 'refund' }, ['/type']),
    refused('without a day', '{course}/transactions', { type: 'commitment', money: dollars }, ['/date']),
    refused('on a day that does not exist', '{course}/transactions', { ...commitment, date: '2008-06-31' }, ['/date']),
    refused(
      'of a negative amount',
      '{course}/transactions',
      { ...commitment, money: { amount: '-5', currency: 'USD' } },
      ['/money/amount'],
    ),
    refused(
      'of three decimals',
      '{course}/transactions',
      { ...commitment, money: { amount: '5.001', currency: 'USD' } },
      ['/money/amount'],
    ),
    refused(
      'in an unknown currency',
      '{course}/transactions',
      { ...commitment, money: { amount: '5', currency: 'XXY' } },
      ['/money/currency'],
    ),
    refused('with dollars of its own', '{course}/transactions', { ...commitment, usd: '1' }, ['/usd']),
    refused('in an unknown unit', '{course}/deliveries', { date: '2008-06-15', quantity: '28', unit: 'boats' }, [
      '/unit',
    ]),
    refused(
      'of a quantity that is a number',
      '{course}/deliveries',
      { date: '2008-06-15', quantity: 28, unit: 'seats' },
      ['/quantity'],
    ),
    refused('of no quantity', '{course}/deliveries', { date: '2008-06-15', quantity: null, unit: 'seats' }, [
      '/quantity',
    ]),
    refused('with an unknown field', '{pledge}/renewals', { date: '2008-06-01', until: '2009-06-01' }, ['/until']),
    refused('that is empty', '{pledge}/renewals', {}, ['/date']),
    {
      name: 'that renews what is no pledge',
      as: 'eu',
      request: 'POST /v1/contributions/{course}/renewals',
      body: { date: '2008-06-01' },
      status: 409,
      problem: 'conflict',
    },
    {
      name: 'of another partner',
      as: 'france',
      request: 'POST /v1/contributions/{course}/transactions',
      body: commitment,
      status: 403,
      problem: 'forbidden',
    },
  ])
})

test('an event of a withdrawn contribution is refused', async () => {
  const eu = callerOf(tracker, 'eu')
  const { id } = await eu.made('/v1/contributions', grant())
  await eu.remove(`/v1/contributions/${id}`, 1)

  for (const [events, body] of [
    ['transactions', { ...commitment, money: dollars }],
    ['deliveries', { date: '2008-06-15', quantity: '1', unit: 'seats' }],
  ] as const)
    await play(setting(), {
      name: events,
      as: 'eu',
      request: `POST /v1/contributions/${id}/${events}`,
      body,
      status: 409,
      problem: 'conflict',
    })
})

describe('the parts of an envelope', () => {
  const partOf = (whole: string, amount: string): Record<string, unknown> =>
    grant({
      money: { amount, currency: 'USD', valueDate: '2008-06-01' },
      relations: [{ type: 'part-of', contribution: whole }],
    })
  const envelope = async (amount: string): Promise<string> => {
    const { id } = await callerOf(tracker, 'eu').made(
      '/v1/contributions',
      grant({ title: 'Envelope', money: { amount, currency: 'USD', valueDate: '2008-06-01' } }),
    )
    return id
  }

  test('fill it to the cent and not further', async () => {
    const eu = callerOf(tracker, 'eu')
    const whole = await envelope('100.00')
    await eu.made('/v1/contributions', partOf(whole, '60.00'))

    expectProblem(await eu.post('/v1/contributions', partOf(whole, '40.01')), 409, 'envelope-exceeded')
    expect((await eu.post('/v1/contributions', partOf(whole, '40.00'))).status).toBe(201)
    expectProblem(await eu.post('/v1/contributions', partOf(whole, '0.01')), 409, 'envelope-exceeded')
  })

  test('never pass it together, however many come at once', async () => {
    const eu = callerOf(tracker, 'eu')
    const whole = await envelope('100.00')

    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => eu.post('/v1/contributions', partOf(whole, '30.00'))),
    )

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    for (const lost of answers.filter(({ status }) => status !== 201)) expectProblem(lost, 409)
    expect(tracker.faults).toEqual([])
  })

  test('make room when they shrink or are withdrawn, and hold it when it shrinks', async () => {
    const eu = callerOf(tracker, 'eu')
    const whole = await envelope('100.00')
    const part = await eu.made('/v1/contributions', partOf(whole, '90.00'))
    const path = `/v1/contributions/${part.id}`

    const wholeRow = await eu.read(`/v1/contributions/${whole}`)
    expectProblem(
      await eu.patch(`/v1/contributions/${whole}`, { money: { amount: '89.99' } }, wholeRow.revision),
      409,
      'envelope-exceeded',
    )
    expect((await eu.patch(path, { money: { amount: '10.00' } }, 1)).status).toBe(200)
    expectProblem(await eu.patch(path, { money: { amount: '100.01' } }, 2), 409, 'envelope-exceeded')
    expect((await eu.post('/v1/contributions', partOf(whole, '90.00'))).status).toBe(201)
    expect((await eu.remove(path, 2)).status).toBe(200)
    expect((await eu.post('/v1/contributions', partOf(whole, '10.00'))).status).toBe(201)
    expectProblem(await eu.send('POST', `${path}/restore`, undefined, { 'if-match': '"3"' }), 409, 'envelope-exceeded')
  })

  test('are no loop', async () => {
    const eu = callerOf(tracker, 'eu')
    const whole = await envelope('100.00')
    const part = await eu.made('/v1/contributions', partOf(whole, '10.00'))
    const { revision } = await eu.read(`/v1/contributions/${whole}`)
    const loop = (id: string) => ({ relations: [{ type: 'part-of', contribution: id }] })

    expectProblem(await eu.patch(`/v1/contributions/${whole}`, loop(part.id), revision), 422, 'validation', [
      '/relations',
    ])
    expectProblem(await eu.patch(`/v1/contributions/${whole}`, loop(whole), revision), 422, 'validation', [
      '/relations',
    ])
  })
})

test(
  'an event without a rate stands beside the figures with what it says, until the contribution is withdrawn',
  { timeout: 60_000 },
  async () => {
    const fresh = await trackers.fresh()
    const { id } = await callerOf(fresh, 'eu').made('/v1/contributions', grant({ title: 'Fuel' }))
    const sent = (type: string, amount: string) => ({ type, date: '2008-06-01', money: { amount, currency: 'ETB' } })
    for (const body of [sent('disbursement', '3'), sent('disbursement', '4.50')])
      await callerOf(fresh, 'eu').made(`/v1/contributions/${id}/transactions`, body)
    const listed = async () => {
      await fresh.settled()
      const { unconverted } = await callerOf(fresh, 'reader').read('/v1/coverage')
      return unconverted.filter((entry: { id: string }) => entry.id === id)
    }

    expect(await listed()).toEqual([
      {
        id,
        title: 'Fuel',
        provider: 'eu',
        subCluster: null,
        amount: '7.50',
        currency: 'ETB',
        transaction: 'disbursement',
      },
    ])
    expect((await callerOf(fresh, 'eu').remove(`/v1/contributions/${id}`, 3)).status).toBeLessThan(300)
    expect(await listed()).toEqual([])
  },
)
