// Section `requests`: what each request takes and consumes at several numbers of stored contributions.
import { type Facts, inventContributions } from './contributions.ts'
import { castOfSeeds, enterDirectory } from './directory.ts'
import { verdictOn } from './growth.ts'
import { type Loaded, loadContributions } from './load.ts'
import { loadNow } from './machine.ts'
import { type Measured, measure } from './measure.ts'
import { type Operation, operationsOn } from './operations.ts'
import { figure, textTable } from './textTable.ts'
import { startTracker } from './tracker.ts'

export interface RequestsOptions {
  /** Stored contributions, ascending. */
  sizes: number[]
  /** Requests per operation at most, once one after the other and once several at once. */
  requests: number
}

const seeds = { stored: 2008, probes: 186 }
const cast = castOfSeeds()

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** The same at every size: some of them tell again what is stored at the smallest one too. */
const probesFor = ({ sizes, requests }: RequestsOptions) => {
  const known: Facts[] = []
  inventContributions(seeds.stored, cast, known)
    .take(sizes[0] ?? 0)
    .toArray()
  return inventContributions(seeds.probes, cast, known)
    .take(2 * requests)
    .toArray()
}

interface SizeResult {
  size: number
  loaded: Loaded
  operations: Operation[]
  measured: Measured[]
}

const benchSize = async (size: number, options: RequestsOptions): Promise<SizeResult> => {
  const tracker = await startTracker()
  try {
    await enterDirectory(tracker.services)
    const loaded = await loadContributions(
      tracker.services,
      inventContributions(seeds.stored, cast).take(size),
      (stored) => {
        if (stored % 1000 === 0 || stored === size) say(`  ${stored} of ${size} contributions are stored and followed`)
      },
    )
    const { authorization } = tracker
    const operations = operationsOn({ authorization, ids: loaded.ids, probes: probesFor(options), cast })
    const measured: Measured[] = []
    for (const operation of operations) measured.push(await measure(tracker, operation, options.requests))
    return { size, loaded, operations, measured }
  } finally {
    await tracker.stop()
  }
}

const loadingRow = ({ size, loaded: { recording, findings, coverage } }: SizeResult) =>
  [size, ...[recording, findings, coverage].map((seconds) => (1000 * seconds) / size)].map(figure)

const measuredHeadings = ['operation', 'stored', 'per second', 'p50 ms', 'p99 ms', 'RCU', 'WCU']

/** The sizes of one operation beneath each other. */
const measuredRows = (results: readonly SizeResult[]) =>
  (results[0]?.operations ?? []).flatMap(({ name }, position) =>
    results.flatMap(({ size, measured }) =>
      measured
        .slice(position, position + 1)
        .map(({ perSecond, p50, p99, read, write }) => [name, size, perSecond, p50, p99, read, write]),
    ),
  )

const partRows = (results: readonly SizeResult[], operation: string) => {
  const found = results.map(({ measured }) => measured.find(({ name }) => name === operation))
  const names = new Set(found.flatMap((one) => [...(one?.parts.keys() ?? [])]))
  return [...names].toSorted().map((part) => [
    `${operation}: ${part}`,
    ...found.flatMap((one) => {
      const { calls = 0, items = 0, units = 0 } = one?.parts.get(part) ?? {}
      return [calls, items, units]
    }),
  ])
}

const print = (results: readonly SizeResult[], requests: number): void => {
  console.log('\n## requests: through HTTP on loopback, a coordinator with a verified token')
  console.log(
    `Seconds per 1,000 contributions, recorded 8 at once and then followed by the consumers. Load ${loadNow()}.\n`,
  )
  console.log(textTable(['stored', 'record', 'findings', 'coverage'], results.map(loadingRow)))
  console.log(
    `\nUp to ${requests} requests one after the other (p50, p99, capacity), then as many over 4 connections (per second).\n`,
  )
  console.log(textTable(measuredHeadings, measuredRows(results)))
  console.log('\nWhat the table is asked for, per request:\n')
  const headings = results.flatMap(({ size }) => [`calls at ${size}`, 'items', 'units'])
  const parts = ['coverage none,quarter', 'coverage subCluster,quarter', 'gaps', 'check', 'submit'].flatMap((name) =>
    partRows(results, name),
  )
  console.log(textTable(['part', ...headings], parts))
}

/** A single size is compared with itself: its budgets are still checked. */
const printGrowth = (results: readonly SizeResult[]): string[] => {
  const [small, large] = [results[0], results.at(-1)]
  if (!small || !large) return []
  const verdicts = small.operations.flatMap((operation, position) => {
    const [before, after] = [small.measured[position], large.measured[position]]
    return before && after ? [verdictOn(operation, before, after)] : []
  })
  console.log(
    '\nCapacity per request where more is stored. What is read may fill up to the most that the same request can read with',
  )
  console.log('every item full ("fills"), and never passes it; what is written may not grow (5 % are noise):\n')
  const headings = [
    'operation',
    `RCU at ${small.size}`,
    `at ${large.size}`,
    'change',
    'most RCU',
    `WCU at ${small.size}`,
    `at ${large.size}`,
  ]
  console.log(
    textTable(
      [...headings, 'change', '<verdict'],
      verdicts.map(({ row }) => row),
    ),
  )
  return verdicts.flatMap(({ broken }) => broken ?? [])
}

/** Answers what breaks a budget. */
export const benchRequests = async (options: RequestsOptions): Promise<string[]> => {
  const results: SizeResult[] = []
  for (const size of options.sizes) {
    const result = await benchSize(size, options)
    results.push(result)
    say(textTable(measuredHeadings, measuredRows([result])))
  }
  print(results, options.requests)
  return printGrowth(results)
}
