// The queue of names: rows wait once, a placed name takes no more of them.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { WaitingName } from '#model/import.ts'
import { PlacedMeanwhile, type WaitingNames, waitingNamesIn } from '#store/waitingNames.ts'
import { newTracker, now } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let waitingNames: WaitingNames
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  waitingNames = waitingNamesIn((await newTracker(engine)).services.store.table)
})

const name: WaitingName = {
  id: 'n1',
  name: 'Ruritania',
  candidates: [{ partner: 'au', score: 0.6, matchedName: 'African Union' }],
  rows: 0,
  partner: null,
  placedBy: null,
  placedAt: null,
  firstSeen: now,
  revision: 1,
}
const row = (number: number) => ({ import: 'i1', row: number, read: { any: 'thing' } })
const placed: WaitingName = { ...name, partner: 'au', placedBy: 'ann', placedAt: now, revision: 2 }

test('rows wait, each once, and are listed with their name', async () => {
  await waitingNames.wait(name, row(2))
  await waitingNames.wait(name, row(2))
  await waitingNames.wait(name, row(3))

  expect(await waitingNames.get('n1')).toEqual({ ...name, rows: 2 })
  expect(await waitingNames.rows('n1', 10)).toEqual([row(2), row(3)])
  expect((await waitingNames.list('waiting', { limit: 10 })).names).toHaveLength(1)
  expect([...(await waitingNames.getAll(['n1', 'n2'])).keys()]).toEqual(['n1'])
})

test('a placed name moves to the other list, and no row waits for it any more', async () => {
  await waitingNames.wait(name, row(2))

  await waitingNames.place(name, placed)

  expect(await waitingNames.get('n1')).toEqual({ ...placed, rows: 1 })
  expect((await waitingNames.list('waiting', { limit: 10 })).names).toEqual([])
  expect((await waitingNames.list('placed', { limit: 10 })).names).toMatchObject([{ id: 'n1' }])
  await expect(waitingNames.wait(name, row(4))).rejects.toThrow(PlacedMeanwhile)
  await expect(waitingNames.place(name, placed)).rejects.toMatchObject({ code: 'stale-revision' })
})

test('a row that is let go waits no longer', async () => {
  await waitingNames.wait(name, row(2))
  await waitingNames.release('n1', row(2))

  expect(await waitingNames.rows('n1', 10)).toEqual([])
})
