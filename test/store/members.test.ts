// Members: listed while they belong, and read by the subject of a token.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Member } from '#model/caller.ts'
import { created, newTracker, now, type Tracker } from '#test/support/builders.ts'
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

const member = (different: Partial<Member> = {}): Member => ({
  id: 'ann',
  organization: 'auc',
  subClusters: null,
  client: null,
  role: 'coordinator',
  removed: false,
  revision: 1,
  updatedAt: now,
  ...different,
})
const create = async (record: Member): Promise<void> => tracker.store.members.commit({ ...created(record.id), record })
const listed = async (): Promise<string[]> =>
  (await tracker.store.members.list({ index: 'everything', limit: 10 })).records.map(({ id }) => id)

describe('a member', () => {
  test.each(['ann', 'auth0|42', 'a#b', 'MEMBER#ann', 'é ü', 'client:eu/1'])('is read by the subject %s', async (id) => {
    await create(member({ id }))
    await create(member({ id: `${id}#` }))

    expect((await tracker.store.members.get(id))?.record.id).toBe(id)
    expect(await listed()).toHaveLength(2)
  })

  test('that was removed is read and not listed', async () => {
    await create(member({ removed: true }))

    expect((await tracker.store.members.get('ann'))?.record.removed).toBe(true)
    expect(await listed()).toEqual([])
  })
})
