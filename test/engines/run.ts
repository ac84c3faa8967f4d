// The store's tests, and those of an export and its restore, on every engine that we claim: npm run test:engines [-- --bounded]
// It exits 0 when nothing differs but what differences.ts lists, 1 with a line for each thing that does.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { complaints, type EngineName, engineNames, type Outcomes } from './differences.ts'
import { startNamed, withoutJava } from './engines.ts'

const restoreFile = 'test/operate/restore.test.ts'

/** What every other part of the store stands on: keys, conditions, pages, conflicts, numbers, a change as one transaction. */
const boundedFiles = [
  ...['table', 'changes', 'register', 'findings', 'secrets'].map((name) => `test/store/${name}.test.ts`),
  restoreFile,
]

interface Report {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
}

/** A file that could not be loaded counts as a test that failed. */
const outcomesOf = ({ testResults }: Report): Outcomes =>
  new Map(
    testResults.flatMap(({ name, status, assertionResults }): [string, boolean][] => [
      ...assertionResults.map((one): [string, boolean] => [one.fullName, one.status === 'passed']),
      ...(status === 'failed' && assertionResults.length === 0 ? [[name, false] as [string, boolean]] : []),
    ]),
  )

const testsOn = (endpoint: string | undefined, files: readonly string[]): Outcomes => {
  const folder = mkdtempSync(join(tmpdir(), 'engines-'))
  const output = join(folder, 'report.json')
  try {
    const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
    spawnSync(process.execPath, [vitest, 'run', ...files, '--reporter=json', `--outputFile=${output}`], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...(endpoint === undefined ? {} : { TEST_DYNAMODB_ENDPOINT: endpoint }) },
    })
    return outcomesOf(JSON.parse(readFileSync(output, 'utf8')) as Report)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const tried = async (name: EngineName, files: readonly string[]): Promise<string[]> => {
  const began = performance.now()
  const engine = await startNamed[name]()
  try {
    const outcomes = testsOn(engine.endpoint, files)
    const failed = [...outcomes.values()].filter((passed) => !passed).length
    const seconds = Math.round((performance.now() - began) / 1000)
    const lines = complaints(name, outcomes)
    const known = failed > 0 && lines.length === 0 ? ' as differences.ts says' : ''
    console.log(`${name}: ${outcomes.size - failed} passed, ${failed} failed${known}, in ${seconds} s`)
    return lines
  } finally {
    await engine.stop()
  }
}

const main = async (): Promise<void> => {
  const bounded = process.argv.includes('--bounded')
  const missing = await withoutJava()
  if (missing !== null) console.log(`${missing}: left out`)
  // The embedded one runs them all in `npm test` and `npm run test:slow`.
  const names = engineNames
    .filter((name) => name !== 'DynamoDB Local' || missing === null)
    .filter((name) => name !== 'embedded' || !bounded)
  const lines: string[] = []
  for (const name of names) lines.push(...(await tried(name, bounded ? boundedFiles : ['test/store', restoreFile])))
  for (const line of lines) console.error(line)
  process.exitCode = lines.length === 0 ? 0 : 1
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
