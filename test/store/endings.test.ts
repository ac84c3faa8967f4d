// Contributions in order of the day on which they end.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endingKey, endingsIn } from '#store/endings.ts'
import { newTracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())

test('are read up to the day before, the longest past first, apart by viewer and no more than asked for', async () => {
  const { table } = await newTracker(engine, { empty: true })
  const places = [
    ['everyone', '2009-01-01', 'b'],
    ['everyone', '2008-12-31', 'c'],
    ['everyone', '2009-01-02', 'a'],
    ['coordinators', '2008-01-01', 'd'],
  ] as const
  await table.transact(
    places.map(([viewer, due, id]) => ({ put: { ...endingKey({ viewer, due, id }), entry: { id } } })),
  )
  const read = async (limit: number) =>
    (await endingsIn(table).before({ viewer: 'everyone', day: '2009-01-02', limit })).map(({ id }) => id)

  expect(await read(10)).toEqual(['c', 'b'])
  expect(await read(1)).toEqual(['c'])
})
