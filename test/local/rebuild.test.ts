// `npm run rebuild` as the operator runs it: beside a tracker that runs and is written to, killed and again, and on a folder that rests.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type DynamoDBDocumentClient, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allItems, type StoredItem } from '#infra/local/derivedData.ts'
import { freePort } from '#infra/local/engine.ts'
import { documentClient } from '#runtime/services.ts'
import { isDerived } from '#store/derivedItems.ts'
import { type RunningTracker, runToEnd, startUntilReady } from './localTracker.ts'

const folder = mkdtempSync(join(tmpdir(), 'tracker-rebuilt-'))
let tracker: RunningTracker
let environment: Record<string, string>
let client: DynamoDBDocumentClient
let token: string
beforeAll(async () => {
  environment = { DATA_DIR: folder, PORT: String(await freePort()), SEED: 'programme' }
  tracker = await startUntilReady(environment)
  const { endpoint } = JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8')) as { endpoint: string }
  client = documentClient(endpoint)
  token = (await runToEnd('token', ['--role', 'coordinator'], environment)).stdout.trim()
}, 300_000)
afterAll(async () => {
  tracker.child.kill('SIGKILL')
  await tracker.ended
  rmSync(folder, { recursive: true, force: true })
})

const rebuild = (...words: string[]): { child: ChildProcess; ended: Promise<{ code: number; said: string }> } => {
  const child = spawn(process.execPath, ['infra/local/rebuildCommand.ts', ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number, said })) }
}
const rebuilding = async (...words: string[]) => rebuild(...words).ended

const derived = async (): Promise<StoredItem[]> => (await allItems(client, 'tracker')).filter(isDerived)

const remove = async ({ pk, sk }: StoredItem): Promise<unknown> =>
  client.send(new DeleteCommand({ TableName: 'tracker', Key: { pk, sk } }))

const ask = async (path: string, body?: { title: string }): Promise<any> => {
  const answer = await fetch(`http://127.0.0.1:${environment['PORT']}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': body?.title.replaceAll(' ', '-') ?? '-',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const said = await answer.json()
  expect([answer.status, said]).toEqual([body ? 201 : 200, expect.anything()])
  return said
}

const works = ['harbour repair', 'radio relay', 'field kitchen', 'school roof', 'airstrip lights', 'archive shelves']

const recordOf = (number: number) => {
  const day = `${2001 + number}-03-0${1 + number}`
  return {
    title: `${works[number]}`,
    provider: 'eu',
    beneficiary: 'auc',
    money: { amount: '1000.00', currency: 'USD' },
    period: { start: day, end: day },
  }
}

const reported = async (): Promise<number> =>
  Number((await ask('/v1/coverage?groupBy=none')).items[0]?.announced.reported ?? 0)

test('a tracker that runs is compared, drift is told, and mended', async () => {
  const whole = await rebuilding('--verify')
  expect(whole).toMatchObject({ code: 0, said: expect.stringMatching(/^\d{3,} derived items equal a rebuild/) })

  const [account] = (await derived()).filter(({ pk }) => pk.startsWith('ACCOUNT#'))
  await remove(account as StoredItem)
  const drifted = await rebuilding('--verify')
  expect(drifted).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^missing: ACCOUNT#.*\nDrift: 1 items/),
  })

  expect(await rebuilding()).toMatchObject({ code: 0, said: expect.stringMatching(/ rebuilt: 1 of \d{3,} items/) })
  expect((await rebuilding('--verify')).code).toBe(0)
}, 900_000)

test('while it is written to, figures and findings stand, and what comes meanwhile is followed', async () => {
  const before = await reported()
  const items = await derived()
  const finding = items.find(({ pk, sk }) => pk.startsWith('FINDING#') && sk === 'FINDING') as StoredItem
  for (const item of items.filter(({ pk }) => /^(?:ACCOUNT|LISTING|GAPS)#/.test(pk)).slice(0, 40)) await remove(item)
  const held = finding['finding'] as { firstSeen: string }
  await client.send(new PutCommand({ TableName: 'tracker', Item: { ...finding, finding: { ...held, score: 0.5 } } }))
  const ghost = { pk: 'GROUP#ghost', sk: 'GROUP', members: ['ghost'] }
  await client.send(new PutCommand({ TableName: 'tracker', Item: ghost }))

  const { child, ended } = rebuild()
  let added = 0
  for (; child.exitCode === null || added === 0; await wait(200)) {
    if (added < works.length) await ask('/v1/contributions', recordOf(added++))
    expect(await reported()).toBeGreaterThanOrEqual(before)
  }
  expect(await ended).toMatchObject({ code: 0, said: expect.stringContaining('rebuilt') })

  await expect.poll(reported, { timeout: 60_000 }).toBe(before + added * 1000)
  expect(await rebuilding('--verify')).toEqual({ code: 0, said: expect.stringContaining('equal a rebuild') })
  const id = finding.pk.slice('FINDING#'.length)
  expect((await ask(`/v1/findings/${id}`)).firstSeen).toBe(held.firstSeen)
}, 900_000)

test('killed while it derives, it lets the consumers go, and the next one goes on', async () => {
  const notes = join(folder, 'rebuild', 'tracker', 'progress.json')
  const first = rebuild()
  while (!existsSync(notes) || !/"(?:coverage|needs|rest)"/.test(readFileSync(notes, 'utf8'))) await wait(20)
  first.child.kill('SIGKILL')
  await first.ended

  expect(await rebuilding()).toMatchObject({ code: 0, said: expect.stringMatching(/^Going on with .*\n.*rebuilt/) })
  expect(existsSync(join(folder, 'rebuild', 'tracker'))).toBe(false)
}, 900_000)

test('a second one at the same time is refused in one line', async () => {
  const first = rebuild()
  while (!existsSync(join(folder, 'rebuild', 'tracker'))) await wait(20)

  expect(await rebuilding()).toMatchObject({ code: 1, said: expect.stringMatching(/^Another rebuild works on .*\n$/) })
  expect((await first.ended).code).toBe(0)
}, 900_000)

test('a folder that rests is rebuilt too', async () => {
  tracker.child.kill('SIGTERM')
  await tracker.ended

  expect((await rebuilding('--verify')).code).toBe(0)
  expect((await rebuilding()).code).toBe(0)
}, 600_000)

test('what it does not know is refused in one line', async () => {
  expect(await rebuilding('--force')).toMatchObject({ code: 1, said: expect.stringContaining('npm run rebuild') })
})
