// The lists beside the figures, and their beginnings in one small item per viewer.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { besidesIn, besideViewerAt, besideWrites, type ListedBeside } from '#store/besides.ts'
import { newTracker, now, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const listed = (id: string, different: Partial<ListedBeside> = {}): ListedBeside => ({
  list: 'unconverted',
  viewers: ['everyone'],
  subCluster: 'psa',
  id,
  entry: { id, title: `Grant ${id}`, amount: '5' },
  ...different,
})
const write = async (before: ListedBeside[], after: ListedBeside[]): Promise<void> =>
  tracker.table.transact(besideWrites(before, after))
const many = (count: number, titled: (at: number) => string): ListedBeside[] =>
  Array.from({ length: count }, (_, at) => listed(`c${String(at).padStart(3, '0')}`, { entry: { title: titled(at) } }))

test('an entry is listed for its viewers until it is taken away', async () => {
  const besides = besidesIn(tracker.table)
  const one = listed('c1', { viewers: ['coordinators', 'partner:eu'] })
  await write([], [one])
  const entries = async (viewer: string) => (await besides.list(viewer, 'unconverted', { limit: 10 })).entries

  expect(await entries('partner:eu')).toEqual([one.entry])
  expect(await entries('everyone')).toEqual([])
  await write([one], [])
  expect(await entries('coordinators')).toEqual([])
})

test('tells the viewer of an entry from its key, and no other item', () => {
  expect(besideViewerAt({ pk: 'COVERAGE#partner:eu#unconverted', sk: '~#c1' })).toBe('partner:eu')
  expect(besideViewerAt({ pk: 'COVERAGE#everyone#beside', sk: 'FIRST' })).toBeNull()
  expect(besideViewerAt({ pk: 'COVERAGE#everyone#usd#none#items', sk: '~#2008' })).toBeNull()
})

describe('the beginning of the lists', () => {
  test('holds what both lists begin with, in their order', async () => {
    await write([], [listed('c2'), listed('c1'), listed('n1', { list: 'unquantified' })])
    await besidesIn(tracker.table).refreshFirst('everyone', now)

    expect(await besidesIn(tracker.table).first('everyone')).toEqual({
      unconverted: { entries: [listed('c1').entry, listed('c2').entry], more: false },
      unquantified: { entries: [listed('n1').entry], more: false },
    })
  })

  test('is empty where nothing was ever listed, and again when all is gone', async () => {
    const nothing = { unconverted: { entries: [], more: false }, unquantified: { entries: [], more: false } }
    expect(await besidesIn(tracker.table).first('everyone')).toEqual(nothing)
    await write([], [listed('c1')])
    await besidesIn(tracker.table).refreshFirst('everyone', now)
    await write([listed('c1')], [])
    await besidesIn(tracker.table).refreshFirst('everyone', now)

    expect(await besidesIn(tracker.table).first('everyone')).toEqual(nothing)
  })

  test('ends after 50 and says that there is more', async () => {
    await write(
      [],
      many(51, (at) => `Grant ${at}`),
    )
    await besidesIn(tracker.table).refreshFirst('everyone', now)

    const { unconverted } = await besidesIn(tracker.table).first('everyone')
    expect(unconverted.entries).toHaveLength(50)
    expect(unconverted.more).toBe(true)
  })

  test('costs one read unit at most, however long the titles: then fewer come', async () => {
    const unlike = (at: number): string =>
      Array.from({ length: 500 }, (_, position) =>
        String.fromCodePoint(33 + ((at * 7919 + position * position * 31 + position) % 900)),
      ).join('')
    await write([], many(50, unlike))
    await besidesIn(tracker.table).refreshFirst('everyone', now)
    const before = tracker.services.consumed.read

    const { unconverted } = await besidesIn(tracker.table).first('everyone')

    expect(tracker.services.consumed.read - before).toBeLessThanOrEqual(1)
    expect(unconverted.entries.length).toBeGreaterThan(4)
    expect(unconverted.entries.length).toBeLessThan(50)
    expect(unconverted.more).toBe(true)
  })

  test('refuses to be put under a version that moved meanwhile', async () => {
    const slow = tracker.another()
    const held = slow.faults.holdNextTransaction()
    const refreshing = besidesIn(slow.table).refreshFirst('everyone', now)
    await held.reached
    await write([], [listed('c1')])
    await besidesIn(tracker.table).refreshFirst('everyone', now)
    held.release()

    await expect(refreshing).rejects.toMatchObject({ code: 'conflict' })
    expect((await besidesIn(tracker.table).first('everyone')).unconverted.entries).toHaveLength(1)
  })
})
