// Deciding and undoing, in any order, leaves every record and every figure as it was.
import { asyncProperty, array, assert, boolean, constantFrom, nat, record } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import { listFindings } from '#actions/listFindings.ts'
import { type Finding, type NewDecision, Verdict } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import {
  coordinator,
  newTracker,
  requestOf,
  secondCoordinator,
  startQuickEngine,
  type Tracker,
} from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { follow } from '#test/stream/replay.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

/** Three records of one grant, with findings between every two. */
const prepared = async (): Promise<{ tracker: Tracker; at: string }> => {
  const tracker = await newTracker(engine)
  await tracker.submit({ implementers: ['eu'] })
  await tracker.submit({ implementers: ['eu'], money: { amount: '100500', currency: 'USD' } }, 'eu')
  await tracker.submit({ money: { amount: '99000', currency: 'USD' } })
  return { tracker, at: await follow(tracker) }
}

/** What people entered, and every figure; not what was said of findings, nor how often things were counted. */
const state = async (tracker: Tracker): Promise<string> => {
  const lines = (await tracker.items())
    .filter(({ pk, sk }) => pk.startsWith('COVERAGE#') || sk === 'CONTRIBUTION')
    .map(({ pk, sk, version: _version, v: _changes, t: _last, ...fields }) => {
      const figures = Object.entries(fields).filter(([, value]) => value !== 0)
      const said = figures.map(([name, value]) => [name, typeof value === 'bigint' ? value.toString() : value])
      return { key: `${pk} ${sk}`, said: Object.fromEntries(said) as Record<string, unknown> }
    })
    .filter(({ said }) => Object.keys(said).length > 0)
    .map(({ key, said }) => `${key} ${tracker.services.fingerprint(said)}`)
  return lines.toSorted().join('\n')
}

const allowed = async (run: Promise<Finding>): Promise<void> => {
  try {
    await run
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

const words = record({
  pair: nat({ max: 2 }),
  side: boolean(),
  verdict: constantFrom(...Verdict.options),
  confirmed: boolean(),
})

test('any verdicts, confirmed or not, and a reopening of each', async () => {
  await assert(
    asyncProperty(array(words, { minLength: 1, maxLength: 6 }), async (said) => {
      const { tracker, at } = await prepared()
      const { services } = tracker
      const { findings } = await listFindings(services, coordinator, { limit: 50 })
      const before = await state(tracker)
      let last = at

      for (const { pair, side, verdict, confirmed } of said) {
        const { id, contributions } = findings[pair % findings.length] as Finding
        const named = contributions[side ? 0 : 1]?.id ?? null
        const decision: NewDecision = {
          verdict,
          survivor: verdict === 'same-contribution' ? named : null,
          whole: verdict === 'part-of' ? named : null,
        }
        await allowed(decideFinding(services, requestOf(), id, decision))
        if (confirmed) await allowed(confirmDecision(services, requestOf(secondCoordinator), id, null))
        last = await follow(tracker, services, last)
      }
      for (const { id } of findings) await allowed(decideFinding(services, requestOf(), id, { verdict: 'reopen' }))
      await follow(tracker, services, last)

      expect(await state(tracker)).toBe(before)
      const after = (await listFindings(services, coordinator, { limit: 50 })).findings
      expect(after.map(({ state: is }) => is)).toEqual(after.map(() => 'open'))
    }),
    { numRuns: 4 },
  )
}, 240_000)
