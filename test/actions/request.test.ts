// Once per key: also where a caller says that the key cannot have been used.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartner } from '#actions/directory.ts'
import { newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startQuickEngine()
  tracker = await newTracker(engine)
})
afterAll(async () => engine.stop())

const partner = { id: 'isdr', names: { en: 'Office for Disaster Risk Reduction' }, kind: 'un-entity' } as const

test('a key that was used all the same gives what was answered under it, and writes nothing', async () => {
  const request = { ...requestOf(undefined, { id: 'seed-isdr', fingerprint: 'seed' }), isFirst: true }
  const first = await createPartner(tracker.services, request, partner)
  const snapshot = await tracker.snapshot()

  expect(await createPartner(tracker.services, request, partner)).toEqual(first)
  expect(await tracker.snapshot()).toBe(snapshot)
})
