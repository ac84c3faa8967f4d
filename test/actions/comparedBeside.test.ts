// What a consumer remembers saves comparisons and changes none.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { compareNeighbours } from '#actions/compareNeighbours.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import { newTracker, requestOf, sent, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { wipeDerived } from '#test/stream/rebuild.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

const [own, other] = [
  { id: 'a', revision: 1 },
  { id: 'b', revision: 3 },
]

describe('a comparison is known', () => {
  const compared = new ComparedBeside()
  compared.keep(own, [other], ['b'])

  test('beside the revisions that it read, and no others', () => {
    expect(compared.standing(own, [other])).toEqual(['b'])
    expect(compared.standing(own, [{ id: 'b', revision: 4 }])).toBeUndefined()
    expect(compared.standing(own, [])).toBeUndefined()
    expect(compared.standing({ id: 'a', revision: 2 }, [other])).toBeUndefined()
    expect(compared.standing(other, [own])).toBeUndefined()
  })

  test('of each of them', () => {
    expect(compared.has('a', other)).toBe(true)
    expect(compared.has('a', { id: 'b', revision: 33 })).toBe(false)
    expect(compared.has('b', own)).toBe(false)
  })
})

test('the oldest are let go', () => {
  const compared = new ComparedBeside()
  for (let made = 0; made <= 10_000; made += 1) compared.keep({ id: `c${made}`, revision: 1 }, [], [])

  expect(compared.standing({ id: 'c0', revision: 1 }, [])).toBeUndefined()
  expect(compared.standing({ id: 'c10000', revision: 1 }, [])).toEqual([])
})

test('copies that came together cost less than half of what they cost one by one, and the findings are the same', async () => {
  const tracker: Tracker = await newTracker(engine)
  const ids: string[] = []
  for (let made = 0; made < 6; made += 1)
    ids.push((await submitContribution(tracker.services, requestOf(), sent({ provider: 'eu', implementers: [] }))).id)
  const follow = async (compared: () => ComparedBeside): Promise<number> => {
    await wipeDerived(tracker)
    const before = tracker.services.consumed.read
    for (const id of ids) await refreshFindings(tracker.services, id, compared())
    return tracker.services.consumed.read - before
  }

  const apart = await follow(() => new ComparedBeside())
  const snapshot = await tracker.snapshot()
  const one = new ComparedBeside()
  const together = await follow(() => one)

  expect(await tracker.snapshot()).toBe(snapshot)
  expect(together * 2).toBeLessThan(apart)
}, 300_000)

test('what a slower batch stores over newer findings is gone through again, though another batch knew the record', async () => {
  const tracker: Tracker = await newTracker(engine)
  const { services } = tracker
  const submit = async (title: string): Promise<string> =>
    (await submitContribution(services, requestOf(), sent({ title, provider: 'eu', implementers: [] }))).id
  const first = await submit('Mission leadership course')
  await submit('Mission leadership course for officers')
  const compared = new ComparedBeside()
  const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const put: typeof services.store.findings.put = async (...findings) => {
    reached.resolve()
    await released.promise
    return services.store.findings.put(...findings)
  }
  const slow = { ...services, store: { ...services.store, findings: { ...services.store.findings, put } } }

  const slower = refreshFindings(slow, first, compared)
  await reached.promise
  const third = await submit('Mission leadership course')
  await refreshFindings(services, third, compared)
  released.resolve()
  await slower
  const snapshot = await tracker.snapshot()
  await wipeDerived(tracker)
  for (const id of [first, third]) await refreshFindings(services, id)

  expect(snapshot).toBe(await tracker.snapshot())
})

test('what a slower batch stores after another has read is gone through again, though the other ends in between', async () => {
  const tracker: Tracker = await newTracker(engine)
  const { services } = tracker
  const submit = async (title: string): Promise<string> =>
    (await submitContribution(services, requestOf(), sent({ title, provider: 'eu', implementers: [] }))).id
  const withFindings = (findings: Partial<typeof services.store.findings>): typeof services => ({
    ...services,
    store: { ...services.store, findings: { ...services.store.findings, ...findings } },
  })
  const first = await submit('Mission leadership course')
  const second = await submit('Mission leadership course for officers')
  const compared = new ComparedBeside()
  const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const [read, stored] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = withFindings({
    put: async (...findings) => {
      reached.resolve()
      await released.promise
      await services.store.findings.put(...findings)
      stored.resolve()
    },
  })
  const between = withFindings({
    getAll: async (ids) => {
      const found = await services.store.findings.getAll(ids)
      read.resolve()
      await stored.promise
      // After whoever stored has forgotten, and before it has read again.
      await Promise.resolve().then(async () => Promise.resolve())
      return found
    },
  })

  const slower = refreshFindings(slow, first, compared)
  await reached.promise
  const third = await submit('Mission leadership course')
  await refreshFindings(services, third)
  const compare = async (within: typeof services, id: string): Promise<void> => {
    const row = await services.store.contributions.get(id)
    if (row) await compareNeighbours(within, row.record, compared)
  }
  for (const id of [second, third]) await compare(services, id)
  const beside = compare(between, first)
  await read.promise
  released.resolve()
  await Promise.all([slower, beside])
  const snapshot = await tracker.snapshot()
  await wipeDerived(tracker)
  for (const id of [first, third]) await refreshFindings(services, id)

  expect(snapshot).toBe(await tracker.snapshot())
})
