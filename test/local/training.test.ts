// SEED=training, whole: every row of the printed records has a result, and a second start changes nothing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveServices, type Services } from '#runtime/services.ts'
import { seed } from '#seeds/seed.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let folder: string
let services: Services
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'training-'))
  engine = await startEngine(path.join(folder, 'db'))
  const { config } = await engine.newTable()
  const log = { info: () => {}, warn: () => {}, error: () => {}, measure: () => {} }
  services = { ...liveServices(config), log }
})
afterAll(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the training records go in once, with a result for each row', async () => {
  const { training } = await seed(services, 'training')

  // Rows that say the same in every column are one contribution; one beneficiary is not known for sure.
  expect(training?.counts).toEqual({ created: 1161, unchanged: 6, waiting: 1, rejected: 25, 'set-aside': 113 })
  expect(training?.reconciled).toBe(106)
  expect(training?.unreconciled).toHaveLength(7)

  const again = await seed(services, 'training')
  expect(again.training).toEqual(training)
}, 600_000)
