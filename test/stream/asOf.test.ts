// As of: what coverage answered at any moment of a random history it answers again afterwards, to the last digit.
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { patchNeed, registerNeed } from '#actions/reviseNeed.ts'
import { newTracker, requestOf, sentNeed, startQuickEngine } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { answers } from './answers.ts'
import { commands, play } from './commands.ts'
import { follow } from './replay.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

// More before a release: ASOF_RUNS=100 ASOF_SEED=$RANDOM.
const seed = Number(process.env['ASOF_SEED'] ?? 2008)
const numRuns = Number(process.env['ASOF_RUNS'] ?? 3)

describe('at any moment of any history', () => {
  test(`the answer that was given is given again later (seed ${seed})`, { timeout: 600_000 }, async () => {
    let different = 0
    await fc.assert(
      fc.asyncProperty(commands, async (history) => {
        const tracker = await newTracker(engine)
        const { services } = tracker
        const given: [asOf: string, answer: string][] = []
        let at: string | undefined
        const { id } = await registerNeed(services, requestOf(), sentNeed())
        await registerNeed(services, requestOf(), sentNeed({ amount: null, title: 'More of it' }))
        for (const [step, command] of history.entries()) {
          await play(tracker, command)
          if (step === 7) await patchNeed(services, requestOf(), id, 1, { amount: '70000' })
          if (step === 9) await tracker.submit({ money: { amount: '5', currency: 'ETB' } })
          if (!command.follow) continue
          at = await follow(tracker, services, at)
          given.push([services.now(), await answers(tracker)])
        }
        await follow(tracker, services, at)

        for (const [asOf, answer] of given) expect(await answers(tracker, asOf)).toBe(answer)
        different += new Set(given.map(([, answer]) => answer)).size
      }),
      { seed, numRuns, endOnFailure: true },
    )
    expect(different).toBeGreaterThan(numRuns)
  })
})
