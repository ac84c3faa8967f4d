// Coverage through the API, against arithmetic that a reader can follow (design, Formulas 1 to 4).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CoverageAnswer } from '#model/coverage.ts'
import { architecture, recovery } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { enterProgramme } from './programme.ts'

let trackers: TestTrackers
let tracker: TestTracker
let ids: Record<string, string>

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  ids = await enterProgramme(tracker)
}, 120_000)
afterAll(async () => trackers.stop())

const coverage = async (query = '') => {
  const { body } = await callerOf(tracker, 'reader').get(`/v1/coverage${query}`)
  expect(CoverageAnswer.parse(body)).toEqual(body)
  return body
}
interface RowOf {
  subCluster?: string | null
  priorityArea?: string | null
  beneficiary?: string
  quarter?: string
  year?: string
  provider?: string
  instrument?: string | null
  announced: { reported: string }
}
const certain = (amount: string) => ({ low: amount, expected: amount, high: amount })
const figure = (amount: string) => ({ reported: amount, net: certain(amount) })
const announcedBy = (items: RowOf[], keyOf: (row: RowOf) => unknown) =>
  Object.fromEntries(items.map((row) => [String(keyOf(row)), row.announced.reported]))

test('nothing here is suspected to be a duplicate', async () => {
  expect((await callerOf(tracker, 'coordinator').read('/v1/findings?kind=duplicate-record')).items).toEqual([])
})

test('a need of 300 seats, 200 announced, 120 arranged and 40 delivered, misses 100, 180 and 260', async () => {
  const { items, measure } = await coverage('?measure=seats&groupBy=subCluster,priorityArea,beneficiary')

  // 80 are pledged and 120 committed: 200 announced. Of the 120 arranged ones 40 seats were handed over.
  expect(measure).toBe('seats')
  expect(items.find((row: RowOf) => row.priorityArea === 'mission-planning' && row.beneficiary === 'auc')).toEqual({
    subCluster: architecture,
    priorityArea: 'mission-planning',
    beneficiary: 'auc',
    needed: '300.00',
    announced: figure('200.00'),
    arranged: figure('120.00'),
    delivered: figure('40.00'),
    gap: { announced: certain('100.00'), arranged: certain('180.00'), delivered: certain('260.00') },
    oversupply: { announced: certain('0.00'), arranged: certain('0.00'), delivered: certain('0.00') },
    coverage: {
      announced: { low: 0.6667, expected: 0.6667, high: 0.6667 },
      arranged: { low: 0.4, expected: 0.4, high: 0.4 },
      delivered: { low: 0.1333, expected: 0.1333, high: 0.1333 },
    },
  })
})

test('10,000 dollars over the 366 days of 2008 fall into quarters that add up to the cent', async () => {
  const { items } = await coverage('?groupBy=subCluster,priorityArea,quarter&from=2008-01-01&to=2008-12-31')

  // 91 days: 2486.3388; 91: 2486.3388; 92: 2513.6612; 92: 2513.6612. The two cents that flooring leaves go to the largest remainders.
  expect(announcedBy(items, ({ quarter }) => quarter)).toEqual({
    '2008-Q1': '2486.34',
    '2008-Q2': '2486.34',
    '2008-Q3': '2513.66',
    '2008-Q4': '2513.66',
  })
  expect(
    items.every(
      ({ arranged, delivered, announced }: Record<string, RowOf['announced']>) =>
        arranged?.reported === announced?.reported && delivered?.reported === announced?.reported,
    ),
  ).toBe(true)
})

test('a need that is met in one quarter is no gap in it, and its surplus is oversupply', async () => {
  const { items } = await coverage('?groupBy=subCluster,priorityArea,year&from=2008-01-01&to=2008-12-31')

  // 4,000 needed in the first half, 10,000 provided over the year.
  expect(items).toMatchObject([
    {
      year: '2008',
      needed: '4000.00',
      gap: { announced: certain('0.00') },
      oversupply: { delivered: certain('6000.00') },
      coverage: { arranged: { low: 2.5 } },
    },
  ])
})

test('100.01 dollars by 33.33 and 66.67 percent are 33.33 and 66.68', async () => {
  const { items } = await coverage('?groupBy=subCluster,priorityArea&from=2007-01-01&to=2007-03-31')

  // 33.3333 and 66.6767: the one cent that flooring leaves goes to the larger remainder.
  expect(announcedBy(items, ({ priorityArea }) => priorityArea)).toEqual({
    'mission-planning': '33.33',
    'mission-management': '66.68',
  })
})

test('what names several areas or none stays whole in the shared row, and what names no sub-cluster is unspecified', async () => {
  const { shared, unspecified, unconverted, unquantifiedNeeds } = await coverage()

  expect(announcedBy(shared, ({ subCluster, priorityArea }) => `${subCluster} ${priorityArea}`)).toEqual({
    [`${architecture} null`]: '500.00',
    [`${recovery} null`]: '70.00',
  })
  expect(announcedBy(unspecified, ({ subCluster }) => subCluster)).toEqual({ null: '30.00' })
  expect(unconverted).toMatchObject([{ id: ids['unconverted'], amount: '5000', currency: 'ETB' }])
  expect(unquantifiedNeeds).toMatchObject([{ title: 'More staff', measure: 'seats' }])
})

describe('a grouping', () => {
  test.each<[groupBy: string, keyOf: (row: RowOf) => unknown, expected: Record<string, string>]>([
    ['none', () => 'all', { all: '10700.01' }],
    ['none,year', ({ year }) => year, { '2007': '700.01', '2008': '10000.00' }],
    ['year', ({ year }) => year, { '2007': '700.01', '2008': '10000.00' }],
    [
      'quarter',
      ({ quarter }) => quarter,
      {
        '2007-Q1': '100.01',
        '2007-Q2': '500.00',
        '2007-Q3': '70.00',
        '2007-Q4': '30.00',
        '2008-Q1': '2486.34',
        '2008-Q2': '2486.34',
        '2008-Q3': '2513.66',
        '2008-Q4': '2513.66',
      },
    ],
    ['subCluster', ({ subCluster }) => subCluster, { [architecture]: '10600.01', [recovery]: '70.00' }],
    [
      'subCluster,beneficiary',
      ({ subCluster, beneficiary }) => `${subCluster} ${beneficiary}`,
      { [`${architecture} auc`]: '10600.01', [`${recovery} auc`]: '70.00' },
    ],
    [
      'subCluster,priorityArea',
      ({ priorityArea }) => priorityArea,
      { 'mission-management': '10066.68', 'mission-planning': '33.33' },
    ],
    ['provider', ({ provider }) => provider, { ecowas: '30.00', eu: '10000.00', france: '600.01', 'un-dpko': '70.00' }],
    ['instrument', ({ instrument }) => instrument, { 'eu-peace-facility-for-africa': '10000.00', null: '700.01' }],
  ])('by %s gives its rows', async (groupBy, keyOf, expected) => {
    const { items, unspecified } = await coverage(`?groupBy=${groupBy}`)

    const counted = announcedBy(items, keyOf)
    if (groupBy === 'instrument') Object.assign(counted, announcedBy(unspecified, keyOf))
    expect(counted).toEqual(expected)
  })

  test.each(['provider', 'instrument', 'provider,quarter'])('by %s has no needed and no gap', async (groupBy) => {
    for (const row of (await coverage(`?groupBy=${groupBy}`)).items) {
      expect(row).not.toHaveProperty('needed')
      expect(row).not.toHaveProperty('gap')
    }
  })

  test.each(['subCluster,priorityArea', 'quarter', 'provider,year', 'provider'])(
    'by %s is whole page by page',
    async (groupBy) => {
      const whole = (await coverage(`?groupBy=${groupBy}`)).items
      const paged: RowOf[] = []
      let cursor = ''
      do {
        const { items, next } = await coverage(`?groupBy=${groupBy}&limit=1${cursor}`)
        paged.push(...items)
        cursor = next === null ? '' : `&cursor=${next}`
      } while (cursor)

      expect(paged).toEqual(whole)
    },
  )
})

test('experts are a level: four of them for a quarter are four in it and about one over the year', async () => {
  const quarter = await coverage('?measure=experts&groupBy=subCluster,priorityArea,quarter')
  const year = await coverage('?measure=experts&groupBy=subCluster,priorityArea,year')

  // 4 experts x 90 days = 360 expert-days; over the 365 days of 2009 that is 0.99.
  expect(announcedBy(quarter.items, (row) => row.quarter)).toEqual({ '2009-Q1': '4.00' })
  expect(announcedBy(year.items, (row) => row.year)).toEqual({ '2009': '0.99' })
})

test('a suspended, a cancelled and a withdrawn contribution count as far as they came', async () => {
  const eu = callerOf(tracker, 'eu')
  const path = `/v1/contributions/${ids['pledge']}`
  const stages = async (): Promise<string[]> => {
    await tracker.settled()
    const { items } = await coverage('?measure=seats&groupBy=subCluster,priorityArea,beneficiary')
    const { announced, arranged, delivered } = items.find(
      (row: RowOf) => row.priorityArea === 'mission-planning' && row.beneficiary === 'auc',
    )
    return [announced, arranged, delivered].map(({ reported }: RowOf['announced']) => reported)
  }

  await eu.patch(path, { status: 'active' }, 1)
  expect(await stages()).toEqual(['200.00', '200.00', '40.00'])
  await eu.made(`${path}/deliveries`, { date: '2009-02-01', quantity: '10', unit: 'seats' })
  expect(await stages()).toEqual(['200.00', '200.00', '50.00'])
  await eu.patch(path, { status: 'suspended' }, 3)
  expect(await stages()).toEqual(['200.00', '130.00', '50.00'])
  await eu.patch(path, { status: 'cancelled' }, 4)
  expect(await stages()).toEqual(['130.00', '130.00', '50.00'])
  await eu.remove(path, 5)
  expect(await stages()).toEqual(['120.00', '120.00', '40.00'])
})
