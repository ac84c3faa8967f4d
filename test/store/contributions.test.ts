// Contributions: kept and read as they are, and listed by the roles and codes that they name.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contributionFromItem } from '#store/contributions.ts'
import type { Contribution } from '#model/contribution.ts'
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

const create = async (different: Partial<Contribution> = {}): Promise<Contribution> => {
  const record = keptContribution(different)
  await tracker.store.contributions.commit({ ...created(record.id), record })
  return record
}
type Index = 'everything' | 'provider' | 'beneficiary' | 'subCluster' | 'instrument'
const listed = async (index: Index, value = ''): Promise<string[]> =>
  (await tracker.store.contributions.list({ index, value, limit: 100 })).records.map(({ id }) => id)

describe('a contribution', () => {
  test('is read as it was kept', async () => {
    const record = await create({
      description: 'Deux semaines — à Nairobi',
      places: [{ country: 'KE', name: 'Nairobi' }],
    })

    expect((await tracker.store.contributions.get('c1'))?.record).toEqual(record)
  })

  test('is read from a stream image as from the table', async () => {
    const record = await create()
    const item = (await tracker.items()).find(({ sk }) => sk === 'CONTRIBUTION')

    expect(contributionFromItem(item ?? {})).toEqual(record)
  })

  test('that does not exist is undefined', async () => {
    expect(await tracker.store.contributions.get('nobody')).toBeUndefined()
  })

  test.each(['a', 'a_b-C', 'A', '0', '-', '_', 'CONTRIBUTION', 'x'.repeat(64)])('keeps the id %s apart', async (id) => {
    await create({ id, title: `Title of ${id}` })
    await create({ id: id.slice(0, 63) + (id.endsWith('Z') ? 'Y' : 'Z'), title: 'Another' })

    expect((await tracker.store.contributions.get(id))?.record.title).toBe(`Title of ${id}`)
  })
})

describe('the lists', () => {
  const lists: [Index, string][] = [
    ['everything', ''],
    ['provider', 'un-dpko'],
    ['beneficiary', 'auc'],
    ['subCluster', 'peace-and-security-architecture'],
    ['instrument', 'un-trust-fund'],
  ]
  test.each(lists)('hold a contribution under %s', async (index, value) => {
    await create({ instrument: 'un-trust-fund' })

    expect(await listed(index, value)).toEqual(['c1'])
  })

  test.each(lists)('show a withdrawn contribution nowhere: not under %s', async (index, value) => {
    await create({ instrument: 'un-trust-fund', withdrawn: true })

    expect(await listed(index, value)).toEqual([])
  })

  test('leave out what names no sub-cluster and no instrument', async () => {
    await create({ subCluster: null })

    expect(await listed('subCluster', 'null')).toEqual([])
    expect(await listed('everything')).toEqual(['c1'])
  })
})
