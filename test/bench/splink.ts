// Splink (https://github.com/moj-analytical-services/splink, MIT) on the same files, in a virtual environment made once.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScoredPair } from '#test/support/matchQuality.ts'

/** Exact versions, so that two runs compare alike. */
const packages = ['splink==5.0.0', 'duckdb==2.0.0', 'pyarrow==26.0.1', 'sqlglot==30.30.0']

const longest = 3_600_000

export interface SplinkRun {
  seconds: number
  megabytes: number
  unsupervised: ScoredPair[]
  /** With the labels of the other half of the records; empty where a set has fewer than twenty. */
  labelled: ScoredPair[]
}

/** The interpreter of an environment that has Splink, made where the user keeps caches when it is not there yet. */
function pythonWithSplink(): string {
  const name = `au-contribution-tracker-splink-${packages[0]?.split('==')[1] ?? ''}`
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), name)
  const python = join(folder, 'bin/python')
  const isThere = existsSync(join(folder, 'ready'))
  if (isThere) return python
  console.log(`Installing ${packages.join(', ')} in ${folder} ...`)
  mkdirSync(folder, { recursive: true })
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], { stdio: 'inherit' })
  mkdirSync(join(folder, 'ready'))
  return python
}

const pairsIn = (file: string): ScoredPair[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as ScoredPair)
    : []

/** Runs Splink over a labelled set, without labels and with them (splinkRun.py says how). */
export function runSplink(set: string): SplinkRun {
  const out = mkdtempSync(join(tmpdir(), 'splink-'))
  try {
    const script = join(import.meta.dirname, 'splinkRun.py')
    const said = execFileSync(pythonWithSplink(), [script, set, out], {
      encoding: 'utf8',
      timeout: longest,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const { seconds, megabytes } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as {
      seconds: number
      megabytes: number
    }
    const both = (model: string): ScoredPair[] =>
      ['duplicate-record', 'overlapping-effort'].flatMap((kind) => pairsIn(join(out, `${model}-${kind}.jsonl`)))
    return { seconds, megabytes, unsupervised: both('unsupervised'), labelled: both('labelled') }
  } finally {
    rmSync(out, { recursive: true })
  }
}
