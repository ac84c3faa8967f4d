// Envelopes: the parts never pass the whole, however many arrive at once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#model/refusal.ts'
import { EnvelopeMoved, type PartMove, type Room } from '#store/envelopes.ts'
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

interface Asked {
  before?: bigint
  after?: bigint
  stays?: boolean
  capacity?: bigint | null
  counters?: string[]
  beside?: Room['beside']
}

/** A part that takes `after` where it took `before`: of the first counter there is only so much. */
const move = (part: string, asked: Asked = {}): PartMove => {
  const { before = 0n, after = 10n, stays = true, capacity = 100n, counters = ['shared', 'every'], beside } = asked
  const [counter = ''] = counters
  const delta = after - before
  return {
    whole: 'w',
    part,
    stays,
    deltas: new Map(counters.map((name) => [name, delta])),
    rooms: capacity === null || delta <= 0n ? [] : [{ counter, delta, capacity, beside }],
  }
}
const take = async (of: PartMove): Promise<void> => tracker.table.transact(tracker.store.envelopes.partWrites(of))
const partsOf = async (): Promise<string[]> => (await tracker.store.ties.of('w'))?.parts ?? []

describe('a part', () => {
  test('is kept at its whole and takes its share', async () => {
    await take(move('p1', { after: 60n }))
    await take(move('p2', { after: 40n }))

    expect(await partsOf()).toEqual(['p1', 'p2'])
    const { parts, changes, taken } = await tracker.store.envelopes.read('w')
    expect([parts, changes, taken('shared'), taken('partner:eu')]).toEqual([['p1', 'p2'], 2, 100n, 0n])
  })

  test('that would pass what is left is refused and leaves nothing', async () => {
    await take(move('p1', { after: 60n }))

    await expect(take(move('p2', { after: 41n }))).rejects.toMatchObject({ code: 'envelope-exceeded' })
    expect(await partsOf()).toEqual(['p1'])
  })

  test('that alone passes the whole is refused as the first', async () => {
    await expect((async () => take(move('p1', { after: 101n })))()).rejects.toMatchObject({ code: 'envelope-exceeded' })
  })

  test('that leaves gives back what it took', async () => {
    await take(move('p1', { after: 100n }))
    await take(move('p1', { before: 100n, after: 0n, stays: false }))
    await take(move('p2', { after: 100n }))

    expect(await partsOf()).toEqual(['p2'])
  })

  test('of a whole without an amount passes nothing', async () => {
    await take(move('p1', { after: 1_000_000n, capacity: null }))

    expect(await partsOf()).toEqual(['p1'])
  })

  test('is held to what is taken of another counter beside its own, and told when that has moved', async () => {
    await take(move('p1', { after: 30n, counters: ['partner:eu', 'every'] }))
    const beside = { counter: 'partner:eu', cents: 30n }

    await expect(take(move('p2', { after: 71n, beside }))).rejects.toMatchObject({ code: 'envelope-exceeded' })
    await take(move('p2', { after: 70n, beside }))
    await expect(take(move('p3', { after: 1n, beside: { ...beside, cents: 29n } }))).rejects.toBeInstanceOf(
      EnvelopeMoved,
    )
  })

  test('is one of ten that fit when fifty arrive at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, async (_, index) => take(move(`p${index}`))))

    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
    expect(refused).toHaveLength(40)
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(Refusal)
      expect(reason).toMatchObject({ code: 'envelope-exceeded' })
    }
    expect(await partsOf()).toHaveLength(10)
  })
})

test('a contribution that was changed meanwhile holds back the change that read it', async () => {
  const { envelopes } = tracker.store

  await expect(tracker.table.transact([envelopes.unchanged('w', 2)])).rejects.toBeInstanceOf(EnvelopeMoved)
  await expect(tracker.table.transact([envelopes.unchanged('w', 1)])).resolves.toBeUndefined()
})

describe('an envelope that is measured again', () => {
  test('holds what its parts take now, and nothing of before', async () => {
    await take(move('p1', { after: 60n, counters: ['shared', 'every', 'partner:eu'] }))
    const { envelopes } = tracker.store
    const standing = await envelopes.read('w')

    await tracker.table.transact([envelopes.measured('w', standing, new Map([['shared', 20n]]))])

    const { taken } = await envelopes.read('w')
    expect([taken('shared'), taken('every'), taken('partner:eu')]).toEqual([20n, 0n, 0n])
  })

  test.each([0, 1])('is read again when a part came meanwhile, to %i others', async (others) => {
    if (others > 0) await take(move('p1'))
    const { envelopes } = tracker.store
    const standing = await envelopes.read('w')
    await take(move('p2'))

    await expect(tracker.table.transact([envelopes.measured('w', standing, new Map())])).rejects.toBeInstanceOf(
      EnvelopeMoved,
    )
  })

  test('is left without an item when it never had a part', async () => {
    const { envelopes } = tracker.store
    await tracker.table.transact([envelopes.measured('w', await envelopes.read('w'), new Map())])

    expect((await tracker.items()).filter(({ sk }) => sk === 'ENVELOPE')).toEqual([])
  })
})
