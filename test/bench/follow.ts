// Section `follow`: what the stream's consumers read and write for one contribution, until nothing more follows it.
import { submitContribution } from '#actions/submitContribution.ts'
import { newTracker, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import { follow, sequenceOf, streamRecords } from '#test/stream/replay.ts'
import { inventContributions } from './contributions.ts'
import { castOfSeeds, coordinator, enterDirectory } from './directory.ts'
import { loadContributions } from './load.ts'
import type { RequestsOptions } from './requests.ts'
import { figure, textTable } from './textTable.ts'

const seeds = { stored: 2008, followed: 190 }
const cast = castOfSeeds()

interface Followed {
  read: number
  write: number
  milliseconds: number
}

/** Per contribution. Its own submit is not counted. */
const followOn = async (tracker: Tracker, requests: number): Promise<Followed> => {
  const { services } = tracker
  let at = sequenceOf((await streamRecords(tracker)).at(-1))
  const total: Followed = { read: 0, write: 0, milliseconds: 0 }
  for (const sent of inventContributions(seeds.followed, cast).take(requests)) {
    await submitContribution(services, coordinator, sent)
    const { read, write } = services.consumed
    const began = performance.now()
    at = await follow(tracker, services, at)
    total.milliseconds += performance.now() - began
    total.read += services.consumed.read - read
    total.write += services.consumed.write - write
  }
  const { read, write, milliseconds } = total
  return { read: read / requests, write: write / requests, milliseconds: milliseconds / requests }
}

/** Breaks no budget: it is measured for the bill (`npm run cost`). */
export const benchFollow = async ({ sizes, requests }: RequestsOptions): Promise<string[]> => {
  const rows: string[][] = []
  for (const size of sizes) {
    const engine = await startQuickEngine()
    try {
      const tracker = await newTracker(engine, { empty: true })
      await enterDirectory(tracker.services)
      await loadContributions(tracker.services, inventContributions(seeds.stored, cast).take(size), () => {})
      const { read, write, milliseconds } = await followOn(tracker, requests)
      rows.push([String(size), figure(read), figure(write), figure(milliseconds)])
    } finally {
      await engine.stop()
    }
  }
  console.log(`\nCapacity of findings and coverage together, for each of ${requests} contributions:\n`)
  console.log(textTable(['stored', 'RCU', 'WCU', 'ms'], rows))
  return []
}
