// The README's tour and the requests that `npm start` prints, pasted into a shell beside a tracker started for the first time.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, openShell, type Pasted, type Shell, startTracker, type Tracker } from './newcomer.ts'
import { differences } from './shownAnswer.ts'
import { type Step, tourSteps } from './tourSteps.ts'

const steps = tourSteps(readFileSync('README.md', 'utf8'), 'A five-minute tour')

const folder = mkdtempSync(join(tmpdir(), 'tour-'))
let port = ''
let tracker: Tracker
let shell: Shell

beforeAll(async () => {
  port = await freePort()
  const environment = { PORT: port, DATA_DIR: join(folder, 'data'), SEED: 'demo' }
  tracker = await startTracker(environment)
  shell = openShell(environment)
}, 180_000)

afterAll(async () => {
  await shell?.close()
  await tracker?.stop()
  rmSync(folder, { recursive: true })
}, 30_000)

/** The page speaks of the default port and of /tmp; here both are this run's own. */
const paste = async (commands: string): Promise<Pasted> =>
  shell.paste(commands.replaceAll('127.0.0.1:8787', `127.0.0.1:${port}`).replaceAll('/tmp/', `${folder}/`))

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Findings and coverage follow a write within five seconds: a request that only reads may be pasted again. */
const followsWithin = 5000
const onlyReads = ({ commands }: Step): boolean => commands.includes('curl') && !/ -(?:d|X) /.test(commands)

const differencesOf = async (step: Step): Promise<string[]> => {
  const began = performance.now()
  for (;;) {
    const { status, output } = await paste(step.commands)
    if (status !== 0) return [`status ${status}: ${output}`]
    const found = step.answer === undefined ? [] : differences(JSON.parse(step.answer), parsed(output))
    if (found.length === 0 || !onlyReads(step) || performance.now() - began > followsWithin) return found
    await wait(200)
  }
}

describe('the requests that npm start prints', () => {
  const requests = (): string[] =>
    [...tracker.welcome.matchAll(/^ {2}(curl (?:.*\\\n)*.*)$/gm)].map(([, one = '']) => one)

  test('are three', () => {
    expect(requests()).toHaveLength(3)
  })

  test.each([
    [0, 'duplicates', { items: [{ kind: 'duplicate-record', state: 'open' }, '…'] }],
    [1, 'coverage by quarter', { measure: 'usd', items: [{ quarter: '…', gap: {} }, '…'] }],
    [2, 'what check finds', { findings: [], coverage: [], warnings: ['…'] }],
  ])('answer when pasted: %i, %s', { timeout: 60_000 }, async (at, _, shown) => {
    // Piped, curl would draw its progress into the answer.
    const { status, output } = await shell.paste((requests()[at] ?? 'false').replace(/^curl/, 'curl -sS'))

    expect(status).toBe(0)
    expect(differences(shown, parsed(output))).toEqual([])
  })
})

describe("the README's tour", () => {
  test('has commands, and answers to most of them', () => {
    expect(steps.length).toBeGreaterThan(8)
    expect(steps.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(6)
  })

  test.each(steps.map((step, at) => ({ step, name: `${at + 1}, ${step.heading}` })))(
    'answers as it shows: $name',
    { timeout: 60_000 },
    async ({ step }) => {
      expect(await differencesOf(step)).toEqual([])
    },
  )
})
