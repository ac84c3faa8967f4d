// Promise 1: the tracker and its engine are killed at any moment under load, again and again; what was acknowledged is there.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#infra/local/engine.ts'
import { chanceFrom } from '#test/bench/chance.ts'
import { type RunningTracker, runToEnd, startUntilReady } from './localTracker.ts'

/** More by hand: KILLS=200 KILL_SEED=$RANDOM. */
// oxlint-disable-next-line node/no-process-env -- how long to try is the caller's choice
const { KILLS = '20', KILL_SEED = '2008' } = process.env
const kills = Number(KILLS)
const writers = 6
const chance = chanceFrom(Number(KILL_SEED))

const folder = mkdtempSync(join(tmpdir(), 'tracker-killed-'))
let environment: Record<string, string>
let url: string
let running: RunningTracker
let token: string

interface Answer {
  status: number
  body: { id: string; title: string; revision: number; transactions: unknown[] }
}

/** Undefined when the tracker died before it answered. */
const ask = async (method: string, path: string, body?: object, headers?: object): Promise<Answer | undefined> => {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  } catch {
    return undefined
  }
}

/** The engine runs in a process group of its own, below the tracker. */
const childrenOf = ({ pid }: ChildProcess): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

const killAll = async (): Promise<void> => {
  const engines = childrenOf(running.child)
  running.child.kill('SIGKILL')
  for (const engine of engines) process.kill(-engine, 'SIGKILL')
  await running.ended
}

beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  environment = { PORT: String(port), DATA_DIR: folder, SEED: 'none', DYNAMODB_ENDPOINT: '' }
  running = await startUntilReady(environment)
  token = (await runToEnd('token', ['--role', 'coordinator'], environment)).stdout.trim()
  for (const id of ['eu', 'auc']) {
    const partner = { id, names: { en: `Organization ${id}` }, kind: 'regional-organization' }
    const made = await ask('POST', '/v1/partners', partner)
    if (made?.status !== 201) throw new Error(JSON.stringify(made))
  }
}, 300_000)
afterAll(async () => {
  await killAll()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

interface Written {
  key: string
  title: string
  /** What the tracker has said so far: nothing, or the record's id and newest revision. */
  id: string | undefined
  revision: number
  /** Whether the next step was sent and not answered. */
  isUnsure: boolean
}

const words = ['harbour', 'signal', 'convoy', 'archive', 'kitchen', 'pharmacy', 'bridge', 'radio', 'school', 'airstrip']
const nouns = ['repair', 'survey', 'training', 'supply', 'study', 'design', 'security', 'storage', 'transport', 'power']

/** Each fifth repeats the one before it, so that there is something to find. */
const sameAs = (number: number): number => (number % 5 === 4 ? number - 1 : number)

/** Weeks apart, but for those that repeat each other: no record has more look-alikes than it is compared with. */
const bodyOf = ({ title, key }: Written): object => {
  const number = Number(key.slice(4))
  const start = new Date(Date.UTC(2001, 0, 1 + 20 * sameAs(number))).toISOString().slice(0, 10)
  const money = { amount: `${1000 + number * 37}.00`, currency: 'USD' }
  return { title, provider: 'eu', beneficiary: 'auc', money, period: { start, end: start } }
}

const nextOf = (number: number): Written => {
  const at = sameAs(number)
  const title = `${words[at % 10]} ${nouns[Math.floor(at / 10) % 10]} ${at}`
  return { key: `key-${number}`, title, id: undefined, revision: 0, isUnsure: false }
}

/** One step of a record: recorded under its key, its description changed, a transaction added. False when nobody answered. */
const advance = async (written: Written): Promise<boolean> => {
  const { key, id, revision } = written
  const path = `/v1/contributions/${id}`
  const transaction = { type: 'commitment', date: '2008-06-02', money: { amount: '10.00', currency: 'USD' } }
  const steps = [
    () => ask('POST', '/v1/contributions', bodyOf(written), { 'idempotency-key': key }),
    () => ask('PATCH', path, { description: `of ${key}` }, { 'if-match': '"1"' }),
    () => ask('POST', `${path}/transactions`, transaction, { 'idempotency-key': `${key}-2` }),
  ]
  const answer = await steps[revision]?.()
  if (!answer) {
    written.isUnsure = true
    return false
  }
  // What was sent twice and had been done the first time is stale now, and no other than one's own change made it so.
  const isOwn = written.isUnsure && answer.status === 412
  if (!isOwn) expect([answer.status, answer.body]).toEqual([revision === 1 ? 200 : 201, expect.objectContaining({})])
  written.id ??= answer.body.id
  written.revision = revision + 1
  written.isUnsure = false
  return true
}

const verify = async (): Promise<{ code: number; said: string }> => {
  const rebuild = spawn(process.execPath, ['infra/local/rebuildCommand.ts', '--verify'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  rebuild.stdout.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = (await once(rebuild, 'close')) as [number]
  return { code, said }
}

/** The consumers may still be following when it is first asked. */
const verified = async (): Promise<{ code: number; said: string }> => {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await verify()
    if (outcome.code === 0 || attempt === 4) return outcome
    await wait(10_000)
  }
}

test(`after ${kills} kills nothing acknowledged is lost, nothing is doubled, and derived data equals a rebuild`, async () => {
  const all: Written[] = []
  let answers = 0
  const unfinished = (): Written[] => all.filter(({ revision }) => revision < 3)

  for (let kill = 0; kill < kills; kill += 1) {
    const killAt = answers + 1 + chance.below(25)
    const dying = Promise.withResolvers<void>()
    const write = async (own: Written[]): Promise<void> => {
      for (;;) {
        const written = own.shift() ?? nextOf(all.length)
        if (!all.includes(written)) all.push(written)
        while (written.revision < 3) {
          if (!(await advance(written))) return
          answers += 1
          if (answers === killAt) dying.resolve()
        }
      }
    }
    const left = unfinished()
    const work = Array.from({ length: writers }, async (_, at) =>
      write(left.filter((__, index) => index % writers === at)),
    )
    await Promise.race([dying.promise, ...work])
    await wait(chance.below(30))
    await killAll()
    await Promise.all(work)
    running = await startUntilReady(environment)
  }
  for (const written of unfinished()) while (written.revision < 3) expect(await advance(written)).toBe(true)

  expect(answers).toBeGreaterThan(kills * 5)
  const listed: string[] = []
  for (let path: string | null = '/v1/contributions?limit=200'; path !== null;) {
    const page = (await ask('GET', path))?.body as unknown as { items: { id: string }[]; next: string | null }
    listed.push(...page.items.map(({ id }) => id))
    path = page.next === null ? null : `/v1/contributions?limit=200&cursor=${page.next}`
  }
  expect(listed.toSorted()).toEqual(all.map(({ id }) => String(id)).toSorted())
  for (const { id, key, title } of all) {
    const record = (await ask('GET', `/v1/contributions/${id}`))?.body
    expect(record).toMatchObject({ title, description: `of ${key}`, revision: 3 })
    expect(record?.transactions).toHaveLength(1)
  }
  const { code, said } = await verified()
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringMatching(/derived items equal a rebuild/) })
  console.info(`${kills} kills, ${answers} acknowledged writes of ${all.length} records, none lost; ${said.trim()}`)
}, 1_800_000)
