// Plays seeds on one engine and says what is wrong with each: the code as it is, or a copy of it with a planted bug.
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { startQuickEngine } from '#test/support/builders.ts'
import { judged } from './judge.ts'
import type { PlantedBug } from './plant.ts'
import { quickClientAt } from './quickClient.ts'
import { type Faulty, type Weather, runUnderFaults, runWithoutFaults } from './run.ts'
import { tablesOf } from './table.ts'

const fingerprint = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? 'undefined')
    .digest('hex')

type Run = typeof runUnderFaults

export interface Judged extends Pick<Faulty, 'seed' | 'trace' | 'lines' | 'steps' | 'met'> {
  commands: string[]
  wrong: string[]
}

export interface Caught {
  bug: string
  /** The seed that showed it, and how; null for one that no seed showed. */
  seed: number | null
  how: string
}

export interface Simulation {
  play: (seed: number, options?: { keepLines?: boolean; weather?: Weather; run?: Run }) => Promise<Judged>
  /** Tries the bug's own seed, then others up to so many. */
  catchBug: (bug: PlantedBug, number: number, mostSeeds: number) => Promise<Caught>
  stop: () => Promise<void>
}

/** The copy of the code that `plant` has made the loader give for a bug's number. */
const runWithBug = async (number: number): Promise<Run> => {
  const copy = (await import(`./run.ts?bug=${number}`)) as { runUnderFaults: Run }
  return copy.runUnderFaults
}

export const startSimulation = async (): Promise<Simulation> => {
  const engine = await startQuickEngine()
  const { ask, close } = quickClientAt(engine.endpoint)
  const newTable = await tablesOf(engine, ask)

  const play: Simulation['play'] = async (seed, { run = runUnderFaults, ...options } = {}) => {
    const [table, reference] = [await newTable(), await newTable()]
    const faulty = await run(seed, table, options)
    const impossible = await runWithoutFaults(faulty, reference)
    const states = { under: await table.items(), without: await reference.items() }
    const { trace, lines, steps, met, history } = faulty
    const commands = history.flat().map(({ name }) => name)
    return { seed, trace, lines, steps, met, commands, wrong: [...impossible, ...judged(faulty, states, fingerprint)] }
  }
  const catchBug: Simulation['catchBug'] = async (bug, number, mostSeeds) => {
    const run = await runWithBug(number)
    const others = Array.from({ length: mostSeeds }, (_, at) => at + 1).filter((seed) => seed !== bug.seed)
    for (const seed of [bug.seed, ...others]) {
      const wrong = await play(seed, { run, weather: bug.weather ?? {} }).then(
        (played) => played.wrong,
        (error: unknown) => [String(error)],
      )
      if (wrong[0] !== undefined) return { bug: bug.name, seed, how: wrong[0] }
    }
    return { bug: bug.name, seed: null, how: `no seed of ${mostSeeds} shows it` }
  }
  const stop = async (): Promise<void> => {
    close()
    await engine.stop()
  }
  return { play, catchBug, stop }
}
