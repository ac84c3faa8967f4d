// Partners: in the directory by id, and found by the keys of their names.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { created, keptPartner, newTracker, type Tracker } from '#test/support/builders.ts'
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

const name = async (id: string, before: string[], after: string[]): Promise<void> =>
  tracker.table.transact(tracker.store.partners.nameKeyWrites(id, before, after))

describe('a partner', () => {
  test('is read by its id and listed with all', async () => {
    await tracker.store.partners.commit({ ...created('eu'), record: keptPartner('eu') })

    expect((await tracker.store.partners.get('eu'))?.record).toEqual(keptPartner('eu'))
    expect((await tracker.store.partners.list({ index: 'everything', limit: 10 })).records).toHaveLength(1)
  })

  test('is found by any of its name keys, once', async () => {
    await name('eu', [], ['european', 'union'])
    await name('au', [], ['african', 'union'])

    expect((await tracker.store.partners.idsByNameKeys(['european', 'union'])).toSorted()).toEqual(['au', 'eu'])
  })

  test('is no longer found by a name key that it lost', async () => {
    await name('eu', [], ['european', 'community'])
    await name('eu', ['european', 'community'], ['european', 'union'])

    expect(await tracker.store.partners.idsByNameKeys(['community'])).toEqual([])
    expect(await tracker.store.partners.idsByNameKeys(['european'])).toEqual(['eu'])
  })
})

test('a name key that leads to very many partners is read in a bounded look', async () => {
  await tracker.table.transact(
    Array.from({ length: 80 }, (_, index) => index).flatMap((index) =>
      tracker.store.partners.nameKeyWrites(`p${index}`, [], ['ministry']),
    ),
  )

  expect((await tracker.store.partners.idsByNameKeys(['ministry'])).length).toBe(50)
})
