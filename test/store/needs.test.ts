// Needs: listed by everything, beneficiary and sub-cluster until they are withdrawn.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Need } from '#model/need.ts'
import { need } from '#test/domain/coverage/contributions.ts'
import { created, newTracker, type Tracker } from '#test/support/builders.ts'
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

const create = async (different: Partial<Need> = {}): Promise<void> =>
  tracker.store.needs.commit({ ...created('n1'), record: need(different) })
const listed = async (index: 'everything' | 'beneficiary' | 'subCluster', value = ''): Promise<string[]> =>
  (await tracker.store.needs.list({ index, value, limit: 10 })).records.map(({ id }) => id)

describe('a need', () => {
  test('is read as it was kept', async () => {
    await create({ amount: null })

    expect((await tracker.store.needs.get('n1'))?.record).toEqual(need({ amount: null }))
  })

  test('is listed by everything, its beneficiary and its sub-cluster', async () => {
    await create()

    expect(await listed('everything')).toEqual(['n1'])
    expect(await listed('beneficiary', 'auc')).toEqual(['n1'])
    expect(await listed('subCluster', 'peace-and-security-architecture')).toEqual(['n1'])
  })

  test('that is withdrawn is in no list', async () => {
    await create({ withdrawn: true })

    expect([...(await listed('everything')), ...(await listed('beneficiary', 'auc'))]).toEqual([])
  })
})
