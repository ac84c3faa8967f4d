// npm run calibrate -- --from URL: coordinators' decisions are read from a tracker through its API, and teach.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { course } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'calibrate-from-'))
const command = new URL('../../functions/match/calibrate.ts', import.meta.url).pathname
const asked: string[] = []
const sample = join(folder, 'sample')
mkdirSync(sample)
for (const name of ['records', 'pairs'])
  writeFileSync(
    join(sample, `${name}.jsonl.gz`),
    gzipSync(readFileSync(new URL(`fixtures/${name}.jsonl`, import.meta.url))),
  )
let trackers: TestTrackers
let tracker: TestTracker
let coordinator: Client
let server: Server
let url: string

/** The tracker's own functions behind a loopback port; what was asked is kept. */
const serve = (): Promise<Server> =>
  new Promise((resolve) => {
    const made = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      void tracker
        .bearing(request.headers.authorization)
        .send(request.method ?? '', request.url ?? '')
        .then(({ status, type, text }) => response.writeHead(status, { 'content-type': type }).end(text))
    })
    made.listen(0, '127.0.0.1', () => resolve(made))
  })

const calibrate = (...words: string[]): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [command, ...words], (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })

const tokenFile = async (client: Client, name: string): Promise<string> => {
  const file = join(folder, name)
  writeFileSync(file, `${await client.token()}\n`)
  return file
}

/** Two reports of one course, and the finding of them. */
const reported = async (title: string): Promise<string> => {
  const body = course({ title, implementers: ['kaiptc'] })
  const first = await callerOf(tracker, 'eu').made('/v1/contributions', body)
  await callerOf(tracker, 'kaiptc').made('/v1/contributions', body)
  await tracker.settled()
  const { items } = await coordinator.read('/v1/findings?kind=duplicate-record&state=open')
  return items.find((item: { contributions: { id: string }[] }) => item.contributions.some(({ id }) => id === first.id))
    .id
}

beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  coordinator = callerOf(tracker, 'coordinator')
  const decided = await reported('Course for planners of the standby force')
  await reported('Repair of river boats')
  await coordinator.made(`/v1/findings/${decided}/decisions`, { verdict: 'not-duplicate' })
  await tracker.settled()
  server = await serve()
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}, 60_000)

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await trackers.stop()
  rmSync(folder, { recursive: true })
})

test('decided pairs come with their contributions, open ones do not, and a second reading changes nothing', async () => {
  asked.length = 0
  const { status, stdout, stderr } = await calibrate(sample, '--from', `${url}/`, '--token-file', await tokenFile(coordinator, 'coordinator')) // prettier-ignore

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('1 decided pairs of 2 contributions read from')
  expect(stdout).toContain('Nothing is written')
  expect(asked.filter((line) => line.includes('/v1/contributions/'))).toHaveLength(2)
  expect(asked.every((line) => line.startsWith('GET '))).toBe(true)
}, 120_000)

test('says in one line what the tracker refuses, and sends a token nowhere without https', async () => {
  const token = join(folder, 'none')
  writeFileSync(token, 'nobody')

  expect((await calibrate(sample, '--from', url, '--token-file', token)).stderr).toMatch(
    /^calibrate: The tracker answers 401 to GET .+\nusage: /,
  )
  expect((await calibrate(sample, '--from', 'http://tracker.example', '--token-file', token)).stderr).toMatch(/^calibrate: A token goes to tracker\.example by https only\.\n/) // prettier-ignore
  expect((await calibrate(sample, '--from', url)).stderr).toMatch(/^calibrate: --from and --token-file go together\.\n/)
  expect((await calibrate(sample, '--from', url, '--token-file', join(folder, 'nowhere'))).status).toBe(1)
}, 120_000)
