// `npm start` and `npm run token` as a newcomer meets them: ready, killed, started again, stopped, and told what is wrong.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '#infra/local/engine.ts'
import { type Environment, type RunningTracker, runToEnd, startUntilReady } from './localTracker.ts'

const oneLine = (text: string): string[] => text.trim().split('\n')

describe('the tracker on one machine', () => {
  let folder: string
  let environment: Environment
  let url: string
  let running: RunningTracker | undefined

  const start = async (): Promise<RunningTracker> => {
    running = await startUntilReady(environment)
    return running
  }
  const tokenFor = async (...words: string[]): Promise<string> => {
    const { stdout, stderr, status } = await runToEnd('token', words, environment)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    return stdout.trim()
  }
  const call = (path: string, token: string, body?: object): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    })

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tracker-'))
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    environment = { PORT: String(port), DATA_DIR: join(folder, 'data'), SEED: 'none', DYNAMODB_ENDPOINT: '' }
  })
  afterEach(async () => {
    running?.child.kill('SIGKILL')
    await running?.ended
    running = undefined
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('says that it is ready, serves the API and its documentation, and takes the tokens it makes', async () => {
    const { ready } = await start()
    const token = await tokenFor('--role', 'coordinator')

    expect(ready).toContain(url)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/docs`)).status).toBe(200)
    expect((await fetch(`${url}/openapi.json`)).headers.get('Content-Type')).toContain('application/json')
    expect((await fetch(`${url}/v1/findings`)).status).toBe(401)
    expect((await call('/v1/findings', token)).status).toBe(200)
    expect((await call('/v1/reports', token)).status).toBe(200)
  })

  test('keeps the terminal to what a person must know, and its log in a file', async () => {
    const { child, ended } = await start()
    expect((await call('/v1/findings', 'no token')).status).toBe(401)
    child.kill('SIGTERM')

    const { stdout, stderr } = await ended
    const log = readFileSync(join(folder, 'data', 'tracker.log'), 'utf8')
      .trim()
      .split('\n')

    expect({ stderr, json: stdout.split('\n').filter((line) => line.startsWith('{')) }).toEqual({
      stderr: '',
      json: [],
    })
    expect(stdout).toContain('tracker.log')
    expect(log.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ message: 'request', status: 401 }),
    )
  })

  test('enters who a token belongs to as a member, once', async () => {
    await start()
    await tokenFor('--role', 'reader', '--name', 'second')
    await tokenFor('--role', 'reader', '--name', 'second')

    const member = await call('/v1/members/local-reader--second', await tokenFor('--role', 'administrator'))

    expect(await member.json()).toMatchObject({ role: 'reader', organization: null, revision: 1 })
  })

  test('says in one line that a token would be for an organization nobody knows', async () => {
    await start()

    const { status, stdout, stderr } = await runToEnd(
      'token',
      ['--role', 'partner', '--partner', 'atlantis'],
      environment,
    )

    expect({ status, stdout, lines: oneLine(stderr).length }).toEqual({ status: 1, stdout: '', lines: 1 })
    expect(stderr).toContain('local-partner-atlantis')
  })

  test('has everything that was acknowledged after a kill and another start', async () => {
    const { child, ended } = await start()
    const token = await tokenFor('--role', 'coordinator')
    const partner = { id: 'auc', names: { en: 'African Union Commission' }, kind: 'regional-organization' }
    const written = await call('/v1/partners', token, partner)
    expect(written.status).toBe(201)
    child.kill('SIGKILL')
    await ended

    await start()

    expect(await (await call('/v1/partners/auc', token)).json()).toMatchObject(partner)
  })

  test('finishes what is in flight at SIGTERM and ends with status 0', async () => {
    const { child, ended } = await start()
    const token = await tokenFor('--role', 'coordinator')
    // Reports take long enough to be on their way still, once all of the requests have reached the tracker.
    const answers = Array.from({ length: 4 }, () => call('/v1/reports', token, {}).then(({ status }) => status))
    const settled = Promise.allSettled(answers)
    await new Promise((resolve) => setTimeout(resolve, 200))

    child.kill('SIGTERM')

    expect((await ended).status).toBe(0)
    expect(await settled).toEqual(answers.map(() => ({ status: 'fulfilled', value: 201 })))
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed')
  })

  test('tells a second start which process has the folder', async () => {
    const { child } = await start()

    const second = await runToEnd('start', [], { ...environment, PORT: String(await freePort()) })

    expect(second.status).toBe(1)
    expect(oneLine(second.stderr)).toEqual([expect.stringMatching(/^A tracker already runs on .*DATA_DIR/)])
    expect(second.stderr).toContain(`process ${child.pid} at ${url}`)
  })
})

describe('a start or a token that cannot be', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracker-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const defaults = (): Environment => ({
    DATA_DIR: join(folder, 'data'),
    SEED: 'none',
    PORT: '',
    DYNAMODB_ENDPOINT: '',
  })
  const outcomeOf = async (script: 'start' | 'token', words: string[], environment: Environment) => {
    const { status, stdout, stderr } = await runToEnd(script, words, { ...defaults(), ...environment })
    return { status, stdout, lines: oneLine(stderr) }
  }
  const refusal = (line: RegExp) => ({ status: 1, stdout: '', lines: [expect.stringMatching(line)] })

  test('names a port that is taken, and how to choose another', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')

    const outcome = await outcomeOf('start', [], { PORT: String(port) })
    other.close()

    expect(outcome).toEqual(refusal(new RegExp(`^Port ${port} is taken.*PORT=${port + 1}`)))
  })

  test('names a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '')

    const outcome = await outcomeOf('start', [], { DATA_DIR: join(folder, 'file', 'data') })

    expect(outcome).toEqual(refusal(/^The data folder .*file\/data cannot be written/))
  })

  test.each<[Environment, RegExp]>([
    [{ SEED: 'some' }, /^SEED must be one of none, programme, demo, training, got "some"/],
    [{ PORT: '0' }, /^PORT must be a port number from 1 to 65535, got "0"/],
    [{ PORT: 'http' }, /^PORT must be a port number from 1 to 65535, got "http"/],
    [{ DYNAMODB_ENDPOINT: 'localhost:8000' }, /^DYNAMODB_ENDPOINT must be an http or https URL/],
  ])('names the setting that is wrong: %o', async (environment, line) => {
    expect(await outcomeOf('start', [], environment)).toEqual(refusal(line))
  })

  test.each<[string, RegExp]>([
    ['', /^Say which role: npm run --silent token/],
    ['--role king', /^There is no role "king": /],
    ['--role partner', /^A partner belongs to an organization: /],
    ['--role partner --partner EU', /^--partner takes a code such as un-dpko, got "EU": /],
    ['--role reader --hours never', /^--hours takes a number up to 8784, got "never": /],
    ['--roll reader', /^Unknown option '--roll': /],
  ])('names what is wrong with a token of: %s', async (words, line) => {
    expect(await outcomeOf('token', words.split(' ').filter(Boolean), {})).toEqual(refusal(line))
  })

  test('hints, and prints the token alone, where no tracker runs', async () => {
    const environment = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) }

    const { status, stdout, stderr } = await runToEnd('token', ['--role', 'coordinator'], environment)

    expect(status).toBe(0)
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    expect(oneLine(stderr)).toEqual([
      expect.stringMatching(/^No tracker answers at http:\/\/127\.0\.0\.1:\d+: start it/),
    ])
  })
})
