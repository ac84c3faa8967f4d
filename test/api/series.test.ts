// Recurring contributions through the whole tracker: recorded one by one, shown as one line.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Series } from '#model/series.ts'
import { course } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())

const record = async (changes: Record<string, unknown>, who: Who = 'eu'): Promise<string> => {
  const { id } = await callerOf(tracker, who).made('/v1/contributions', course(changes))
  return String(id)
}
const ofYear = (year: number, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: `Human rights monitoring course ${year}`,
  period: { start: `${year}-06-04`, end: `${year}-06-14` },
  money: { amount: '1000.00', currency: 'USD' },
  ...changes,
})
const read = async (query = '', who: Who = 'coordinator'): Promise<Series[]> => {
  await tracker.settled()
  const { items } = await callerOf(tracker, who).read(`/v1/findings/series${query}`)
  return items.map((item: unknown) => Series.parse(item))
}

describe('a course of every year', () => {
  let ids: string[]
  beforeEach(async () => {
    tracker = await trackers.fresh()
    ids = [
      await record(ofYear(2007)),
      await record(ofYear(2008, { title: "COURS SUR L'OBSERVATION DES DROITS DE L'HOMME", language: 'fr' })),
      await record(ofYear(2009)),
    ]
  })

  test('is one line, and none of its editions is a duplicate of another', async () => {
    expect(await read()).toMatchObject([
      {
        title: 'Human rights monitoring course 2009',
        provider: 'eu',
        beneficiary: 'auc',
        by: 'titles',
        count: 3,
        period: { start: '2007-06-04', end: '2009-06-14' },
        editions: ids.map((id) => ({ id, duplicates: [] })),
        sums: [{ measure: 'usd', amount: '3000.00' }],
      },
    ])
  })

  test('loses an edition that is withdrawn or renamed, and finds it again', async () => {
    const eu = callerOf(tracker, 'eu')
    await eu.remove(`/v1/contributions/${ids[1]}`, 1)
    expect(await read()).toMatchObject([{ count: 2 }])
    await eu.send('POST', `/v1/contributions/${ids[1]}/restore`, undefined, { 'if-match': '"2"' })
    expect(await read()).toMatchObject([{ count: 3 }])
    await eu.patch(`/v1/contributions/${ids[1]}`, { title: 'Radio sets for border police 2008' }, 3)
    expect(await read()).toMatchObject([{ count: 2 }])
  })

  test('counts an edition that is recorded twice once: open, decided, and taken back', async () => {
    const again = await record(ofYear(2009, { implementers: ['kaiptc'] }), 'coordinator')
    expect(await read()).toMatchObject([
      { count: 3, sums: [{ amount: '3000.00' }], editions: [{}, {}, { id: ids[2], duplicates: [again] }] },
    ])
    const { items } = await callerOf(tracker, 'coordinator').read('/v1/findings?kind=duplicate-record')
    const path = `/v1/findings/${items[0].id}`
    const [coordinator, second] = [callerOf(tracker, 'coordinator'), callerOf(tracker, 'second')]
    await coordinator.made(`${path}/decisions`, { verdict: 'same-contribution', survivor: again })
    await second.made(`${path}/confirmations`, {})
    expect(await read()).toMatchObject([{ count: 3, editions: [{}, {}, { id: again, duplicates: [ids[2]] }] }])
    await coordinator.made(`${path}/decisions`, { verdict: 'not-duplicate' })
    expect(await read()).toMatchObject([{ count: 4, sums: [{ amount: '4000.00' }] }])
  })

  test('is for whoever does not see an edition as if it did not exist', async () => {
    await record(ofYear(2010, { visibility: 'coordinators' }))
    const counts = await Promise.all(
      (['coordinator', 'eu', 'france', 'reader'] as const).map(async (who) => read('', who)),
    )
    expect(counts.map(([series]) => series?.count)).toEqual([4, 4, 3, 3])
    expect(counts.map(([series]) => series?.title.slice(-4))).toEqual(['2010', '2010', '2009', '2009'])
  })

  test('is found by its provider, its beneficiary and its sub-cluster, and not by others', async () => {
    const found = async (query: string) => (await read(query)).length
    expect(await Promise.all(['eu', 'france'].map(async (code) => found(`?provider=${code}`)))).toEqual([1, 0])
    expect(await Promise.all(['auc', 'eu'].map(async (code) => found(`?beneficiary=${code}`)))).toEqual([1, 0])
    expect(await found('?provider=eu&beneficiary=auc&subCluster=peace-and-security-architecture')).toBe(1)
    expect(await found('?subCluster=human-rights-justice-and-reconciliation')).toBe(0)
    expectProblem(await callerOf(tracker, 'coordinator').get('/v1/findings/series?limit=0'), 400, 'bad-query')
  })
})

describe('declared phases', () => {
  beforeEach(async () => {
    tracker = await trackers.fresh()
  })
  const phaseOf = (contribution: string) => ({ relations: [{ type: 'phase-of', contribution }] })

  test('are a series whatever their titles say', async () => {
    const first = await record({ title: 'Radio sets for border police' })
    const next = await record({ title: 'Boats for the coast guard', ...phaseOf(first) })

    expect(await read()).toMatchObject([{ by: 'relations', count: 2, editions: [{ id: first }, { id: next }] }])
  })

  test('whose titles agree are shown once', async () => {
    const first = await record({ title: 'Radio sets for border police, phase I' })
    await record({ title: 'Radio sets for border police, phase II', ...phaseOf(first) })

    expect(await read()).toMatchObject([{ by: 'titles', count: 2 }])
  })

  test('whose titles agree with each other and not with the first are shown with it, once', async () => {
    const first = await record({ title: 'Pilot of the border scheme' })
    for (const phase of ['II', 'III'])
      await record({ title: `Radio sets for border police, phase ${phase}`, ...phaseOf(first) })

    expect(await read()).toMatchObject([{ by: 'relations', count: 3 }])
  })

  test('of one that is hidden are no series by it', async () => {
    const first = await record({ title: 'Boats for the coast guard', visibility: 'coordinators' })
    await record({ title: 'Radio sets for border police', ...phaseOf(first) })

    expect([await read('', 'coordinator'), await read('', 'reader')]).toMatchObject([[{ count: 2 }], []])
  })
})

test('pages follow one another, one by one, to the last', async () => {
  tracker = await trackers.fresh()
  for (const beneficiary of ['auc', 'ecowas'])
    for (const provider of ['eu', 'france'])
      for (const year of [2008, 2009]) await record(ofYear(year, { provider, beneficiary }), 'coordinator')
  const first = await record({ title: 'Pilot of the border scheme' })
  await record({ title: 'Boats', relations: [{ type: 'tranche-of', contribution: first }] })
  const whole = await read('?limit=200')
  const reader = callerOf(tracker, 'reader')
  const pages: string[][] = []
  for (let next: string | null = ''; next !== null;) {
    const page = await reader.read(`/v1/findings/series?limit=1${next && `&cursor=${next}`}`)
    pages.push(page.items.map(({ provider, beneficiary, by }: Series) => `${provider} ${beneficiary} ${by}`))
    next = page.next
  }

  expect(pages.flat()).toEqual([
    'eu auc titles',
    'eu ecowas titles',
    'france auc titles',
    'france ecowas titles',
    'eu auc relations',
  ])
  expect(whole).toHaveLength(5)
})
