// Attacks on the way in, written to the socket byte by byte against `npm start`: what a well-behaved client cannot send.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '#infra/local/engine.ts'
import { need } from '#test/support/bodies.ts'
import { type RunningTracker, runToEnd, startUntilReady } from '#test/local/localTracker.ts'

const folder = mkdtempSync(join(tmpdir(), 'wire-'))
let port = 0
let token = ''
let running: RunningTracker | undefined
beforeAll(async () => {
  port = await freePort()
  const environment = { PORT: String(port), DATA_DIR: join(folder, 'data'), SEED: 'none', DYNAMODB_ENDPOINT: '' }
  running = await startUntilReady(environment)
  token = (await runToEnd('token', ['--role', 'coordinator'], environment)).stdout.trim()
}, 180_000)
afterAll(async () => {
  running?.child.kill('SIGTERM')
  await running?.ended
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

/** All that comes back until the server closes; `hangUp` closes first, once everything is written. */
const exchange = async (bytes: string | Buffer, hangUp = false): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    // A server that refuses while bytes are still coming resets the connection.
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
    socket.write(bytes, () => hangUp && socket.destroy())
  })

interface Wire {
  line: string
  headers?: readonly string[]
  body?: string | Buffer
}

const own = (): string[] => ['Host: tracker.test', `Authorization: Bearer ${token}`, 'Connection: close']
const written = ({ line, headers = own(), body = '' }: Wire): Buffer =>
  Buffer.concat([Buffer.from([line, ...headers, '', ''].join('\r\n'), 'latin1'), Buffer.from(body)])
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
const json = (...headers: string[]): string[] => [...own(), 'Content-Type: application/json', ...headers]
const post = (headers: readonly string[], body: string | Buffer): Wire => ({
  line: 'POST /v1/needs HTTP/1.1',
  headers: json(...headers),
  body,
})
const get = (target: string, ...headers: string[]): Wire => ({
  line: `GET ${target} HTTP/1.1`,
  headers: [...own(), ...headers],
})
const zeros = gzipSync(Buffer.alloc(50_000_000))
const chunk = (size: number): string => `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`

/** 0: the connection is closed without an answer. */
const attacks: [number, string, () => Wire, status: number][] = [
  [13, 'a good token before a bad one', () => get('/v1/needs', 'Authorization: Bearer a.b.c'), 401],
  [13, 'a good token twice', () => get('/v1/needs', `Authorization: Bearer ${token}`), 401],
  [46, 'a method that overrides', () => get('/v1/needs/x', 'X-HTTP-Method-Override: DELETE'), 404],
  [46, 'TRACE', () => ({ line: 'TRACE /v1/needs HTTP/1.1' }), 405],
  [46, 'CONNECT', () => ({ line: 'CONNECT evil.test:443 HTTP/1.1' }), 0],
  [46, 'a method that is none', () => ({ line: 'BREW /v1/needs HTTP/1.1' }), 400],
  [46, 'a method in small letters', () => ({ line: 'get /v1/needs HTTP/1.1' }), 400],
  [46, 'a version that is none', () => ({ line: 'GET /v1/needs HTTP/3.7' }), 400],
  [93, 'no host', () => ({ line: 'GET /v1/needs HTTP/1.1', headers: own().slice(1) }), 400],
  [93, 'two hosts', () => get('/v1/needs', 'Host: evil.test'), 400],
  [
    93,
    'a host that is a path',
    () => ({ line: 'GET /v1/needs HTTP/1.1', headers: ['Host: a/../b', ...own().slice(1)] }),
    400,
  ],
  [
    93,
    'a host that is markup',
    () => ({ line: 'GET /v1/needs HTTP/1.1', headers: ['Host: <script>', ...own().slice(1)] }),
    400,
  ],
  [93, 'the path of another in X-Original-URL', () => get('/v1/needs', 'X-Original-URL: /v1/members'), 200],
  [93, 'another host in X-Forwarded-Host', () => get('/v1/needs', 'X-Forwarded-Host: evil.test'), 200],
  [71, 'a target on another scheme', () => get('file:///etc/passwd'), 400],
  [83, 'two lengths', () => post(['Content-Length: 2', 'Content-Length: 3'], '{}x'), 400],
  [83, 'a length below zero', () => post(['Content-Length: -1'], '{}'), 400],
  [83, 'a length that is hexadecimal', () => post(['Content-Length: 0x2'], '{}'), 400],
  [83, 'a length and chunks', () => post(['Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n'), 400],
  [83, 'chunks by another name', () => post(['Transfer-Encoding: xchunked'], '2\r\n{}\r\n0\r\n\r\n'), 400],
  [
    83,
    'chunks with long extensions',
    () => post(['Transfer-Encoding: chunked'], `2;a=${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`),
    413,
  ],
  [
    78,
    '700 KB in chunks without a length',
    () => post(['Transfer-Encoding: chunked'], `${chunk(100_000).repeat(7)}0\r\n\r\n`),
    413,
  ],
  [78, 'a length beyond all', () => post(['Content-Length: 99999999'], '{}'), 413],
  [
    61,
    'a body that unpacks to 50 MB',
    () => post(['Content-Encoding: gzip', `Content-Length: ${zeros.length}`], zeros),
    415,
  ],
  [61, 'a small body that says it is packed', () => post(['Content-Encoding: gzip', 'Content-Length: 2'], '{}'), 415],
  [61, 'a body packed twice', () => post(['Content-Encoding: br, gzip', 'Content-Length: 2'], '{}'), 415],
  [43, 'an expectation that is none', () => post(['Expect: 999', 'Content-Length: 2'], '{}'), 417],
  [55, 'a NUL in a header', () => get('/v1/needs', 'X-A: a\0b'), 400],
  [55, 'a header folded over two lines', () => get('/v1/needs', 'X-A: a', ' b'), 400],
  [55, 'a space before the colon', () => get('/v1/needs', 'X-A : a'), 400],
  [55, 'a request id that is markup', () => get('/v1/needs', 'X-Request-Id: <script>'), 200],
  [78, 'a header of 20 KB', () => get('/v1/needs', `X-A: ${'a'.repeat(20_000)}`), 431],
  [
    78,
    'a token of 100 KB',
    () => ({
      line: 'GET /v1/needs HTTP/1.1',
      headers: ['Host: x', `Authorization: Bearer ${'a'.repeat(100_000)}.b.c`],
    }),
    431,
  ],
  [78, '2,500 headers', () => get('/v1/needs', ...Array.from({ length: 2500 }, (_, at) => `A${at}: b`)), 431],
  [78, 'a path of 20 KB', () => get(`/v1/needs/${'a'.repeat(20_000)}`), 431],
  [78, 'a path of 9 KB', () => get(`/v1/needs/${'a'.repeat(9000)}`), 404],
  [59, 'a path that climbs out', () => get('/docs/../../package.json'), 404],
  [59, 'an encoded path that climbs out', () => get('/docs/%2e%2e/%2e%2e/package.json'), 404],
  [59, 'an encoded slash that climbs', () => get('/docs/..%2fopenapi.json'), 404],
  [59, 'backslashes that climb', () => get('/docs/..%5c..%5cpackage.json'), 404],
  [59, 'the key of the local issuer', () => get('/local-issuer/../issuer-key.json'), 404],
  [59, 'the key of the local issuer, encoded', () => get('/local-issuer/%2e%2e%2fissuer-key.json'), 404],
  [59, 'the repository', () => get('/.git/config'), 404],
  [59, 'another register, by climbing', () => get('/v1/contributions/%2e%2e/members'), 403],
  [59, 'another register, by an encoded slash', () => get('/v1/contributions/..%2fmembers'), 404],
  [59, 'a NUL at the end', () => get('/v1/needs%00'), 404],
  [59, 'a path parameter', () => get('/v1/needs;admin=true'), 404],
  [59, 'two slashes in front', () => get('//v1/needs'), 404],
  [59, 'two slashes within', () => get('/v1//needs'), 404],
  [59, 'a slash at the end', () => get('/v1/needs/'), 404],
  [59, 'an encoded slash in the path', () => get('/v1%2fneeds'), 404],
  [59, 'other letters', () => get('/V1/Needs'), 404],
  [59, 'half an escape', () => get('/v1/needs/%'), 404],
  [59, 'an escape that is none', () => get('/v1/needs/%zz'), 404],
  [59, 'an overlong dot', () => get('/v1/needs/%c0%ae%c0%ae'), 404],
  [55, 'a header in the path', () => get('/v1/needs%0d%0aSet-Cookie:a=b'), 404],
  [42, 'brackets', () => get('/v1/needs?limit[]=1'), 400],
  [42, 'an operator', () => get('/v1/needs?limit[$gt]=1'), 400],
  [42, 'two values behind a semicolon', () => get('/v1/needs?limit=1;limit=2'), 400],
  [47, 'a full-width digit', () => get('/v1/needs?limit=%EF%BC%91'), 400],
  [47, 'a sign', () => get('/v1/needs?limit=%2B1'), 400],
  [47, 'an exponent', () => get('/v1/needs?limit=1e1'), 400],
  [47, 'no value', () => get('/v1/needs?limit'), 400],
  [34, 'a prototype', () => get('/v1/needs?__proto__=1'), 400],
  [34, 'a constructor', () => get('/v1/needs?constructor=1'), 400],
  [45, 'a name that is a NUL', () => get('/v1/needs?%00=1'), 400],
  [45, 'a name that is no escape', () => get('/v1/needs?%ZZ=1'), 400],
  [49, 'half a surrogate', () => get('/v1/needs?subCluster=%ED%A0%80'), 400],
  [49, 'a text that turns around', () => get('/v1/contributions?q=%E2%80%AE'), 400],
  [66, 'a greeting of TLS', () => ({ line: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' }), 400],
]

describe('over the wire', () => {
  test.each(attacks)(
    '%i. %s',
    async (_number, _name, wire, status) => {
      const answer = await exchange(written(wire()))
      const [head = '', body = ''] = answer.split('\r\n\r\n')

      expect(statusOf(answer)).toBe(status)
      if (status === 0) return
      expect(head).toMatch(/^x-content-type-options: nosniff$/im)
      expect(head).not.toMatch(/^(?:set-cookie|server|x-powered-by|access-control-)/im)
      expect(answer.replace(/^detail.*$/m, '')).not.toMatch(/evil\.test|node_modules|\.ts:|<script>/)
      expect(/\{"type":"\/problems\/[a-z-]+"/.test(body)).toBe(status >= 400)
    },
    60_000,
  )

  test('83. a client that hangs up in the middle leaves nothing, and is no fault of ours', async () => {
    const body = JSON.stringify(need({ title: 'Half a need' }))
    const half = body.slice(0, 100)
    await exchange(written(post([`Content-Length: ${body.length}`], half)), true)
    const file = `partner,title,amount,currency\nEU,Half a file,1,USD\n`
    await exchange(
      written({
        line: 'POST /v1/imports HTTP/1.1',
        headers: [...own(), 'Content-Type: text/csv', `Content-Length: ${file.length * 2}`],
        body: file,
      }),
      true,
    )

    // An answer to a later request: what came before was dealt with.
    const needs = await exchange(written(get('/v1/needs')))

    expect(needs).toContain('"items":[]')
  })
})

test('what was logged all along is one line of JSON each, and names no fault, no token and nobody', () => {
  const log = readFileSync(join(folder, 'data', 'tracker.log'), 'utf8')
  const lines = log.trim().split('\n')

  expect(lines.length).toBeGreaterThan(40)
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ message: expect.any(String) })
  for (const printed of [log, running?.printed() ?? '']) {
    expect(printed).not.toContain('"level":"ERROR"')
    expect(printed).not.toContain(token.split('.')[1])
    expect(printed).not.toMatch(/Bearer [\w-]+\.|evil\.test|Half a|local-coordinator/)
  }
})
