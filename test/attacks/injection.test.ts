// Attacks 54 to 59 and 89: what people write must stay what they wrote, in a log, a page, a sheet, a subject and a file name.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createContributionsApp } from '#functions/contributions/app.ts'
import { createRegistersApp } from '#functions/registers/app.ts'
import { logFor } from '#runtime/log.ts'
import { course } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const hostileTitles = [
  '=HYPERLINK("http://evil.test","click") <script>alert(1)</script>',
  `+cmd|"/C calc"!A0 "><img src=x onerror=alert(1)> ${'très long «mission» '.repeat(10)}`,
  '@SUM(A1:A9) [click](javascript:alert(1)) </title></td></table><h1>Approved</h1> ${7*7} {{7*7}}',
]

test('54. a title that is markup, a formula or a template is text in every edition of the report', async () => {
  const coordinator = callerOf(tracker, 'coordinator')
  for (const title of hostileTitles)
    for (const provider of ['eu', 'france'])
      await coordinator.made('/v1/contributions', course({ title, provider, implementers: ['eu', 'france'] }))
  await tracker.settled()
  const { id } = await coordinator.made('/v1/reports', {})

  const page = await coordinator.get(`/v1/reports/${id}.html`)
  const sheet = await coordinator.get(`/v1/reports/${id}.csv`)

  expect([page.status, sheet.status]).toEqual([200, 200])
  expect(page.text).toContain('&lt;script&gt;')
  expect(page.text).not.toMatch(/<script|<img|<h1>Approved|href="javascript/i)
  expect(sheet.text).toContain('HYPERLINK')
  const cells = parse(sheet.text, { bom: true, relax_column_count: true }).flat()
  for (const cell of cells) expect(cell).not.toMatch(/^(?:[=+@\t\r]|-(?!\d))/)
  // 57. What partners were told of them has a subject of one line, which SNS takes as it is.
  expect(tracker.announced.length).toBeGreaterThan(0)
  for (const { subject } of tracker.announced) expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/)
  expect(tracker.faults).toEqual([])
}, 90_000)

test('54. records whose every text is of signs beyond the first plane are found to be duplicates, wherever they are cut', async () => {
  const fresh = await trackers.fresh()
  const coordinator = callerOf(fresh, 'coordinator')
  const titles = [0, 1].map((before) => `${'x'.repeat(before)}${'😀'.repeat(100)} leadership ${'🚀'.repeat(100)}`)
  for (const title of titles)
    for (const provider of ['eu', 'france']) {
      const places = [{ country: 'KE', name: title.slice(0, 199).toWellFormed() }]
      const training = { audience: title.slice(0, 299).toWellFormed() }
      const body = { title, description: title.repeat(20), places, training, provider, implementers: ['eu', 'france'] }
      await coordinator.made('/v1/contributions', course(body))
    }
  await fresh.settled()

  const { items } = await coordinator.read('/v1/findings?limit=200')

  expect(items.length).toBeGreaterThan(1)
  expect(fresh.faults).toEqual([])
}, 60_000)

/** Everything that is printed while a request is answered: the logger has a console of its own. */
const printedWhile = async (ask: () => Promise<unknown>): Promise<string[]> => {
  const written: string[] = []
  const print = (chunk: unknown): boolean => written.push(String(chunk)) > 0
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(print))
  try {
    await ask()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return written
    .join('')
    .split('\n')
    .filter((line) => line !== '')
}

describe('the log', () => {
  const asked = async (path: string, headers: Record<string, string> = {}): Promise<string[]> => {
    const { services, config } = tracker
    // Made inside, while what it prints is caught.
    const parts = { services: { ...services, log: logFor('attacked') }, config }
    const app = path.startsWith('/v1/members') ? createRegistersApp(parts) : createContributionsApp(parts)
    const token = await callerOf(tracker, 'administrator').token()
    return printedWhile(async () =>
      app.fetch(
        new Request(`http://tracker.test${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } }),
      ),
    )
  }

  test.each([
    ['a line end in the path', '/v1/contributions/x%0d%0a{"level":"ERROR"}', {}],
    ['an escape sequence in the path', '/v1/contributions/%1b[2J', {}],
    ['quotes that break JSON', '/v1/contributions/"},{"a":"', {}],
    ['a request id that is a line of its own', '/v1/needs', { 'x-request-id': 'a","level":"ERROR' }],
  ])('55. stays one line of JSON with %s', async (_name, path, headers) => {
    const lines = await asked(path, headers)

    expect(lines).toHaveLength(1)
    for (const line of lines) {
      for (const character of ['\r', '\n', '\u001B']) expect(line).not.toContain(character)
      expect(JSON.parse(line)).toMatchObject({ level: 'INFO', message: 'request' })
    }
  })

  test('89. names no person, no token and nothing that was asked for', async () => {
    const token = await callerOf(tracker, 'administrator').token()

    const lines = [
      ...(await asked('/v1/members/ann.example@au.int')),
      ...(await asked('/v1/contributions?q=canary')),
      ...(await asked('/v1/contributions/canary')),
    ].join('\n')

    expect(lines).toContain('/v1/members/{id}')
    expect(lines).not.toMatch(/ann\.example|canary/)
    expect(lines).not.toContain(token)
    expect(lines).not.toContain(token.split('.')[1])
  })

  test('89. holds no more of a fault than an answer does of its inside', async () => {
    const { services, config } = tracker
    const needs = { ...services.store.needs, get: () => Promise.reject(new Error('pk MEMBER#ann@au.int')) }
    const app = createRegistersApp({ services: { ...services, store: { ...services.store, needs } }, config })
    const token = await callerOf(tracker, 'coordinator').token()

    const answer = await app.fetch(
      new Request('http://tracker.test/v1/needs/x', { headers: { authorization: `Bearer ${token}` } }),
    )

    expect(answer.status).toBe(500)
    expect(await answer.text()).toMatch(
      /^\{"type":"\/problems\/fault","title":"[^"]+","status":500,"detail":"It was noted under request [\w-]+\."\}$/,
    )
  })
})

describe('58. a text made to be slow', () => {
  const slow = [
    'a'.repeat(100_000),
    ' '.repeat(100_000),
    'é'.repeat(50_000),
    '1,'.repeat(50_000),
    '(((((('.repeat(10_000),
    'A.B.'.repeat(20_000),
    '-'.repeat(100_000),
    '\u0301'.repeat(50_000),
  ]

  test.each(slow.map((text, at) => [at, text] as const))('number %i is refused within a second', async (_at, text) => {
    const coordinator = callerOf(tracker, 'coordinator')
    await coordinator.get('/v1/needs')
    const began = process.cpuUsage()

    const answers = [
      await coordinator.post('/v1/contributions/check', course({ title: text })),
      await coordinator.post('/v1/contributions/check', course({ money: { amount: text, currency: 'USD' } })),
      await coordinator.post('/v1/contributions/check', course({ period: { start: text, end: null } })),
      await coordinator.get(`/v1/partners/resolve?name=${encodeURIComponent(text.slice(0, 5000))}`),
      await coordinator.get(`/v1/contributions?q=${encodeURIComponent(text.slice(0, 5000))}`),
    ]

    // Time of the processor and not of the clock: the machine may be busy with other things.
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000)
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 400, 400])
  })
})
