// `npm run simulate -- --seeds N [--seed S] [--trace] [--planted]`: histories under faults, each held to one without.
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { plant } from './plant.ts'
import { plantedBugs } from './plantedBugs.ts'

const readWords = () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      trace: { type: 'boolean', default: false },
      planted: { type: 'boolean', default: false },
      bug: { type: 'string' },
    },
  })
  const [count, first] = [Number(values.seeds), Number(values.seed)]
  if (![count, first].every((number) => Number.isSafeInteger(number) && number > 0))
    throw new Error('--seeds and --seed are whole numbers from 1 on.')
  return { values, count, first }
}

const askedFor = () => {
  try {
    return readWords()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error('npm run simulate -- [--seeds 100] [--seed 1] [--trace] [--planted [--bug WORDS]]')
    return process.exit(2)
  }
}

const { values, count, first } = askedFor()
if (values.planted) plant(plantedBugs)
const { startSimulation } = await import('./simulation.ts')
const simulation = await startSimulation()
const mostShown = 10
const shortened = (line: string): string => (line.length > 300 ? `${line.slice(0, 300)} ...` : line)

/** How many seeds did not end as they would have without faults. */
const playAll = async (): Promise<number> => {
  const all = createHash('sha256')
  const met: Record<string, number> = {}
  let [failed, steps, commands] = [0, 0, 0]
  for (let seed = first; seed < first + count; seed += 1) {
    const played = await simulation.play(seed, { keepLines: values.trace })
    all.update(played.trace)
    steps += played.steps
    commands += played.commands.length
    for (const [fault, times] of Object.entries(played.met)) met[fault] = (met[fault] ?? 0) + times
    for (const line of played.lines) console.log(line)
    if (values.trace) console.log(`Seed ${seed}: trace ${played.trace}; ${played.commands.join('; ')}`)
    if (played.wrong.length === 0) continue
    failed += 1
    console.log(`Seed ${seed} (trace ${played.trace}) does not end as it would without faults:`)
    for (const line of played.wrong.slice(0, mostShown)) console.log(`  ${shortened(line)}`)
    console.log(`  Replay: npm run simulate -- --seeds 1 --seed ${seed} --trace`)
  }
  const faults = Object.entries(met).toSorted(([a], [b]) => (a < b ? -1 : 1))
  console.log(
    `${count} seeds from ${first}: ${commands} commands in ${steps} steps, trace ${all.digest('hex').slice(0, 16)}.`,
  )
  console.log(`Faults: ${faults.map(([fault, times]) => `${fault} ${times}`).join(', ')}.`)
  console.log(
    failed === 0 ? 'All end as they would without faults.' : `${failed} do not end as they would without faults.`,
  )
  return failed
}

/** How many bugs were not caught. */
const playPlanted = async (): Promise<number> => {
  let missed = 0
  for (const [number, bug] of plantedBugs.entries()) {
    if (values.bug !== undefined && !bug.name.includes(values.bug)) continue
    const { seed, how } = await simulation.catchBug(bug, number, count)
    if (seed === null) missed += 1
    console.log(`${seed === null ? 'MISSED' : `caught by seed ${seed}`}: ${bug.name} (${shortened(how).slice(0, 120)})`)
  }
  console.log(`${plantedBugs.length - missed} of ${plantedBugs.length} planted bugs are caught.`)
  return missed
}

const wrong = values.planted ? await playPlanted() : await playAll()
await simulation.stop()
process.exitCode = wrong === 0 ? 0 : 1
