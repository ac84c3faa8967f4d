// The lines of the account: in the order of rows, narrowed by the keys that stand first.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RowKey } from '#store/coverageCells.ts'
import { besideWrites, type ListedBeside } from '#store/besides.ts'
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

const line = (id: string, key: RowKey, print = 'a'): ListedBeside => ({
  list: 'account',
  viewers: ['everyone'],
  subCluster: key.subCluster ?? null,
  id,
  row: { measure: 'usd', key },
  print,
  entry: { id, print },
})
const auc = { subCluster: 'psa', priorityArea: 'planning', beneficiary: 'auc' }
const lines = [
  line('c1', auc),
  line('c2', { ...auc, beneficiary: 'ecowas' }),
  line('c3', { ...auc, priorityArea: null }),
  line('c4', { ...auc, subCluster: null, priorityArea: null }),
  line('c5', { ...auc, subCluster: 'psa-two' }),
]
const read = async (key: RowKey, after: string | null = null, limit = 10) =>
  tracker.store.accounts.read({ viewer: 'everyone', measure: 'usd', key, after, limit })
const idsOf = async (key: RowKey) => (await read(key)).lines.map(({ entry }) => entry.id)

test('the keys of a row narrow its lines', async () => {
  await tracker.table.transact(besideWrites([], lines))

  expect(await idsOf({})).toEqual(['c1', 'c2', 'c3', 'c5', 'c4'])
  expect(await idsOf({ subCluster: 'psa' })).toEqual(['c1', 'c2', 'c3'])
  expect(await idsOf({ subCluster: 'psa', priorityArea: 'planning' })).toEqual(['c1', 'c2'])
  expect(await idsOf({ subCluster: 'psa', priorityArea: null })).toEqual(['c3'])
  expect(await idsOf({ subCluster: null })).toEqual(['c4'])
  expect(await idsOf(auc)).toEqual(['c1'])
  // A beneficiary is no beginning of a key without its area: the reader picks its lines out.
  expect(await idsOf({ subCluster: 'psa', beneficiary: 'auc' })).toEqual(['c1', 'c2', 'c3'])
})

test('are read page by page', async () => {
  await tracker.table.transact(besideWrites([], lines))
  const first = await read({ subCluster: 'psa' }, null, 2)
  const rest = await read({ subCluster: 'psa' }, first.next, 2)

  expect([...first.lines, ...rest.lines].map(({ entry }) => entry.id)).toEqual(['c1', 'c2', 'c3'])
  expect(rest.next).toBeNull()
})

test('a line that stands as it is is not written again, a changed one is, and one that is gone is taken away', () => {
  const before = [line('c1', auc), line('c2', auc), line('c3', auc)]
  const writes = besideWrites(before, [line('c1', auc), line('c2', auc, 'b')])

  expect(writes.map(({ put, delete: gone }) => put?.sk ?? `no ${gone?.sk}`)).toEqual([
    'psa#planning#auc#c2',
    'no psa#planning#auc#c3',
  ])
})
