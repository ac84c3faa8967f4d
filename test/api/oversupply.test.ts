// Oversupply among the findings: seen in lists, decided like a pair, open again when its figures move, and hidden where it must be.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { rmSync } from 'node:fs'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { Finding } from '#model/finding.ts'
import { FindingInFull } from '#model/reconciliation.ts'
import { architecture, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let managers: string
let needId: string

const period = { start: '2009-01-01', end: '2009-03-31' }
const seats = (title: string, provider: string, quantity: string, more: Record<string, unknown> = {}) => ({
  title,
  provider,
  beneficiary: 'ecowas',
  subCluster: architecture,
  priorityAreas: [{ code: 'mission-management' }],
  modality: 'training',
  status: 'committed',
  period,
  inKind: [{ quantity, unit: 'seats' }],
  ...more,
})

const coordinator = () => callerOf(tracker, 'coordinator')
const path = '/v1/findings?kind=oversupply'
const listed = async (who: Who, query = path): Promise<Finding[]> => {
  const { items } = await callerOf(tracker, who).read(query)
  expect(items.map((item: unknown) => Finding.parse(item))).toEqual(items)
  return items
}
const theOne = async (who: Who = 'coordinator'): Promise<Finding> => {
  const items = await listed(who)
  expect(items).toHaveLength(1)
  return items[0] as Finding
}
const hide = async (quantity: string): Promise<string> => {
  const { id } = await coordinator().made(
    '/v1/contributions',
    seats('Silent accountants', 'un-dpko', quantity, { visibility: 'coordinators' }),
  )
  await tracker.settled()
  return id
}

beforeEach(async () => {
  trackers ??= await startTrackers()
  tracker = await trackers.fresh()
  const wanted = { title: 'Managers', beneficiary: 'ecowas', priorityArea: 'mission-management', amount: '50' }
  needId = (await coordinator().made('/v1/needs', need(wanted))).id
  managers = (await coordinator().made('/v1/contributions', seats('Convoy logistics', 'france', '90'))).id
  await coordinator().made('/v1/contributions', seats('Law for teachers', 'kaiptc', '5', { beneficiary: 'auc' }))
  await tracker.settled()
}, 120_000)
afterAll(async () => trackers.stop())

test('what passes its need is a finding that names who provides it, in both languages', async () => {
  const finding = await theOne('reader')
  const caller = callerOf(tracker, 'reader')
  const full = await caller.read(`/v1/findings/${finding.id}`)
  const { body: french } = await caller.get(`/v1/findings/${finding.id}`, { 'accept-language': 'fr' })

  expect(FindingInFull.parse(full)).toEqual({
    ...finding,
    reconciliation: null,
    group: null,
    series: null,
    reopenedText: null,
    overlap: null,
  })
  expect(finding).toMatchObject({
    id: `over_${needId}`,
    kind: 'oversupply',
    state: 'open',
    usdAtRisk: null,
    contributions: [{ id: managers, provider: 'france' }],
    evidence: [
      { field: 'oversupply' },
      { field: 'quarters', a: '2009-Q1 50.00 seats', b: '2009-Q1 90.00 seats' },
      { field: 'all-quarters' },
    ],
  })
  expect(french.evidence[0].text).toMatch(/^Plus d’appui est arrangé/)
  expect(french.evidence[1].text).toMatch(/^Dans ces trimestres/)
})

test('it stands behind the pairs in the whole list, page by page, and answers to every filter', async () => {
  await coordinator().made('/v1/contributions', seats('Convoy logistics', 'france', '90', { implementers: ['kaiptc'] }))
  await tracker.settled()
  const kinds: string[] = []
  let next: string | null = '/v1/findings?limit=1'
  while (next !== null) {
    const page: { items: Finding[]; next: string | null } = await coordinator().read(next)
    kinds.push(...page.items.map(({ kind }) => kind))
    next = page.next === null ? null : `/v1/findings?limit=1&cursor=${page.next}`
  }
  const count = async (query: string): Promise<number> => (await listed('coordinator', `${path}&${query}`)).length

  expect(kinds).toEqual(['duplicate-record', 'oversupply'])
  expect(await count('partner=france')).toBe(1)
  expect(await count('partner=eu')).toBe(0)
  expect(await count(`subCluster=${architecture}`)).toBe(1)
  expect(await count('state=decided')).toBe(0)
  expect(await count('assignee=none')).toBe(1)
  const selection = await coordinator().read('/v1/findings/selection?kind=oversupply')
  expect(selection).toMatchObject({ count: 1, byKind: { oversupply: 1 } })
})

test('a report counts it beside the pairs until it is decided', async () => {
  await coordinator().made('/v1/contributions', seats('Convoy logistics', 'france', '90', { implementers: ['kaiptc'] }))
  await tracker.settled()
  const counted = async () => {
    const answer = await coordinator().post('/v1/reports', { edition: 'shared' })
    return (await coordinator().read(answer.headers.get('location') ?? '')).summary
  }

  expect(await counted()).toMatchObject({ openFindings: 2, openByKind: { 'duplicate-record': 1, oversupply: 1 } })

  const { id } = await theOne()
  await coordinator().post(`/v1/findings/${id}/decisions`, { verdict: 'not-duplicate', note: 'All are wanted' })
  await tracker.settled()
  expect(await counted()).toMatchObject({ openFindings: 1, openByKind: { 'duplicate-record': 1, oversupply: 0 } })
  rmSync(tracker.config.REPORT_STORE.replace('file:', ''), { recursive: true, force: true })
})

test('a verdict stays until a figure moves, and is told with what moved; what met its need again is gone', async () => {
  const { id } = await theOne()
  const decided = await coordinator().post(`/v1/findings/${id}/decisions`, {
    verdict: 'complementary',
    note: 'All ninety are wanted',
  })
  expect(decided.body).toMatchObject({ state: 'decided', decisions: [{ verdict: 'complementary' }] })
  await tracker.settled()
  expect(await theOne()).toMatchObject({ state: 'decided' })

  await coordinator().made('/v1/contributions', seats('Radio people', 'eu', '20'))
  await tracker.settled()
  expect(await theOne()).toMatchObject({
    state: 'open',
    reopenedBecause: ['all-quarters', 'quarters'],
    contributions: [{ provider: 'france' }, { provider: 'eu' }],
  })

  const { revision } = await coordinator().read(`/v1/needs/${needId}`)
  await coordinator().patch(`/v1/needs/${needId}`, { amount: '110' }, revision)
  await tracker.settled()
  expect(await listed('coordinator')).toEqual([])
  expectProblem(await coordinator().get(`/v1/findings/${id}`), 404, 'not-found')
})

test('many are decided at once, one is taken on, and a partner that it names disputes it', async () => {
  const { id } = await theOne()
  const { selection } = await coordinator().read('/v1/findings/selection?kind=oversupply')
  const done = await coordinator().post('/v1/findings/decisions', { selection, verdict: 'overlap-confirmed' })
  expect(done.body).toMatchObject({ counts: { done: 1 } })
  const taken = await coordinator().post(`/v1/findings/${id}/assignments`, { assignee: 'me' })
  expect(taken.body.assignee).not.toBeNull()
  const disputed = await callerOf(tracker, 'france').post(`/v1/findings/${id}/disputes`, { text: 'Sixty are wanted' })
  expect(disputed.body).toMatchObject({ disputes: [{ partner: 'france' }] })
  expectProblem(await callerOf(tracker, 'eu').post(`/v1/findings/${id}/disputes`, { text: 'We too' }), 403)
})

test('it is no pair: nothing of it can be one and the same, or a part', async () => {
  const { id } = await theOne()
  const decide = async (body: object) => coordinator().post(`/v1/findings/${id}/decisions`, body)

  expectProblem(await decide({ verdict: 'same-contribution', survivor: managers }), 422, 'validation', ['/verdict'])
  expectProblem(await decide({ verdict: 'part-of', whole: managers }), 422, 'validation', ['/verdict'])
  expectProblem(await decide({ verdict: 'reopen' }), 409)
  expectProblem(
    await callerOf(tracker, 'france').post(`/v1/findings/${id}/decisions`, { verdict: 'complementary' }),
    403,
  )
  for (const other of ['over_', 'over_nobody', `over_${managers}`, `over_${needId}_coordinators`])
    expectProblem(await callerOf(tracker, 'reader').get(`/v1/findings/${other}`), 404, 'not-found')
})

test('figures with what is confidential are a finding of coordinators alone, and so is what they say of it', async () => {
  const before = await theOne('reader')
  const hidden = await hide('40')
  const own = await theOne('coordinator')
  expect(own.id).toBe(`over_${needId}_coordinators`)
  expect(own.contributions.map(({ id }) => id)).toEqual([managers, hidden])
  await coordinator().post(`/v1/findings/${own.id}/decisions`, { verdict: 'complementary', note: 'Quiet but wanted' })
  await tracker.settled()

  for (const who of ['reader', 'eu', 'france', 'auditor'] as const) {
    expect(await theOne(who)).toEqual(before)
    expectProblem(await callerOf(tracker, who).get(`/v1/findings/${own.id}`), 404, 'not-found')
  }
  expect(await theOne('coordinator')).toMatchObject({ state: 'decided' })
  // What everyone sees is a finding that coordinators may read and decide as well.
  expect(await coordinator().read(`/v1/findings/${before.id}`)).toMatchObject({ id: before.id, state: 'open' })
})

test('what passes its need by something confidential alone does not exist for others', async () => {
  await coordinator().made(
    '/v1/needs',
    need({ title: 'Teachers', beneficiary: 'auc', priorityArea: 'mission-management', amount: '10' }),
  )
  await coordinator().made(
    '/v1/contributions',
    seats('Silent accountants', 'un-dpko', '30', { beneficiary: 'auc', visibility: 'coordinators' }),
  )
  await tracker.settled()

  expect(await listed('coordinator')).toHaveLength(2)
  expect(await listed('eu')).toHaveLength(1)
  expect(await listed('reader')).toHaveLength(1)
})

test('the trail shows what was said of everyone’s figures, and of coordinators’ only its hash', async () => {
  const { id } = await theOne()
  await coordinator().post(`/v1/findings/${id}/decisions`, { verdict: 'complementary' })
  await hide('40')
  const own = await theOne()
  await coordinator().post(`/v1/findings/${own.id}/decisions`, { verdict: 'complementary' })
  const trail = async (record: string) =>
    (await callerOf(tracker, 'auditor').read(`/v1/audit?kind=finding&record=${record}`)).items

  expect(await trail(id)).toMatchObject([{ action: 'finding.decide', record: id }])
  const [entry] = await trail(own.id)
  expect(Object.keys(entry).toSorted()).toEqual(['at', 'hash', 'previous', 'seq'])
})
