// Runs `npm start` and `npm run token` as the operator does: as processes, with a folder and a port of their own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Outcome = { status: number | null; stdout: string; stderr: string }

export type Environment = Record<string, string>

const run = (script: string, words: string[], environment: Environment) => {
  const child = spawn(process.execPath, [`infra/local/${script}.ts`, ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const outcome: Outcome = { status: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (outcome.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (outcome.stderr += text))
  const ended = once(child, 'close').then(([status]: unknown[]) => ({ ...outcome, status: status as number | null }))
  return { child, outcome, ended }
}

export const runToEnd = (script: 'start' | 'token', words: string[], environment: Environment): Promise<Outcome> =>
  run(script, words, environment).ended

export type RunningTracker = {
  child: ChildProcess
  ready: string
  /** What it has printed so far, its log among it. */
  printed: () => string
  ended: Promise<Outcome>
}

/** Resolves at the line that begins `Ready`; a start that ends before is a failure with all that it said. */
export const startUntilReady = (environment: Environment): Promise<RunningTracker> =>
  new Promise((resolve, reject) => {
    const { child, outcome, ended } = run('start', [], environment)
    child.stdout.on('data', () => {
      const ready = /^Ready .*$/m.exec(outcome.stdout)?.[0]
      if (ready) resolve({ child, ready, printed: () => outcome.stdout + outcome.stderr, ended })
    })
    void ended.then((end) => {
      reject(new Error(JSON.stringify(end)))
      return end
    })
  })
