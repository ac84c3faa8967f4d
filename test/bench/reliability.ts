// Section `reliability`: each promise of the design, how often its tests tried to break it, and what failed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchOptions } from './options.ts'
import { textTable } from './textTable.ts'

interface Trial {
  promise: number
  what: string
  /** Words for node (`simulate.ts`), or the test files that vitest runs. */
  simulate?: string[]
  files?: string[]
  /** Beside this process's own. */
  environment?: Record<string, string>
  /** What is counted in what is printed, and added up; without it the tests themselves are. */
  counted?: RegExp
}

const named = (folder: string, names: readonly string[]): string[] =>
  names.map((name) => `test/${folder}/${name}.test.ts`)

const trials = (seeds: number): Trial[] => [
  {
    promise: 1,
    what: 'acknowledged writes, tracker and engine killed 20 times meanwhile',
    files: named('local', ['killed']),
    counted: /(\d+) acknowledged writes/g,
  },
  {
    promise: 2,
    what: 'cases of repeated requests, the largest a thousand at once',
    files: [...named('http', ['idempotency', 'idempotencyDraft']), ...named('stream', ['manyAtOnce'])],
  },
  {
    promise: 3,
    what: 'commands of two clients under faults, ends compared with a day without',
    simulate: ['--seeds', String(seeds)],
    counted: /: (\d+) commands/g,
  },
  {
    promise: 4,
    what: 'bugs planted, each to be caught',
    simulate: ['--planted', '--seeds', '5'],
    counted: /of (\d+) planted/g,
  },
  {
    promise: 4,
    what: 'cases of stream records twice, late, mixed up and lost',
    files: named('stream', ['promises', 'batch']),
  },
  {
    promise: 5,
    what: 'cases of cells and findings held to a rebuild',
    files: [...named('stream', ['conservation']), ...named('local', ['rebuild'])],
  },
  {
    promise: 6,
    what: 'answers with and without confidential records',
    files: named('attacks', ['canaries']),
    counted: /(\d+) answers compared/g,
  },
  {
    promise: 6,
    what: 'cases of who may do what',
    files: [...named('domain', ['can']), ...named('attacks', ['authentication', 'authorization', 'everyRole'])],
  },
  {
    promise: 7,
    what: 'hostile requests and files',
    files: named('attacks', ['everyOperation', 'files', 'headers', 'injection', 'input', 'wire']),
  },
  {
    promise: 8,
    what: 'tamperings with the audit trail',
    files: named('audit', ['audit']),
    environment: { AUDIT_TAMPERINGS: '10000' },
    counted: /(\d+) random tamperings/g,
  },
]

interface Tried {
  tried: number
  failed: number
  seconds: number
}

const run = async (
  words: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; said: string }> => {
  // oxlint-disable-next-line node/no-process-env -- the trial runs as this process does
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

const runTests = async (
  { files = [], environment }: Trial,
  folder: string,
): Promise<{ said: string; tests: number; failed: number }> => {
  const results = join(folder, 'results.json')
  const words = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${results}`,
    ...files,
  ]
  const { said } = await run(words, environment)
  const { numTotalTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(results, 'utf8')) as Record<
    string,
    number
  >
  return { said, tests: numTotalTests ?? 0, failed: Math.max(numFailedTests ?? 0, numFailedTestSuites ?? 0) }
}

const tryOut = async (trial: Trial): Promise<Tried> => {
  const [folder, from] = [mkdtempSync(join(tmpdir(), 'tracker-bench-')), performance.now()]
  try {
    const { said, tests, failed } = trial.simulate
      ? await run(['test/simulation/simulate.ts', ...trial.simulate]).then(({ said: text, code }) => ({
          said: text,
          tests: 0,
          failed: code,
        }))
      : await runTests(trial, folder)
    const found = trial.counted ? [...said.matchAll(trial.counted)] : null
    const counted = found ? found.reduce((sum, [, number]) => sum + Number(number), 0) : tests
    return { tried: counted, failed, seconds: (performance.now() - from) / 1000 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What failed, or was never tried, is a broken budget. */
export const benchReliability = async ({ seeds }: BenchOptions): Promise<string[]> => {
  const rows: [number, string, number, number, number][] = []
  const broken: string[] = []
  for (const trial of trials(seeds)) {
    const { tried, failed, seconds } = await tryOut(trial)
    rows.push([trial.promise, trial.what, tried, failed, Math.round(seconds)])
    if (failed > 0 || tried === 0) broken.push(`promise ${trial.promise}, ${trial.what}: ${failed} failed of ${tried}`)
  }
  console.log('\nEach promise, what tried to break it how often, and how much failed.')
  console.log(textTable(['promise', '<what was tried', 'tried', 'failed', 's'], rows))
  return broken
}
