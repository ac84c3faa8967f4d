// Promises 2 and 3 under a crowd: a thousand submits with one key, five hundred writers on one revision.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const times = async <T>(count: number, ask: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, async (_, at) => ask(at)))

/** Statuses with how often each came. */
const tally = (answers: readonly { status: number }[]): Record<number, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(answers, ({ status }) => status)).map(([status, those = []]) => [
      status,
      those.length,
    ]),
  )

const ofKind = async (kind: string, about: string): Promise<number> =>
  (await tracker.items()).filter((item) => item.includes(`"pk":{"S":"${kind}#`) && item.includes(about)).length

describe('many submits at once', () => {
  test('a thousand with one key and body make one record, one audit entry and one answer', async () => {
    const eu = callerOf(tracker, 'eu')
    const key = { 'idempotency-key': 'a-thousand' }

    const answers = await times(1000, async () => eu.post('/v1/contributions', grant({ title: 'A thousand' }), key))

    expect(tally(answers)).toEqual({ 201: 1000 })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const [{ id }] = answers.map(({ body }) => body)
    expect(await ofKind('CONTRIBUTION', '"A thousand"')).toBe(1)
    expect(await ofKind('HISTORY', id)).toBe(1)
    const entries = (await tracker.items()).filter((item) => item.includes(`"pk":{"S":"AUDIT#CONTRIBUTION#${id}"}`))
    expect(entries).toHaveLength(1)
    expect(tracker.faults).toEqual([])
  }, 600_000)

  test('sixty with one key and two bodies make one record: each answer is that record or a 422', async () => {
    const eu = callerOf(tracker, 'eu')
    const key = { 'idempotency-key': 'two-bodies' }

    const answers = await times(60, async (at) => eu.post('/v1/contributions', grant({ title: `Body ${at % 2}` }), key))

    expect(tally(answers)).toEqual({ 201: 30, 422: 30 })
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1)
    expect(await ofKind('CONTRIBUTION', '"Body ')).toBe(1)
  }, 300_000)
})

test('five hundred writers on one revision have one winner a round, and nobody is overwritten unseen', async () => {
  const eu = callerOf(tracker, 'eu')
  const { id } = await eu.made('/v1/contributions', grant({ title: 'Round 0' }))
  const path = `/v1/contributions/${id}`

  for (let round = 1; round <= 2; round += 1) {
    const answers = await times(500, async (at) => eu.patch(path, { title: `Round ${round} writer ${at}` }, round))

    expect(tally(answers)).toEqual({ 200: 1, 412: 499 })
    const winner = answers.find(({ status }) => status === 200)
    expect(await eu.read(path)).toMatchObject({ revision: round + 1, title: winner?.body.title })
  }

  const { items } = await eu.read(`${path}/history?limit=200`)
  expect(items).toHaveLength(3)
  expect(tracker.faults).toEqual([])
}, 600_000)
