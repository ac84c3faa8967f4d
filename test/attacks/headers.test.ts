// Attacks on ETags, keys, cursors and the letters of a body: each hostile value and its one accepted answer.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, expectProblem, playAll, type Scenario } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const coordinator = callerOf(tracker, 'coordinator')
  ids['need'] = (await coordinator.made('/v1/needs', need())).id
  ids['contribution'] = (await coordinator.made('/v1/contributions', course())).id
  for (let count = 0; count < 3; count += 1)
    await callerOf(tracker, 'eu').made('/v1/contributions', grant({ title: `Grant ${count}` }))
  await tracker.settled()
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })

type Match = [name: string, value: string, status: number, problem: string]
const stale = (name: string, value: string): Match => [name, value, 412, 'stale-revision']
const bad = (name: string, value: string): Match => [name, value, 400, 'bad-precondition']

describe('If-Match', () => {
  const matches: Match[] = [
    stale('any revision at all', '*'),
    stale('a weak ETag', 'W/"1"'),
    stale('a revision with a zero before it', '"01"'),
    stale('revision zero', '"0"'),
    stale('a revision below zero', '"-1"'),
    stale('a revision as an exponent', '"1e0"'),
    stale('a hexadecimal revision', '"0x1"'),
    stale('an empty ETag', '""'),
    stale('a revision beyond all integers', `"${'9'.repeat(400)}"`),
    stale('an ETag of 5 KB', `"${'a'.repeat(5000)}"`),
    stale('a prototype', '"__proto__"'),
    bad('a list with the right one in it', '"7", "1"'),
    bad('a revision without quotes', '1'),
    bad('half a quote', '"1'),
    bad('something behind it', '"1"x'),
    bad('an expression', '"1" OR 1=1'),
    bad('nothing', ''),
  ]
  const requests: [string, unknown][] = [
    ['PATCH /v1/needs/{need}', { title: 'Other' }],
    ['DELETE /v1/needs/{need}', undefined],
    ['PATCH /v1/contributions/{contribution}', { title: 'Other' }],
    ['PUT /v1/taxonomy/unit/seats', { names: { en: 'Other' } }],
  ]
  playAll(
    setting,
    requests.flatMap(([request, body]) =>
      matches.map(([name, value, status, problem]): Scenario => ({
        name: `${request} against ${name} is a ${status}`,
        request,
        body,
        headers: { 'if-match': value },
        status,
        problem,
      })),
    ),
  )
})

describe('If-None-Match and Idempotency-Key', () => {
  const create = (name: string, value: string): Scenario => ({
    name: `a creation against ${name} is a 400`,
    request: 'PUT /v1/taxonomy/unit/tents',
    body: { names: { en: 'tents' } },
    headers: { 'if-none-match': value },
    status: 400,
    problem: 'bad-precondition',
  })
  const keyed = (name: string, key: string): Scenario => ({
    name: `a key of ${name} is a 400`,
    request: 'POST /v1/needs',
    body: need(),
    headers: { 'idempotency-key': key },
    status: 400,
    problem: 'bad-idempotency-key',
  })
  playAll(setting, [
    create('an ETag', '"1"'),
    create('a star and more', '*, "1"'),
    create('a quoted star', '"*"'),
    {
      ...create('both at once', '*'),
      name: 'both at once are a 400',
      headers: { 'if-none-match': '*', 'if-match': '"1"' },
    },
    keyed('256 characters', 'k'.repeat(256)),
    keyed('two words', 'a b'),
    keyed('letters beyond ASCII', 'clé'),
    keyed('nothing', ''),
  ])
})

describe('a cursor', () => {
  const first = async (path: string): Promise<string> => (await callerOf(tracker, 'eu').read(path)).next

  test('with any bit flipped, cut or lengthened is refused', async () => {
    const path = '/v1/contributions?provider=eu&limit=1'
    const good = await first(path)
    const bytes = Buffer.from(good, 'base64url')
    const forged = Array.from({ length: bytes.length }, (_, at) => {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
      return flipped.toString('base64url')
    })

    // The same bytes in other letters: bits behind the last byte, padding, the other alphabet, and what Buffer skips.
    const otherwise = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      .map((letter) => `${good.slice(0, -1)}${letter}`)
      .filter((text) => text !== good)
    const skipped = ['=', '!', '%0a', '%20'].flatMap((mark) => [
      `${good}${mark}`,
      `${good.slice(0, 9)}${mark}${good.slice(9)}`,
    ])

    for (const cursor of [...otherwise, ...skipped])
      expectProblem(await callerOf(tracker, 'eu').get(`${path}&cursor=${cursor}`), 400, 'bad-cursor')
    for (const cursor of [...forged, good.slice(0, -4), good.slice(4), `${good}AAAA`, `${good}${good}`, 'A', '', '{}'])
      expectProblem(await callerOf(tracker, 'eu').get(`${path}&cursor=${cursor}`), 400, 'bad-cursor')
  })

  test('of another filter, list, caller or tracker is refused', async () => {
    const good = await first('/v1/contributions?provider=eu&limit=1')
    const elsewhere = await trackers.fresh()
    const eu = callerOf(tracker, 'eu')

    for (const answer of [
      await eu.get(`/v1/contributions?beneficiary=auc&limit=1&cursor=${good}`),
      await eu.get(`/v1/contributions?provider=eu&status=pledged&limit=1&cursor=${good}`),
      await eu.get(`/v1/findings?limit=1&cursor=${good}`),
      await callerOf(tracker, 'coordinator').get(`/v1/contributions?provider=eu&limit=1&cursor=${good}`),
      await callerOf(elsewhere, 'eu').get(`/v1/contributions?provider=eu&limit=1&cursor=${good}`),
    ])
      expectProblem(answer, 400, 'bad-cursor')
    expect((await eu.get(`/v1/contributions?provider=eu&limit=2&cursor=${good}`)).status).toBe(200)
  })
})

describe('a body', () => {
  const text = JSON.stringify(need())
  const titled = (title: string): string => text.replace(/"title":"[^"]*"/, `"title":"${title}"`)
  const raw = (name: string, body: string, status: number, problem: string, pointers?: string[]): Scenario => ({
    name: `${name} is a ${status}`,
    request: 'POST /v1/needs',
    body,
    status,
    problem,
    ...(pointers ? { pointers } : {}),
  })
  const unfit = (name: string, body: string, pointer = '/title'): Scenario =>
    raw(name, body, 422, 'validation', [pointer])
  playAll(setting, [
    unfit('half a surrogate', titled(String.raw`Half \ud800`)),
    unfit('surrogates the wrong way round', titled(String.raw`\udc00\ud800`)),
    unfit('a NUL', titled(String.raw`a\u0000b`)),
    unfit('an escape sequence', titled(String.raw`\u001b[2J`)),
    unfit('a text that turns around', titled(String.raw`annual \u202egnidnuf`)),
    unfit('an isolate', titled(String.raw`\u2066x\u2069`)),
    unfit('a mark of no width', titled(String.raw`Gra\u200bnt`)),
    unfit('a line end', titled(String.raw`a\r\nb`)),
    unfit('a separator of lines', titled(String.raw`a\u0085b`)),
    unfit('spaces alone', titled('   ')),
    unfit('a text of 100 KB', titled('x'.repeat(100_000))),
    unfit('a code in letters that look alike', text.replace('"auc"', '"аuc"'), '/beneficiary'),
    unfit('a code in full-width letters', text.replace('"auc"', '"ａuc"'), '/beneficiary'),
    unfit('a code that is a method', text.replace('"auc"', '"constructor"'), '/beneficiary'),
    unfit('a number for an amount', text.replace('"300"', '300'), '/amount'),
    unfit('a number beyond all', text.replace('"300"', '1e400'), '/amount'),
    unfit('less than nothing', text.replace('"300"', '-0'), '/amount'),
    raw('a name twice', text.replace('"amount"', '"title":"x","amount"'), 400, 'malformed-json'),
    raw(
      'a name twice, once escaped',
      text.replace('"amount"', String.raw`"\u0074itle":"x","amount"`),
      400,
      'malformed-json',
    ),
    raw('a name twice within', text.replace('"start"', '"end":null,"start"'), 400, 'malformed-json'),
    raw('a comma at the end', text.replace(/\}$/, ',}'), 400, 'malformed-json'),
    raw('a comment', text.replace('{', '{/* */'), 400, 'malformed-json'),
    raw('single quotes', text.replaceAll('"', "'"), 400, 'malformed-json'),
    raw('two documents', `${text}${text}`, 400, 'malformed-json'),
    raw('nothing', '', 400, 'malformed-json'),
    raw('an undefined', 'undefined', 400, 'malformed-json'),
    raw('lists 10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 422, 'validation'),
    raw(
      'lists 10,000 deep in a field',
      titled('x').replace('"x"', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
      422,
      'validation',
    ),
  ])

  test('with 5,000 unknown names is refused, and names no more than a few', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`x${at}`, at]))

    const answer = await callerOf(tracker, 'coordinator').post('/v1/needs', many)

    expectProblem(answer, 422, 'validation')
    expect(answer.text.length).toBeLessThan(100_000)
  })
})
