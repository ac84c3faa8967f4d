// The directory of partners: entered, changed, listed, and found by a name in any spelling.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerOf, playAll, type Scenario } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let coordinator: Client
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  coordinator = callerOf(tracker, 'coordinator')
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker })
const invalid = (
  name: string,
  request: string,
  body: unknown,
  pointers: string[],
  headers?: Record<string, string>,
): Scenario => ({
  name,
  request,
  body,
  ...(headers ? { headers } : {}),
  status: 422,
  problem: 'validation',
  pointers,
})
const kept = ['AUDIT', 'HISTORY']

const igad = {
  id: 'igad',
  kind: 'regional-economic-community',
  names: { en: 'Intergovernmental Authority on Development' },
  acronyms: ['IGAD'],
}

test('the reason of a change of a partner is in its history, and not in the partner', async () => {
  const { revision } = await coordinator.read('/v1/partners/ecowas')

  const answer = await coordinator.patch('/v1/partners/ecowas', { aliases: ['CEDEAO'], reason: 'As it says' }, revision)

  expect(answer).toMatchObject({ status: 200, body: { aliases: ['CEDEAO'] } })
  expect(answer.body.reason).toBeUndefined()
  const { items } = await coordinator.read('/v1/partners/ecowas/history')
  expect(items.at(-1)).toMatchObject({ reason: 'As it says' })
})

describe('a partner', () => {
  playAll(setting, [
    {
      name: 'is entered once',
      request: 'POST /v1/partners',
      body: igad,
      status: 201,
      answer: { ...igad, revision: 1, parent: null },
      answerHeaders: { location: '/v1/partners/igad', etag: '"1"' },
      leaves: [...kept, 'NAME', 'PARTNER'].toSorted(),
    },
    {
      name: 'is refused a second time',
      request: 'POST /v1/partners',
      body: igad,
      status: 409,
      problem: 'conflict',
    },
    invalid('of an unknown parent is refused', 'POST /v1/partners', { ...igad, id: 'x', parent: 'nobody' }, [
      '/parent',
    ]),
    invalid('without a name is refused', 'POST /v1/partners', { ...igad, id: 'x', names: {} }, ['/names']),
    invalid('of an unknown kind is refused', 'POST /v1/partners', { ...igad, id: 'x', kind: 'club' }, ['/kind']),
    invalid('with an id that is no code is refused', 'POST /v1/partners', { ...igad, id: 'UN DPKO' }, ['/id']),
    invalid(
      'with a bad address is refused',
      'POST /v1/partners',
      { ...igad, id: 'x', liaison: [{ function: 'Desk', email: 'nobody' }] },
      ['/liaison/0/email'],
    ),
    {
      name: 'is changed',
      request: 'PATCH /v1/partners/igad',
      body: { aliases: ['The Authority'] },
      headers: { 'if-match': '"1"' },
      status: 200,
      answer: { aliases: ['The Authority'], acronyms: ['IGAD'], revision: 2 },
      leaves: [...kept, 'NAME', 'PARTNER'].toSorted(),
    },
    {
      name: 'is not changed from an old revision',
      request: 'PATCH /v1/partners/igad',
      body: { aliases: [] },
      headers: { 'if-match': '"1"' },
      status: 412,
      problem: 'stale-revision',
    },
    invalid('keeps its id', 'PATCH /v1/partners/igad', { id: 'other' }, ['/id'], { 'if-match': '"2"' }),
    invalid('is not changed in what it does not have', 'PATCH /v1/partners/igad', { colour: 'blue' }, ['/colour'], {
      'if-match': '"2"',
    }),
  ])

  test('shows its history', async () => {
    const { items } = await callerOf(tracker, 'reader').read('/v1/partners/igad/history')

    expect(items).toMatchObject([
      { revision: 1, action: 'partner.create' },
      { revision: 2, action: 'partner.revise', changes: [{ field: 'aliases', before: [], after: ['The Authority'] }] },
    ])
  })

  test('is listed, page by page', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const { items, next } = await coordinator.read(`/v1/partners?limit=3${cursor}`)
      seen.push(...items.map(({ id }: { id: string }) => id))
      cursor = next === null ? '' : `&cursor=${next}`
    } while (cursor)

    expect(seen.toSorted()).toEqual(['au', 'auc', 'ecowas', 'eu', 'france', 'igad', 'kaiptc', 'un-dpko'])
  })

  test.each([
    ['African Union Commission', 'auc'],
    ['AUC', 'auc'],
    ['a.u.c.', 'auc'],
    ['CUA', 'auc'],
    ["Commission de l'Union africaine", 'auc'],
    ['commission de l’union africaine', 'auc'],
    ['Union européenne', 'eu'],
    ['union europeenne', 'eu'],
    ['CEDEAO', 'ecowas'],
    ['Communaute economique des Etats de l’Afrique de l’Ouest', 'ecowas'],
    ['DPKO', 'un-dpko'],
    ['Département des opérations de maintien de la paix', 'un-dpko'],
    ['UN Peacekeeping', 'un-dpko'],
    ['Kofi Annan International Peacekeeping Training Center', 'kaiptc'],
    ['the authority', 'igad'],
  ])('is found by "%s"', async (name, expected) => {
    const { items, next } = await callerOf(tracker, 'reader').read(
      `/v1/partners/resolve?name=${encodeURIComponent(name)}`,
    )

    expect(items[0]).toMatchObject({ partner: expected, score: expect.any(Number), matchedName: expect.any(String) })
    expect(items.map(({ score }: { score: number }) => score)).toEqual(
      items.map(({ score }: { score: number }) => score).toSorted((a: number, b: number) => b - a),
    )
    expect(next).toBeNull()
  })

  test.each(['Ministry of Fisheries of Atlantis', 'zzzz', '?!', '李', 'Union'])(
    'is not said to be sure for "%s"',
    async (name) => {
      const { items } = await callerOf(tracker, 'reader').read(`/v1/partners/resolve?name=${encodeURIComponent(name)}`)

      expect(items.every(({ score }: { score: number }) => score < 0.9)).toBe(true)
    },
  )
})
