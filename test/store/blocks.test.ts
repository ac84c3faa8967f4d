// Blocking keys: moved in the contribution's own transaction, and read in bounded looks around a place.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Around, Entered } from '#store/blocks.ts'
import { newTracker, type Tracker } from '#test/support/builders.ts'
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

const entered = (keys: string[], different: Partial<Entered> = {}): Entered => ({
  id: 'c1',
  start: '2008-01-01',
  sketch: 'sketch',
  keys,
  ...different,
})
const move = async (before: Entered | null, after: Entered | null): Promise<void> =>
  tracker.table.transact(tracker.store.blocks.moveWrites(before, after))
const look = async (key: string, place = { id: 'me', start: '2008-01-01' }, widest = 60): Promise<Around> =>
  tracker.store.blocks.around(key, place, { widest, consistent: true })
const idsIn = async (key: string): Promise<string[]> => (await look(key)).entries.map(({ id }) => id)

describe('moving blocking keys', () => {
  test('enters a contribution in each of its blocks with its sketch', async () => {
    await move(null, entered(['orgs:eu', 'usd:9'], { sketch: 'a.b' }))

    expect(await look('orgs:eu')).toEqual({ entries: [{ id: 'c1', sketch: 'a.b' }], isCut: false })
    expect(await idsIn('usd:9')).toEqual(['c1'])
  })

  test('leaves the old blocks and renews the sketch in those that stay', async () => {
    await move(null, entered(['old', 'stays']))
    await move(entered(['old', 'stays']), entered(['stays', 'new'], { sketch: 'newer' }))

    expect(await idsIn('old')).toEqual([])
    expect(await idsIn('new')).toEqual(['c1'])
    expect((await look('stays')).entries).toEqual([{ id: 'c1', sketch: 'newer' }])
  })

  test('moves along with its start, and is never there twice', async () => {
    await move(null, entered(['key']))
    await move(entered(['key']), entered(['key'], { start: '2009-02-01' }))

    expect(await idsIn('key')).toEqual(['c1'])
  })

  test('writes nothing for what stays as it is', () => {
    expect(tracker.store.blocks.moveWrites(entered(['one', 'two']), entered(['one', 'two']))).toEqual([])
  })

  test('takes a withdrawn contribution out of all blocks', async () => {
    await move(null, entered(['one', 'two']))
    await move(entered(['one', 'two']), null)

    expect([...(await idsIn('one')), ...(await idsIn('two'))]).toEqual([])
  })

  test('keeps blocks apart whose keys begin alike', async () => {
    await move(null, entered(['usd:1']))
    await move(null, entered(['usd:10'], { id: 'c2' }))

    expect(await idsIn('usd:1')).toEqual(['c1'])
  })
})

describe('a full block', () => {
  const days = Array.from({ length: 90 }, (_, day) => new Date(Date.UTC(2008, 0, 1 + day)).toISOString().slice(0, 10))
  const idOn = (day: number): string => `c${String(day).padStart(3, '0')}`
  const own = { id: idOn(45), start: days[45] ?? '' }
  beforeEach(async () => {
    const all = days.map((start, day) => entered(['full'], { id: idOn(day), start }))
    await tracker.table.transact(all.flatMap((one) => tracker.store.blocks.moveWrites(null, one)))
  })

  test('is read around a place, the nearest by start on each side, without the own entry', async () => {
    const { entries, isCut } = await look('full', own, 3)

    expect(entries.map(({ id }) => id).toSorted()).toEqual([42, 43, 44, 46, 47, 48].map(idOn))
    expect(isCut).toBe(true)
  })

  test('is whole when both sides fit, also to who is not in it', async () => {
    expect(await look('full', own, 45)).toMatchObject({ isCut: false })
    expect((await look('full', own, 45)).entries).toHaveLength(89)
    expect((await look('full', own, 44)).isCut).toBe(true)
    const stranger = await look('full', { id: 'zz', start: days[45] ?? '' }, 46)
    expect(stranger.entries).toHaveLength(90)
    expect(stranger.isCut).toBe(false)
  })

  test('gives who stands near a place to each other', async () => {
    for (const day of [10, 40, 80]) {
      const near = (await look('full', { id: idOn(day), start: days[day] ?? '' }, 5)).entries.map(({ id }) => id)
      for (const id of near) {
        const back = await look('full', { id, start: days[Number(id.slice(1))] ?? '' }, 5)
        expect(back.entries.map((entry) => entry.id)).toContain(idOn(day))
      }
    }
  })

  test('costs at most four units however full it is', async () => {
    const before = tracker.table.consumed.read
    await look('full', own, 60)

    expect(tracker.table.consumed.read - before).toBeLessThanOrEqual(4)
  })
})
