// A veil: what it hides cannot be seen in any way, and what is written behind it changes nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VeiledTable } from '#store/veiledTable.ts'
import { newTracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())

test('hides items by their key, keeps writes aside, and leaves the table as it is', async () => {
  const { table, client, fresh, items } = await newTracker(engine, { empty: true })
  const [seen, hidden] = [
    { pk: 'A', sk: '1', n: 1 },
    { pk: 'A', sk: '2', n: 2 },
  ]
  await table.transact([{ put: seen }, { put: hidden }])
  const veiled = new VeiledTable(client, fresh.tableName, ({ sk }) => sk === '2')

  expect(await veiled.get(seen)).toEqual(seen)
  expect(await veiled.get(hidden)).toBeUndefined()
  expect(await veiled.getAll([seen, hidden])).toEqual([seen])
  expect(await veiled.queryAll({ partition: 'A' })).toEqual([seen])

  await veiled.transact([{ put: { pk: 'B', sk: '1' } }, { put: { pk: 'B', sk: '2' } }, { delete: seen }])
  await veiled.transact([{ delete: { pk: 'B', sk: '2' } }])
  expect(await veiled.update()).toBe(true)
  expect([...veiled.written.values()]).toEqual([{ pk: 'B', sk: '1' }])
  expect(await items()).toHaveLength(2)
})
