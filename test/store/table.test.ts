// The one door to DynamoDB: paging, unprocessed keys, conflicts that are tried again, sums that stay exact.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#model/refusal.ts'
import { exactNumber, type Key } from '#store/table.ts'
import { newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'
import { cancelled } from '#test/support/faults.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const keys = (count: number): Key[] =>
  Array.from({ length: count }, (_, index) => ({ pk: 'P', sk: String(index).padStart(4, '0') }))
const fill = async (count: number): Promise<void> => {
  for (let first = 0; first < count; first += 100)
    await tracker.table.transact(
      keys(count)
        .slice(first, first + 100)
        .map(({ pk, sk }) => ({ put: { pk, sk } })),
    )
}
const numbersOf = (items: Key[]): number[] => items.map(({ sk }) => Number(sk))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

describe('getAll', () => {
  test('reads more than a hundred keys, and leaves out what is missing', async () => {
    await fill(250)

    const items = await tracker.table.getAll(keys(260))

    expect(numbersOf(items).toSorted((a, b) => a - b)).toEqual(upTo(250))
  })

  test('asks again for keys that were not processed', async () => {
    await fill(3)
    let times = 0
    tracker.faults.after = (_command, answer) => {
      times += 1
      if (times > 1) return answer
      const { Responses } = answer as { Responses: Record<string, Key[]> }
      const [first, ...rest] = Responses[tracker.fresh.tableName] ?? []
      return {
        Responses: { [tracker.fresh.tableName]: [first] },
        UnprocessedKeys: { [tracker.fresh.tableName]: { Keys: rest.map(({ pk, sk }) => ({ pk, sk })) } },
      }
    }

    const items = await tracker.table.getAll(keys(3))

    expect(numbersOf(items).toSorted((a, b) => a - b)).toEqual([0, 1, 2])
    expect(times).toBe(2)
  })

  test('asks for nothing when no keys are given', async () => {
    expect(await tracker.table.getAll([])).toEqual([])
    expect(tracker.faults.sent).toEqual([])
  })
})

describe('a query', () => {
  beforeEach(async () => fill(25))

  test.each([1, 2, 7, 24, 25, 26])('pages through a partition once, %i at a time', async (limit) => {
    const seen: number[] = []
    let after: Record<string, unknown> | undefined
    do {
      const page = await tracker.table.query({ partition: 'P', limit, after })
      expect(page.items.length).toBeLessThanOrEqual(limit)
      seen.push(...numbersOf(page.items))
      after = page.next
    } while (after)

    expect(seen).toEqual(upTo(25))
  })

  test('includes both ends of a range', async () => {
    const { items } = await tracker.table.query({ partition: 'P', from: '0003', to: '0005', limit: 10 })

    expect(numbersOf(items)).toEqual([3, 4, 5])
  })

  test('reads up to an end, from a start, and by a prefix', async () => {
    const read = async (range: object): Promise<number[]> =>
      numbersOf((await tracker.table.query({ partition: 'P', limit: 100, ...range })).items)

    expect(await read({ to: '0001' })).toEqual([0, 1])
    expect(await read({ from: '0023' })).toEqual([23, 24])
    expect(await read({ prefix: '002' })).toEqual([20, 21, 22, 23, 24])
  })

  test('answers the newest first when asked to', async () => {
    const { items } = await tracker.table.query({ partition: 'P', newestFirst: true, limit: 2 })

    expect(numbersOf(items)).toEqual([24, 23])
  })

  test('keeps its bounds on the second page', async () => {
    const range = { partition: 'P', from: '0003', to: '0006', limit: 3 }
    const first = await tracker.table.query(range)

    const second = await tracker.table.query({ ...range, after: first.next })

    expect(numbersOf([...first.items, ...second.items])).toEqual([3, 4, 5, 6])
  })

  test('reads all pages of a partition where all are wanted', async () => {
    expect(numbersOf(await tracker.table.queryAll({ partition: 'P' }))).toEqual(upTo(25))
  })
})

describe('a transaction', () => {
  const put = { pk: 'P', sk: 'one' }

  test('writes all or nothing', async () => {
    await tracker.table.transact([{ put }])

    const again = tracker.table.transact([
      { put: { pk: 'P', sk: 'two' } },
      { put, condition: 'attribute_not_exists(pk)', refuse: () => new Refusal('already-exists', 'There.') },
    ])

    await expect(again).rejects.toMatchObject({ code: 'already-exists' })
    expect(await tracker.table.get({ pk: 'P', sk: 'two' })).toBeUndefined()
  })

  test('hands the item that stands there to whoever refuses', async () => {
    await tracker.table.transact([{ put: { ...put, sum: 9_007_199_254_740_993n, text: 'stands' } }])

    const again = tracker.table.transact([
      {
        put,
        condition: 'attribute_not_exists(pk)',
        refuse: (standing) => new Error(`${String(standing?.['text'])} ${String(standing?.['sum'])}`),
      },
    ])

    await expect(again).rejects.toThrow('stands 9007199254740993')
  })

  test('refuses a failed condition that says nothing of its own as a conflict', async () => {
    const write = { put, condition: 'attribute_exists(pk)' }

    await expect(tracker.table.transact([write])).rejects.toMatchObject({ code: 'conflict' })
  })

  const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']
  test.each(passing)('is tried again after a %s', async (code) => {
    tracker.faults.failTransactions(3, () => cancelled('None', code))

    await tracker.table.transact([{ put: { pk: 'P', sk: 'other' } }, { put }])

    expect(await tracker.table.get(put)).toBeDefined()
    expect(tracker.faults.transactions()).toHaveLength(4)
  })

  test('that meets conflicts for ever is a fault, never a refusal', async () => {
    tracker.faults.failTransactions(100, () => cancelled('TransactionConflict'))

    const endless = tracker.table.transact([{ put, refuse: () => new Refusal('stale-revision', 'No.') }])

    await expect(endless).rejects.toMatchObject({ name: 'TransactionCanceledException' })
    await expect(endless).rejects.not.toBeInstanceOf(Refusal)
    expect(tracker.faults.transactions().length).toBeLessThan(20)
  })

  test.each(['ValidationError', 'ItemCollectionSizeLimitExceeded'])('fails at once on a %s', async (code) => {
    tracker.faults.failTransactions(1, () => cancelled(code))

    await expect(tracker.table.transact([{ put }])).rejects.not.toBeInstanceOf(Refusal)
    expect(tracker.faults.transactions()).toHaveLength(1)
  })

  test('answers the failed condition when a conflict comes with it', async () => {
    tracker.faults.failTransactions(1, () => cancelled('TransactionConflict', 'ConditionalCheckFailed'))
    const refused = { put, condition: 'attribute_not_exists(pk)', refuse: () => new Refusal('stale-revision', 'Old.') }

    await expect(tracker.table.transact([{ put }, refused])).rejects.toMatchObject({ code: 'stale-revision' })
  })

  test('keeps every one of many concurrent additions', async () => {
    const update = { pk: 'P', sk: 'sum', expression: 'ADD cents :one' }
    const add = async (): Promise<void> => tracker.table.transact([{ update, values: { ':one': 1n } }])

    await Promise.all(Array.from({ length: 60 }, add))

    expect(await tracker.table.get({ pk: 'P', sk: 'sum' })).toMatchObject({ cents: 60 })
  })
})

describe('numbers', () => {
  test.each(['0', '-3', '0.93', '9007199254740991'])('of %s come back as numbers', (text) => {
    expect(exactNumber(text)).toBe(Number(text))
  })

  test.each(['9007199254740993', '-9007199254740993', '99999999999999999999999999999999999999'])(
    'of %s come back exact',
    async (text) => {
      await tracker.table.transact([
        { update: { pk: 'P', sk: 'sum', expression: 'ADD cents :sum' }, values: { ':sum': BigInt(text) - 1n } },
      ])
      await tracker.table.transact([
        { update: { pk: 'P', sk: 'sum', expression: 'ADD cents :sum' }, values: { ':sum': 1n } },
      ])

      expect((await tracker.table.get({ pk: 'P', sk: 'sum' }))?.['cents']).toBe(BigInt(text))
    },
  )
})

test('consumed capacity is added up by kind', async () => {
  await tracker.table.transact([{ put: { pk: 'P', sk: 'one' } }])
  await tracker.table.get({ pk: 'P', sk: 'one' })

  expect(tracker.table.consumed.write).toBeGreaterThan(0)
  expect(tracker.table.consumed.read).toBeGreaterThan(0)
})
