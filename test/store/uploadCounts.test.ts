// The day's counter of bytes: full to the byte, of one caller and one day, whatever comes at once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#model/refusal.ts'
import { uploadCount } from '#store/uploadCounts.ts'
import { newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
  tracker = await newTracker(engine, { empty: true })
})
afterAll(async () => engine.stop())

const spent = (): Error => new Refusal('upload-quota-spent', 'Spent.')
const day = '2008-03-24T23:59:59.000Z'
const count = async (caller: string, bytes: number, now = day): Promise<void> =>
  tracker.table.transact([uploadCount({ caller, now, bytes, most: 100 }, spent)])

test('is full at the most, and takes no byte more', async () => {
  await count('exact', 60)
  await count('exact', 40)

  await expect(count('exact', 1)).rejects.toThrow('Spent.')
})

test('what does not fit is not counted: what is smaller still goes in', async () => {
  await count('smaller', 60)

  await expect(count('smaller', 41)).rejects.toThrow('Spent.')
  await count('smaller', 40)
})

test('is of one caller and of one day', async () => {
  await count('mine', 100)

  await expect(count('theirs', 100)).resolves.toBeUndefined()
  await expect(count('mine', 100, '2008-03-25T00:00:00.000Z')).resolves.toBeUndefined()
})

test('lets no more through of many at once, from several processes', async () => {
  const tables = Array.from({ length: 12 }, () => tracker.another().table)
  const asked = tables.map(async (table) =>
    table.transact([uploadCount({ caller: 'many', now: day, bytes: 30, most: 100 }, spent)]),
  )

  const ends = await Promise.allSettled(asked)

  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
})

test('is forgotten two days later', async () => {
  await count('forgotten', 5)

  expect((await tracker.items()).filter(({ pk }) => pk === 'UPLOADS#forgotten')).toEqual([
    { pk: 'UPLOADS#forgotten', sk: '2008-03-24', bytes: 5, expires: Date.parse('2008-03-26T23:59:59Z') / 1000 },
  ])
})
