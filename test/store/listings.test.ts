// Listings by partner and by word: replaced as a whole, and never by an older revision.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Listed, ListingPage } from '#store/listings.ts'
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
  confidentialTo: null,
  ...different,
})
const page = { after: undefined, limit: 100 }
const idsIn = ({ entries }: ListingPage): string[] => entries.map(({ id }) => id)
const byPartner = async (partner: string) => idsIn(await tracker.store.listings.byPartner(partner, page))
const byWord = async (prefix: string) => idsIn(await tracker.store.listings.byWordPrefix(prefix, page))

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

  test('is found by the operation that it supports, and no longer when it supports another', async () => {
    const byOperation = async (code: string) => idsIn(await tracker.store.listings.byOperation(code, page))
    await tracker.store.listings.replace('c1', listed(1, { operation: 'amisom' }))
    expect([await byOperation('amisom'), await byOperation('amis')]).toEqual([['c1'], []])

    await tracker.store.listings.replace('c1', listed(2, { operation: 'amis' }))
    expect([await byOperation('amisom'), await byOperation('amis')]).toEqual([[], ['c1']])

    await tracker.store.listings.replace('c1', listed(3))
    expect(await byOperation('amis')).toEqual([])
  })

  test.each([1, 2])('stays as a newer revision left it when revision %i comes late', async (revision) => {
    await tracker.store.listings.replace('c1', listed(2))
    await tracker.store.listings.replace('c1', listed(revision, { partners: ['auc'] }))

    expect([await byPartner('eu'), await byPartner('auc')]).toEqual([['c1'], []])
  })

  test('is listed once when its first event comes again, and that is no failure', async () => {
    await tracker.store.listings.replace('c1', listed(1))
    const items = await tracker.items()
    await tracker.store.listings.replace('c1', listed(1))

    expect(await tracker.items()).toEqual(items)
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

  expect([idsIn(first), idsIn(second)]).toEqual([['c1', 'c2'], ['c3']])
})

test('a listing goes on after any of its entries', async () => {
  for (const id of ['c1', 'c2', 'c3']) await tracker.store.listings.replace(id, listed(1))
  const { entries } = await tracker.store.listings.byWordPrefix('mission', page)

  const rest = await tracker.store.listings.byWordPrefix('mission', { after: { ...entries[0]?.at }, limit: 100 })

  expect(idsIn(rest)).toEqual(['c2', 'c3'])
})

test('an entry says who alone may see a confidential contribution, and follows when that changes', async () => {
  const confidentialTo = { visibility: 'coordinators' as const, provider: 'eu', reportedBy: 'auc' }
  const said = async () => (await tracker.store.listings.byPartner('eu', page)).entries[0]?.confidentialTo
  await tracker.store.listings.replace('c1', listed(1, { confidentialTo }))
  expect(await said()).toEqual(confidentialTo)

  await tracker.store.listings.replace('c1', listed(2))
  expect(await said()).toBeNull()
})

test('more words than one transaction holds are replaced by as many others', async () => {
  const words = (letter: string) => Array.from({ length: 100 }, (_, index) => `${letter}word${index}`)
  await tracker.store.listings.replace('c1', listed(1, { words: words('a') }))
  expect(await byWord('aword')).toHaveLength(100)

  await tracker.store.listings.replace('c1', listed(2, { words: words('b') }))

  expect([await byWord('aword'), (await byWord('bword')).length]).toEqual([[], 100])
})

test('a partner is found by the beginning of each of its words, once, and leaves those of an old name', async () => {
  const { listings } = tracker.store
  await listings.replaceProvider('eu', { revision: 1, words: ['european', 'europe'] })
  await listings.replaceProvider('ecowas', { revision: 1, words: ['economic', 'european'] })
  expect(await listings.providersByWordPrefix('euro')).toEqual(['ecowas', 'eu'])

  await listings.replaceProvider('eu', { revision: 2, words: ['union'] })
  await listings.replaceProvider('eu', { revision: 1, words: ['european'] })

  expect([await listings.providersByWordPrefix('euro'), await listings.providersByWordPrefix('un')]).toEqual([
    ['ecowas'],
    ['eu'],
  ])
})
