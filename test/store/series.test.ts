// Entries of series in the listings: an edition lies beside the others, and moves with its contribution.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ListedEdition } from '#model/series.ts'
import type { SeriesBy } from '#store/listings.ts'
import { seriesIn, type SeriesListing } from '#store/series.ts'
import { newTracker, type Tracker } from '#test/support/builders.ts'
import { edition as anyEdition } from '#test/support/editions.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
let listing: SeriesListing
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
  listing = seriesIn(tracker.table)
})

const edition = (id: string, start: string | null, different: Partial<ListedEdition> = {}): ListedEdition =>
  anyEdition(id, start === null ? null : { start }, different)
const list = async (one: ListedEdition | null, id = one?.id ?? '', revision = 1, confidential = false): Promise<void> =>
  tracker.store.listings.replace(id, {
    revision,
    partners: [],
    words: [],
    edition: one && JSON.stringify(one),
    confidentialTo: confidential ? { visibility: 'coordinators', provider: 'eu', reportedBy: 'eu' } : null,
  })
const page = { after: undefined, limit: 100 }
const runs = async (by: SeriesBy, prefix?: string) =>
  (await listing.page(by, { ...page, prefix })).entries.map((entry) => `${entry.run} ${entry.edition.id}`)

test('editions lie beside each other by start, undated ones last, series by provider and beneficiary', async () => {
  await list(edition('c', null))
  await list(edition('b', '2009-01-01'))
  await list(edition('a', '2008-01-01', { provider: 'eu', key: 'two' }))
  await list(edition('d', '2008-06-01'))
  await list(edition('e', '2008-06-01', { provider: 'eu-navfor' }))
  await list(edition('f', '2008-06-01', { beneficiary: 'au' }))

  expect(await runs('titles', 'eu')).toEqual([
    'eu#au#one f',
    'eu#auc#one d',
    'eu#auc#one b',
    'eu#auc#one c',
    'eu#auc#two a',
  ])
  expect(await runs('titles', 'eu#auc')).toHaveLength(4)
  expect(await runs('titles')).toHaveLength(6)
})

test('a list goes on after all entries of a series', async () => {
  for (const id of ['a', 'b', 'c']) await list(edition(id, null, { key: id === 'c' ? 'two' : 'one' }))
  const { entries } = await listing.page('titles', { after: { ...listing.after('titles', 'eu#auc#one') }, limit: 9 })

  expect(entries.map(({ edition: { id } }) => id)).toEqual(['c'])
})

test('what continues others is listed under each of them, and without a key under them alone', async () => {
  await list(edition('b', '2008-01-01', { key: null, declared: ['first', 'second'] }))

  expect(await runs('relations')).toEqual(['first b', 'second b'])
  expect(await runs('titles')).toEqual([])
  expect([listing.listOf(listing.after('relations', 'first')), listing.listOf({})]).toEqual(['relations', 'titles'])
})

test('an entry moves with its contribution and goes with it; one that has not changed is not written', async () => {
  await list(edition('a', '2008-01-01', { declared: ['first'] }))
  await list(edition('a', '2009-01-01', { key: 'two' }), 'a', 2)
  expect([await runs('titles'), await runs('relations')]).toEqual([['eu#auc#two a'], []])

  const before = tracker.table.consumed.write
  await list(edition('a', '2009-01-01', { key: 'two' }), 'a', 3)
  expect(tracker.table.consumed.write - before).toBe(2)

  await list(null, 'a', 4)
  expect(await runs('titles')).toEqual([])
})

test('single contributions are found with what they are listed with; others are not there', async () => {
  await list(edition('a', '2008-01-01'), 'a', 1, true)
  await list(null, 'b')
  const members = await listing.members(['a', 'a', 'b', 'nobody'])

  expect([...members.keys()]).toEqual(['a'])
  expect(members.get('a')).toEqual({
    edition: edition('a', '2008-01-01'),
    confidentialTo: { visibility: 'coordinators', provider: 'eu', reportedBy: 'eu' },
  })
})
