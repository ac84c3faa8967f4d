// Who could fill a gap: partners near it with the reasons, from a bounded look, and nothing of what a caller may not see.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FillAnswer } from '#model/suggestion.ts'
import { architecture, course, need, recovery } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}

const seats = (quantity: string) => ({ inKind: [{ quantity, unit: 'seats' }], money: null })
const period = { start: '2009-01-01', end: '2009-03-31' }
const area = (code: string) => ({ subCluster: architecture, priorityAreas: [{ code }] })

/** Plainly different, so that no two but the overlapping ones are suspected of anything. */
const given: [name: string, Record<string, unknown>][] = [
  [
    'planning',
    { title: 'Map reading', provider: 'eu', beneficiary: 'ecowas', period, ...area('mission-planning'), ...seats('5') },
  ],
  [
    'managers',
    {
      title: 'Convoy logistics',
      provider: 'france',
      beneficiary: 'ecowas',
      period,
      ...area('mission-management'),
      ...seats('90'),
    },
  ],
  [
    'teachers',
    { title: 'Teachers of law', provider: 'kaiptc', beneficiary: 'auc', subCluster: recovery, period, ...seats('7') },
  ],
  [
    'hidden',
    {
      title: 'Quiet radio people',
      provider: 'un-dpko',
      beneficiary: 'auc',
      visibility: 'coordinators',
      period,
      ...area('mission-planning'),
      ...seats('9'),
    },
  ],
  [
    'hiddenSpare',
    {
      title: 'Silent accountants',
      provider: 'un-dpko',
      beneficiary: 'ecowas',
      visibility: 'coordinators',
      period,
      ...area('mission-management'),
      ...seats('40'),
    },
  ],
]

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const coordinator = callerOf(tracker, 'coordinator')
  await coordinator.made('/v1/needs', need())
  await coordinator.made(
    '/v1/needs',
    need({ title: 'Managers', beneficiary: 'ecowas', priorityArea: 'mission-management', amount: '50' }),
  )
  for (const [name, body] of given)
    ids[name] = (await coordinator.made('/v1/contributions', { status: 'committed', modality: 'training', ...body })).id
  await tracker.settled()
}, 120_000)
afterAll(async () => trackers.stop())

const query = `measure=seats&subCluster=${architecture}&priorityArea=mission-planning&beneficiary=auc`
const suggestions = async (who: Who, more = '') => {
  const body = await callerOf(tracker, who).read(`/v1/coverage/suggestions?${query}${more}`)
  expect(FillAnswer.parse(body)).toEqual(body)
  return body
}
const shortly = (items: { partner: string; redirect: boolean; reasons: { kind: string }[] }[]) =>
  items.map(({ partner, redirect, reasons }) => [partner, redirect, reasons.map(({ kind }) => kind)])

test('partners near come with their reasons, those with support to spare first', async () => {
  const { row, items, measure } = await suggestions('reader')

  expect(measure).toBe('seats')
  expect(row).toMatchObject({ needed: '300.00', gap: { announced: { expected: '300.00' } } })
  expect(shortly(items)).toEqual([
    ['france', true, ['oversupply-near', 'active-in-sub-cluster']],
    ['eu', false, ['active-in-area']],
    ['kaiptc', false, ['with-beneficiary']],
  ])
  expect(items[0].reasons[0]).toMatchObject({
    oversupply: '40.00',
    beneficiary: 'ecowas',
    priorityArea: 'mission-management',
    contributions: [ids['managers']],
    text: 'Support to ecowas in mission-management passes what is needed by 40.00 seats, and it provides some of it.',
  })
  expect(items[2].reasons[0]).toMatchObject({ contributions: [ids['teachers']] })
})

test('what is confidential is suggested to those who see it, and shows in nothing that others get', async () => {
  const seen = await suggestions('coordinator')
  const { text } = await callerOf(tracker, 'reader').get(`/v1/coverage/suggestions?${query}`)

  expect(seen.items.find(({ partner }: { partner: string }) => partner === 'un-dpko')).toMatchObject({
    redirect: true,
    reasons: [
      { kind: 'oversupply-near', oversupply: '80.00', contributions: [ids['hiddenSpare']] },
      { kind: 'active-in-area' },
      { kind: 'with-beneficiary', contributions: [ids['hidden']] },
    ],
  })
  expect(text).not.toContain('un-dpko')
  expect(text).not.toContain(ids['hidden'])
  expect(text).not.toContain(ids['hiddenSpare'])
  expect((await suggestions('eu')).items).toEqual((await suggestions('reader')).items)
  expect((await suggestions('un-dpko')).items[0]).toMatchObject({ partner: 'un-dpko', redirect: true })
})

test('a limit cuts the list, and the row of what names no area has its own', async () => {
  expect((await suggestions('reader', '&limit=1')).items).toHaveLength(1)
  const none = await callerOf(tracker, 'reader').read(
    `/v1/coverage/suggestions?measure=seats&subCluster=${recovery}&priorityArea=&beneficiary=auc`,
  )
  expect(none.row).toMatchObject({ priorityArea: null, announced: { reported: '7.00' } })
  expect(shortly(none.items)).toEqual([['kaiptc', false, ['active-in-area', 'with-beneficiary']]])
})

test.each([
  '',
  '?measure=seats',
  `?${query}&asOf=2009-01-01`,
  `?${query.replace('seats', 'horses')}`,
  `?${query}&limit=0`,
])('a question such as "%s" is refused', async (wrong) => {
  expectProblem(await callerOf(tracker, 'reader').get(`/v1/coverage/suggestions${wrong}`), 400, 'bad-query')
})

test('one question costs a reader little', async () => {
  const before = tracker.services.consumed.read
  await suggestions('reader')

  expect(tracker.services.consumed.read - before).toBeLessThanOrEqual(20)
})

test('both sides of a confirmed overlap near could be redirected', async () => {
  const coordinator = callerOf(tracker, 'coordinator')
  for (const provider of ['eu', 'france'])
    await coordinator.made(
      '/v1/contributions',
      course({
        provider,
        title:
          provider === 'eu'
            ? 'Mission leadership course for senior officers'
            : 'Leadership course for senior mission officers',
        money: { amount: provider === 'eu' ? '100000' : '70000', currency: 'EUR' },
      }),
    )
  await tracker.settled()
  const { items } = await coordinator.read('/v1/findings?kind=overlapping-effort')
  expect(items).toHaveLength(1)
  expect(
    await coordinator.post(`/v1/findings/${items[0].id}/decisions`, { verdict: 'overlap-confirmed' }),
  ).toMatchObject({ status: 201 })
  await tracker.settled()

  const found = (await suggestions('reader')).items
  expect(shortly(found).slice(0, 2)).toEqual([
    ['france', true, ['overlap-near', 'oversupply-near', 'with-beneficiary', 'active-in-sub-cluster']],
    ['eu', true, ['overlap-near', 'active-in-area', 'with-beneficiary']],
  ])
  expect(found[0].reasons[0]).toMatchObject({ finding: items[0].id })
}, 120_000)

test('of person-days the sum is told, of experts the average with its days and the quarter of most', async () => {
  const coordinator = callerOf(tracker, 'coordinator')
  const place = { beneficiary: 'ecowas', subCluster: recovery }
  const measured = [
    ['person-days', 'eu', 'Forensic laboratory'],
    ['experts', 'kaiptc', 'Land surveyors'],
  ]
  for (const [measure, provider, title] of measured) {
    await coordinator.made('/v1/needs', need({ ...place, priorityArea: 'peacebuilding', measure, amount: '4' }))
    await coordinator.made('/v1/contributions', {
      title,
      provider,
      status: 'committed',
      modality: 'training',
      ...place,
      priorityAreas: [{ code: 'peacebuilding' }],
      inKind: [{ quantity: '10', unit: measure }],
      period,
    })
  }
  await tracker.settled()
  const told = async (measure: string) => {
    const { items } = await callerOf(tracker, 'reader').read(
      `/v1/coverage/suggestions?measure=${measure}&subCluster=${recovery}&priorityArea=disarmament&beneficiary=auc`,
    )
    return items[0].reasons[0].text.replace(/^.*is needed by (.*), and it.*$/, '$1')
  }

  expect(await told('person-days')).toBe('6.00 person-days')
  expect(await told('experts')).toBe(
    '1.48 experts on average from 2009-01-01 to 2009-12-31 (most in 2009-Q1: 6.00 experts)',
  )
})
