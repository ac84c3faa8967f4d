// Lost cover in the store: found in the transaction of the change, for everyone and for coordinators, and read by time.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { coverageGroupsIn, type Recount } from '#store/coverageGroups.ts'
import { lossesIn } from '#store/losses.ts'
import { lossAt } from '#store/losses.ts'
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

const key = { subCluster: 'psa', priorityArea: 'planning', beneficiary: 'auc' }
/** Lost is what falls below five of the first quarter. */
const lostIn: Recount['lostIn'] = (_measure, before, after) => {
  const [was, is] = [before.figures.get('1r') ?? 0n, after.figures.get('1r') ?? 0n]
  return was >= 5n && is < 5n ? [{ quarter: '2008-Q1', needed: '5', before: String(was), after: String(is) }] : []
}
const count = async (id: string, at: string, shares: [viewer: string, figures: Record<string, bigint>][]) =>
  coverageGroupsIn(tracker.table).apply({
    before: [await coverageGroupsIn(tracker.table).read(id)],
    after: [
      {
        id,
        state: at,
        members: [],
        shares: shares.map(([viewer, figures]) => ({
          viewer,
          measure: 'usd',
          leaf: 'subCluster,priorityArea,beneficiary',
          key,
          year: '2008',
          figures: new Map(Object.entries(figures)),
        })),
      },
    ] as Recount['after'],
    counted: new Map(),
    at,
    lostIn,
    besideBefore: [],
    besideAfter: [],
  })
const at = (second: number): string => `2008-06-01T00:00:0${second}.000Z`
const lost = async (viewer: 'everyone' | 'coordinators') =>
  (await lossesIn(tracker.table).since(viewer, at(0), 10)).map(
    ({ at: when, quarters }) => `${when} ${quarters[0]?.after}`,
  )

test('is noted once for whoever sees it, and not where nothing is needed', async () => {
  await count('unneeded', at(1), [['everyone', { '1r': 9n }]])
  await count('unneeded', at(2), [])
  expect(await lost('everyone')).toEqual([])

  await count('need', at(3), [['everyone', { '1n': 5n }]])
  await count('a', at(4), [['everyone', { '1r': 6n }]])
  await count('a', at(5), [['everyone', { '1r': 1n }]])
  await count('a', at(6), [])

  expect(await lost('everyone')).toEqual([`${at(5)} 1`])
  expect(await lost('coordinators')).toEqual([`${at(5)} 1`])
  expect(await lossesIn(tracker.table).since('everyone', at(6), 10)).toEqual([])
})

test('of coordinators counts what only they see', async () => {
  await count('need', at(1), [['everyone', { '1n': 5n }]])
  await count('shared', at(2), [['everyone', { '1r': 6n }]])
  await count('hidden', at(3), [['coordinators', { '1r': 4n }]])
  await count('shared', at(4), [['everyone', { '1r': 2n }]])
  await count('hidden', at(5), [['coordinators', { '1r': 1n }]])

  expect(await lost('everyone')).toEqual([`${at(4)} 2`])
  expect(await lost('coordinators')).toEqual([`${at(5)} 3`])
})

test('what moves from one group to another in a recount too large for one transaction is not lost', async () => {
  const years = Array.from({ length: 30 }, (_, year) => String(1990 + year))
  const shares = (amount: bigint) =>
    years.map((year) => ({
      viewer: 'everyone',
      measure: 'usd',
      leaf: 'subCluster,priorityArea,beneficiary',
      key,
      year,
      figures: new Map([['1r', amount]]),
    })) as Recount['after'][0]['shares']
  const apply = async (second: number, amounts: Record<string, bigint>) => {
    const groups = coverageGroupsIn(tracker.table)
    await groups.apply({
      before: await Promise.all(Object.keys(amounts).map(groups.read)),
      after: Object.entries(amounts).map(([id, amount]) => ({ id, state: id, members: [], shares: shares(amount) })),
      counted: new Map(),
      at: at(second),
      lostIn,
      besideBefore: [],
      besideAfter: [],
    })
  }
  await count('need', at(1), [['everyone', { '1n': 5n }]])
  await apply(2, { a: 6n, b: 0n })
  await apply(3, { a: 0n, b: 6n })

  expect(await lost('everyone')).toEqual([])
})

test('a loss is told from other items by its key', () => {
  expect(lossAt({ pk: 'LOST#everyone', sk: 'x' })).toEqual({ pk: 'LOST#everyone', sk: 'x' })
  expect(lossAt({ pk: 'COVERAGE#everyone', sk: 'x' })).toBeNull()
})
