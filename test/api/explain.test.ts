// Explain: every figure of coverage is the sum of lines that name their records, to the cent, for whoever asks.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHundredths, toHundredths } from '#domain/decimal.ts'
import { Explained } from '#model/coverage.ts'
import { architecture, course } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}

const record = async (name: string, who: Who, body: Record<string, unknown>): Promise<void> => {
  ids[name] = (await callerOf(tracker, who).made('/v1/contributions', body)).id
}
const dollars = (amount: string) => ({ amount, currency: 'USD' })

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  await record('first', 'eu', course({ implementers: ['kaiptc'], money: dollars('1000.00') }))
  await record('second', 'kaiptc', course({ implementers: ['kaiptc'], money: dollars('1010.00') }))
  const fund = course({
    title: 'Trust fund for peacebuilding',
    modality: 'funding',
    money: dollars('900.01'),
    period: { start: '2008-01-01', end: '2008-12-31' },
  })
  await record('fund', 'france', { ...fund, provider: 'france' })
  const relations = [{ type: 'part-of', contribution: ids['fund'] }]
  await record('part', 'un-dpko', {
    ...fund,
    title: 'Vehicles for the secretariat',
    provider: 'un-dpko',
    money: dollars('300.00'),
    period: { start: '2008-04-01', end: '2008-04-30' },
    relations,
    priorityAreas: [],
  })
  await record('quiet', 'eu', {
    ...fund,
    provider: 'eu',
    title: 'Quiet mediation',
    money: dollars('55.55'),
    visibility: 'coordinators',
    relations,
  })
  await record('experts', 'eu', {
    ...course({ title: 'Budget office', period: { start: '2009-01-01', end: '2009-12-31' } }),
    money: null,
    inKind: [{ quantity: '2', unit: 'experts' }],
  })
  await tracker.settled()
  const coordinator = callerOf(tracker, 'coordinator')
  const { items } = await coordinator.read('/v1/findings?kind=duplicate-record')
  const finding = items.find(({ contributions }: { contributions: { id: string }[] }) =>
    contributions.some(({ id }) => id === ids['first']),
  )
  await coordinator.made(`/v1/findings/${finding.id}/decisions`, {
    verdict: 'same-contribution',
    survivor: ids['first'],
    note: 'One course.',
  })
  await callerOf(tracker, 'second').made(`/v1/findings/${finding.id}/confirmations`, { note: 'Yes.' })
  await tracker.settled()
}, 120_000)
afterAll(async () => trackers.stop())

interface Account {
  reported: string
  net: { low: string; expected: string; high: string }
  counted: { id: string; amount: string }[]
  leftOut: { id: string; amount: string; rule: string; because: string }[]
  next: string | null
}

/** All pages as one. */
const explain = async (query: string, who: Who = 'reader', limit = 50): Promise<Account> => {
  const whole: Account = {
    reported: '',
    net: { low: '', expected: '', high: '' },
    counted: [],
    leftOut: [],
    next: null,
  }
  let cursor = ''
  do {
    const page = await callerOf(tracker, who).read(`/v1/coverage/explain?${query}&limit=${limit}${cursor}`)
    expect(Explained.parse(page)).toEqual(page)
    whole.counted.push(...page.counted)
    whole.leftOut.push(...page.leftOut)
    Object.assign(whole, { reported: page.reported, net: page.net })
    cursor = page.next === null ? '' : `&cursor=${page.next}`
  } while (cursor)
  return whole
}
const sum = (parts: readonly { amount: string }[]): string =>
  fromHundredths(parts.reduce((total, { amount }) => total + toHundredths(amount), 0n))
const whole = '?groupBy=none'

describe('what is left out', () => {
  test('names the rule, the record and because of whom', async () => {
    const { counted, leftOut, reported, net } = await explain('stage=announced')

    // 1000 + 1010 + 900.01 + 300: the second course is the first, and a third of the fund is its part's.
    expect([reported, net.high]).toEqual(['3210.01', '1900.01'])
    expect(leftOut).toEqual(
      expect.arrayContaining([
        { id: ids['second'], amount: '1010.00', rule: 'same-contribution', because: ids['first'] },
        { id: ids['fund'], amount: '300.00', rule: 'envelope', because: ids['part'] },
      ]),
    )
    expect(leftOut).toHaveLength(2)
    expect(Object.fromEntries(counted.map(({ id, amount }) => [id, amount]))).toEqual({
      [ids['first'] ?? '']: '1000.00',
      [ids['fund'] ?? '']: '600.01',
      [ids['part'] ?? '']: '300.00',
    })
  })

  test('names a confidential child to those who see it, and to nobody else', async () => {
    for (const who of ['coordinator', 'eu'] as const) {
      const { leftOut, counted, reported } = await explain('stage=announced', who)
      expect(reported).toBe('3265.56')
      expect(leftOut).toContainEqual({ id: ids['fund'], amount: '55.55', rule: 'envelope', because: ids['quiet'] })
      expect(counted).toContainEqual({ id: ids['quiet'], amount: '55.55' })
    }
    for (const who of ['reader', 'auditor', 'france', 'un-dpko'] as const)
      expect(JSON.stringify(await explain('stage=announced', who))).not.toContain(ids['quiet'])
  })
})

describe('adds up to what coverage answers', () => {
  const figures: [groupBy: string, measure: string][] = [
    ['none', 'usd'],
    ['none,quarter', 'usd'],
    ['subCluster,year', 'usd'],
    ['subCluster,priorityArea,quarter', 'usd'],
    ['subCluster,beneficiary', 'usd'],
    ['subCluster,priorityArea,beneficiary,quarter', 'usd'],
    ['provider,quarter', 'usd'],
    ['instrument', 'usd'],
  ]
  test.each(figures)(
    'by %s in %s, for everyone, coordinators and a partner',
    { timeout: 60_000 },
    async (groupBy, measure) => {
      for (const who of ['reader', 'coordinator', 'eu'] as const) {
        const answer = await callerOf(tracker, who).read(`/v1/coverage?groupBy=${groupBy}&measure=${measure}`)
        const rows = [...answer.items, ...answer.shared, ...answer.unspecified]
        expect(rows.length).toBeGreaterThan(0)
        for (const row of rows.slice(0, 4)) {
          const stage = who === 'reader' ? 'arranged' : 'announced'
          const keys = ['subCluster', 'priorityArea', 'beneficiary', 'provider', 'instrument', 'quarter', 'year']
          const named = keys.filter((key) => key in row).map((key) => [key, row[key] ?? ''])
          const query = new URLSearchParams([['stage', stage], ['measure', measure], ...named])
          const { counted, leftOut, reported, net } = await explain(String(query), who, 2)

          expect({ reported, net }).toEqual(row[stage])
          expect(sum(counted)).toBe(net.high)
          expect(sum([...counted, ...leftOut])).toBe(reported)
        }
      }
    },
  )

  test('of a range', async () => {
    const range = 'from=2008-04-01&to=2008-06-30'
    const { items } = await callerOf(tracker, 'reader').read(`/v1/coverage${whole}&${range}`)
    const account = await explain(`stage=announced&${range}`)

    expect(account.reported).toBe(items[0].announced.reported)
    expect(sum(account.counted)).toBe(account.net.high)
    expect(Number(account.net.high)).toBeLessThan(1900)
  })
})

test('experts are told in expert-days', async () => {
  const { counted } = await explain('stage=announced&measure=experts&year=2009')

  expect(counted).toEqual([{ id: ids['experts'], amount: '730.00' }])
})

test('what is withdrawn is in no account any more', async () => {
  await callerOf(tracker, 'eu').remove(`/v1/contributions/${ids['experts']}`, 1)
  await tracker.settled()

  expect(await explain('stage=announced&measure=experts')).toMatchObject({ reported: '0.00', counted: [], leftOut: [] })
})

test.each([
  ['no stage', ''],
  ['an area without its sub-cluster', 'stage=announced&priorityArea=mission-planning'],
  ['a provider with a sub-cluster', `stage=announced&provider=eu&subCluster=${architecture}`],
  ['a stage that there is none', 'stage=promised'],
  ['a quarter that there is none', 'stage=announced&quarter=2008-Q5'],
  ['a range that cuts a quarter', 'stage=announced&from=2008-01-02'],
  ['a range that ends before it begins', 'stage=announced&from=2009-01-01&to=2008-03-31'],
])('refuses %s', async (_name, query) => {
  const answer = await callerOf(tracker, 'reader').get(`/v1/coverage/explain?${query}`)

  expectProblem(answer, 400, 'bad-query')
  expect(answer.status).toBe(400)
})
