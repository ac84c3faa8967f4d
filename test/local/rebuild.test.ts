// `npm run rebuild` as the operator runs it: beside a tracker that runs, and on a folder that rests.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allItems } from '#infra/local/derivedData.ts'
import { isDerived } from '#store/derivedItems.ts'
import { freePort } from '#infra/local/engine.ts'
import { documentClient } from '#runtime/services.ts'
import { type RunningTracker, startUntilReady } from './localTracker.ts'

const folder = mkdtempSync(join(tmpdir(), 'tracker-rebuilt-'))
let tracker: RunningTracker
let environment: Record<string, string>
beforeAll(async () => {
  environment = { DATA_DIR: folder, PORT: String(await freePort()), SEED: 'programme' }
  tracker = await startUntilReady(environment)
}, 300_000)
afterAll(async () => {
  tracker.child.kill('SIGKILL')
  await tracker.ended
  rmSync(folder, { recursive: true, force: true })
})

const rebuilding = async (...words: string[]): Promise<{ code: number; said: string }> => {
  const child = spawn(process.execPath, ['infra/local/rebuildCommand.ts', ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

test('a tracker that runs is compared, drift is told, and mended', async () => {
  const { endpoint } = JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8')) as { endpoint: string }
  const client = documentClient(endpoint)

  const whole = await rebuilding('--verify')
  expect(whole).toMatchObject({ code: 0, said: expect.stringMatching(/^\d{3,} derived items equal a rebuild/) })

  const cell = (await allItems(client, 'tracker')).find((item) => isDerived(item) && item.pk.startsWith('ACCOUNT#'))
  await client.send(new DeleteCommand({ TableName: 'tracker', Key: { pk: cell?.pk, sk: cell?.sk } }))
  const drifted = await rebuilding('--verify')
  expect(drifted).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^missing, or other: ACCOUNT#.*\nDrift: 1 items/),
  })

  expect(await rebuilding()).toMatchObject({ code: 0, said: expect.stringContaining('rebuilt') })
  expect((await rebuilding('--verify')).code).toBe(0)
}, 900_000)

test('a folder that rests is rebuilt too', async () => {
  tracker.child.kill('SIGTERM')
  await tracker.ended

  expect((await rebuilding('--verify')).code).toBe(0)
}, 600_000)

test('what it does not know is refused in one line', async () => {
  expect(await rebuilding('--force')).toMatchObject({ code: 1, said: expect.stringContaining('npm run rebuild') })
})
