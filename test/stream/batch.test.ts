// Incremental equals batch: whatever order records come, change and go in, the findings are those of a batch over the last.
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ComparedBeside } from '#actions/comparedBeside.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { findingThreshold } from '#actions/findCandidates.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { pairOrder } from '#domain/findings/pairs.ts'
import { matchPairs } from '#domain/matching/findMatches.ts'
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
import { scorePair } from '#domain/matching/scorePair.ts'
import type { Contribution } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import { newTracker, requestOf, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { bodyOf, lookAlikes, type Step } from './lookAlikes.ts'
import { wipeDerived } from './rebuild.ts'

let engine: TestEngine
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

/** What a finding says, for comparison: two that are equal are the same to the last bit of the score. */
interface Said {
  id: string
  kind: string
  pair: string
  score: number
  state: string
}

interface World {
  tracker: Tracker
  ids: string[]
  /** Contributions with a change that detection has not gone through. */
  waiting: string[]
  /** What each of the two consumers remembers. */
  compared: [ComparedBeside, ComparedBeside]
}

const revisionOf = async ({ tracker: { store } }: World, id: string): Promise<number> =>
  (await store.contributions.get(id))?.revision ?? 0

const deliver = async (world: World, { most, atOnce, latest }: Step & { do: 'deliver' }): Promise<void> => {
  const { waiting, tracker, compared } = world
  const taken = latest ? waiting.splice(-most) : waiting.splice(0, most)
  const other = tracker.another().services
  if (atOnce) {
    // Two consumers, each with the same records in another order.
    const follow = async (services: typeof other, ids: string[], remembered: ComparedBeside): Promise<void> => {
      for (const id of ids) await refreshFindings(services, id, remembered)
    }
    await Promise.all([follow(tracker.services, taken, compared[0]), follow(other, taken.toReversed(), compared[1])])
  } else for (const id of taken) await refreshFindings(tracker.services, id, compared[0])
}

const change = async (world: World, step: Exclude<Step, { do: 'deliver' | 'submit' }>): Promise<void> => {
  const { tracker, ids, waiting } = world
  const id = ids[step.which % ids.length] ?? ''
  const revision = await revisionOf(world, id)
  const { services } = tracker
  if (step.do === 'withdraw') await withdrawContribution(services, requestOf(), id, revision)
  else if (step.do === 'restore') await restoreContribution(services, requestOf(), id, revision)
  else {
    const relations = [{ type: 'phase-of', contribution: step.do === 'relate' ? ids[step.other % ids.length] : '' }]
    const patch = step.do === 'patch' ? step.changes : { relations }
    await patchContribution(services, requestOf(), id, revision, { ...patch, reason: 'test' })
  }
  waiting.push(id)
}

const play = async (world: World, step: Step): Promise<void> => {
  if (step.do === 'deliver') return deliver(world, step)
  try {
    if (step.do === 'submit') {
      const { id } = await world.tracker.submit(bodyOf(step), step.reporter)
      world.ids.push(id)
      world.waiting.push(id)
    } else await change(world, step)
  } catch (error) {
    // An expected no is part of the game.
    if (!(error instanceof Refusal)) throw error
  }
}

const inOrder = (said: Said[]): Said[] => said.toSorted((a, b) => (a.id < b.id ? -1 : 1))

const stored = async ({ store }: Tracker): Promise<Said[]> => {
  const { findings } = await store.findings.list({ limit: 1000 })
  const standing = findings.filter(({ state }) => state !== 'gone')
  return inOrder(
    standing.map(({ id, kind, score, state, contributions: [a, b] }) => ({
      id,
      kind,
      pair: `${a.id} ${b.id}`,
      score,
      state,
    })),
  )
}

const lastRecords = async ({ tracker, ids }: World): Promise<Contribution[]> =>
  [...(await tracker.store.contributions.getAll(ids)).values()].filter(({ withdrawn }) => !withdrawn)

const inBatch = async (world: World): Promise<Said[]> => {
  const records = (await lastRecords(world)).map(matchRecordOf)
  const said = [...matchPairs(records)].filter(({ score }) => score >= findingThreshold)
  return inOrder(
    said.map(({ a, b, kind, score }) => {
      const pair = pairOrder(a, b)
      const id = world.tracker.services.fingerprint([kind, ...pair]).slice(0, 32)
      return { id, kind, pair: pair.join(' '), score, state: 'open' }
    }),
  )
}

/** How many of the findings score otherwise than their two records would by themselves. */
const besideNeighbours = async (world: World, said: readonly Said[]): Promise<number> => {
  const records = new Map((await lastRecords(world)).map((record) => [record.id, matchRecordOf(record)]))
  return said.filter(({ kind, pair, score }) => {
    const [a, b] = pair.split(' ').map((id) => records.get(id))
    return a && b && scorePair(a, b).find((alone) => alone.kind === kind)?.score !== score
  }).length
}

// More before a release: BATCH_RUNS=200 BATCH_SEED=$RANDOM.
const usualSeed = 2008
const seed = Number(process.env['BATCH_SEED'] ?? usualSeed)
const numRuns = Number(process.env['BATCH_RUNS'] ?? 3)

describe('after any history', () => {
  test(`the findings are those of a batch over the final records (seed ${seed})`, { timeout: 600_000 }, async () => {
    let [found, swayed] = [0, 0]
    await fc.assert(
      fc.asyncProperty(lookAlikes, async (history) => {
        const world: World = {
          tracker: await newTracker(engine),
          ids: [],
          waiting: [],
          compared: [new ComparedBeside(), new ComparedBeside()],
        }
        for (const step of history) await play(world, step)
        await deliver(world, { do: 'deliver', most: world.waiting.length, atOnce: true, latest: false })
        const batch = await inBatch(world)
        expect(await stored(world.tracker)).toEqual(batch)
        found += batch.length
        swayed += await besideNeighbours(world, batch)

        const snapshot = await world.tracker.snapshot()
        for (const id of world.ids) await refreshFindings(world.tracker.services, id)
        expect(await world.tracker.snapshot()).toBe(snapshot)
        await wipeDerived(world.tracker)
        for (const id of world.ids.toReversed()) await refreshFindings(world.tracker.services, id)
        expect(await stored(world.tracker)).toEqual(batch)
      }),
      { seed, numRuns, endOnFailure: process.env['BATCH_SHRINK'] === undefined },
    )
    console.info(`seed ${seed}: ${numRuns} histories, ${found} findings, ${swayed} scored by their neighbours as well`)
    // A few small histories of another seed may hold nothing that a neighbour sways; these, and many, hold plenty.
    const isPlenty = seed === usualSeed || numRuns >= 10
    expect(isPlenty ? Math.min(found, swayed) : 1).toBeGreaterThan(0)
  })
})
