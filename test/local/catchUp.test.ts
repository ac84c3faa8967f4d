// A start does not hold its user up for ever: what is stored can be read, and findings, figures and the report follow.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catchUp, patienceFor } from '#infra/local/catchUp.ts'
import { freePort } from '#infra/local/engine.ts'
import { readSettings } from '#infra/local/settings.ts'
import { startTracker } from '#infra/local/tracker.ts'

test('what is followed in time is waited for', async () => {
  const { isDone } = await catchUp({ idle: async () => {} }, 600_000)

  expect(isDone).toBe(true)
})

test('what takes longer is told of when it is done', async () => {
  let finish = (): void => {}
  const idle = new Promise<void>((resolve) => {
    finish = resolve
  })
  const { isDone, done } = await catchUp({ idle: async () => idle }, 1)

  expect(isDone).toBe(false)
  finish()
  await expect(done).resolves.toBeUndefined()
})

test('the printed training records, and whatever a later start finds, are not waited for', () => {
  expect(patienceFor('training', true)).toBeLessThan(60_000)
  expect(patienceFor('demo', false)).toBeLessThan(60_000)
  expect(patienceFor('demo', true)).toBeGreaterThan(300_000)
})

test('a tracker that has not caught up answers, and says when the rest is there', { timeout: 900_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'catch-up-'))
  const settings = readSettings({ PORT: String(await freePort()), DATA_DIR: folder, SEED: 'programme' })
  const lines: string[] = []
  let complete = (): void => {}
  const isComplete = new Promise<void>((resolve) => {
    complete = resolve
  })
  const say = (line: string): void => {
    lines.push(line)
    if (line.startsWith('Findings and coverage are complete')) complete()
  }

  const tracker = await startTracker(settings, say, 0)
  try {
    const begun = [...lines]
    const health = await fetch(`${tracker.url}/healthz`)
    await isComplete

    expect(tracker.report).toBeUndefined()
    expect(begun.at(-1)).toContain('follow while you use the tracker')
    expect(health.status).toBe(200)
    expect(lines.at(-1)).toMatch(/The report: .*\.html$/)
  } finally {
    await tracker.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
