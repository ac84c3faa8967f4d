// Proves that the walls between the rooms stand: plants breaches in a copy of the tree and sees which ones oxlint reports.
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { probes } from './breaches.ts'
import { read, root } from './repository.ts'

type Report = { diagnostics: { filename: string; code: string }[]; number_of_files: number; number_of_rules: number }

const rooms = ['infra', 'functions', 'shared', 'seeds', 'test']

/** The working tree is never touched, so a run beside an editor or another run sees nothing of this. */
const plant = (): string => {
  const copy = mkdtempSync(path.join(tmpdir(), 'boundaries-'))
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) {
    copyFileSync(path.join(root, file), path.join(copy, file))
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  for (const { file, code } of probes) {
    mkdirSync(path.join(copy, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(copy, file), code)
  }
  return copy
}

const lint = async (folder: string): Promise<Report> => {
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint')
  const running = promisify(execFile)(process.execPath, [oxlint, '--type-aware', '-f', 'json', ...rooms], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  })
  // Findings make oxlint exit with 1, which execFile calls an error; what it printed is on the error.
  const { stdout } = await running.catch((error: { stdout: string }) => error)
  return JSON.parse(stdout) as Report
}

describe('the walls between the rooms', () => {
  let folder: string
  let report: Report
  const reported = (file: string): string[] =>
    report.diagnostics.filter((finding) => finding.filename === file).map((finding) => finding.code)

  beforeAll(async () => {
    folder = plant()
    report = await lint(folder)
  }, 90_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the linter reads every planted file', () => {
    expect(report.number_of_files).toBe(probes.length)
    expect(report.number_of_rules).toBeGreaterThan(100)
  })

  test('every planted file is planted once', () => {
    expect(new Set(probes.map(({ file }) => file)).size).toBe(probes.length)
  })

  test.each(probes.filter(({ breaks }) => breaks !== undefined))('$file $because: reported', ({ file, breaks }) => {
    expect(new Set(reported(file))).toEqual(new Set([breaks]))
  })

  test.each(probes.filter(({ breaks }) => breaks === undefined))('$file $because: not reported', ({ file }) => {
    expect(reported(file)).toEqual([])
  })

  test('the script that checks the repository lints the same folders with the same rules', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

    expect(scripts['check:lint']).toBe(`oxlint --type-aware --deny-warnings ${rooms.join(' ')}`)
  })
})
