// Pledges in order of the day on which they lapse.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pledgeKey, pledgesIn } from '#store/pledges.ts'
import { newTracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())

test('are read up to a day, that day included, page by page and apart by viewer', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const places = [
    ['everyone', '2009-01-02', 'b'],
    ['everyone', '2009-01-02', 'zz'],
    ['everyone', '2008-12-31', 'c'],
    ['everyone', '2009-01-03', 'a'],
    ['coordinators', '2009-01-01', 'd'],
  ] as const
  await table.transact(
    places.map(([viewer, due, id]) => ({ put: { ...pledgeKey({ viewer, due, id }), entry: { id } } })),
  )
  const read = async (after?: string) =>
    pledgesIn(table).until({ viewer: 'everyone', day: '2009-01-02', after, limit: 2 })

  const first = await read()
  const rest = await read(first.pledges.at(-1)?.at)

  expect(first.pledges.map(({ entry }) => entry['id'])).toEqual(['c', 'b'])
  expect(first.more).toBe(true)
  expect(rest.pledges).toEqual([{ at: '2009-01-02#zz', entry: { id: 'zz' } }])
})
