// A word on a finding that the stream compares anew between the reading and the writing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decideFinding } from '#actions/decideFinding.ts'
import { getFinding } from '#actions/readFindings.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import type { Finding } from '#model/finding.ts'
import { coordinator, newTracker, requestOf, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
let finding: Finding
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
  await tracker.submit({ implementers: ['eu'] })
  const { id } = await tracker.submit({ implementers: ['eu'] }, 'eu')
  await refreshFindings(tracker.services, id)
  const [found] = (await tracker.store.findings.list({ limit: 1 })).findings
  finding = await getFinding(tracker.services, coordinator, found?.id ?? '')
})

const decide = async (expected: string | null): Promise<Finding> =>
  decideFinding(tracker.services, requestOf(), finding.id, { verdict: 'not-duplicate' }, expected)

/** Stores another comparison, so many times, just before a word is written. */
const comparedAnew = (times: number): void => {
  const { store } = tracker.another()
  let left = times
  tracker.faults.before = async ({ name }) => {
    if (name !== 'TransactWriteCommand' || left-- <= 0) return
    const standing = await store.findings.get(finding.id)
    if (standing) await store.findings.put([{ ...standing, score: standing.score - 0.001 }])
  }
}

describe('a verdict on a pair that is compared anew meanwhile', () => {
  test('stands on the new comparison where whoever gave it named no ETag', async () => {
    comparedAnew(2)

    expect(await decide(null)).toMatchObject({ state: 'decided', score: finding.score - 0.002 })
  })

  test('is refused where it was given on what an ETag names', async () => {
    comparedAnew(1)

    await expect(decide(finding.etag)).rejects.toMatchObject({ code: 'conflict' })
    expect((await getFinding(tracker.services, coordinator, finding.id)).decisions).toEqual([])
  })

  test('is refused when the pair is compared anew again and again', async () => {
    comparedAnew(100)

    await expect(decide(null)).rejects.toMatchObject({ code: 'conflict' })
  })
})
