// The audit trail's rows: by record, by month, and where the seals stand.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditOf, keptPartner, newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
  tracker = await newTracker(engine, { empty: true })
  const { partners } = tracker.store
  for (const [id, at] of [
    ['a', '2008-01-31T23:59:59.999Z'],
    ['b', '2008-02-01T00:00:00.000Z'],
    ['c', '2008-02-02T00:00:00.000Z'],
  ] as const)
    await partners.commit({
      previous: null,
      record: keptPartner(id),
      audit: { ...auditOf(id), at },
      reason: null,
      further: [],
      once: [],
    })
})
afterAll(async () => engine.stop())

test('entries and snapshots of a record are found by their places', async () => {
  const { audit } = tracker.store

  expect(await audit.entriesOf('partner', 'a')).toMatchObject([{ position: 1, entry: { record: 'a', hash: 'hash-1' } }])
  expect(await audit.snapshotsOf('partner', 'a')).toMatchObject([{ position: 1, entry: { record: { id: 'a' } } }])
  expect(await audit.entriesOf('member', 'a')).toEqual([])
})

test('a month’s changes come in the order of time, page by page', async () => {
  const { audit } = tracker.store
  const first = await audit.writtenIn('2008-02', { limit: 1 })
  const second = await audit.writtenIn('2008-02', { after: first.next, limit: 5 })

  expect([...first.heads, ...second.heads].map(({ kind, record, seq }) => [kind, record, seq])).toEqual([
    ['partner', 'b', 1],
    ['partner', 'c', 1],
  ])
  expect(second.next).toBeUndefined()
})

test('entries are found by their heads, in that order, and what is gone is missing', async () => {
  const found = await tracker.store.audit.entriesAt([
    { kind: 'partner', record: 'c', seq: 1 },
    { kind: 'partner', record: 'ghost', seq: 1 },
    { kind: 'partner', record: 'a', seq: 1 },
  ])

  expect(found.map((entry) => entry?.['record'])).toEqual(['c', undefined, 'a'])
})

test('where the seals stand moves from the one before, and from no other', async () => {
  const { audit } = tracker.store
  expect(await audit.lastSeal()).toBeNull()

  await audit.moveSeal(null, { number: 1, hash: 'x' })
  await expect(audit.moveSeal(null, { number: 1, hash: 'y' })).rejects.toMatchObject({ code: 'conflict' })
  await audit.moveSeal({ number: 1, hash: 'x' }, { number: 2, hash: 'z' })

  expect(await audit.lastSeal()).toEqual({ number: 2, hash: 'z' })
})
