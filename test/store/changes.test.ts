// One acknowledged change: record, revision, audit entry and idempotency key together, or nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AlreadyAnswered, type Change, commitChange, rowOf, snapshotsOf } from '#store/changes.ts'
import type { Write } from '#store/table.ts'
import { auditOf, newTracker, type Tracker } from '#test/support/builders.ts'
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

interface Thing {
  name: string
}
const key = { pk: 'THING#t1', sk: 'THING' }
const change = (revision: number, different: Partial<Change<Thing>> = {}): Change<Thing> => ({
  kind: 'THING',
  id: 't1',
  key,
  previous: revision === 1 ? null : { record: { name: 'as read' }, revision: revision - 1, auditHash: 'h' },
  record: { name: `at ${revision}` },
  revision,
  indexes: {},
  audit: auditOf('t1', revision),
  reason: null,
  further: [],
  once: [],
  ...different,
})
const commit = async (...of: Parameters<typeof change>): Promise<void> => commitChange(tracker.table, change(...of))
const row = async () => rowOf(await tracker.table.get(key), (record) => record as Thing)
const kinds = async (): Promise<string[]> => (await tracker.items()).map(({ pk, sk }) => `${pk} ${sk}`).toSorted()

describe('a change', () => {
  test('keeps record, revision, audit entry and its place in time', async () => {
    await commit(1)

    expect(await row()).toEqual({ record: { name: 'at 1' }, revision: 1, auditHash: 'hash-1' })
    expect(await kinds()).toHaveLength(4)
  })

  test('creates once', async () => {
    await commit(1)

    await expect(commit(1, { record: { name: 'another' } })).rejects.toMatchObject({ code: 'already-exists' })
    expect((await row())?.record).toEqual({ name: 'at 1' })
  })

  test('made against an old revision is refused and changes nothing', async () => {
    await commit(1)
    await commit(2)
    const before = await tracker.items()

    await expect(commit(2, { record: { name: 'late' } })).rejects.toMatchObject({ code: 'stale-revision' })
    expect(await tracker.items()).toEqual(before)
  })

  test('of a record that is not there is refused as stale', async () => {
    await expect(commit(2)).rejects.toMatchObject({ code: 'stale-revision' })
  })

  const further: [string, Write][] = [
    ['a further put', { put: { pk: 'F', sk: 'f' }, condition: 'attribute_exists(pk)' }],
    ['a further check', { check: { pk: 'F', sk: 'f' }, condition: 'attribute_exists(pk)' }],
    [
      'a further update',
      { update: { pk: 'F', sk: 'f', expression: 'ADD n :n' }, condition: 'n < :n', values: { ':n': 0 } },
    ],
    ['a further delete', { delete: { pk: 'F', sk: 'f' }, condition: 'attribute_exists(pk)' }],
  ]
  test.each(further)('leaves nothing behind when %s fails', async (_name, write) => {
    const once = [tracker.store.idempotency.write('key', { fingerprint: 'f', answer: '{}' })]

    await expect(commit(1, { further: [{ put: { pk: 'F', sk: 'g' } }, write], once })).rejects.toThrow(/.+/)
    expect(await tracker.items()).toEqual([])
  })

  test('wins alone against all that were made at the same moment', async () => {
    await commit(1)

    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => commit(2, { record: { name: `writer ${index}` } })),
    )

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await row()).toMatchObject({ revision: 2 })
  })

  test('has its snapshots listed in order, also past nine', async () => {
    for (let revision = 1; revision <= 11; revision += 1) await commit(revision)

    const page = async (after: number, limit: number) => {
      const { snapshots, before, next } = await snapshotsOf(tracker.table, 'THING', 't1', { after, limit })
      return { revisions: snapshots.map(({ sk }) => Number(sk)), before: before && Number(before.sk), next }
    }

    const all = Array.from({ length: 11 }, (_, index) => index + 1)
    expect(await page(0, 50)).toEqual({ revisions: all, before: undefined, next: undefined })
    expect(await page(0, 4)).toEqual({ revisions: [1, 2, 3, 4], before: undefined, next: 4 })
    expect(await page(4, 4)).toEqual({ revisions: [5, 6, 7, 8], before: 4, next: 8 })
    expect(await page(8, 3)).toEqual({ revisions: [9, 10, 11], before: 8, next: undefined })
    expect(await page(11, 3)).toEqual({ revisions: [], before: 11, next: undefined })
  })

  test('of another kind of record with the same id is a record of its own', async () => {
    await commit(1)

    await commitChange(tracker.table, { ...change(1), kind: 'OTHER', key: { pk: 'OTHER#t1', sk: 'OTHER' } })

    // An entry and its place in time each.
    expect((await tracker.items()).filter(({ pk }) => pk.startsWith('AUDIT#'))).toHaveLength(4)
  })
})

describe('an idempotency key', () => {
  const write = (answer: string) => tracker.store.idempotency.write('key', { fingerprint: 'f', answer })

  test('has no answer before it is used', async () => {
    expect(await tracker.store.idempotency.answered('key')).toBeUndefined()
  })

  test('gives the first answer to whoever commits under it again', async () => {
    await commit(1, { once: [write('first')] })

    const again = commit(1, { id: 't2', key: { pk: 'THING#t2', sk: 'THING' }, once: [write('second')] })

    await expect(again).rejects.toBeInstanceOf(AlreadyAnswered)
    await expect(again).rejects.toMatchObject({ answered: { fingerprint: 'f', answer: 'first' } })
    expect(await tracker.store.idempotency.answered('key')).toEqual({ fingerprint: 'f', answer: 'first' })
  })

  test('decides before the record does: a repetition gets its answer and not a refusal', async () => {
    await commit(1, { once: [write('first')] })

    await expect(commit(1, { once: [write('second')] })).rejects.toBeInstanceOf(AlreadyAnswered)
  })

  test('is free after a refused change', async () => {
    await commit(1)
    await expect(commit(1, { once: [write('refused')] })).rejects.toMatchObject({ code: 'already-exists' })

    expect(await tracker.store.idempotency.answered('key')).toBeUndefined()
  })
})
