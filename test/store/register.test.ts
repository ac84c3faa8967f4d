// What every audited kind of record shares: read, commit, list in order of change, show snapshots.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditOf, created, keptContribution, newTracker, type Tracker } from '#test/support/builders.ts'
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

const at = (second: number): string => `2008-01-01T00:00:${String(second).padStart(2, '0')}.000Z`
const create = async (id: string, second: number): Promise<void> =>
  tracker.store.contributions.commit({
    ...created(id),
    record: keptContribution({ id, updatedAt: at(second) }),
  })
const page = async (input: object) => tracker.store.contributions.list({ index: 'everything', limit: 100, ...input })
const idsOf = ({ records }: Awaited<ReturnType<typeof page>>): string[] => records.map(({ id }) => id)

describe('a list', () => {
  beforeEach(async () => {
    for (const [index, id] of ['c5', 'c1', 'c4', 'c2', 'c3'].entries()) await create(id, index)
  })

  test('is in order of last change', async () => {
    expect(idsOf(await page({}))).toEqual(['c5', 'c1', 'c4', 'c2', 'c3'])
  })

  test('can be followed from an instant, that included', async () => {
    expect(idsOf(await page({ updatedSince: at(3) }))).toEqual(['c2', 'c3'])
  })

  test.each([1, 2, 4, 5])('pages without loss or repetition, %i at a time', async (limit) => {
    const seen: string[] = []
    let after: Record<string, unknown> | undefined
    do {
      const one = await page({ limit, after, updatedSince: at(1) })
      seen.push(...idsOf(one))
      after = one.next
    } while (after)

    expect(seen).toEqual(['c1', 'c4', 'c2', 'c3'])
  })

  test('shows a record once, where its last change puts it', async () => {
    const previous = await tracker.store.contributions.get('c5')
    await tracker.store.contributions.commit({
      ...created('c5'),
      previous: previous ?? null,
      record: keptContribution({ id: 'c5', revision: 2, updatedAt: at(9) }),
      audit: auditOf('c5', 2),
    })

    expect(idsOf(await page({}))).toEqual(['c1', 'c4', 'c2', 'c3', 'c5'])
  })
})

test('records are read by any number of ids, each once', async () => {
  await create('c1', 1)
  await create('c2', 2)

  const read = await tracker.store.contributions.getAll(['c1', 'c2', 'c1', 'nobody'])

  expect([...read.keys()].toSorted()).toEqual(['c1', 'c2'])
})

test('a record has its snapshots', async () => {
  await create('c1', 1)

  const { snapshots } = await tracker.store.contributions.snapshots('c1', { after: 0, limit: 50 })
  expect(snapshots).toMatchObject([{ action: 'test', record: { id: 'c1' } }])
})
