// Promise 6: to whoever may not see it a tracker with confidential records answers as one without, byte for byte.
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant } from '#test/support/bodies.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import { type Answer, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'
import { changesOfHidden, readings } from './canaryRequests.ts'
import { canary, fill, type Places } from './canaryWorld.ts'

let trackers: TestTrackers
let withHidden: TestTracker
let without: TestTracker
let places: Places
const logged: string[] = []

beforeAll(async () => {
  trackers = await startTrackers()
  ;[withHidden, without] = [await trackers.fresh(), await trackers.fresh()]
  const { log } = withHidden.services
  for (const level of ['info', 'warn', 'error', 'measure'] as const)
    log[level] = (...said: unknown[]) => void logged.push(JSON.stringify(said))
  places = await fill(withHidden, true)
  await fill(without, false)
}, 300_000)
afterAll(async () => trackers.stop())

/** One asks with every parameter, the other each path once. */
const strangers: [Who, boolean][] = [
  ['reader', true],
  ['kaiptc', false],
]

/**
 * The engine gives the fields of a map, and so the changes of a revision, in any order; cursors and selections, also those
 * of each group in a list, are sealed under each tracker's own key.
 */
const sorted = (name: string, value: unknown): unknown => {
  if (name === 'selection' && typeof value === 'string') return `${value.length} characters`
  return Array.isArray(value) &&
    value.every((one) => typeof one === 'object' && one !== null && 'field' in one && 'before' in one)
    ? value.map((one) => canonicalize(one) ?? '').toSorted()
    : value
}

const inOrder = ({ type, text, body }: Answer): string => {
  if (type.includes('ndjson'))
    return text
      .split('\n')
      .map((line) => line && canonicalize(JSON.parse(line)))
      .join('\n')
  if (typeof body !== 'object' || body === null) return text
  const shown = {
    ...body,
    ...('next' in body ? { next: body.next === null ? null : '…' } : {}),
  }
  return canonicalize(JSON.parse(JSON.stringify(shown, sorted))) ?? ''
}

const comparable = (answer: Answer) => ({
  status: answer.status,
  type: answer.type,
  etag: answer.headers.get('etag'),
  file: answer.headers.get('content-disposition'),
  link: answer.headers.has('link'),
  text: inOrder(answer),
})
type Compared = ReturnType<typeof comparable>

const mostPages = 40

/** An answer and, of a list, all that its cursors lead to. */
const answersTo = async (tracker: TestTracker, who: Who, path: string): Promise<Compared[]> => {
  const caller = callerOf(tracker, who)
  const answers: Answer[] = [await caller.get(path)]
  for (let next = answers[0]?.body?.next; typeof next === 'string' && answers.length < mostPages;) {
    const page = await caller.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`)
    answers.push(page)
    next = page.body.next
  }
  return answers.map(comparable)
}

describe.each(strangers)('to a %s', (who, withParameters) => {
  test('every reading of the document is the same with and without', { timeout: 600_000 }, async () => {
    const all = readings(places, withParameters)
    expect(all.length).toBeGreaterThan(withParameters ? 300 : 60)
    const [good, different, leaking] = [
      new Set<string>(),
      [] as { path: string; given: object; expected: object }[],
      [] as string[],
    ]
    let compared = 0
    for (const path of all) {
      const [given, expected] = [await answersTo(withHidden, who, path), await answersTo(without, who, path)]
      compared += given.length
      if (canonicalize(given) !== canonicalize(expected)) different.push({ path, given, expected })
      // What was asked for comes back in an error; what is stored does not.
      if (!path.includes(canary) && JSON.stringify(given).includes(canary)) leaking.push(path)
      if (expected[0]?.status === 200) good.add(path.split('?')[0] ?? '')
    }

    expect(different.map(({ path }) => path)).toEqual([])
    expect(different.slice(0, 1)).toEqual([])
    expect(leaking).toEqual([])
    expect(good.size).toBeGreaterThan(50)
    console.info(`${who}: ${compared} answers compared`)
  })

  test('a change of what is hidden is refused like one of what never was', { timeout: 600_000 }, async () => {
    const all = changesOfHidden(places)
    expect(all.length).toBeGreaterThan(50)
    for (const { method, path, body } of all) {
      const ask = async (tracker: TestTracker): Promise<object> =>
        comparable(await callerOf(tracker, who).send(method, path, body, { 'if-match': '"1"' }))
      expect({ method, path, given: await ask(withHidden) }).toEqual({ method, path, given: await ask(without) })
    }
  })
})

test('a check says that something confidential may overlap, its kind, and nothing else', async () => {
  const ask = async (tracker: TestTracker) => callerOf(tracker, 'kaiptc').post('/v1/contributions/check', course())
  const [given, expected] = [await ask(withHidden), await ask(without)]

  const { confidential, ...rest } = given.body
  expect(confidential.length).toBeGreaterThan(0)
  for (const one of confidential) expect(Object.keys(one)).toEqual(['kind'])
  expect(expected.body).toEqual({ ...rest, confidential: [] })
})

test('a what-if is the same', async () => {
  const ask = async (tracker: TestTracker) =>
    comparable(
      await callerOf(tracker, 'kaiptc').post('/v1/coverage/what-if', {
        add: [course()],
        withdraw: places.contributions,
      }),
    )

  expect(await ask(withHidden)).toEqual(await ask(without))
})

test('an envelope has the same room for everybody else', async () => {
  const whole = places.contributions[2] ?? ''
  const part = grant({
    title: 'Lorries',
    money: { amount: '900.00', currency: 'USD', valueDate: '2008-06-01' },
    relations: [{ type: 'part-of', contribution: whole }],
  })
  // France stands outside the hidden part and inside what may be recorded.
  const ask = async (tracker: TestTracker) =>
    callerOf(tracker, 'france').post('/v1/contributions', { ...part, provider: 'france' })
  const [given, expected] = [await ask(withHidden), await ask(without)]

  expect([given.status, expected.status]).toEqual([201, 201])
})

test('nothing confidential is announced to anybody else, or logged', () => {
  // Coordinators subscribe to their own edition of the report.
  const told = (tracker: TestTracker) =>
    tracker.announced.filter(
      ({ attributes }) =>
        !['un-dpko', 'eu'].includes(attributes?.['partner'] ?? '') && attributes?.['edition'] !== 'coordinators',
    )
  expect(told(withHidden)).toEqual(told(without))
  expect(JSON.stringify(told(withHidden))).not.toContain(canary)
  expect(logged.join('\n')).not.toContain(canary)
})
