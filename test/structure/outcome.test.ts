// What CI makes of a run's report: silence is never success, and each failure is named at the log's end.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'outcome-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The lines of `.ci/outcome.mjs` for a report with these files, or for none. */
function outcome(code: number, report?: { numPassedTests: number; testResults: unknown[] }): string[] {
  const path = join(folder, report === undefined ? 'missing.json' : 'report.json')
  if (report !== undefined) writeFileSync(path, JSON.stringify(report))
  const environment = { ...process.env, REPORT: path, CODE: String(code) }
  return execFileSync(process.execPath, ['.ci/outcome.mjs'], { env: environment, encoding: 'utf8' }).trim().split('\n')
}

const passing = { name: `${process.cwd()}/test/a.test.ts`, status: 'passed', assertionResults: [{ status: 'passed' }] }

it('says what passed', () => {
  expect(outcome(0, { numPassedTests: 3, testResults: [passing] })).toEqual(['3 0'])
})

it('names each test that failed, with its reason on the same line', () => {
  const failed = { status: 'failed', fullName: 'adds up', failureMessages: ['expected 1\nto be 2'] }
  const file = { ...passing, status: 'failed', assertionResults: [{ status: 'passed' }, failed] }
  expect(outcome(1, { numPassedTests: 1, testResults: [file] })).toEqual([
    '1 1',
    'test/a.test.ts: adds up: expected 1 | to be 2',
  ])
})

it('counts a file that could not be run once', () => {
  const file = { ...passing, status: 'failed', assertionResults: [], message: 'no such module' }
  expect(outcome(1, { numPassedTests: 3, testResults: [passing, file] })).toEqual([
    '3 1',
    'test/a.test.ts could not be run: no such module',
  ])
})

it('never takes silence for success', () => {
  expect(outcome(0)).toEqual(['0 1', 'not a single test ran'])
  expect(outcome(124, { numPassedTests: 3, testResults: [passing] })[0]).toBe('3 1')
  expect(outcome(124)).toEqual(['0 1', 'ended with code 124, and no test is known to have failed'])
})
