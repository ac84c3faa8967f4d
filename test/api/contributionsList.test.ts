// The list of contributions: filters, pages without loss or repetition, and cursors that fit nothing else.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { architecture, grant, recovery } from '#test/support/bodies.ts'
import { callerOf, expectProblem, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker

/** Eleven contributions, named by a letter, recorded a minute apart. */
const rows: [letter: string, as: Who, changes: Record<string, unknown>][] = [
  ['a', 'eu', { subCluster: architecture, priorityAreas: [{ code: 'mission-planning' }], modality: 'training' }],
  ['b', 'eu', { subCluster: architecture, status: 'active', period: { start: '2008-01-01', end: '2008-12-31' } }],
  ['c', 'eu', { subCluster: recovery, instrument: 'eu-peace-facility-for-africa', modality: 'funding' }],
  ['d', 'eu', { beneficiary: 'ecowas', implementers: ['kaiptc'], period: { start: '2009-03-01' } }],
  ['e', 'france', { provider: 'france', status: 'active', period: { start: '2007-01-01', end: '2007-06-30' } }],
  ['f', 'france', { provider: 'france', beneficiary: 'ecowas', subCluster: architecture }],
  ['g', 'france', { provider: 'eu', implementers: ['france'] }],
  ['h', 'un-dpko', { provider: 'un-dpko', title: 'Cours de planification des missions' }],
  ['i', 'un-dpko', { provider: 'un-dpko', title: 'Planning cell for Darfur', subCluster: architecture }],
  ['j', 'france', { provider: 'france', title: 'Confidential planning', visibility: 'coordinators' }],
  ['k', 'eu', { title: 'Withdrawn planning', subCluster: architecture }],
]

const minute = (count: number): string => `2008-06-02T10:${String(count).padStart(2, '0')}:00.500Z`
const letters = new Map<string, string>()
const lettersOf = (items: { id: string }[]): string => items.map(({ id }) => letters.get(id) ?? '?').join('')
const sorted = (text: string): string => text.split('').toSorted().join('')

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  for (const [position, [letter, as, changes]] of rows.entries()) {
    tracker.clock.now = minute(position)
    const { id } = await callerOf(tracker, as).made(
      '/v1/contributions',
      grant({ title: `Grant ${letter}`, ...changes }),
    )
    letters.set(id, letter)
    if (letter === 'k') await callerOf(tracker, as).remove(`/v1/contributions/${id}`, 1)
  }
  await tracker.settled()
}, 120_000)
afterAll(async () => trackers.stop())

const list = async (query: string, as: Who = 'reader') => callerOf(tracker, as).get(`/v1/contributions?${query}`)

describe('a filter finds', () => {
  test.each<[query: string, expected: string, as?: Who]>([
    ['', 'abcdefghi'],
    ['', 'abcdefghij', 'coordinator'],
    ['', 'abcdefghij', 'france'],
    ['', 'abcdefghi', 'eu'],
    ['', 'abcdefghi', 'auditor'],
    ['', 'abcdefghi', 'administrator'],
    ['provider=eu', 'abcdg'],
    ['provider=un-dpko', 'hi'],
    ['provider=un', ''],
    ['provider=nobody', ''],
    ['beneficiary=ecowas', 'df'],
    [`subCluster=${architecture}`, 'abfi'],
    [`subCluster=${recovery}`, 'c'],
    ['instrument=eu-peace-facility-for-africa', 'c'],
    ['partner=kaiptc', 'd'],
    ['partner=france', 'efg'],
    ['partner=france', 'efgj', 'france'],
    ['partner=ecowas', 'df'],
    ['q=planning', 'i'],
    ['q=planning', 'ij', 'coordinator'],
    ['q=plan', 'hi'],
    ['q=PLAN', 'hi'],
    ['q=grant', 'abcdefg'],
    ['q=gra%20fran', 'ef'],
    ['q=planning%20darfur', 'i'],
    ['q=darf%20pla%20cell', 'i'],
    ['q=planning%20zambia', ''],
    ['q=communaut', ''],
    ['q=europ%C3%A9enne', 'abcdg'],
    ['priorityArea=mission-planning', 'a'],
    ['modality=funding', 'c'],
    ['status=active', 'be'],
    ['from=2008-01-01', 'bd'],
    ['to=2007-12-31', 'e'],
    ['from=2007-06-30&to=2008-01-01', 'be'],
    ['from=2009-03-01&to=2009-03-01', 'd'],
    ['provider=eu&status=active', 'b'],
    [`subCluster=${architecture}&modality=training&priorityArea=mission-planning`, 'a'],
    ['beneficiary=ecowas&from=2009-01-01', 'd'],
    ['q=grant&status=active', 'be'],
    ['partner=france&status=active', 'e'],
    ['updatedSince=2008-06-02T10:06:00.500Z', 'ghi'],
    ['updatedSince=2008-06-02T10:06:00.501Z', 'hi'],
    ['updatedSince=2008-06-02T10:06:00Z', 'ghi'],
    ['updatedSince=2008-06-02T10:08:00.5Z', 'i'],
    ['provider=un-dpko&updatedSince=2008-06-02T10:08:00Z', 'i'],
    ['partner=un-dpko&updatedSince=2008-06-02T10:08:00Z', 'i'],
    ['updatedSince=2009-01-01T00:00:00Z', ''],
  ])('"%s" %s', async (query, expected, as = 'reader') => {
    const answer = await list(query, as)

    expect(answer.status).toBe(200)
    expect(sorted(lettersOf(answer.body.items))).toBe(expected)
  })
})

test('the list is in order of last change, and its items carry their revision', async () => {
  const { items } = (await list('')).body

  expect(lettersOf(items)).toBe('abcdefghi')
  expect(items.every(({ revision }: { revision: number }) => revision === 1)).toBe(true)
})

describe('pages', () => {
  const follow = async (query: string, as: Who): Promise<{ pages: string[]; last: string | null }> => {
    const pages: string[] = []
    let path: string | undefined = `/v1/contributions?${query}`
    while (path !== undefined) {
      const answer = await callerOf(tracker, as).get(path)
      expect(answer.status).toBe(200)
      pages.push(lettersOf(answer.body.items))
      const link = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
      expect(link !== undefined).toBe(answer.body.next !== null)
      if (link !== undefined) expect(new URL(link, 'http://x').searchParams.get('cursor')).toBe(answer.body.next)
      path = link
    }
    return { pages, last: null }
  }

  test.each<[query: string, as: Who, expected: string]>([
    ['limit=1', 'coordinator', 'abcdefghij'],
    ['limit=3', 'reader', 'abcdefghi'],
    ['limit=200', 'reader', 'abcdefghi'],
    ['provider=eu&limit=2', 'reader', 'abcdg'],
    ['partner=france&limit=1', 'france', 'efgj'],
    ['q=grant&limit=2', 'reader', 'abcdefg'],
    ['q=gra%20fran&limit=1', 'reader', 'ef'],
    ['status=active&limit=1', 'reader', 'be'],
    ['updatedSince=2008-06-02T10:06:00.500Z&limit=1', 'reader', 'ghi'],
  ])('of "%s" hold everything once', async (query, as, expected) => {
    const { pages } = await follow(query, as)

    expect(sorted(pages.join(''))).toBe(expected)
    const limit = Number(new URLSearchParams(query).get('limit'))
    expect(pages.every((page) => page.length <= limit)).toBe(true)
  })

  test('go on at a change: what moved to the end comes once more and nothing is lost', async () => {
    const first = await list('limit=4', 'coordinator')
    const [id = ''] = [...letters].find(([, letter]) => letter === 'a') ?? []
    tracker.clock.now = '2008-06-02T11:00:00.000Z'
    await callerOf(tracker, 'eu').patch(`/v1/contributions/${id}`, { description: 'Changed' }, 1)

    const rest = await list(`limit=200&cursor=${first.body.next}`, 'coordinator')

    expect([lettersOf(first.body.items), lettersOf(rest.body.items)]).toEqual(['abcd', 'efghija'])
  })
})

describe('a search', () => {
  const titlesOf = async (q: string): Promise<string[]> =>
    (await list(`q=${encodeURIComponent(q)}`)).body.items.map(({ title }: { title: string }) => title)

  test('finds the last word of a long title', async () => {
    const title = `${Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ')} zanzibar`
    await callerOf(tracker, 'eu').made('/v1/contributions', grant({ title, beneficiary: 'ecowas' }))
    await tracker.settled()

    expect(await titlesOf('zanzi')).toEqual([title])
    expect(await titlesOf('zanzi word59 europ')).toEqual([title])
  })

  test('finds a partner by its new name, and no longer by its old one', async () => {
    const coordinator = callerOf(tracker, 'coordinator')
    const { revision } = await coordinator.read('/v1/partners/un-dpko')
    expect(await titlesOf('operations')).toHaveLength(2)

    await coordinator.patch('/v1/partners/un-dpko', { names: { en: 'Peace Department', fr: null } }, revision)
    await tracker.settled()

    expect(await titlesOf('operations')).toEqual([])
    expect(await titlesOf('peace dep')).toHaveLength(2)
  })
})

describe('a cursor is a 400', () => {
  const cursorOf = async (query: string, as: Who = 'reader'): Promise<string> => (await list(query, as)).body.next

  test.each<[name: string, made: [string, Who], used: [string, Who]]>([
    ['with other filters', ['provider=eu&limit=2', 'reader'], ['provider=un-dpko', 'reader']],
    ['with a filter more', ['provider=eu&limit=2', 'reader'], ['provider=eu&status=active', 'reader']],
    ['with a filter less', ['provider=eu&limit=2', 'reader'], ['', 'reader']],
    ['for another caller', ['limit=2', 'coordinator'], ['', 'reader']],
    ['for another partner', ['limit=2', 'france'], ['', 'eu']],
  ])('%s', async (_name, [made, by], [used, as]) => {
    expectProblem(await list(`${used}&cursor=${await cursorOf(made, by)}`, as), 400, 'bad-cursor')
  })

  test('of another list', async () => {
    const cursor = await cursorOf('limit=2', 'coordinator')
    for (const path of [
      '/v1/needs',
      '/v1/partners',
      '/v1/findings',
      '/v1/coverage',
      '/v1/coverage/gaps',
      '/v1/reports',
    ])
      expectProblem(await callerOf(tracker, 'coordinator').get(`${path}?cursor=${cursor}`), 400, 'bad-cursor')
  })

  test('with any byte changed', async () => {
    const bytes = Buffer.from(await cursorOf('limit=2'), 'base64url')
    for (let position = 0; position < bytes.length; position += 7) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(position) ^ 1, position)
      expectProblem(await list(`cursor=${changed.toString('base64url')}`), 400, 'bad-cursor')
    }
  })

  test('and shows nothing of the table', async () => {
    const text = Buffer.from(await cursorOf('limit=2'), 'base64url').toString('latin1')

    expect(text).not.toMatch(/CONTRIBUTION|everything|2008/)
  })

  test('but not with another limit', async () => {
    const { body } = await list(`limit=5&cursor=${await cursorOf('limit=2')}`)

    expect(body.items).toHaveLength(5)
  })
})
