// The lists beside the gaps: in their order, with names, and nothing stale before its last day is over.
import { expect, test } from 'vitest'
import { type Loss, nothingWatched, watchLists } from '#domain/report/watchLists.ts'
import type { LapsingPledge } from '#model/coverage.ts'
import type { EndedContribution } from '#model/reportLists.ts'

const names = { auc: 'African Union Commission', eu: 'European Union', psa: 'Peace and Security' }
const place = { subCluster: 'psa', beneficiary: 'auc' }
const loss = (at: string): Loss => ({
  at,
  measure: 'usd',
  priorityArea: 'planning',
  ...place,
  quarters: [{ quarter: '2008-Q2', needed: '100.00', before: '100.00', after: '60.00', coveredAgain: false }],
})
const pledge = (id: string, due: string): LapsingPledge => ({
  id,
  title: `Pledge ${id}`,
  provider: 'eu',
  ...place,
  due,
  outstanding: { usd: '5.00' },
})
const ended = (id: string, end: string): EndedContribution => ({
  id,
  title: `Course ${id}`,
  provider: 'eu',
  reportedBy: 'auc',
  ...place,
  status: 'active',
  end,
})
const day = '2008-04-07'

test('what was lost last and what is due first come first, under their names', () => {
  const lists = watchLists(
    {
      ...nothingWatched,
      losses: [loss('2008-04-01T10:00:00.000Z'), loss('2008-04-03T10:00:00.000Z')],
      pledges: [pledge('b', '2008-06-01'), pledge('a', '2008-05-01')],
    },
    day,
    names,
  )

  expect(lists.lostCover.map(({ at }) => at)).toEqual(['2008-04-03T10:00:00.000Z', '2008-04-01T10:00:00.000Z'])
  expect(lists.lostCover[0]).toMatchObject({
    subCluster: { code: 'psa', name: 'Peace and Security' },
    priorityArea: { code: 'planning', name: 'planning' },
  })
  expect(lists.lapsing.map(({ id, provider }) => [id, provider.name])).toEqual([
    ['a', 'European Union'],
    ['b', 'European Union'],
  ])
})

test('what is outstanding of a pledge is in the order of measures, as the store gives it in any', () => {
  const [a, b] = [
    { usd: '5.00', seats: '2.00' },
    { seats: '2.00', usd: '5.00' },
  ].map((outstanding) =>
    watchLists({ ...nothingWatched, pledges: [{ ...pledge('a', '2008-05-01'), outstanding }] }, day, names),
  )

  expect(JSON.stringify(b)).toBe(JSON.stringify(a))
})

test.each([
  ['2008-04-07', []],
  ['2008-04-06', [1]],
  ['2008-03-07', [31]],
])('a period that ends on %s is past by the days %j', (end, daysPast) => {
  const { stale } = watchLists({ ...nothingWatched, ended: [ended('x', end)] }, day, names)

  expect(stale.map((one) => one.daysPast)).toEqual(daysPast)
})

test('the longest past comes first', () => {
  const { stale } = watchLists(
    { ...nothingWatched, ended: [ended('late', '2008-04-01'), ended('old', '2007-01-01')] },
    day,
    names,
  )

  expect(stale.map(({ id, reportedBy }) => [id, reportedBy.name])).toEqual([
    ['old', 'African Union Commission'],
    ['late', 'African Union Commission'],
  ])
})
