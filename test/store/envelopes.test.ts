// Envelopes: the parts never pass the whole, however many arrive at once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#model/refusal.ts'
import type { Part } from '#store/envelopes.ts'
import { created, keptContribution, newTracker, type Tracker } from '#test/support/builders.ts'
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

beforeEach(async () => {
  await tracker.store.contributions.commit({ ...created('w'), record: keptContribution({ id: 'w' }) })
})

const part = (id: string, different: Partial<Part> = {}): Part => ({
  whole: 'w',
  part: id,
  before: 0n,
  after: 10n,
  stays: true,
  capacity: 100n,
  wholeRevision: 1,
  ...different,
})
const take = async (of: Part): Promise<void> => tracker.table.transact(tracker.store.envelopes.partWrites(of))
const partsOf = async (): Promise<string[]> => (await tracker.store.ties.of('w'))?.parts ?? []

describe('a part', () => {
  test('is kept at its whole and takes its share', async () => {
    await take(part('p1', { after: 60n }))
    await take(part('p2', { after: 40n }))

    expect(await partsOf()).toEqual(['p1', 'p2'])
  })

  test('that would pass what is left is refused and leaves nothing', async () => {
    await take(part('p1', { after: 60n }))

    await expect(take(part('p2', { after: 41n }))).rejects.toMatchObject({ code: 'envelope-exceeded' })
    expect(await partsOf()).toEqual(['p1'])
  })

  test('that alone passes the whole is refused as the first', async () => {
    await expect(take(part('p1', { after: 101n }))).rejects.toMatchObject({ code: 'envelope-exceeded' })
  })

  test('that leaves gives back what it took', async () => {
    await take(part('p1', { after: 100n }))
    await take(part('p1', { before: 100n, after: 0n, stays: false }))
    await take(part('p2', { after: 100n }))

    expect(await partsOf()).toEqual(['p2'])
  })

  test('that shrinks needs no room', async () => {
    await take(part('p1', { after: 100n }))
    await take(part('p1', { before: 100n, after: 30n, capacity: 20n }))

    await expect(take(part('p2', { after: 80n }))).rejects.toMatchObject({ code: 'envelope-exceeded' })
  })

  test('of a whole without an amount passes nothing', async () => {
    await take(part('p1', { after: 1_000_000n, capacity: null }))

    expect(await partsOf()).toEqual(['p1'])
  })

  test('is refused as a conflict when the whole was changed meanwhile', async () => {
    await expect(take(part('p1', { wholeRevision: 2 }))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is one of ten that fit when fifty arrive at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => take(part(`p${index}`))))

    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
    expect(refused).toHaveLength(40)
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(Refusal)
      expect(reason).toMatchObject({ code: 'envelope-exceeded' })
    }
    expect(await partsOf()).toHaveLength(10)
  })
})

test('the whole is not made smaller than its parts', async () => {
  await take(part('p1', { after: 60n }))
  const shrink = async (capacity: bigint): Promise<void> =>
    tracker.table.transact([tracker.store.envelopes.capacityCheck('w', capacity)])

  await expect(shrink(59n)).rejects.toMatchObject({ code: 'envelope-exceeded' })
  await expect(shrink(60n)).resolves.toBeUndefined()
})

test('a whole without parts may have any amount', async () => {
  await expect(tracker.table.transact([tracker.store.envelopes.capacityCheck('w', 0n)])).resolves.toBeUndefined()
})
