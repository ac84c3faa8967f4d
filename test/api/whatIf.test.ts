// What-if: what it says is what coverage then answers once the same is recorded, and it stores nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WhatIfAnswer } from '#model/whatIf.ts'
import { architecture, course, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
const dollars = (amount: string) => ({ amount, currency: 'USD' })
const area = 'mission-management'

const fund = course({
  provider: 'france',
  title: 'Trust fund for peacebuilding',
  modality: 'funding',
  money: dollars('900.01'),
  period: { start: '2008-01-01', end: '2008-12-31' },
})
const part = (changes: Record<string, unknown>) => ({
  ...fund,
  provider: 'un-dpko',
  title: 'Vehicles for the secretariat',
  money: dollars('300.00'),
  relations: [{ type: 'part-of', contribution: ids['fund'] }],
  ...changes,
})

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const record = async (name: string, who: Who, body: unknown, path = '/v1/contributions'): Promise<void> => {
    ids[name] = (await callerOf(tracker, who).made(path, body)).id
  }
  await record('first', 'eu', course({ implementers: ['kaiptc'], money: dollars('1000.00') }))
  await record('second', 'kaiptc', course({ implementers: ['kaiptc'], money: dollars('1010.00') }))
  await record('fund', 'france', fund)
  await record('part', 'un-dpko', part({}))
  await record(
    'quiet',
    'eu',
    part({ provider: 'eu', title: 'Quiet mediation', money: dollars('55.55'), visibility: 'coordinators' }),
  )
  const moneyNeed = {
    measure: 'usd',
    amount: '2000',
    priorityArea: area,
    period: { start: '2008-04-01', end: '2008-06-30' },
  }
  await record('need', 'coordinator', need({ ...moneyNeed, title: 'Money' }), '/v1/needs')
  await tracker.settled()
}, 120_000)
afterAll(async () => trackers.stop())

const ask = async (body: unknown, query = '', who: Who = 'coordinator') => {
  const answer = await callerOf(tracker, who).made(`/v1/coverage/what-if${query}`, body)
  expect(WhatIfAnswer.parse(answer)).toEqual(answer)
  return answer
}
interface Row {
  subCluster?: string | null
  announced: { reported: string; net: { high: string } }
}
const rowsIn = ({ items, shared, unspecified }: Record<string, Row[]>) => [
  ...(items ?? []),
  ...(shared ?? []),
  ...(unspecified ?? []),
]
const coverage = async (query: string, who: Who = 'coordinator') =>
  rowsIn(await callerOf(tracker, who).read(`/v1/coverage${query}`))

test('stores nothing', async () => {
  const before = await tracker.items()
  await ask({ add: [fund], withdraw: [ids['first']], addNeeds: [need()] })

  expect(await tracker.items()).toEqual(before)
})

test('nothing in thought differs in nothing', async () => {
  const { before, after, opened, closed } = await ask({})

  expect([...rowsIn(before), ...rowsIn(after), ...opened, ...closed]).toEqual([])
})

test('one more child reduces its envelope and not the programme', async () => {
  const { before, after } = await ask({ add: [part({ money: dollars('100.00') })] }, '?groupBy=none')

  // A coordinator sees 1000 + 1010 + 900.01 + 300 + 55.55 reported; 355.55 of the fund are its parts'.
  expect(before.items[0].announced).toMatchObject({ reported: '3265.56', net: { high: '2910.01' } })
  expect(after.items[0].announced).toMatchObject({ reported: '3365.56', net: { high: '2910.01' } })
})

test('a withdrawn cover opens its gap, and what is added closes it', async () => {
  // 2000 are needed in the second quarter of 2008, and 1000 to 2010 of the courses stand against it.
  const cell = { measure: 'usd', subCluster: architecture, priorityArea: area, beneficiary: 'auc', quarter: '2008-Q2' }
  const enough = course({ title: 'Enough', money: dollars('5000.00') })
  expect((await ask({ add: [enough] })).closed).toEqual([cell])
  expect((await ask({ add: [enough], addNeeds: [need({ title: 'Seats' })] }, '?measure=seats')).opened).toEqual([
    { ...cell, measure: 'seats', priorityArea: 'mission-planning', quarter: '2009-Q1' },
  ])
  const met = await ask({ change: [{ id: ids['need'], patch: { amount: '10' } }] })
  expect([met.opened, met.closed]).toEqual([[], [cell]])
  expect((await ask({ withdraw: [ids['need']] })).closed).toEqual([cell])
})

test('is computed for others as if what they may not see did not exist', async () => {
  for (const who of ['reader', 'un-dpko'] as const) {
    const { before, after } = await ask({ withdraw: [ids['part']] }, '?groupBy=none', who)

    expect(before.items).toEqual(await coverage('?groupBy=none', who))
    expect(before.items[0].announced).toMatchObject({ reported: '3210.01', net: { high: '2910.01' } })
    expect(after.items[0].announced).toMatchObject({ reported: '2910.01', net: { high: '2910.01' } })
  }
  const hidden = await callerOf(tracker, 'reader').post('/v1/coverage/what-if', { withdraw: [ids['quiet']] })
  expectProblem(hidden, 422, 'validation', ['/withdraw/0'])
  expect(hidden.status).toBe(422)
})

describe('a change in thought of a record with a relation that is hidden from the caller', () => {
  beforeAll(async () => {
    // Quiet mediation is the European Union's, and confidential: nobody else sees that the grant complements it.
    const relations = [{ type: 'complements', contribution: ids['quiet'] }]
    const grant = part({ provider: 'eu', title: 'Grant beside it', money: dollars('0.00'), relations })
    ids['beside'] = (await callerOf(tracker, 'eu').made('/v1/contributions', grant)).id
    await tracker.settled()
  })

  test.each(['reader', 'un-dpko', 'eu', 'coordinator'] as const)(
    'is answered to a %s, and names it not',
    async (who) => {
      const change = [{ id: ids['beside'], patch: { money: dollars('5.00') } }]
      const answer = await ask({ change }, '?groupBy=none', who)

      expect(JSON.stringify(answer)).not.toContain(ids['quiet'])
      const [before, after] = [answer.before.items[0].announced, answer.after.items[0].announced]
      expect(Number(after.reported) - Number(before.reported)).toBeCloseTo(5)
    },
  )

  test('finds nothing to name in the relation itself', async () => {
    const relations = [{ type: 'complements', contribution: ids['quiet'] }]
    const change = [{ id: ids['beside'], patch: { relations } }]

    const answer = await callerOf(tracker, 'reader').post('/v1/coverage/what-if', { change })

    expectProblem(answer, 422, 'validation', ['/change/0/patch/relations/0/contribution'])
    expect(answer.status).toBe(422)
  })
})

describe('is refused', () => {
  test.each<[string, () => object, string[]]>([
    ['for an unknown code', () => ({ add: [{ ...fund, provider: 'nobody' }] }), ['/add/0/provider']],
    ['for a record that there is none', () => ({ change: [{ id: 'none', patch: {} }] }), ['/change/0/id']],
    [
      'for a patch that leaves no contribution',
      () => ({ change: [{ id: ids['fund'], patch: { money: { amount: '-1' } } }] }),
      ['/change/0/patch/money/amount'],
    ],
    ['for a need without a measure', () => ({ addNeeds: [{ title: 'x' }] }), ['/addNeeds/0/measure']],
    ['for a record named twice', () => ({ withdraw: ['a', 'a'] }), ['/withdraw']],
    [
      'for a record changed and withdrawn',
      () => ({ change: [{ id: 'a', patch: {} }], withdraw: ['a'] }),
      ['/withdraw'],
    ],
    [
      'for more than fifty in all',
      () => ({
        add: Array.from({ length: 30 }, () => fund),
        withdraw: Array.from({ length: 21 }, (_, at) => `c${at}`),
      }),
      [''],
    ],
    ['for what it does not know', () => ({ remove: [] }), ['/remove']],
  ])('%s', async (_name, body, pointers) => {
    const answer = await callerOf(tracker, 'coordinator').post('/v1/coverage/what-if', body())

    expectProblem(answer, 422, 'validation')
    const named = (answer.body.errors as { pointer: string }[]).map(({ pointer }) => pointer)
    expect(named).toEqual(expect.arrayContaining(pointers))
  })

  test('for an unknown grouping', async () => {
    const answer = await callerOf(tracker, 'reader').post('/v1/coverage/what-if?groupBy=colour', {})
    expectProblem(answer, 400, 'bad-query')
    expect(answer.status).toBe(400)
  })
})

test('says what coverage answers once the same is recorded', { timeout: 60_000 }, async () => {
  const added = part({ title: 'Radios for the secretariat', money: dollars('77.77'), priorityAreas: [] })
  const sent = {
    add: [added],
    change: [
      { id: ids['part'], patch: { money: dollars('450.00'), status: 'cancelled' } },
      { id: ids['need'], patch: { amount: '1500' } },
    ],
    withdraw: [ids['second']],
  }
  const groupings = [
    'none',
    'none,quarter',
    'subCluster,priorityArea,year',
    'subCluster,beneficiary',
    'provider,quarter',
    'instrument',
  ]
  const callers = ['reader', 'coordinator', 'eu'] as const
  const queries = callers.flatMap((who) => groupings.map((groupBy) => ({ who, query: `?groupBy=${groupBy}` })))
  const thought = []
  for (const { who, query } of queries) {
    const { before, after } = await ask(sent, query, who)
    const standing = await coverage(query, who)
    for (const row of rowsIn(before)) expect(standing).toContainEqual(row)
    thought.push(rowsIn(after))
  }

  await callerOf(tracker, 'un-dpko').made('/v1/contributions', added)
  const [changedPart, changedNeed] = sent.change
  await callerOf(tracker, 'un-dpko').patch(`/v1/contributions/${ids['part']}`, changedPart?.patch, 1)
  await callerOf(tracker, 'coordinator').patch(`/v1/needs/${ids['need']}`, changedNeed?.patch, 1)
  await callerOf(tracker, 'kaiptc').remove(`/v1/contributions/${ids['second']}`, 1)
  await tracker.settled()

  for (const [at, { who, query }] of queries.entries()) {
    const recorded = await coverage(query, who)
    expect(thought[at]?.length).toBeGreaterThan(0)
    for (const row of thought[at] ?? []) expect(recorded).toContainEqual(row)
  }
})
