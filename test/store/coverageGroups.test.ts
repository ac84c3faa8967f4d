// Groups and the cells above them: moved together, in as many transactions as it takes, whoever counts at the same time.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { untilApplied } from '#actions/untilApplied.ts'
import { Refusal } from '#model/refusal.ts'
import type { Grouping } from '#store/coverageCells.ts'
import { coverageGroupsIn, type Recount } from '#store/coverageGroups.ts'
import { besidesIn } from '#store/besides.ts'
import type { Share } from '#store/shares.ts'
import { newTracker, now, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const cellLeaf = 'subCluster,priorityArea,beneficiary'
const share = (figures: Record<string, bigint>, different: Partial<Share> = {}): Share => ({
  viewer: 'everyone',
  measure: 'usd',
  leaf: cellLeaf,
  key: { subCluster: 'psa', priorityArea: 'planning', beneficiary: 'auc' },
  year: '2008',
  figures: new Map(Object.entries(figures)),
  ...different,
})

/** Ten areas, twenty years and five measures: as much as one contribution can be counted in. */
const largest = (amount: bigint): Share[] =>
  Array.from({ length: 10 }, (_, area) => `area-${area}`).flatMap((priorityArea) =>
    Array.from({ length: 20 }, (_, year) => String(2001 + year)).flatMap((year) =>
      (['usd', 'person-days', 'seats', 'experts', 'items'] as const).map((measure) =>
        share(
          { '1a': amount, '4r': amount },
          { measure, year, key: { subCluster: 'psa', priorityArea, beneficiary: 'auc' } },
        ),
      ),
    ),
  )

/** A tracker, or another process of it. */
type OneProcess = Pick<Tracker, 'table'>
const groupsOf = ({ table }: OneProcess = tracker) => coverageGroupsIn(table)
const recountOf = async (shares: Share[], id = 'c1', from: OneProcess = tracker): Promise<Recount> => {
  const groups = groupsOf(from)
  return {
    before: [await groups.read(id)],
    after: [{ id, state: 'counted', members: [{ id, revision: 1 }], shares }],
    counted: new Map([[id, await groups.countedIn(id)]]),
    at: now,
    lostIn: () => [],
    besideBefore: [],
    besideAfter: [],
  }
}
const count = async (shares: Share[], id = 'c1', by: OneProcess = tracker): Promise<void> =>
  groupsOf(by).apply(await recountOf(shares, id, by))
const cellsOf = async (grouping: Grouping, measure: Share['measure'] = 'usd') => {
  const lists = (['items', 'shared', 'unspecified'] as const).map(async (list) =>
    tracker.store.coverageCells.read({ viewer: 'everyone', measure, grouping, list, limit: 1000 }),
  )
  return (await Promise.all(lists)).flatMap(({ years }) => years)
}
const sumOf = async (grouping: Grouping, name: string, measure: Share['measure'] = 'usd'): Promise<bigint> =>
  (await cellsOf(grouping, measure)).reduce((sum, { figures }) => sum + (figures.get(name) ?? 0n), 0n)
const keptShares = async (id = 'c1'): Promise<bigint> =>
  (await groupsOf().read(id)).shares.reduce((sum, { figures }) => sum + (figures.get('1a') ?? 0n), 0n)

const coverGroupings = ['none', 'subCluster', 'subCluster,priorityArea', 'subCluster,beneficiary', cellLeaf] as const

describe('a recount', () => {
  test.each(coverGroupings)('moves the cells of the grouping %s with the share', async (grouping) => {
    await count([share({ '1a': 100n })])

    expect(await sumOf(grouping, '1a')).toBe(100n)
  })

  test('moves cells by the difference only', async () => {
    await count([share({ '1a': 100n, '2a': 5n })])
    await count([share({ '1a': 70n, '2a': 5n })])

    expect(await sumOf('none', '1a')).toBe(70n)
    expect(await sumOf('none', '2a')).toBe(5n)
    expect(await keptShares()).toBe(70n)
  })

  test('that finds nothing new writes no cell', async () => {
    await count([share({ '1a': 100n })])
    const before = (await tracker.items()).filter(({ pk }) => pk.startsWith('COVERAGE#'))
    tracker.faults.sent.length = 0

    await count([share({ '1a': 100n })])

    const written = JSON.stringify(tracker.faults.transactions())
    expect(written).not.toContain('COVERAGE#')
    expect((await tracker.items()).filter(({ pk }) => pk.startsWith('COVERAGE#'))).toEqual(before)
  })

  test('takes a share away that is no longer there', async () => {
    await count([share({ '1a': 100n }), share({ '1a': 1n }, { year: '2009' })])
    await count([share({ '1a': 100n })])

    expect(await sumOf('none', '1a')).toBe(100n)
    expect((await groupsOf().read('c1')).shares).toHaveLength(1)
  })

  test('adds two groups up in one cell', async () => {
    await count([share({ '1a': 100n })])
    await count([share({ '1a': 11n })], 'c2')

    expect(await cellsOf(cellLeaf)).toHaveLength(1)
    expect(await sumOf(cellLeaf, '1a')).toBe(111n)
  })

  test('moves a share from one group to another without a change of the cells', async () => {
    await count([share({ '1a': 100n })])
    await count([share({ '1a': 11n })], 'c2')
    const groups = groupsOf()

    await groups.apply({
      before: [await groups.read('c1'), await groups.read('c2')],
      after: [
        {
          id: 'c1',
          state: 'counted',
          members: ['c1', 'c2'].map((id) => ({ id, revision: 1 })),
          shares: [share({ '1a': 111n })],
        },
      ],
      counted: new Map([
        ['c1', await groups.countedIn('c1')],
        ['c2', await groups.countedIn('c2')],
      ]),
      at: now,
      lostIn: () => [],
      besideBefore: [],
      besideAfter: [],
    })

    expect(await sumOf(cellLeaf, '1a')).toBe(111n)
    expect(await groups.read('c2')).toMatchObject({ members: [], shares: [] })
    expect(await groups.countedIn('c2')).toMatchObject({ group: 'c1' })
  })

  test('keeps sums exact beyond 2^53', async () => {
    const huge = 99_999_999_999_999_999n
    for (const id of ['c1', 'c2', 'c3']) await count([share({ '1a': huge })], id)

    expect(await sumOf('none', '1a')).toBe(3n * huge)
    await count([share({ '1a': 1n })], 'c2')
    expect(await sumOf('none', '1a')).toBe(2n * huge + 1n)
  })

  test('is refused when the group was counted after it was read', async () => {
    const late = await recountOf([share({ '1a': 1n })])
    await count([share({ '1a': 100n })])

    await expect(groupsOf().apply(late)).rejects.toMatchObject({ code: 'conflict' })
    expect(await sumOf('none', '1a')).toBe(100n)
  })

  test('is refused when a member was counted in another group after it was read', async () => {
    const late = await recountOf([share({ '1a': 100n })], 'c2')
    const groups = groupsOf()
    await groups.apply({
      before: [await groups.read('c1')],
      after: [
        {
          id: 'c1',
          state: 'counted',
          members: ['c1', 'c2'].map((id) => ({ id, revision: 1 })),
          shares: [share({ '1a': 100n })],
        },
      ],
      counted: new Map([
        ['c1', undefined],
        ['c2', undefined],
      ]),
      at: now,
      lostIn: () => [],
      besideBefore: [],
      besideAfter: [],
    })

    await expect(groups.apply(late)).rejects.toMatchObject({ code: 'conflict' })
    expect(await sumOf('none', '1a')).toBe(100n)
  })
})

describe('a recount too large for one transaction', () => {
  const measures = ['usd', 'person-days', 'seats', 'experts', 'items'] as const

  test('is written in bounded parts that add up', { timeout: 60_000 }, async () => {
    await count(largest(7n))

    const sizes = tracker.faults.transactions().map(({ input }) => (input['TransactItems'] as unknown[]).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100)
    for (const measure of measures) expect(await sumOf('none', '1a', measure)).toBe(10n * 20n * 7n)
    expect(await sumOf('subCluster,priorityArea', '4r')).toBe(10n * 20n * 7n)
  })

  // Large enough for several parts and small enough to be tried at every one of them.
  const several = (amount: bigint): Share[] =>
    largest(amount)
      .filter(({ measure }) => measure === 'usd')
      .slice(0, 40)

  test.each([1, 2, 3, 4, 5])(
    'that dies at its transaction %i leaves shares and cells in step, and a repetition finishes',
    async (nth) => {
      await count(several(3n))
      tracker.faults.dieAtTransaction(nth)
      await expect(count(several(8n))).rejects.toThrow('killed')
      tracker.faults.none()

      expect(await sumOf('none', '1a')).toBe(await keptShares())
      expect(await sumOf(cellLeaf, '1a')).toBe(await keptShares())
      await count(several(8n))
      expect(await sumOf('none', '1a')).toBe(40n * 8n)
      expect(await keptShares()).toBe(40n * 8n)
    },
  )

  test('that dies leaves what an earlier reader would add refused', async () => {
    await count(several(3n))
    const early = await recountOf(several(8n))
    tracker.faults.dieAtTransaction(3)
    await expect(count(several(8n))).rejects.toThrow('killed')
    tracker.faults.none()

    await expect(groupsOf().apply(early)).rejects.toMatchObject({ code: 'conflict' })
    expect(await sumOf('none', '1a')).toBe(await keptShares())
  })

  test('is done once when two count the same group at the same time', async () => {
    const other = tracker.another()
    const [one, two] = [await recountOf(several(8n)), await recountOf(several(8n))]

    const outcomes = await Promise.allSettled([groupsOf().apply(one), coverageGroupsIn(other.table).apply(two)])

    expect(outcomes.map(({ status }) => status)).toContain('rejected')
    expect(await sumOf('none', '1a')).toBe(await keptShares())
    await count(several(8n))
    expect(await sumOf('none', '1a')).toBe(40n * 8n)
  })
})

test('concurrent recounts of one group end as the last one says', async () => {
  const counters = Array.from({ length: 12 }, async (_, index) => {
    const isConflict = (error: unknown): boolean => error instanceof Refusal && error.code === 'conflict'
    for (let counted = false; !counted;) {
      counted = await count([share({ '1a': BigInt(index + 1) })]).then(
        () => true,
        (error: unknown) => {
          if (isConflict(error)) return false
          throw error
        },
      )
    }
  })
  await Promise.all(counters)

  expect(await sumOf('none', '1a')).toBe(await keptShares())
})

test('five hundred of five processes that write to one cell at once lose nothing', async () => {
  const amounts = Array.from({ length: 500 }, (_, at) => BigInt(at + 1))
  const processes = Array.from({ length: 5 }, () => tracker.another())
  // As the stream's consumers do: who meets another reads and writes again.
  await Promise.all(
    amounts.map(async (amount, at) =>
      untilApplied(async () => count([share({ '1a': amount })], `many-${at}`, processes[at % processes.length])),
    ),
  )

  const all = amounts.reduce((sum, amount) => sum + amount, 0n)
  for (const grouping of coverGroupings) expect(await sumOf(grouping, '1a')).toBe(all)
}, 120_000)

test('what is listed beside the figures moves with the recount', async () => {
  const groups = groupsOf()
  const listed = { list: 'unconverted' as const, viewers: ['everyone'], subCluster: 'psa', id: 'c1' }
  const first = await recountOf([])
  await groups.apply({ ...first, besideAfter: [{ ...listed, entry: { amount: '5' } }] })
  const entries = async () => (await besidesIn(tracker.table).list('everyone', 'unconverted', { limit: 10 })).entries
  expect(await entries()).toEqual([{ amount: '5' }])
  const standing = (await groups.countedIn('c1'))?.beside ?? []

  await groups.apply({ ...(await recountOf([])), besideBefore: standing })

  expect(await entries()).toEqual([])
})
