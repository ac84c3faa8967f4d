// A word on a finding that the stream compares anew meanwhile: it counts for what stands, or says that it does not.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sayOnFinding } from '#actions/sayOnFinding.ts'
import { newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { follow } from '#test/stream/replay.ts'

let engine: TestEngine
let tracker: Tracker
let id: string
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
  for (const _ of ['one', 'its twin']) await tracker.submit()
  await follow(tracker)
  const { findings } = await tracker.store.findings.list({ limit: 1 })
  id = findings[0]?.id ?? ''
})

/** Says nothing new, and stores another comparison between its reading and its writing, so many times. */
const sayWhileCompared = async (times: number, expected: string | null = null) => {
  let said = 0
  const finding = await sayOnFinding(
    tracker.services,
    requestOf(),
    { id, expected },
    'finding.decide',
    async ({ stored }) => {
      said += 1
      if (said <= times)
        await tracker.store.findings.put([{ ...stored, updatedAt: new Date(Date.now() + said * 1000).toISOString() }])
      return { said: {} }
    },
  )
  return { finding, said }
}

test('is said again of the new comparison', async () => {
  expect(await sayWhileCompared(2)).toMatchObject({ finding: { id }, said: 3 })
})

test('is refused when the comparison never comes to rest', async () => {
  await expect(sayWhileCompared(100)).rejects.toMatchObject({ code: 'conflict' })
})

test('is refused at once to who gave the ETag of what was compared before', async () => {
  const { finding } = await sayWhileCompared(0)

  await expect(sayWhileCompared(1, finding.etag)).rejects.toMatchObject({ code: 'conflict' })
})
