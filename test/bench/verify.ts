// Section `verify`: what a night's verification reads for each stored contribution, behind its veil as well; over a week.
import { nightsOfRound } from '#actions/nightlyTurns.ts'
import { createVerifier } from '#functions/drift/verifier.ts'
import { veilOver } from '#runtime/veil.ts'
import type { Veil } from '#store/veiledTable.ts'
import { newTracker, startQuickEngine } from '#test/support/builders.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import { follow } from '#test/stream/replay.ts'
import { inventContributions } from './contributions.ts'
import { castOfSeeds, coordinator, enterDirectory } from './directory.ts'
import type { RequestsOptions } from './requests.ts'
import { figure, textTable } from './textTable.ts'

const seed = 2008
const cast = castOfSeeds()

/** Measured for the bill (`npm run cost`); it fails where anything has drifted. */
export const benchVerify = async ({ sizes }: RequestsOptions): Promise<string[]> => {
  const rows: string[][] = []
  const broken: string[] = []
  for (const size of sizes) {
    const engine = await startQuickEngine()
    try {
      const tracker = await newTracker(engine, { empty: true })
      const { services, fresh } = tracker
      await enterDirectory(services)
      for (const sent of inventContributions(seed, cast).take(size))
        await submitContribution(services, coordinator, sent)
      await follow(tracker, services)
      const veiled: ReturnType<Veil>[] = []
      const veil: Veil = (hides) => {
        const table = veilOver(fresh.config)(hides)
        veiled.push(table)
        return table
      }
      const before = { ...services.consumed }
      const began = performance.now()
      let drift = 0
      for (let night = 1; night <= nightsOfRound; night += 1) {
        const now = (): string => `2030-01-0${night}T01:00:00.000Z`
        drift += (await createVerifier({ services: { ...services, now }, veil }, 0)(() => true)).drift
      }
      const milliseconds = performance.now() - began
      const read = services.consumed.read - before.read + veiled.reduce((sum, { consumed }) => sum + consumed.read, 0)
      const write = services.consumed.write - before.write
      rows.push([size, ...[read, write, milliseconds].map((all) => all / size / nightsOfRound)].map(figure))
      if (drift > 0) broken.push(`${drift} derived items of ${size} contributions have drifted.`)
    } finally {
      await engine.stop()
    }
  }
  console.log('\nCapacity of a night, on average over the seven of a week, for each stored contribution:\n')
  console.log(textTable(['stored', 'RCU', 'WCU', 'ms'], rows))
  return broken
}
