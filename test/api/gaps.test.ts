// The gaps: what is missing, in the order in which a coordinator would take them up.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { architecture, need } from '#test/support/bodies.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
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

describe('gaps', () => {
  const gaps = async (query = '') => callerOf(tracker, 'reader').read(`/v1/coverage/gaps?measure=seats${query}`)

  test('come by urgency and then by size, with who is there and who could come', async () => {
    const { items } = await gaps()

    expect(
      items.map(
        ({ urgency, gap, needs }: { urgency: string; gap: { announced: { expected: string } }; needs: string[] }) => [
          urgency,
          gap.announced.expected,
          needs,
        ],
      ),
    ).toEqual([
      ['start-up', '20.00', [ids['startUp']]],
      ['one-off', '500.00', [ids['larger']]],
      ['one-off', '100.00', [ids['need']]],
      ['recurrent', '900.00', [ids['large']]],
    ])
    expect(items[2]).toMatchObject({ active: ['eu', 'france', 'un-dpko'], couldFill: [] })
    expect(items[3]).toMatchObject({ active: [], couldFill: ['un-dpko'] })
  })

  test('are whole page by page, over all time and of a range', async () => {
    for (const range of ['', '&from=2009-01-01&to=2009-12-31']) {
      const { items } = await gaps(range)
      const first = await gaps(`${range}&limit=3`)
      const rest = await gaps(`${range}&limit=3&cursor=${first.next}`)

      expect(items).toHaveLength(4)
      expect([...first.items, ...rest.items]).toEqual(items)
      expect(rest.next).toBeNull()
    }
  })

  test('of a place are those that the whole list has there, page by page, with or without a range', async () => {
    for (const range of ['', '&from=2009-01-01&to=2009-12-31']) {
      const { items } = await gaps(range)
      type Row = Record<'subCluster' | 'priorityArea' | 'beneficiary', string>
      for (const key of ['subCluster', 'priorityArea', 'beneficiary'] as const)
        for (const code of new Set<string>(items.map((row: Row) => row[key])))
          expect((await gaps(`${range}&${key}=${code}`)).items).toEqual(items.filter((row: Row) => row[key] === code))

      const [first] = items
      const both = `${range}&subCluster=${first.subCluster}&beneficiary=${first.beneficiary}&limit=1`
      const page = await gaps(both)
      const rest = page.next ? (await gaps(`${both}&cursor=${page.next}`)).items : []
      expect([...page.items, ...rest].slice(0, 2)).toEqual(
        items
          .filter((row: Row) => row.subCluster === first.subCluster && row.beneficiary === first.beneficiary)
          .slice(0, 2),
      )
    }
    expect((await gaps('&beneficiary=nobody-knows')).items).toEqual([])
  })

  test('of a range are what is missing in it, for the needs whose period meets it', async () => {
    expect((await gaps('&from=2008-01-01&to=2008-12-31')).items).toEqual([])
    const long = need({
      title: 'Planners for two years',
      amount: '730',
      urgency: 'start-up',
      period: { start: '2008-01-01', end: '2009-12-31' },
    })
    const { id } = await callerOf(tracker, 'coordinator').made('/v1/needs', long)
    await tracker.settled()

    // 366 of its 731 days are in 2008; nothing is announced in that year.
    const of2008 = (await gaps('&from=2008-01-01&to=2008-12-31')).items
    expect(of2008).toMatchObject([{ urgency: 'start-up', needs: [id], needed: '365.50' }])
    // 2009: 300 of the one-off need and 364.50 of the long one, 200 announced.
    const of2009 = (await gaps('&from=2009-01-01')).items
    expect(of2009.find(({ needs }: { needs: string[] }) => needs.includes(id))).toMatchObject({
      urgency: 'start-up',
      gap: { announced: { expected: '464.50' } },
    })

    await callerOf(tracker, 'coordinator').remove(`/v1/needs/${id}`, 1)
    await tracker.settled()
    expect((await gaps('&from=2008-01-01&to=2008-12-31')).items).toEqual([])
  })

  test('follow a change of urgency and of the row that a need falls in', async () => {
    const coordinator = callerOf(tracker, 'coordinator')
    const path = `/v1/needs/${ids['large']}`
    const places = async () =>
      (await gaps()).items
        .filter(({ needs }: { needs: string[] }) => needs.includes(ids['large'] ?? ''))
        .map(({ urgency, beneficiary }: Record<string, string>) => `${urgency} ${beneficiary}`)

    await coordinator.patch(path, { urgency: 'one-off' }, 1)
    await tracker.settled()
    expect(await places()).toEqual(['one-off auc'])
    await coordinator.patch(path, { beneficiary: 'ecowas', urgency: 'recurrent' }, 2)
    await tracker.settled()
    expect(await places()).toEqual(['recurrent ecowas'])
    await coordinator.patch(path, { beneficiary: 'auc' }, 3)
    await tracker.settled()
    expect(await places()).toEqual(['recurrent auc'])
  })

  test('closed by a confidential contribution are closed for those who see it only', async () => {
    const path = '/v1/contributions'
    const { id } = await callerOf(tracker, 'eu').made(path, {
      title: 'Quiet help to plan',
      provider: 'eu',
      beneficiary: 'ecowas',
      subCluster: architecture,
      priorityAreas: [{ code: 'mission-planning' }],
      status: 'committed',
      inKind: [{ quantity: '20', unit: 'seats' }],
      period: { start: '2009-01-01', end: '2009-03-31' },
      visibility: 'coordinators',
    })
    await tracker.settled()
    const sees = async (who: Who, query = '') => {
      const { items } = await callerOf(tracker, who).read(`/v1/coverage/gaps?measure=seats${query}`)
      return items.some(({ needs }: { needs: string[] }) => needs.includes(ids['startUp'] ?? ''))
    }

    for (const query of ['', '&from=2009-01-01&to=2009-12-31', '&limit=1']) {
      expect(await sees('reader', query)).toBe(true)
      expect(await sees('france', query)).toBe(true)
      expect(await sees('coordinator', query)).toBe(false)
      expect(await sees('eu', query)).toBe(false)
    }
    const present = (await gaps()).items[0]
    expect(present.active).not.toContain('kaiptc')

    await callerOf(tracker, 'eu').remove(`${path}/${id}`, 1)
    await tracker.settled()
    expect(await sees('coordinator')).toBe(true)
  })

  test('cost what the page shows, not what the register holds', async () => {
    const cost = async (query: string): Promise<number> => {
      const before = tracker.services.consumed.read
      await gaps(query)
      return tracker.services.consumed.read - before
    }
    const before = await cost('&limit=2')
    const coordinator = callerOf(tracker, 'coordinator')
    for (let amount = 1; amount <= 30; amount += 1)
      await coordinator.made(
        '/v1/needs',
        need({
          title: `Further ${amount}`,
          urgency: 'recurrent',
          amount: `${amount}`,
          period: { start: `${1990 + amount}-01-01`, end: `${1990 + amount}-12-31` },
          beneficiary: ['auc', 'ecowas', 'eu', 'kaiptc', 'france'][amount % 5],
          priorityArea: ['mission-planning', 'mission-management'][amount % 2],
        }),
      )
    await tracker.settled()

    expect((await gaps()).items.length).toBeGreaterThan(8)
    expect(await cost('&limit=2')).toBe(before)
  })
})
