// Blocking keys: moved in the contribution's own transaction, and read in bounded looks.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { maxEntriesPerBlock } from '#store/blocks.ts'
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

const move = async (id: string, before: string[], after: string[], sketch = 'sketch'): Promise<void> =>
  tracker.table.transact(tracker.store.blocks.moveWrites(id, before, after, sketch))
const idsIn = async (key: string): Promise<string[]> => (await tracker.store.blocks.entries(key)).map(({ id }) => id)

describe('moving blocking keys', () => {
  test('enters a contribution in each of its blocks with its sketch', async () => {
    await move('c1', [], ['orgs:eu', 'usd:9'], 'a.b')

    expect(await tracker.store.blocks.entries('orgs:eu')).toEqual([{ id: 'c1', sketch: 'a.b' }])
    expect(await idsIn('usd:9')).toEqual(['c1'])
  })

  test('leaves the old blocks and renews the sketch in those that stay', async () => {
    await move('c1', [], ['old', 'stays'])
    await move('c1', ['old', 'stays'], ['stays', 'new'], 'newer')

    expect(await idsIn('old')).toEqual([])
    expect(await idsIn('new')).toEqual(['c1'])
    expect(await tracker.store.blocks.entries('stays')).toEqual([{ id: 'c1', sketch: 'newer' }])
  })

  test('takes a withdrawn contribution out of all blocks', async () => {
    await move('c1', [], ['one', 'two'])
    await move('c1', ['one', 'two'], [])

    expect([...(await idsIn('one')), ...(await idsIn('two'))]).toEqual([])
  })

  test('keeps blocks apart whose keys begin alike', async () => {
    await move('c1', [], ['usd:1'])
    await move('c2', [], ['usd:10'])

    expect(await idsIn('usd:1')).toEqual(['c1'])
  })
})

test('a full block is read no further than its newest entries', async () => {
  const ids = Array.from({ length: maxEntriesPerBlock + 25 }, (_, index) => `c${String(index).padStart(3, '0')}`)
  await tracker.table.transact(ids.flatMap((id) => tracker.store.blocks.moveWrites(id, [], ['full'], '')))
  const before = tracker.table.consumed.read

  expect(await idsIn('full')).toEqual(ids.toReversed().slice(0, maxEntriesPerBlock))
  expect(tracker.table.consumed.read - before).toBeLessThanOrEqual(2)
})
