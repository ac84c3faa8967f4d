// Two trackers, one with confidential contributions and one without them: their lists are the same for everybody else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course } from '#test/support/bodies.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let withHidden: TestTracker
let without: TestTracker

const visible = (letter: string) => ({ title: `Course of ${letter}`, status: letter > 'b' ? 'active' : 'committed' })
const hiddenBetween = 3

const fill = async (tracker: TestTracker, hides: boolean): Promise<void> => {
  const record = async (changes: Record<string, unknown>): Promise<void> => {
    tracker.clock.now = new Date(Date.parse(tracker.clock.now) + 60_000).toISOString()
    await callerOf(tracker, 'un-dpko').made('/v1/contributions', course({ provider: 'un-dpko', ...changes }))
  }
  for (const letter of 'abcd') {
    await record(visible(letter))
    for (let hidden = 0; hidden < (hides ? hiddenBetween : 0); hidden += 1)
      await record({ ...visible(letter), visibility: 'coordinators' })
  }
  await tracker.settled()
}

beforeAll(async () => {
  trackers = await startTrackers()
  ;[withHidden, without] = [await trackers.fresh(), await trackers.fresh()]
  await fill(withHidden, true)
  await fill(without, false)
}, 60_000)
afterAll(async () => trackers.stop())

interface Page {
  items: { title?: string; contributions?: { title: string }[] }[]
  next: string | null
}

/** What each page holds, by titles: ids and instants differ between two trackers. */
const pagesOf = async (tracker: TestTracker, path: string, who: Who) => {
  const pages: unknown[][] = []
  let cursor: string | null = null
  do {
    const page: Page = await callerOf(tracker, who).read(cursor === null ? path : `${path}&cursor=${cursor}`)
    pages.push(
      page.items.map(({ title, contributions }) => title ?? contributions?.map((side) => side.title).toSorted()),
    )
    cursor = page.next
  } while (cursor !== null)
  return pages
}

const lists = [
  'contributions?',
  'contributions?provider=un-dpko',
  'contributions?beneficiary=auc',
  'contributions?subCluster=peace-and-security-architecture',
  'contributions?partner=un-dpko',
  'contributions?q=course',
  'contributions?q=peacekeeping',
  'contributions?q=course%20of',
  'contributions?status=active',
  'findings?',
  'findings?partner=un-dpko',
  'findings/series?',
  'findings/series?provider=un-dpko',
]

/** Lists of which the order does not follow ids: the pages are compared by title, the others by how much they hold. */
const comparable = (list: string, pages: unknown[][]): unknown[] =>
  list.startsWith('contributions') && !list.includes('partner=') ? pages : pages.map((page) => page.length)

describe.each(['reader', 'eu'] as const)('for %s', (who) => {
  test.each(lists)('the pages of %s are the same, one by one', async (list) => {
    for (const limit of [1, 3]) {
      const path = `/v1/${list}&limit=${limit}`
      const [pages, expected] = [await pagesOf(withHidden, path, who), await pagesOf(without, path, who)]

      expect(comparable(list, pages)).toEqual(comparable(list, expected))
    }
  })
})

test('their own partner and coordinators find them', async () => {
  const all = 4 * (1 + hiddenBetween)
  for (const who of ['un-dpko', 'coordinator'] as const)
    for (const list of ['contributions?', 'contributions?partner=un-dpko', 'contributions?q=course'])
      expect((await pagesOf(withHidden, `/v1/${list}&limit=200`, who)).flat()).toHaveLength(all)
})
