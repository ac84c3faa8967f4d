// Requests that are odd rather than forbidden: each has one accepted answer, is no fault, and tells nothing of the inside.
import { createSign, generateKeyPairSync } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant } from '#test/support/bodies.ts'
import { callerOf, kindsChanged } from '#test/support/scenarios.ts'
import { claimsOf, type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let eu: Client
let id: string
let cursor: string
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  eu = callerOf(tracker, 'eu')
  id = (await eu.made('/v1/contributions', grant())).id
  await eu.made('/v1/contributions', grant({ title: 'Another' }))
  cursor = encodeURIComponent((await callerOf(tracker, 'coordinator').read('/v1/contributions?limit=1')).next)
})
afterAll(async () => trackers.stop())

type Odd = [
  number: number,
  name: string,
  request: string,
  status: number,
  body?: unknown,
  headers?: Record<string, string>,
]

const amountOf = (written: string): string =>
  JSON.stringify(grant({ money: { amount: 'AMOUNT', currency: 'USD' } })).replace('"AMOUNT"', written)
const match = { 'if-match': '"1"' }
const many = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at])))
const submit = 'POST /v1/contributions'
const one = '/v1/contributions/{id}'
const thought = 'POST /v1/coverage/what-if'
const thoughtOf = (patch: string): string => `{"change":[{"id":"ID","patch":${patch}}]}`
/** Under a key the fingerprint of what was sent is taken, whatever was sent. */
const keyed = { 'idempotency-key': 'odd' }

const odd: Odd[] = [
  [34, 'an escaped __proto__ in a patch', `PATCH ${one}`, 422, '{"\\u005f_proto__":{"title":"x"}}', match],
  [34, 'toString in a patch', `PATCH ${one}`, 422, { toString: 'x' }, match],
  [34, 'hasOwnProperty as a parameter', 'GET /v1/contributions?hasOwnProperty=1', 400],
  [
    34,
    'a kind of terms that every object has',
    'PUT /v1/taxonomy/constructor/a',
    404,
    { names: { en: 'x' } },
    { 'if-none-match': '*' },
  ],
  [34, 'a language that every object has', submit, 422, grant({ language: 'constructor' })],
  [
    35,
    'an escaped name that is there unescaped',
    submit,
    400,
    JSON.stringify(grant()).replace('{', '{"\\u0074itle":"x",'),
  ],
  [37, '1e400 as a number', submit, 422, amountOf('1e400')],
  [37, '-0 as a number', submit, 422, amountOf('-0')],
  [37, 'a number past 2^53', submit, 422, amountOf('12345678901234567890')],
  [37, 'Arabic digits', submit, 422, amountOf('"٥"')],
  [37, 'full-width digits', submit, 422, amountOf('"５"')],
  [37, 'a number with a comment', submit, 400, amountOf('/*a*/5')],
  [39, 'a period of ten thousand years', submit, 422, grant({ period: { start: '0001-01-01', end: '9999-12-31' } })],
  [49, 'a provider in Cyrillic letters', submit, 422, grant({ provider: '\u0435u' })],
  [49, 'a provider in full-width letters', submit, 422, grant({ provider: 'ｅｕ' })],
  [49, 'an id in Cyrillic letters', 'GET /v1/partners/%D0%B5u', 404],
  [49, 'an id that is not composed', 'GET /v1/partners/e%CC%81u', 404],
  [49, 'a hash within an id', `GET ${one}%23HISTORY`, 404],
  [49, 'an id of 400 bytes', `GET /v1/partners/${encodeURIComponent('😀'.repeat(100))}`, 404],
  [55, 'a title that turns around', submit, 422, grant({ title: 'a\u202eb' })],
  [55, 'a title of nothing that is seen', submit, 422, grant({ title: '\u200b\u200b' })],
  [55, 'half a surrogate', submit, 422, JSON.stringify(grant({ title: 'HALF' })).replace('HALF', '\\ud800')],
  [49, 'half a surrogate for a reason', `PATCH ${one}`, 422, '{"description":"x","reason":"\\ud800"}', match],
  [55, 'a reason that turns around', `PATCH ${one}`, 422, { description: 'x', reason: 'a\u202eb' }, match],
  [55, 'a reason of two lines', `PATCH ${one}`, 422, { description: 'x', reason: 'a\r\nb' }, match],
  [55, 'a reason of spaces alone', `PATCH ${one}`, 422, { description: 'x', reason: '   ' }, match],
  [49, 'half a surrogate in a thought, under a key', thought, 422, thoughtOf('{"title":"\\ud800"}'), keyed],
  [49, 'half a surrogate for a name, under a key', thought, 422, thoughtOf('{"\\udc00":1}'), keyed],
  [49, 'half a surrogate for a reason, under a key', thought, 422, thoughtOf('{"reason":"\\ud800"}'), keyed],
  [37, '1e400 in a thought, under a key', thought, 422, thoughtOf('{"title":1e400}'), keyed],
  [
    49,
    'half a surrogate for a selection, under a key',
    'POST /v1/findings/confirmations',
    422,
    '{"selection":"\\ud800"}',
    keyed,
  ],
  [58, 'a pattern to search for', `GET /v1/contributions?q=${encodeURIComponent('((((a+)+)+)+)+$')}`, 400],
  [58, '5,000 letters to search for', `GET /v1/contributions?q=${'a'.repeat(5000)}`, 400],
  [59, 'a path encoded twice', 'GET /v1/contributions/%252e%252e%252fmembers', 404],
  [59, 'a question mark within an id', 'GET /v1/contributions/x%3fq=1', 404],
  [21, 'the cursor of another caller', 'GET /v1/contributions?limit=1&cursor={cursor}', 400],
  [21, 'the cursor of another list', 'GET /v1/needs?cursor={cursor}', 400],
  [21, 'a cursor of nothing', 'GET /v1/contributions?cursor=', 400],
  [42, 'a parameter once with and once without a value', 'GET /v1/contributions?provider=eu&provider=', 400],
  [42, 'a parameter in other letters', 'GET /v1/contributions?provider=eu&Provider=eu', 400],
  [
    43,
    'a charset given twice',
    submit,
    415,
    grant(),
    { 'content-type': 'application/json;charset=utf-8;charset=utf-7' },
  ],
  [43, 'two media types', submit, 415, grant(), { 'content-type': 'application/json, text/plain' }],
  [
    43,
    'UTF-16 that says it is JSON',
    submit,
    400,
    Buffer.from(JSON.stringify(grant()), 'utf16le'),
    { 'content-type': 'application/json' },
  ],
  [
    61,
    'ten megabytes in brotli',
    submit,
    415,
    brotliCompressSync(Buffer.alloc(10_000_000)),
    { 'content-type': 'application/json', 'content-encoding': 'br' },
  ],
  [46, 'OPTIONS', `OPTIONS ${one}`, 405],
  [46, 'PROPFIND', 'PROPFIND /v1/needs', 405],
  [16, 'a list of ETags to change', `PATCH ${one}`, 400, { title: 'x' }, { 'if-match': '"1", "2"' }],
  [16, 'a weak ETag to change', `PATCH ${one}`, 412, { title: 'x' }, { 'if-match': 'W/"1"' }],
  [16, 'an ETag with a leading zero', `PATCH ${one}`, 412, { title: 'x' }, { 'if-match': '"01"' }],
  [16, 'If-None-Match to change', `PATCH ${one}`, 428, { title: 'x' }, { 'if-none-match': '*' }],
  [
    16,
    'If-Unmodified-Since to change',
    `PATCH ${one}`,
    428,
    { title: 'x' },
    { 'if-unmodified-since': 'Sat, 29 Oct 1994 19:43:31 GMT' },
  ],
  [16, 'a list of ETags to read', `GET ${one}`, 304, undefined, { 'if-none-match': '"9", "1"' }],
  [16, 'a weak ETag to read', `GET ${one}`, 304, undefined, { 'if-none-match': 'W/"1"' }],
  [16, 'any ETag to read', `GET ${one}`, 304, undefined, { 'if-none-match': '*' }],
  [16, 'other ETags to read', `GET ${one}`, 200, undefined, { 'if-none-match': '"11", W/"10"' }],
  [33, 'null for what is required', `PATCH ${one}`, 422, { title: null, provider: null }, match],
  [33, 'a list as a patch', `PATCH ${one}`, 422, [], match],
  [33, 'null as a patch', `PATCH ${one}`, 422, 'null', match],
  [78, 'fifty thousand lists in each other', submit, 422, '['.repeat(50_000) + ']'.repeat(50_000)],
  [78, 'thirty thousand fields', submit, 422, many(30_000)],
  [78, 'eighty thousand implementers', submit, 422, grant({ implementers: Array(80_000).fill('eu') })],
  [78, 'ranges without end', `GET ${one}`, 200, undefined, { range: `bytes=${'0-,'.repeat(500)}` }],
  [78, 'languages without end', `GET ${one}`, 200, undefined, { 'accept-language': 'en-'.repeat(500) }],
  [78, 'a language weighed with nothing', `GET ${one}`, 200, undefined, { 'accept-language': 'fr;q=NaN, ;;,,' }],
  [
    93,
    'the context of API Gateway as a header',
    `GET ${one}`,
    200,
    undefined,
    { 'x-amzn-requestcontext': '{"authorizer":{}}' },
  ],
]

const inside = /node_modules|\.ts:|at Object|Exception|DynamoDB|CONTRIBUTION#|"pk"/

describe('an odd request', () => {
  test.each(odd)('%i. %s', async (_number, _name, request, status, body, headers) => {
    const [method = '', path = ''] = request.replace('{id}', id).replace('{cursor}', cursor).split(' ')
    const before = await tracker.items()

    const sent = typeof body === 'string' ? body.replace('"ID"', `"${id}"`) : body
    const answer = await eu.send(method, path, sent, headers)

    expect({ status: answer.status, faults: tracker.faults }).toEqual({ status, faults: [] })
    expect(answer.text).not.toMatch(inside)
    expect(kindsChanged(before, await tracker.items())).toEqual([])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('an odd token', () => {
  const text = (value: unknown): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const signed = (header: object, claims: object): string => {
    const data = `${text(header)}.${text(claims)}`
    return `${data}.${createSign('RSA-SHA256').update(data).sign(privateKey).toString('base64url')}`
  }
  const good = { alg: 'RS256', kid: 'test-key' }

  test.each<[string, (claims: object, own: string) => string]>([
    ['two algorithms', (claims, own) => `${text('{"alg":"none","alg":"RS256"}')}.${text(claims)}.${own.split('.')[2]}`],
    ['a key id that is an object', (claims) => signed({ ...good, kid: { a: 1 } }, claims)],
    ['a key id that climbs', (claims) => signed({ ...good, kid: '../../../dev/null' }, claims)],
    ['its own key in the header', (claims) => signed({ ...good, jwk: privateKey.export({ format: 'jwk' }) }, claims)],
    ['an extension that must be understood', (claims) => signed({ ...good, crit: ['exp'] }, claims)],
    ['a payload that is not encoded', (claims) => signed({ ...good, b64: false, crit: ['b64'] }, claims)],
    ['a compressed payload', (claims) => signed({ ...good, zip: 'DEF' }, claims)],
    ['a header that is null', (claims, own) => `${text('null')}.${text(claims)}.${own.split('.')[2]}`],
    ['a payload that is a list', (_claims, own) => `${own.split('.')[0]}.${text('[]')}.${own.split('.')[2]}`],
    ['no signature', (_claims, own) => `${own.split('.').slice(0, 2).join('.')}.`],
    ['padding', (_claims, own) => own.replace('.', '==.')],
    ['five parts', (_claims, own) => `${own}.a.b`],
    ['another beside it', (_claims, own) => `${own},${own}`],
    ['seven kilobytes of nothing', (_claims, own) => own.replace('.', `.${'a'.repeat(7000)}`)],
  ])('is a 401 with %s', async (_name, tokenOf) => {
    const token = tokenOf(claimsOf(tracker.issuer, 'coordinator', 'coordinator'), await eu.token())

    const answer = await tracker.bearing(`Bearer ${token}`).get('/v1/contributions')

    expect({ status: answer.status, faults: tracker.faults }).toEqual({ status: 401, faults: [] })
    expect(answer.text).not.toMatch(inside)
  })

  test('is none for a scheme in small letters', async () => {
    expect((await tracker.bearing(`bearer ${await eu.token()}`).get('/v1/contributions')).status).toBe(200)
  })
})
