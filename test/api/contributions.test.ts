// The life of a contribution: recorded, read, changed, moved on the ladder, given events, withdrawn and restored.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Contribution } from '#model/contribution.ts'
import { RecordedContribution } from '#model/check.ts'
import { architecture, course, grant } from '#test/support/bodies.ts'
import { callerOf, expectProblem, play } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let eu: Client
let coordinator: Client
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())
beforeEach(() => {
  tracker.clock.now = '2008-06-02T09:00:00.000Z'
  eu = callerOf(tracker, 'eu')
  coordinator = callerOf(tracker, 'coordinator')
})

describe('recording', () => {
  test('answers 201 with its place, its ETag, itself and what check says, and leaves whole rows', async () => {
    const answer = await play(
      { tracker },
      {
        name: '',
        as: 'eu',
        request: 'POST /v1/contributions',
        body: course({ title: 'Alone in its kind' }),
        status: 201,
        leaves: ['AUDIT', 'BLOCK', 'CONTRIBUTION', 'HISTORY'],
      },
    )

    const { id } = RecordedContribution.parse(answer.body)
    expect(answer.headers.get('location')).toBe(`/v1/contributions/${id}`)
    expect(answer.headers.get('etag')).toBe('"1"')
    expect(answer.body).toMatchObject({
      revision: 1,
      reportedBy: 'eu',
      createdAt: tracker.clock.now,
      language: 'en',
      visibility: 'shared',
      withdrawn: false,
    })
    expect(answer.body.check).toMatchObject({ findings: [], confidential: [] })
  })

  test('keeps what the contract shows, to the last field', async () => {
    const needed = await coordinator.made('/v1/needs', {
      title: 'Leaders trained',
      beneficiary: 'auc',
      measure: 'seats',
      urgency: 'one-off',
    })
    const other = await eu.made('/v1/contributions', grant())
    const sent = {
      title: 'Mission leadership course',
      description: 'For senior officers.',
      language: 'fr',
      provider: 'un-dpko',
      implementers: ['un-dpko', 'kaiptc'],
      beneficiary: 'auc',
      instrument: 'eu-peace-facility-for-africa',
      subCluster: architecture,
      priorityAreas: [
        { code: 'mission-management', percent: 33.33 },
        { code: 'mission-planning', percent: 66.67 },
      ],
      modality: 'training',
      training: { audience: 'senior mission leaders', modules: ['human-rights', 'res-1325'] },
      status: 'committed',
      money: { amount: '100000.00', currency: 'EUR', valueDate: '2007-06-01' },
      inKind: [{ quantity: '30', unit: 'seats', value: { amount: '9000', currency: 'USD', method: 'list price' } }],
      period: { start: '2007-06-04', end: '2007-06-15' },
      places: [{ country: 'KE', name: 'Nairobi' }],
      identifiers: [{ scheme: 'iati-activity', value: 'XM-DAC-41114-0001' }],
      agreement: 'MoU 7',
      operation: 'amisom',
      needs: [needed.id],
      relations: [{ type: 'complements', contribution: other.id }],
      visibility: 'coordinators',
      source: { document: 'S/2008/186', paragraph: '41' },
    }

    const made = await callerOf(tracker, 'un-dpko').made('/v1/contributions', sent)

    const { check: _check, ...kept } = made
    expect(kept).toMatchObject(sent)
    // EUR 100,000 at 1.34186 dollars, the mean of June 2007.
    expect(kept.usd).toMatchObject({ amount: '134186.00', month: '2007-06', provisional: false })
    expect(await callerOf(tracker, 'un-dpko').read(`/v1/contributions/${made.id}`)).toEqual(kept)
  })

  test.each<[string, Record<string, unknown>, object | null]>([
    [
      'at the rates of the value date',
      { money: { amount: '100', currency: 'EUR', valueDate: '2008-01-31' }, period: { start: '2008-06-04' } },
      { month: '2008-01' },
    ],
    [
      'at the rates of the start of the period',
      { money: { amount: '100', currency: 'EUR' }, period: { start: '2007-03-01' } },
      { month: '2007-03' },
    ],
    [
      'at the rates of the day of recording',
      { money: { amount: '100', currency: 'EUR' }, period: null },
      { month: '2008-06', provisional: false },
    ],
    [
      'at the last rates, as provisional',
      { money: { amount: '100', currency: 'EUR', valueDate: '2012-05-01' } },
      { month: '2009-12', provisional: true },
    ],
    [
      'at the fixed rate of the CFA franc',
      { money: { amount: '655957', currency: 'XOF', valueDate: '2008-06-01' } },
      { amount: '1555.28' },
    ],
    ['not at all where there is no rate, and not as zero', { money: { amount: '5000000', currency: 'ETB' } }, null],
    ['not at all without money', { money: null }, null],
  ])('converts to dollars %s', async (_name, changes, expected) => {
    const { usd } = await eu.made('/v1/contributions', course(changes))

    expect({ usd }).toMatchObject({ usd: expected })
  })

  test('warns of what stops nothing', async () => {
    const warned = async (changes: Record<string, unknown>): Promise<string[]> => {
      const { check } = await eu.made('/v1/contributions', course(changes))
      return check.warnings.map(({ pointer }: { pointer: string }) => pointer)
    }

    expect(await warned({})).toEqual([])
    expect(await warned({ subCluster: null, priorityAreas: [] })).toEqual(['/subCluster'])
    expect(await warned({ period: { start: '2008-06-04' } })).toEqual(['/period/end'])
    expect(await warned({ money: { amount: '1', currency: 'ETB' } })).toEqual(['/money/currency'])
    expect(await warned({ money: { amount: '1', currency: 'EUR', valueDate: '2012-01-01' } })).toEqual([
      '/money/valueDate',
    ])
    expect(await warned({ priorityAreas: [{ code: 'mission-planning' }, { code: 'mission-management' }] })).toEqual([
      '/priorityAreas',
    ])
    expect(await warned({ inKind: [{ quantity: null, unit: 'seats' }] })).toEqual(['/inKind'])
  })
})

describe('reading', () => {
  test('answers 304 to who has that revision already', async () => {
    const { id } = await eu.made('/v1/contributions', grant())
    const path = `/v1/contributions/${id}`

    const known = await eu.get(path, { 'if-none-match': '"1"' })
    const older = await eu.get(path, { 'if-none-match': '"0"' })

    expect(known).toMatchObject({ status: 304, text: '' })
    expect(known.headers.get('etag')).toBe('"1"')
    expect(older.status).toBe(200)
    expect(Contribution.parse(older.body)).toEqual(older.body)
  })
})

describe('changing', () => {
  test.each<[string, Record<string, unknown>, object]>([
    ['replaces a field', { title: 'Other' }, { title: 'Other' }],
    ['merges into an object', { money: { amount: '5.00' } }, { money: { amount: '5.00', currency: 'EUR' } }],
    ['replaces a list whole', { places: [{ country: 'ET' }] }, { places: [{ country: 'ET' }] }],
    [
      'takes away with null',
      { modality: null, priorityAreas: null, period: { end: null } },
      { modality: null, priorityAreas: [], period: { start: '2008-06-04' } },
    ],
    [
      'moves it to another partner and place',
      { beneficiary: 'ecowas', subCluster: null },
      { beneficiary: 'ecowas', subCluster: null },
    ],
    ['hides it', { visibility: 'coordinators' }, { visibility: 'coordinators' }],
    ['converts anew', { money: { valueDate: '2007-06-01' } }, { usd: { amount: '134186.00', month: '2007-06' } }],
    ['keeps who reported it', { implementers: ['france'] }, { implementers: ['france'], reportedBy: 'eu' }],
  ])('%s, in the answer, in what is read and in the history', async (_name, patch, expected) => {
    const made = await eu.made('/v1/contributions', course())
    tracker.clock.now = '2008-06-03T09:00:00.000Z'

    const answer = await eu.patch(`/v1/contributions/${made.id}`, patch, 1)

    expect(answer).toMatchObject({
      status: 200,
      body: { ...expected, revision: 2, updatedAt: tracker.clock.now, createdAt: made.createdAt },
    })
    expect(answer.headers.get('etag')).toBe('"2"')
    expect(await eu.read(`/v1/contributions/${made.id}`)).toEqual(answer.body)
    const { items } = await eu.read(`/v1/contributions/${made.id}/history`)
    expect(items).toHaveLength(2)
    expect(items[1].changes.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(Object.keys(patch).slice(0, 1)),
    )
  })

  test('of two writers who read the same revision lets one through', async () => {
    const { id } = await eu.made('/v1/contributions', grant())

    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, index) =>
        eu.patch(`/v1/contributions/${id}`, { title: `Writer ${index}` }, 1),
      ),
    )

    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    for (const lost of answers.filter((answer) => !won.includes(answer))) expectProblem(lost, 412, 'stale-revision')
    expect(await eu.read(`/v1/contributions/${id}`)).toEqual(won[0]?.body)
  })

  test('is in the history page by page, each revision once and with what it changed', async () => {
    const { id } = await eu.made('/v1/contributions', course({ title: 'Title 1' }))
    for (let revision = 1; revision < 5; revision += 1)
      await eu.patch(`/v1/contributions/${id}`, { title: `Title ${revision + 1}` }, revision)

    const pages: string[][] = []
    let cursor = ''
    do {
      const { items, next } = await eu.read(`/v1/contributions/${id}/history?limit=2${cursor}`)
      pages.push(
        items.map(({ changes }: { changes: { field: string; before: string; after: string }[] }) => {
          const title = changes.find(({ field }) => field === 'title')
          return [title?.before ?? 'null', title?.after].join(' > ')
        }),
      )
      cursor = next === null ? '' : `&cursor=${next}`
    } while (cursor !== '')

    expect(pages).toEqual([
      ['null > Title 1', 'Title 1 > Title 2'],
      ['Title 2 > Title 3', 'Title 3 > Title 4'],
      ['Title 4 > Title 5'],
    ])
  })

  test('tells the history who did it, for whom, when and why', async () => {
    const { id } = await eu.made('/v1/contributions', grant())
    tracker.clock.now = '2008-06-05T00:00:00.000Z'
    await coordinator.patch(`/v1/contributions/${id}`, { title: 'Grant to the Commission', reason: 'Clearer' }, 1)
    await eu.remove(`/v1/contributions/${id}`, 2)

    const { items, next } = await eu.read(`/v1/contributions/${id}/history`)

    expect(next).toBeNull()
    expect(items).toMatchObject([
      {
        revision: 1,
        by: 'partner-eu',
        organization: 'eu',
        action: 'contribution.create',
        at: '2008-06-02T09:00:00.000Z',
      },
      {
        revision: 2,
        by: 'coordinator',
        organization: null,
        action: 'contribution.revise',
        reason: 'Clearer',
        at: '2008-06-05T00:00:00.000Z',
        changes: [{ field: 'title', before: 'Grant', after: 'Grant to the Commission' }],
      },
      {
        revision: 3,
        by: 'partner-eu',
        action: 'contribution.withdraw',
        changes: [{ field: 'withdrawn', before: false, after: true }],
      },
    ])
  })
})

describe('the status ladder', () => {
  const standing = async (...statuses: string[]): Promise<{ path: string; revision: number }> => {
    const [first, ...further] = statuses
    const { id } = await eu.made('/v1/contributions', grant({ status: first }))
    const path = `/v1/contributions/${id}`
    for (const [position, status] of further.entries()) {
      const answer = await eu.patch(path, { status }, position + 1)
      if (answer.status !== 200) throw new Error(answer.text)
    }
    return { path, revision: statuses.length }
  }

  test.each([
    [['pipeline'], 'pledged'],
    [['pipeline'], 'completed'],
    [['pledged'], 'active'],
    [['committed'], 'suspended'],
    [['active'], 'cancelled'],
    [['pledged', 'suspended'], 'pledged'],
    [['active', 'suspended'], 'cancelled'],
  ])('goes from %s to %s', async (statuses, to) => {
    const { path, revision } = await standing(...statuses)

    const { status, body } = await eu.patch(path, { status: to }, revision)

    expect(status).toBe(200)
    expect(body.status).toBe(to)
    expect(body.statusHistory.map((move: { status: string }) => move.status)).toEqual([...statuses, to])
  })

  test.each([
    [['active'], 'pledged'],
    [['completed'], 'active'],
    [['completed'], 'cancelled'],
    [['cancelled'], 'active'],
    [['pledged', 'suspended'], 'active'],
    [['committed'], 'pipeline'],
  ])('goes from %s to %s only as a correction by a coordinator with a reason', async (statuses, to) => {
    const { path, revision } = await standing(...statuses)

    for (const refused of [
      await eu.patch(path, { status: to }, revision),
      await eu.patch(path, { status: to, reason: 'Mistake' }, revision),
      await coordinator.patch(path, { status: to }, revision),
    ])
      expectProblem(refused, 422, 'status-move-not-allowed', ['/status'])

    const corrected = await coordinator.patch(path, { status: to, reason: 'Entered wrongly' }, revision)
    expect(corrected).toMatchObject({ status: 200, body: { status: to } })
    expect(corrected.body.statusHistory.at(-1)).toMatchObject({
      status: to,
      by: 'coordinator',
      reason: 'Entered wrongly',
    })
  })
})

describe('withdrawing', () => {
  test('takes it out of lists and leaves it to read; restoring brings it back as it was', async () => {
    tracker = await trackers.fresh()
    eu = callerOf(tracker, 'eu')
    const made = await eu.made('/v1/contributions', course({ title: 'Vanishing course' }))
    const path = `/v1/contributions/${made.id}`
    const listed = async (): Promise<boolean[]> => {
      await tracker.settled()
      const lists = await Promise.all(
        ['', '?provider=eu', '?partner=eu', '?q=vanishing', `?subCluster=${architecture}`].map(async (query) =>
          eu.get(`/v1/contributions${query}`),
        ),
      )
      return lists.map(({ text }) => text.includes(made.id))
    }
    expect(await listed()).toEqual([true, true, true, true, true])

    const withdrawn = await eu.remove(path, 1)
    expect(withdrawn).toMatchObject({ status: 200, body: { withdrawn: true, revision: 2 } })
    expect(await listed()).toEqual([false, false, false, false, false])
    expect((await eu.read(path)).withdrawn).toBe(true)
    expectProblem(await eu.remove(path, 2), 409, 'conflict')
    expectProblem(await eu.patch(path, { title: 'x' }, 2), 409, 'conflict')

    const restored = await eu.send('POST', `${path}/restore`, undefined, { 'if-match': '"2"' })
    expect(restored).toMatchObject({ status: 200, body: { withdrawn: false, revision: 3, title: 'Vanishing course' } })
    expect(restored.headers.get('etag')).toBe('"3"')
    expect(await listed()).toEqual([true, true, true, true, true])
    expectProblem(await eu.send('POST', `${path}/restore`, undefined, { 'if-match': '"3"' }), 409, 'conflict')
  })
})
