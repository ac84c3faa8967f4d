// Transactions that wait at the same time go together, and each of them succeeds or fails as if it had gone alone.
import { array, assert, asyncProperty, nat, record, uniqueArray, uuid } from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#model/refusal.ts'
import type { Write } from '#store/table.ts'
import { type Committing, together } from '#store/together.ts'
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

class Taken extends Error {}

const write = (pk: string, value: number): Write => ({
  put: { pk, sk: 'A', value },
  condition: 'attribute_not_exists(pk)',
  refuse: () => new Taken(pk),
})
const many = (count: number, pk = 'P'): Write[][] =>
  Array.from({ length: count }, (_, at) => [write(`${pk}-${at}`, at), write(`${pk}-${at}-beside`, at)])
const valueOf = async (pk: string): Promise<unknown> => (await tracker.table.get({ pk, sk: 'A' }))?.['value']
const all = async (table: Committing, rows: readonly Write[][]): Promise<PromiseSettledResult<void>[]> =>
  Promise.allSettled(rows.map((writes) => table.transact(writes)))

describe('transactions that come at the same time', () => {
  test('are committed together', async () => {
    await all(together(tracker.table), many(40))

    expect(tracker.faults.transactions().length).toBeLessThanOrEqual(2)
    expect(await valueOf('P-39-beside')).toBe(39)
  })

  test('never pass what one transaction may hold', async () => {
    await all(together(tracker.table), many(120))

    const sizes = tracker.faults.transactions().map(({ input }) => (input['TransactItems'] as unknown[]).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(240)
  })

  test('are told apart when one is refused: it alone gets its refusal, and the others are written', async () => {
    await tracker.table.transact([write('P-3', 99)])

    const results = await all(together(tracker.table), many(8))

    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((at) => at !== 3))
    expect(results[3]).toMatchObject({ reason: expect.any(Taken) })
    expect(await valueOf('P-3-beside')).toBeUndefined()
    expect(await valueOf('P-7')).toBe(7)
  })

  test('that name one item go apart: one of them wins, whichever comes first, and the other is told', async () => {
    const results = await all(together(tracker.table), [[write('one', 1)], [write('one', 2)], [write('other', 3)]])

    const [first, second, other] = results.map(({ status }) => status)
    expect(new Set([first, second])).toEqual(new Set(['fulfilled', 'rejected']))
    expect(await valueOf('one')).toBe(first === 'fulfilled' ? 1 : 2)
    expect(other).toBe('fulfilled')
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(Taken) })
  })

  test('that are too large for one transaction go apart', async () => {
    const text = 'x'.repeat(300_000)
    const rows = Array.from({ length: 20 }, (_, at): Write[] => [
      { put: { pk: `large-${at}`, sk: 'A', value: at, text } },
    ])

    const results = await all(together(tracker.table), rows)

    expect(results.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await valueOf('large-19')).toBe(19)
  })
})

test('a lost reply fails everyone who went along, and nobody is written a second time behind their backs', async () => {
  const grouped = together(tracker.table)
  tracker.faults.loseNextReply()

  const results = await all(grouped, many(3))

  expect(results.every(({ status }) => status === 'rejected')).toBe(true)
  expect(tracker.faults.transactions()).toHaveLength(1)
  expect(await valueOf('P-2')).toBe(2)
})

test('a refusal without words of its own is the conflict that it is alone', async () => {
  await tracker.table.transact([write('stands', 1)])
  const nameless: Write = { put: { pk: 'stands', sk: 'A' }, condition: 'attribute_not_exists(pk)' }

  const [, refused] = await all(together(tracker.table), [[write('free', 1)], [nameless]])

  expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(Refusal) })
})

test('whatever comes when, each transaction is written whole or not at all, and says so truly', async () => {
  await assert(
    asyncProperty(
      array(record({ keys: uniqueArray(nat(11), { minLength: 1, maxLength: 4 }), turns: nat(2) }), {
        minLength: 1,
        maxLength: 12,
      }),
      uuid(),
      async (rows, run) => {
        const grouped = together(tracker.table)
        const outcomes = await Promise.all(
          rows.map(async ({ keys, turns }, at) => {
            for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
            const writes = keys.map((key) => write(`${run}-${key}`, at))
            return grouped.transact(writes).then(
              () => true,
              () => false,
            )
          }),
        )
        const standing = await Promise.all(Array.from({ length: 12 }, async (_, key) => valueOf(`${run}-${key}`)))

        for (const [at, { keys }] of rows.entries()) {
          const held = standing.filter((value) => value === at).length
          expect(held).toBe(outcomes[at] ? keys.length : 0)
        }
        expect(outcomes).toContain(true)
      },
    ),
    { numRuns: 30 },
  )
})
