// Secrets: made once, whoever asks first.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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

describe('a secret', () => {
  test('is made once and then the same for everybody', async () => {
    const first = await tracker.store.secrets.get('cursor', () => 'made')

    expect(first).toBe('made')
    expect(await tracker.another().store.secrets.get('cursor', () => 'another')).toBe('made')
  })

  test('is one when thirty processes make it at the same moment', async () => {
    const made = await Promise.all(
      Array.from({ length: 30 }, async (_, index) =>
        tracker.another().store.secrets.get('cursor', () => `made ${index}`),
      ),
    )

    expect(new Set(made).size).toBe(1)
  })

  test('is another under another name', async () => {
    await tracker.store.secrets.get('one', () => 'first')

    expect(await tracker.store.secrets.get('two', () => 'second')).toBe('second')
  })
})
