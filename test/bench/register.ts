// Section `register`: the report over a register of so many contributions, in a process with the memory of the function.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { marshall } from '@aws-sdk/util-dynamodb'
import { submitContribution } from '#actions/submitContribution.ts'
import { newTracker, startQuickEngine } from '#test/support/builders.ts'
import { follow } from '#test/stream/replay.ts'
import { inventContributions } from './contributions.ts'
import { fillCells, inventedUpTo } from './coverage.ts'
import { castOfSeeds, coordinator, enterDirectory } from './directory.ts'
import type { MadeRegister } from './madeRegister.ts'
import type { ReportTook } from './reportProcess.ts'
import type { RequestsOptions } from './requests.ts'
import { textTable } from './textTable.ts'

/** Of the function that writes reports, in infra/reports.ts. */
const functionLimits = { megabytes: 2048, seconds: 900 }

/** The share of the function's memory that Lambda gives to Node's old space. */
const heapMegabytes = Math.floor(functionLimits.megabytes * 0.9)

/** Findings for each contribution: the labelled set of 10,000 records has 4,624 pairs that should be found. */
const findingsEach = 0.5

/** Contributions that the cells are counted from: their rows are nearly all there are by then. */
const countedContributions = 10_000

/** What tells one contribution from another, in the words that `madeRegister` fills in. */
const withPlaces = (item: object, own: Record<string, string>): string => {
  let text = JSON.stringify(marshall(item, { removeUndefinedValues: true }))
  for (const [value, name] of Object.entries(own)) text = text.replaceAll(`"S":"${value}"`, `"S":"@${name}@"`)
  return text
}

const modelItems = async (
  tracker: Awaited<ReturnType<typeof newTracker>>,
): Promise<Pick<MadeRegister, 'contributionItems' | 'findingItems'>> => {
  const { findings } = await tracker.store.findings.list({ limit: 200 })
  const page = await tracker.store.contributions.list({ index: 'everything', limit: 100 })
  return {
    contributionItems: page.records.map((record) =>
      withPlaces({ pk: 'CONTRIBUTION#', sk: 'CONTRIBUTION', record }, { [record.id]: 'id' }),
    ),
    findingItems: findings.map((finding) => {
      const [a, b] = finding.contributions.map(({ id }) => id)
      const own = { [finding.id]: 'id', [a ?? '']: 'a', [b ?? '']: 'b', [finding.kind]: 'kind' }
      return withPlaces({ pk: 'FINDING#', sk: 'FINDING', finding }, own)
    }),
  }
}

const answered = async (child: ChildProcess, told: object): Promise<unknown> => {
  child.send(told)
  const first = await Promise.race([once(child, 'message'), once(child, 'exit')])
  const [message] = first as unknown[]
  if (child.exitCode !== null && child.exitCode !== 0)
    throw new Error(`A process of the benchmark ended: ${child.exitCode}.`)
  return message
}

const processAt = (file: string, execArgv: string[] = []): ChildProcess =>
  fork(new URL(file, import.meta.url), { execArgv, stdio: 'inherit' })

const measured = async (contributions: number): Promise<ReportTook[]> => {
  const engine = await startQuickEngine()
  const folder = mkdtempSync(join(tmpdir(), 'bench-register-'))
  const standIn = processAt('./madeRegister.ts')
  try {
    const tracker = await newTracker(engine, { empty: true })
    await enterDirectory(tracker.services)
    for (const sent of inventContributions(2008, castOfSeeds()).take(100))
      await submitContribution(tracker.services, coordinator, sent)
    await follow(tracker, tracker.services)
    const cells = inventedUpTo([countedContributions]).get(countedContributions)
    if (cells) await fillCells(tracker, cells.shares)
    const register: MadeRegister = {
      engine: engine.endpoint,
      contributions,
      findings: contributions * findingsEach,
      ...(await modelItems(tracker)),
    }
    const port = await answered(standIn, register)
    const config = {
      ...tracker.fresh.config,
      REPORT_STORE: `file:${folder}`,
      DYNAMODB_ENDPOINT: `http://127.0.0.1:${String(port)}`,
    }
    const took: ReportTook[] = []
    // The second is compared with the first, as every report but the first is.
    for (const id of ['first', 'second'])
      took.push(
        (await answered(processAt('./reportProcess.ts', [`--max-old-space-size=${heapMegabytes}`]), {
          config,
          id,
        })) as ReportTook,
      )
    return took
  } finally {
    standIn.kill()
    rmSync(folder, { recursive: true })
    await engine.stop()
  }
}

/** It fails where a report takes more memory or time than its function has. */
export const benchRegister = async ({ sizes }: RequestsOptions): Promise<string[]> => {
  const results = []
  for (const size of sizes)
    for (const [at, took] of (await measured(size)).entries())
      results.push({ size, at: at === 0 ? 'first' : 'next', took })
  console.log(
    `\nThe report over a register of so many contributions, a finding for every second of them, made by a stand-in for DynamoDB;
each in a process with ${heapMegabytes} MB of heap; its function has ${functionLimits.megabytes} MB and ${functionLimits.seconds} s:\n`,
  )
  const rows = results.map(({ size, at, took }) => [
    String(size),
    at,
    ...[took.residentMegabytes, took.fileMegabytes, took.seconds, took.cpuSeconds].map((one) => one.toFixed(0)),
  ])
  console.log(textTable(['contributions', 'report', 'resident MB', 'files MB', 's', 'CPU s'], rows))
  return results.flatMap(({ size, took: { residentMegabytes, seconds } }) =>
    residentMegabytes > functionLimits.megabytes || seconds > functionLimits.seconds
      ? [`A report over ${size} contributions takes ${residentMegabytes.toFixed(0)} MB and ${seconds.toFixed(0)} s.`]
      : [],
  )
}
