// Listings by partner and by word: replaced as a whole, and never by an older revision.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Listed } from '#store/listings.ts'
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

const listed = (revision: number, different: Partial<Listed> = {}): Listed => ({
  revision,
  partners: ['eu'],
  words: ['mission', 'planning'],
  ...different,
})
const page = { after: undefined, limit: 100 }
const byPartner = async (partner: string) => (await tracker.store.listings.byPartner(partner, page)).ids
const byWord = async (prefix: string) => (await tracker.store.listings.byWordPrefix(prefix, page)).ids

describe('a contribution', () => {
  test('is found by each of its partners and by the beginning of each of its words', async () => {
    await tracker.store.listings.replace('c1', listed(1, { partners: ['eu', 'auc'] }))

    expect([await byPartner('eu'), await byPartner('auc')]).toEqual([['c1'], ['c1']])
    expect([await byWord('mi'), await byWord('mission'), await byWord('plan')]).toEqual([['c1'], ['c1'], ['c1']])
    expect(await byWord('missions')).toEqual([])
  })

  test('leaves the entries that a newer revision does not have', async () => {
    await tracker.store.listings.replace('c1', listed(1))
    await tracker.store.listings.replace('c1', listed(2, { partners: ['auc'], words: ['mission'] }))

    expect([await byPartner('eu'), await byPartner('auc')]).toEqual([[], ['c1']])
    expect([await byWord('mission'), await byWord('planning')]).toEqual([['c1'], []])
  })

  test.each([1, 2])('stays as a newer revision left it when revision %i comes late', async (revision) => {
    await tracker.store.listings.replace('c1', listed(2))
    await tracker.store.listings.replace('c1', listed(revision, { partners: ['auc'] }))

    expect([await byPartner('eu'), await byPartner('auc')]).toEqual([['c1'], []])
  })

  test('is listed as one of two says who replace at the same moment, and the other is told', async () => {
    const outcomes = await Promise.allSettled(
      ['eu', 'auc', 'un-dpko'].map((partner, index) =>
        tracker.store.listings.replace('c1', listed(index + 1, { partners: [partner] })),
      ),
    )

    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []))
    for (const reason of refused) expect(reason).toMatchObject({ code: 'conflict' })
    const found = [await byPartner('eu'), await byPartner('auc'), await byPartner('un-dpko')].flat()
    expect(found).toEqual(['c1'])
  })

  test('is taken out of all listings by a revision that lists nothing', async () => {
    await tracker.store.listings.replace('c1', listed(1))
    await tracker.store.listings.replace('c1', listed(2, { partners: [], words: [] }))

    expect([...(await byPartner('eu')), ...(await byWord('mission'))]).toEqual([])
  })
})

test('a listing is paged by id', async () => {
  for (const id of ['c1', 'c2', 'c3']) await tracker.store.listings.replace(id, listed(1))
  const first = await tracker.store.listings.byPartner('eu', { after: undefined, limit: 2 })
  const second = await tracker.store.listings.byPartner('eu', { after: first.next, limit: 2 })

  expect([first.ids, second.ids]).toEqual([['c1', 'c2'], ['c3']])
})
