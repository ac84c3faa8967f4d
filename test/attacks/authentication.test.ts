// Attacks 1 to 15: everything that is no good token of this tracker is refused, and nothing is read or written.
// oxlint-disable vitest/expect-expect -- expectProblem asserts a problem document whole.
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { grant } from '#test/support/bodies.ts'
import { expectProblem, kindsChanged } from '#test/support/scenarios.ts'
import { claimsOf, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const claims = (changes: Record<string, unknown> = {}) => ({
  ...claimsOf(tracker.issuer, 'coordinator', 'coordinator'),
  ...changes,
})
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const unsigned = (alg: string): string => `${encoded({ alg, kid: 'test-key' })}.${encoded(claims())}.`
const good = async (): Promise<string> => tracker.issuer.sign(claims())

/** The oldest trick: the public key, which everybody has, taken as the secret of an HMAC. */
const hmacWithPublicKey = (): string => {
  const head = `${encoded({ alg: 'HS256', kid: 'test-key' })}.${encoded(claims())}`
  return `${head}.${createHmac('sha256', tracker.issuer.publicKeyPem).update(head).digest('base64url')}`
}
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
const signedByAnother = async (header: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'test-key', ...header }).sign(otherKey.privateKey)
const withoutClaim = async (name: string): Promise<string> =>
  tracker.issuer.sign(Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name)))
const bearer = (token: string): string => `Bearer ${token}`

const refused: [string, () => Promise<string | undefined>][] = [
  ['no header', async () => undefined],
  ['an empty header', async () => ''],
  ['another scheme', async () => `Basic ${await good()}`],
  ['the scheme alone', async () => 'Bearer '],
  ['garbage', async () => 'Bearer garbage'],
  ['garbage in three parts', async () => 'Bearer a.b.c'],
  ['a line of 20 KB', async () => bearer(`${'a'.repeat(20_000)}.b.c`)],
  ['two tokens', async () => `${bearer(await good())}, ${bearer(await good())}`],
  ['alg none', async () => bearer(unsigned('none'))],
  ['alg None with something for a signature', async () => bearer(`${unsigned('None')}AAAA`)],
  ['alg nOnE with something for a signature', async () => bearer(`${unsigned('nOnE')}AAAA`)],
  ['HS256 with the public key as secret', async () => bearer(hmacWithPublicKey())],
  ['RS512 by the right key', async () => bearer(await tracker.issuer.sign(claims(), { alg: 'RS512' }))],
  ['the signature of another key', async () => bearer(await signedByAnother())],
  [
    'the key of its own header',
    async () => bearer(await signedByAnother({ jwk: otherKey.publicKey.export({ format: 'jwk' }) })),
  ],
  [
    'a key from an address of its own',
    async () => bearer(await signedByAnother({ jku: 'http://127.0.0.1:9/jwks.json' })),
  ],
  ['an unknown key id', async () => bearer(await signedByAnother({ kid: 'other' }))],
  ['a key id that is SQL', async () => bearer(await signedByAnother({ kid: "' OR 1=1 --" }))],
  ['a key id of 10 KB', async () => bearer(await signedByAnother({ kid: 'k'.repeat(10_240) }))],
  [
    'no key id and another key',
    async () => bearer(await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(otherKey.privateKey)),
  ],
  ['a key id that is a path', async () => bearer(await signedByAnother({ kid: '../../etc/passwd' }))],
  ['another issuer', async () => bearer(await tracker.issuer.sign(claims({ iss: 'https://elsewhere.test' })))],
  [
    'an issuer that begins alike',
    async () => bearer(await tracker.issuer.sign(claims({ iss: `${tracker.issuer.url}/x` }))),
  ],
  ['an expiry that is over', async () => bearer(await tracker.issuer.sign(claims({ exp: inSeconds(-120) })))],
  ['no expiry', async () => bearer(await withoutClaim('exp'))],
  ['no time of issue', async () => bearer(await withoutClaim('iat'))],
  ['no subject', async () => bearer(await withoutClaim('sub'))],
  ['a validity that has not begun', async () => bearer(await tracker.issuer.sign(claims({ nbf: inSeconds(600) })))],
  ['a time of issue in the future', async () => bearer(await tracker.issuer.sign(claims({ iat: inSeconds(600) })))],
  ['the use of an id token', async () => bearer(await tracker.issuer.sign(claims({ token_use: 'id' })))],
  ['no use', async () => bearer(await withoutClaim('token_use'))],
  ['another client', async () => bearer(await tracker.issuer.sign(claims({ client_id: 'other' })))],
  [
    'an audience in place of the client',
    async () => {
      const { client_id: _client, ...rest } = claims()
      return bearer(await tracker.issuer.sign({ ...rest, aud: 'local' }))
    },
  ],
  ['PS256 by the right key', async () => bearer(await tracker.issuer.sign(claims(), { alg: 'PS256' }))],
  ['a certificate of its own', async () => bearer(await signedByAnother({ x5c: ['AAAA'] }))],
  ['five parts, as an encrypted token has', async () => bearer(`${await good()}.AAAA.AAAA`)],
  ['two parts', async () => bearer((await good()).split('.').slice(0, 2).join('.'))],
  ['a space too many', async () => `Bearer  ${await good()}`],
  ['something behind it', async () => `${bearer(await good())} x`],
  ['a use among others', async () => bearer(await tracker.issuer.sign(claims({ token_use: ['id', 'access'] })))],
  ['a client among others', async () => bearer(await tracker.issuer.sign(claims({ client_id: ['other', 'local'] })))],
  ['a client in capitals', async () => bearer(await tracker.issuer.sign(claims({ client_id: 'LOCAL' })))],
  ['all clients at once', async () => bearer(await tracker.issuer.sign(claims({ client_id: 'local,other' })))],
  ['an expiry that is text', async () => bearer(await tracker.issuer.sign(claims({ exp: '9999999999' })))],
  ['a beginning that is text', async () => bearer(await tracker.issuer.sign(claims({ nbf: '0' })))],
  ['a time of issue that is text', async () => bearer(await tracker.issuer.sign(claims({ iat: '0' })))],
  ['a subject of nothing', async () => bearer(await tracker.issuer.sign(claims({ sub: '' })))],
  ['a subject of 10 KB', async () => bearer(await tracker.issuer.sign(claims({ sub: 's'.repeat(10_240) })))],
  [
    'groups that are text',
    async () => bearer(await tracker.issuer.sign(claims({ 'cognito:groups': 'administrator' }))),
  ],
  ['a scope that is a list', async () => bearer(await tracker.issuer.sign(claims({ scope: ['tracker/write'] })))],
  [
    'a subject that is a list',
    async () => bearer(await tracker.issuer.sign(claims({ sub: ['coordinator'] as unknown as string }))),
  ],
]

describe('a request is refused as unauthenticated', () => {
  test.each(refused)('with %s', async (_name, authorization) => {
    const before = await tracker.items()

    const caller = tracker.bearing(await authorization())
    const [read, write] = [await caller.get('/v1/contributions'), await caller.post('/v1/contributions', grant())]

    for (const answer of [read, write]) {
      expectProblem(answer, 401, 'unauthenticated')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    expect(kindsChanged(before, await tracker.items())).toEqual([])
  })

  test('with a token in the query and none in the header', async () => {
    expectProblem(await tracker.bearing(undefined).get(`/v1/contributions?access_token=${await good()}`), 401)
  })

  test('with any bit of a good signature flipped', async () => {
    const [head, claimPart, signature = ''] = (await good()).split('.')
    const bytes = Buffer.from(signature, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit += 2) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      const token = `${head}.${claimPart}.${flipped.toString('base64url')}`
      expectProblem(await tracker.bearing(bearer(token)).get('/v1/needs'), 401, 'unauthenticated')
    }
  })

  test('with another last letter, also of the same bytes', async () => {
    const token = await good()
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      if (!token.endsWith(letter))
        expectProblem(await tracker.bearing(bearer(`${token.slice(0, -1)}${letter}`)).get('/v1/needs'), 401)
  })

  test('with other claims under a good signature', async () => {
    const [head, , signature] = (await good()).split('.')
    const token = `${head}.${encoded(claims({ sub: 'partner-eu' }))}.${signature}`

    expectProblem(await tracker.bearing(bearer(token)).get('/v1/needs'), 401, 'unauthenticated')
  })
})

describe('a good token', () => {
  test.each<[string, () => Record<string, unknown>]>([
    ['as issued', () => ({})],
    ['that expired within the tolerance of clocks', () => ({ exp: inSeconds(-20) })],
    ['issued within the tolerance of clocks', () => ({ iat: inSeconds(20) })],
    [
      'of a machine with both scopes and a membership',
      () => ({ sub: 'partner-eu', username: undefined, 'cognito:groups': undefined }),
    ],
  ])('is taken %s', async (_name, changes) => {
    const token = await tracker.issuer.sign(claims(changes()))

    expect((await tracker.bearing(bearer(token)).get('/v1/needs')).status).toBe(200)
  })

  test.each([
    ['tracker/read', 200, 403],
    ['tracker/write', 403, 201],
    ['tracker/readonly tracker/writer', 403, 403],
    ['', 403, 403],
  ])('of a machine may do what its scope "%s" says', async (scope, reading, writing) => {
    const machine = { sub: 'partner-eu', username: undefined, 'cognito:groups': undefined }
    const caller = tracker.bearing(bearer(await tracker.issuer.sign(claims({ ...machine, scope }))))

    const [read, write] = [await caller.get('/v1/needs'), await caller.post('/v1/contributions', grant())]

    expect([read.status, write.status]).toEqual([reading, writing])
    for (const answer of [read, write]) if (answer.status === 403) expectProblem(answer, 403, 'forbidden')
  })

  test('of nobody known is refused as forbidden', async () => {
    const token = await tracker.issuer.sign(claimsOf(tracker.issuer, 'stranger'))

    expectProblem(await tracker.bearing(bearer(token)).get('/v1/needs'), 403, 'forbidden')
  })

  test('of a group that is no role is refused as forbidden', async () => {
    const token = await tracker.issuer.sign({ ...claimsOf(tracker.issuer, 'stranger'), 'cognito:groups': ['root'] })

    expectProblem(await tracker.bearing(bearer(token)).get('/v1/needs'), 403, 'forbidden')
  })

  test('gives the organization of the membership, whatever the token says', async () => {
    const token = await tracker.issuer.sign({
      ...claimsOf(tracker.issuer, 'partner-eu', 'coordinator'),
      organization: 'france',
      'custom:organization': 'france',
    })

    const answer = await tracker.bearing(bearer(token)).post('/v1/contributions', grant({ provider: 'france' }))

    expectProblem(answer, 403, 'forbidden')
  })

  test('of a removed member is refused from the next request on', async () => {
    const administrator = tracker.as('administrator')
    const member = await administrator.put(
      '/v1/members/partner-leaving',
      { organization: 'eu', role: 'partner' },
      { 'if-none-match': '*' },
    )
    const leaving = tracker.as('partner', 'leaving')
    expect((await leaving.get('/v1/needs')).status).toBe(200)

    expect((await administrator.remove('/v1/members/partner-leaving', member.body.revision)).status).toBe(200)

    expectProblem(await leaving.get('/v1/needs'), 403, 'forbidden')
    expectProblem(await leaving.post('/v1/contributions', grant()), 403, 'forbidden')
  })
})

describe('the keys of the issuer', () => {
  afterEach(() => {
    tracker.issuer.keys.down = false
  })

  test('are asked for once, however many unknown key ids come', async () => {
    const fresh = await trackers.fresh()
    const asked = fresh.issuer.keys.asked
    const withKey = (kid: string): string => `${encoded({ alg: 'RS256', kid })}.${encoded(claims())}.AAAA`
    for (let count = 0; count < 1000; count += 1)
      await fresh.bearing(bearer(withKey(`other-${count}`))).get('/v1/needs')

    expect(fresh.issuer.keys.asked - asked).toBe(1)
  })

  test.each(['jku', 'x5u'])('are never asked for at the address that a token names in %s', async (header) => {
    const visits: string[] = []
    const server = createServer((request, response) => {
      visits.push(request.url ?? '')
      response.end(JSON.stringify({ keys: [otherKey.publicKey.export({ format: 'jwk' })] }))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys.json`

    const answer = await tracker.bearing(bearer(await signedByAnother({ [header]: own }))).get('/v1/needs')

    server.close()
    expectProblem(answer, 401, 'unauthenticated')
    expect(visits).toEqual([])
  })

  test('are kept, so that known tokens pass while they cannot be read', async () => {
    expect((await tracker.as('coordinator').get('/v1/needs')).status).toBe(200)
    tracker.issuer.keys.down = true

    expect((await tracker.as('coordinator').get('/v1/needs')).status).toBe(200)
  })

  test('that cannot be read let nobody in, and say so', async () => {
    const fresh = await trackers.fresh()
    fresh.issuer.keys.down = true

    const [read, write] = [
      await fresh.as('coordinator').get('/v1/needs'),
      await fresh.as('coordinator').post('/v1/needs', {}),
    ]

    for (const answer of [read, write]) expectProblem(answer, 503, 'authentication-unavailable')
    fresh.issuer.keys.down = false
    expect((await fresh.as('coordinator').get('/v1/needs')).status).toBe(200)
  })
})

test('liveness needs no token and says nothing but the version', async () => {
  const answer = await tracker.bearing(undefined).get('/healthz')

  expect(answer).toMatchObject({ status: 200, body: { status: 'ok', version: '0.0.0' } })
})
