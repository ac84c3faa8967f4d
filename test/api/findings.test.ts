// From two records of one course to a finding, a verdict, its confirmation and its undoing, and the figures that follow.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { FindingInFull } from '#model/reconciliation.ts'
import { course } from '#test/support/bodies.ts'
import { callerOf, expectProblem } from '#test/support/scenarios.ts'
import { type Answer, type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let eu: Client
let coordinator: Client
let second: Client
let ids: string[]
let finding: string

/** EUR 100,000 at 1.55528, the mean of June 2008: the same course as its provider and its implementer report it. */
const amount = 155_528
beforeAll(async () => {
  trackers = await startTrackers()
})
afterAll(async () => trackers.stop())
const prepare = async (): Promise<void> => {
  tracker = await trackers.fresh()
  eu = callerOf(tracker, 'eu')
  coordinator = callerOf(tracker, 'coordinator')
  second = callerOf(tracker, 'second')
  const body = course({ implementers: ['kaiptc'] })
  ids = [
    (await eu.made('/v1/contributions', body)).id,
    (await callerOf(tracker, 'kaiptc').made('/v1/contributions', body)).id,
  ]
  await tracker.settled()
  const { items } = await coordinator.read('/v1/findings?kind=duplicate-record')
  finding = items[0].id
}

const decide = async (decision: object, by: Client = coordinator): Promise<Answer> =>
  by.post(`/v1/findings/${finding}/decisions`, decision)
const confirm = async (by: Client): Promise<Answer> =>
  by.post(`/v1/findings/${finding}/confirmations`, { note: 'Agreed' })
const read = async () => coordinator.read(`/v1/findings/${finding}`)
const announced = async (): Promise<{ reported: number; low: number; expected: number; high: number }> => {
  await tracker.settled()
  const { items } = await coordinator.read('/v1/coverage?groupBy=none')
  const { reported, net } = items[0].announced
  return { reported: Number(reported), low: Number(net.low), expected: Number(net.expected), high: Number(net.high) }
}
const merged = { reported: 2 * amount, low: amount, expected: amount, high: amount }
const apart = { reported: 2 * amount, low: 2 * amount, expected: 2 * amount, high: 2 * amount }

describe('an open finding', () => {
  beforeAll(prepare)

  test('a finding shows both sides and its evidence, and stays once however often its events come', async () => {
    const body = await read()
    await tracker.settled(3)

    expect(FindingInFull.parse(body)).toEqual(body)
    expect(body).toMatchObject({
      kind: 'duplicate-record',
      state: 'open',
      usdAtRisk: '155528.00',
      decisions: [],
      disputes: [],
    })
    expect(body.score).toBeGreaterThan(0.8)
    expect(body.contributions.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted())
    expect(body.evidence.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['subject', 'amount', 'start']),
    )
    const { group, reconciliation, series, overlap, reopenedText, ...listed } = await read()
    expect([series, overlap, reopenedText]).toEqual([null, null, null])
    expect((await coordinator.read('/v1/findings?kind=duplicate-record')).items).toEqual([listed])
    expect(group).toMatchObject({
      findings: [finding],
      weakestLink: listed.score,
      suggestedSurvivor: { contribution: ids[0] },
    })
    expect(reconciliation).toMatchObject({
      twoSided: true,
      countsAs: null,
      sources: [
        { contribution: ids[0], view: 'provider', reportedBy: 'eu', usd: '155528.00' },
        { contribution: ids[1], view: 'implementer', reportedBy: 'kaiptc' },
      ],
      difference: { usd: '0.00', text: 'The two reports agree.' },
    })
  })

  test('evidence reads in French or English, on the finding, the list and the check, and its parts sum to the whole', async () => {
    const inFrench = { 'accept-language': 'fr-FR, en;q=0.5' }
    const one = await coordinator.get(`/v1/findings/${finding}`, inFrench)
    const list = await coordinator.get('/v1/findings?kind=duplicate-record', inFrench)
    const check = await eu.post('/v1/contributions/check', course({ implementers: ['kaiptc'] }), inFrench)

    expect(one.headers.get('content-language')).toBe('fr')
    for (const { evidence } of [one.body, list.body.items[0], check.body.findings[0]]) {
      const texts: string[] = evidence.map(({ text }: { text: string }) => text)
      expect(texts.join(' ')).toMatch(/Les deux .* le même bénéficiaire/)
      expect(texts.join(' ')).not.toMatch(/\b(?:Both|The|Few)\b/)
      expect(evidence[0].strength).toMatch(/^parle /)
    }
    const { evidence, score } = await read()
    const sum = evidence.reduce((whole: number, { weight }: { weight: number }) => whole + weight, 0)
    expect(sum).toBeCloseTo(Math.log(score / (1 - score)), 6)
    expect(evidence[0].strength).toMatch(/^speaks /)
  })

  test('an open duplicate gives a range: all counted, one counted, and between them by its score', async () => {
    const { score } = await read()

    const { expected, ...bounds } = await announced()

    expect(bounds).toEqual({ reported: 2 * amount, low: amount, high: 2 * amount })
    expect(expected).toBeCloseTo(2 * amount - amount * score, 1)
  })

  test.each<[string, boolean]>([
    ['', true],
    ['kind=duplicate-record', true],
    ['kind=schedule-clash', false],
    ['state=open', true],
    ['state=decided', false],
    ['partner=eu', true],
    ['partner=kaiptc', true],
    ['partner=france', false],
    ['subCluster=peace-and-security-architecture', true],
    ['subCluster=post-conflict-reconstruction-and-development', false],
    ['minScore=0.5', true],
    ['minScore=1', false],
    ['kind=duplicate-record&state=open&partner=eu&minScore=0.5', true],
  ])('the list filtered by "%s" holds it: %s', async (query, expected) => {
    const { items } = await callerOf(tracker, 'reader').read(`/v1/findings?${query}`)

    expect(items.some(({ id }: { id: string }) => id === finding)).toBe(expected)
  })

  test.each<[string, object, string]>([
    ['without a survivor', { verdict: 'same-contribution' }, '/survivor'],
    ['with a survivor that is no side', { verdict: 'same-contribution', survivor: 'other' }, '/survivor'],
    ['with a survivor of another verdict', { verdict: 'complementary', survivor: 'other' }, '/survivor'],
    ['as a part without its whole', { verdict: 'part-of' }, '/whole'],
    ['as a part of something else', { verdict: 'part-of', whole: 'other' }, '/whole'],
    ['with another word', { verdict: 'duplicate' }, '/verdict'],
    ['with an unknown field', { verdict: 'complementary', by: 'me' }, '/by'],
  ])('a verdict is refused %s', async (_name, decision, pointer) => {
    expectProblem(await decide(decision), 422, 'validation', [pointer])
    expect((await read()).decisions).toEqual([])
  })
})

describe('what is said of a finding', () => {
  beforeEach(prepare)
  describe('same-contribution', () => {
    test('waits for a second coordinator, then counts as its survivor, and reopening undoes it', async () => {
      const [survivor = ''] = ids

      const decided = await decide({ verdict: 'same-contribution', survivor, note: 'One course' })
      expect(decided).toMatchObject({
        status: 201,
        body: {
          state: 'awaiting-confirmation',
          decisions: [
            { verdict: 'same-contribution', survivor, note: 'One course', by: 'coordinator', confirmedBy: null },
          ],
        },
      })
      expect((await announced()).high).toBe(2 * amount)
      expectProblem(await confirm(coordinator), 403, 'forbidden')
      expectProblem(await confirm(eu), 403, 'forbidden')

      expect(await confirm(second)).toMatchObject({
        status: 201,
        body: { state: 'decided', decisions: [{ confirmedBy: 'coordinator-second', confirmationNote: 'Agreed' }] },
      })
      expect(await announced()).toEqual(merged)
      expectProblem(await confirm(second), 409, 'decision-not-possible')
      expect(await read()).toMatchObject({ group: null, reconciliation: { countsAs: survivor, twoSided: true } })

      expect(await decide({ verdict: 'reopen', note: 'New facts' })).toMatchObject({
        status: 201,
        body: { state: 'open', decisions: [{}, { verdict: 'reopen' }] },
      })
      const after = await announced()
      expect({ ...after, expected: 0 }).toEqual({ reported: 2 * amount, low: amount, high: 2 * amount, expected: 0 })
      for (const id of ids) expect(await eu.read(`/v1/contributions/${id}`)).toMatchObject({ revision: 1 })
    })

    test('names no survivor that is less advanced', async () => {
      const [first = '', other = ''] = ids
      await eu.patch(`/v1/contributions/${first}`, { status: 'active' }, 1)

      expectProblem(await decide({ verdict: 'same-contribution', survivor: other }), 422, 'validation', ['/survivor'])
      expect((await decide({ verdict: 'same-contribution', survivor: first })).status).toBe(201)
    })

    test('is lost by none of several who speak at once: each is kept or told to read again', async () => {
      const speakers = [coordinator, second, coordinator, second, coordinator, second]
      const answers = await Promise.all(speakers.map(async (by) => decide({ verdict: 'not-duplicate' }, by)))

      const kept = answers.filter(({ status }) => status === 201)
      for (const lost of answers.filter((answer) => !kept.includes(answer))) expectProblem(lost, 409, 'conflict')
      expect((await read()).decisions).toHaveLength(kept.length)
    })
  })

  test('not-duplicate counts both in full', async () => {
    expect(await decide({ verdict: 'not-duplicate' })).toMatchObject({ status: 201, body: { state: 'decided' } })

    expect(await announced()).toEqual(apart)
  })

  test('a decided pair returns when a compared field changes, and says which', async () => {
    await decide({ verdict: 'not-duplicate' })
    const path = `/v1/contributions/${ids[0]}`
    await eu.patch(path, { agreement: 'MoU 7' }, 1)
    await tracker.settled()
    expect(await read()).toMatchObject({ state: 'decided', reopenedBecause: null })

    await eu.patch(path, { money: { amount: '101000.00' } }, 2)
    await tracker.settled()

    expect(await read()).toMatchObject({
      state: 'open',
      reopenedBecause: ['amount'],
      decisions: [{ verdict: 'not-duplicate' }],
    })
  })

  test('withdrawing a side makes the finding gone and its decision without effect; restoring brings both back', async () => {
    const [survivor = '', other = ''] = ids
    await decide({ verdict: 'same-contribution', survivor })
    await confirm(second)
    await callerOf(tracker, 'kaiptc').remove(`/v1/contributions/${other}`, 1)

    expect(await announced()).toEqual({ reported: amount, low: amount, expected: amount, high: amount })
    expect(await read()).toMatchObject({ state: 'gone' })
    expectProblem(await decide({ verdict: 'not-duplicate' }), 409, 'decision-not-possible')

    await callerOf(tracker, 'kaiptc').send('POST', `/v1/contributions/${other}/restore`, undefined, {
      'if-match': '"2"',
    })
    expect(await announced()).toEqual(merged)
    expect(await read()).toMatchObject({ state: 'decided', decisions: [{ verdict: 'same-contribution' }] })
  })

  test('a verdict may carry the ETag that was read, and is refused when anything has changed since', async () => {
    const { headers } = await coordinator.get(`/v1/findings/${finding}`)
    const etag = headers.get('etag') ?? ''
    const decideUnder = async (tag: string): Promise<Answer> =>
      coordinator.post(`/v1/findings/${finding}/decisions`, { verdict: 'not-duplicate' }, { 'if-match': tag })

    expectProblem(await decideUnder('"another"'), 412, 'stale-revision')
    expectProblem(await decideUnder('W/"x"'), 400, 'bad-precondition')
    expect((await decideUnder(etag)).status).toBe(201)
    expectProblem(await decideUnder(etag), 412, 'stale-revision')
  })

  test('a selection is looked at, decided at once, and handed to no other caller', async () => {
    const { count, selection } = await coordinator.read('/v1/findings/selection?kind=duplicate-record&state=open')
    expect(count).toBe(1)

    const decision = { selection, verdict: 'not-duplicate', note: 'Two courses' }
    expectProblem(await second.post('/v1/findings/decisions', decision), 422, 'validation', ['/selection'])
    expectProblem(await eu.post('/v1/findings/decisions', decision), 403, 'forbidden')
    expectProblem(
      await coordinator.post('/v1/findings/decisions', { ...decision, verdict: 'part-of' }),
      422,
      'validation',
      ['/verdict'],
    )
    expectProblem(
      await coordinator.post('/v1/findings/decisions', { ...decision, verdict: 'same-contribution' }),
      422,
      'validation',
      ['/survivor'],
    )
    expect(await coordinator.post('/v1/findings/decisions', decision)).toMatchObject({
      status: 200,
      body: { counts: { done: 1, changed: 0, refused: 0 }, left: 0, selection: null },
    })

    expect(await read()).toMatchObject({ state: 'decided', decisions: [{ note: 'Two courses' }] })
    expect(await coordinator.read('/v1/findings/selection?state=open')).toMatchObject({ count: 0, selection: null })
  })

  test('a group of open duplicates is decided by its own selection', async () => {
    const { items, next } = await coordinator.read('/v1/findings/groups')
    expect({ items, next }).toMatchObject({
      items: [{ findings: [finding], contributions: { length: 2 } }],
      next: null,
    })

    const decision = { selection: items[0].selection, verdict: 'not-duplicate' }
    expect(await coordinator.post('/v1/findings/decisions', decision)).toMatchObject({ body: { counts: { done: 1 } } })

    expect((await coordinator.read('/v1/findings/groups')).items).toEqual([])
    expectProblem(await coordinator.get('/v1/findings/groups?state=decided'), 400, 'bad-query')
    expectProblem(await coordinator.get('/v1/findings/groups?kind=part-of'), 400, 'bad-query')
  })

  test('disputes that outgrow their room are a clear no and nothing is lost', async () => {
    const text = '\u20ac'.repeat(4000)
    const statuses: number[] = []
    for (let said = 0; said < 18; said += 1)
      statuses.push((await eu.post(`/v1/findings/${finding}/disputes`, { text })).status)

    expect([...new Set(statuses)]).toEqual([201, 409])
    expect((await read()).disputes).toHaveLength(statuses.filter((status) => status === 201).length)
  })

  test('a coordinator takes a finding on, and another sees who has it', async () => {
    const taken = await coordinator.post(`/v1/findings/${finding}/assignments`, { assignee: 'me' })

    expect(taken).toMatchObject({ status: 201, body: { assignee: { id: 'coordinator' } } })
    expectProblem(await second.post(`/v1/findings/${finding}/assignments`, { assignee: 'me' }), 409, 'conflict')
    expectProblem(await eu.post(`/v1/findings/${finding}/assignments`, { assignee: 'me' }), 403, 'forbidden')
    expectProblem(
      await coordinator.post(`/v1/findings/${finding}/assignments`, { assignee: 'second' }),
      422,
      'validation',
      ['/assignee'],
    )
  })

  test('a dispute of a partner that the finding names stands beside it', async () => {
    const answer = await callerOf(tracker, 'kaiptc').post(`/v1/findings/${finding}/disputes`, {
      text: 'Ours is the second course.',
    })

    expect(answer).toMatchObject({
      status: 201,
      body: { state: 'open', disputes: [{ partner: 'kaiptc', text: 'Ours is the second course.' }] },
    })
    expect((await read()).disputes).toHaveLength(1)
    expectProblem(
      await callerOf(tracker, 'france').post(`/v1/findings/${finding}/disputes`, { text: 'x' }),
      403,
      'forbidden',
    )
    expectProblem(await eu.post(`/v1/findings/${finding}/disputes`, { text: ' ' }), 422, 'validation', ['/text'])
  })

  test('a finding goes with the confidence of a side, and comes back', async () => {
    const path = `/v1/contributions/${ids[0]}`
    const seen = async (): Promise<number[]> => {
      await tracker.settled()
      return Promise.all(
        [callerOf(tracker, 'reader'), callerOf(tracker, 'kaiptc'), coordinator].map(
          async (by) => (await by.get(`/v1/findings/${finding}`)).status,
        ),
      )
    }

    await eu.patch(path, { visibility: 'coordinators' }, 1)
    expect(await seen()).toEqual([404, 404, 200])
    await eu.patch(path, { visibility: 'shared' }, 2)
    expect(await seen()).toEqual([200, 200, 200])
  })

  test('another provider’s course for the same people at the same time is an overlap, which no one calls the same contribution', async () => {
    await callerOf(tracker, 'france').made(
      '/v1/contributions',
      course({
        provider: 'france',
        title: 'Leadership course for senior mission officers',
        money: { amount: '70000', currency: 'EUR' },
      }),
    )
    await tracker.settled()

    const { items } = await coordinator.read('/v1/findings?kind=overlapping-effort')
    expect(items.length).toBeGreaterThan(0)
    const full = await coordinator.read(`/v1/findings/${items[0].id}`)
    expect(FindingInFull.parse(full)).toEqual(full)
    expect(full).toMatchObject({
      reconciliation: null,
      overlap: {
        shared: { beneficiary: 'auc', days: 11 },
        adds: full.contributions.map(({ id, provider }: { id: string; provider: string }) => ({
          contribution: id,
          provider,
          money: { currency: 'EUR' },
        })),
        text: expect.stringContaining('70,000'),
      },
    })
    const answer = await coordinator.post(`/v1/findings/${items[0].id}/decisions`, {
      verdict: 'same-contribution',
      survivor: items[0].contributions[0].id,
    })
    expectProblem(answer, 422, 'validation', ['/verdict'])
    expect(
      (await coordinator.post(`/v1/findings/${items[0].id}/decisions`, { verdict: 'overlap-confirmed' })).status,
    ).toBe(201)
  })

  test('of which a side became confidential is gone for a reader at once, before the stream follows', async () => {
    const reader = callerOf(tracker, 'reader')
    const [first = ''] = ids
    const { revision } = await eu.read(`/v1/contributions/${first}`)
    expect((await reader.get(`/v1/findings/${finding}`)).status).toBe(200)

    await eu.patch(`/v1/contributions/${first}`, { visibility: 'coordinators' }, revision)

    expectProblem(await reader.get(`/v1/findings/${finding}`), 404, 'not-found')
    expect((await coordinator.get(`/v1/findings/${finding}`)).status).toBe(200)
  })

  test('a declared phase or complement is no finding', async () => {
    const [first, other] = ids
    const relations = [
      { type: 'phase-of', contribution: first },
      { type: 'complements', contribution: other },
    ]
    const { check, id } = await eu.made('/v1/contributions', course({ relations }))
    await tracker.settled()

    expect(check.findings).toEqual([])
    expect((await coordinator.get('/v1/findings')).text).not.toContain(id)
  })
})
