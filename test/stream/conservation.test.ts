// Conservation: after any history the cells of every grouping hold what the counting rules give for all contributions.
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pastFaults } from '#actions/pastFaults.ts'
import { patchNeed, registerNeed, withdrawNeed } from '#actions/reviseNeed.ts'
import { withdrawContribution } from '#actions/reviseContribution.ts'
import { createVerifier } from '#functions/drift/verifier.ts'
import { veilOver } from '#runtime/veil.ts'
import { type Verifying, verificationsIn } from '#store/verifications.ts'
import { newTracker, requestOf, sentNeed, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { commands, play } from './commands.ts'
import { cellTotals, expectedTotals, type Totals } from './expected.ts'
import { rebuilt } from './rebuild.ts'
import { follow } from './replay.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

const covering = [
  'subCluster',
  'subCluster,priorityArea',
  'subCluster,beneficiary',
  'subCluster,priorityArea,beneficiary',
]
const reportedAndLeftOut = (totals: Totals | undefined): Totals =>
  Object.fromEntries(Object.entries(totals ?? {}).filter(([name]) => /[ard]x?$/.test(name)))

const withdrawAll = async ({ items, store, services }: Tracker): Promise<void> => {
  for (const { pk } of (await items()).filter(({ sk }) => sk === 'CONTRIBUTION')) {
    const id = pk.slice('CONTRIBUTION#'.length)
    const row = await store.contributions.get(id)
    if (row && !row.record.withdrawn) await withdrawContribution(services, requestOf(), id, row.revision)
  }
}

/** Hears which losses are announced, by id: each is told once, in whatever order. */
const heard = ({ services }: Tracker): { announced: string[]; services: Tracker['services'] } => {
  const announced: string[] = []
  const announce: typeof services.announce = async ({ attributes, text }) => {
    if (attributes['event'] === 'lost-cover') announced.push((JSON.parse(text) as { id: string }).id)
  }
  return { announced, services: { ...services, announce } }
}

/** What is to be told of lost cover: all of everyone's, and what only coordinators' figures lost. */
const toTell = async ({ items, services }: Tracker): Promise<string[]> =>
  (await items())
    .filter(({ pk, toAll }) => pk === 'LOST#everyone' || (pk.startsWith('LOST#') && toAll !== true))
    .map(({ pk, sk }) => services.fingerprint(`${pk}#${sk}`).slice(0, 32))
    .toSorted()

/** A night long ago: the next one goes through all. */
const longAgo: Verifying = {
  id: 'long-ago',
  day: '2000-01-01',
  turns: [],
  records: 0,
  drift: 0,
  faults: 0,
  finishedAt: '2000-01-01T01:00:00.000Z',
}

/** What the nightly verification finds of derived data; the trail of a test's own partners and terms is made up. */
const driftOf = async ({ services, fresh }: Tracker): Promise<unknown[]> => {
  const told: unknown[] = []
  const error: typeof services.log.error = (message, { key } = {}) => message === 'drift' && told.push(key)
  const log = { ...services.log, error }
  await verificationsIn(services.store.table).move(0, longAgo)
  const verify = createVerifier({ services: { ...services, log }, veil: veilOver(fresh.config) }, 0)
  expect((await verify(() => true)).drift).toBe(told.length)
  return told
}

// More before a release: STREAM_RUNS=200 STREAM_SEED=$RANDOM.
const seed = Number(process.env['STREAM_SEED'] ?? 2008)
const numRuns = Number(process.env['STREAM_RUNS'] ?? 5)

describe('after any history', () => {
  test(
    'cells hold what is counted, the nightly verification finds no drift, the past is told as it was, a rebuild gives the same, and withdrawing all leaves nothing',
    { timeout: 300_000 },
    async () => {
      let losses = 0
      await fc.assert(
        fc.asyncProperty(commands, async (history) => {
          const tracker = await newTracker(engine)
          const { announced, services } = heard(tracker)
          const need = await registerNeed(services, requestOf(), sentNeed({ amount: '150000' }))
          const past: [asOf: string, totals: Record<string, Totals>][] = []
          let at: string | undefined
          for (const [step, command] of history.entries()) {
            await play(tracker, command)
            if (step === 9) await patchNeed(services, requestOf(), need.id, 1, { amount: '50000' })
            if (!command.follow) continue
            at = await follow(tracker, services, at)
            past.push([services.now(), await cellTotals(tracker)])
          }
          at = await follow(tracker, services, at)

          const totals = await cellTotals(tracker)
          expect(totals).toEqual(await expectedTotals(tracker))
          for (const grouping of covering) expect(totals[grouping]).toEqual(totals['none'])
          const none = reportedAndLeftOut(totals['none'])
          for (const grouping of ['provider', 'instrument']) expect(reportedAndLeftOut(totals[grouping])).toEqual(none)
          expect(await driftOf(tracker)).toEqual([])
          for (const [asOf, then] of past) expect(await cellTotals(tracker, asOf)).toEqual(then)
          expect(pastFaults(await tracker.items())).toEqual([])
          expect(announced.toSorted()).toEqual(await toTell(tracker))
          losses += announced.length
          const followed = await tracker.snapshot()
          expect(await rebuilt(tracker)).toBe(followed)

          expect(pastFaults(await tracker.items())).toEqual([])

          await withdrawAll(tracker)
          await withdrawNeed(services, requestOf(), need.id, 2)
          await follow(tracker, services, at)
          expect(await tracker.snapshot()).not.toMatch(/^.*"pk":"(?:COVERAGE|LISTING#(?:partner|word))#/m)
          for (const left of Object.values(await cellTotals(tracker))) expect(left).toEqual({})
        }),
        { seed, numRuns, endOnFailure: true },
      )
      expect(losses).toBeGreaterThan(0)
    },
  )
})
