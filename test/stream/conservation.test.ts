// Conservation: after any history the cells of every grouping hold what the counting rules give for all contributions.
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withdrawContribution } from '#actions/reviseContribution.ts'
import { createVerifier } from '#functions/drift/verifier.ts'
import { veilOver } from '#runtime/veil.ts'
import { type Verifying, verificationsIn } from '#store/verifications.ts'
import { newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
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

/** A night long ago: the next one goes through all. */
const longAgo: Verifying = {
  day: '2000-01-01',
  turns: [],
  phase: 'rows',
  after: null,
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
    'cells hold what is counted, the nightly verification finds no drift, a rebuild gives the same, and withdrawing all leaves nothing',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(commands, async (history) => {
          const tracker = await newTracker(engine)
          let at: string | undefined
          for (const command of history) {
            await play(tracker, command)
            if (command.follow) at = await follow(tracker, tracker.services, at)
          }
          at = await follow(tracker, tracker.services, at)

          const totals = await cellTotals(tracker)
          expect(totals).toEqual(await expectedTotals(tracker))
          for (const grouping of covering) expect(totals[grouping]).toEqual(totals['none'])
          const none = reportedAndLeftOut(totals['none'])
          for (const grouping of ['provider', 'instrument']) expect(reportedAndLeftOut(totals[grouping])).toEqual(none)
          expect(await driftOf(tracker)).toEqual([])
          const followed = await tracker.snapshot()
          expect(await rebuilt(tracker)).toBe(followed)

          await withdrawAll(tracker)
          await follow(tracker, tracker.services, at)
          expect(await tracker.snapshot()).not.toMatch(/^.*"pk":"(?:COVERAGE|LISTING#(?:partner|word))#/m)
          for (const left of Object.values(await cellTotals(tracker))) expect(left).toEqual({})
        }),
        { seed, numRuns, endOnFailure: true },
      )
    },
  )
})
