// Reports: published once, and listed by edition, the newest first.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newTracker, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'
import { reportsIn } from '#store/reports.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine, { empty: true })
})

const report = (id: string, edition = 'public', createdAt = `2008-01-0${id.slice(-1)}T00:00:00.000Z`) => ({
  id,
  edition,
  createdAt,
  trigger: 'schedule',
})

describe('a report', () => {
  test('is published once, however often its schedule fires', async () => {
    const fired = await Promise.all(
      Array.from({ length: 8 }, async () => reportsIn(tracker.store.table).put(report('r1'))),
    )

    expect(fired.filter(Boolean)).toHaveLength(1)
    expect(await reportsIn(tracker.store.table).get('r1')).toEqual(report('r1'))
  })

  test('that was not published is undefined', async () => {
    expect(await reportsIn(tracker.store.table).get('r1')).toBeUndefined()
  })

  test('is listed in its own edition only, the newest first, page by page', async () => {
    for (const one of [report('r1'), report('r2'), report('r3'), report('r4', 'coordinators')])
      await reportsIn(tracker.store.table).put(one)

    const first = await reportsIn(tracker.store.table).list('public', { limit: 2 })
    const second = await reportsIn(tracker.store.table).list('public', { limit: 2, after: first.next })

    expect([...first.reports, ...second.reports].map(({ id }) => id)).toEqual(['r3', 'r2', 'r1'])
  })
})
