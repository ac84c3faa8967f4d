// The local issuer's tokens pass a verifier that knows only what the issuer serves, and no other issuer's.
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Issuer, issuerAt, issuerIn } from '#infra/local/issuer.ts'

const claims = { subject: 'local-partner-eu', role: 'partner', hours: 12 } as const

describe('the local issuer', () => {
  let folder: string
  let server: Server
  let url: string
  let issuer: Issuer

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'issuer-'))
    issuer = await issuerIn(folder)
    server = createServer((request, response) => void getRequestListener(issuer.app(url).fetch)(request, response))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const served = async (): Promise<{ issuer: string; jwks_uri: string }> =>
    (await fetch(`${issuerAt(url).issuer}/.well-known/openid-configuration`)).json() as Promise<{
      issuer: string
      jwks_uri: string
    }>
  const verify = async (token: string, from: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL((await served()).jwks_uri)), { issuer: from, algorithms: ['RS256'] })

  test('makes access tokens like those of Cognito', async () => {
    const { payload, protectedHeader } = await verify(await issuer.token(url, claims), issuerAt(url).issuer)

    expect(protectedHeader).toEqual({ alg: 'RS256', kid: expect.any(String) })
    expect(payload).toMatchObject({
      iss: `${url}/local-issuer`,
      sub: 'local-partner-eu',
      token_use: 'access',
      client_id: 'local',
      scope: 'tracker/read tracker/write',
      'cognito:groups': ['partner'],
    })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(12 * 3600)
  })

  test('describes itself where its keys are', async () => {
    expect(await served()).toMatchObject({ issuer: issuerAt(url).issuer, jwks_uri: issuerAt(url).jwksUri })
  })

  test('makes tokens that another issuer name or another key does not pass', async () => {
    const other = mkdtempSync(join(tmpdir(), 'issuer-'))
    const stranger = await issuerIn(other)
    rmSync(other, { recursive: true })

    await expect(
      verify(await issuer.token(url, claims), 'https://cognito-idp.eu-west-1.amazonaws.com/x'),
    ).rejects.toThrow('unexpected "iss" claim value')
    await expect(verify(await stranger.token(url, claims), issuerAt(url).issuer)).rejects.toThrow('no applicable key')
  })

  test('keeps its key for its owner alone, over restarts', async () => {
    const token = await (await issuerIn(folder)).token(url, claims)

    expect((await verify(token, issuerAt(url).issuer)).payload.sub).toBe('local-partner-eu')
    expect(statSync(join(folder, 'issuer-key.json')).mode & 0o777).toBe(0o600)
  })

  test('serves no private part of the key', async () => {
    const { keys } = (await (await fetch(issuerAt(url).jwksUri)).json()) as { keys: object[] }

    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']])
  })

  test('makes one key when two begin at once', async () => {
    const fresh = join(folder, 'fresh')

    const [first, second] = await Promise.all([issuerIn(fresh), issuerIn(fresh)])

    const kid = async (from: Issuer) =>
      JSON.parse(Buffer.from((await from.token(url, claims)).split('.')[0] ?? '', 'base64url').toString()) as object
    expect(await kid(first)).toEqual(await kid(second))
  })

  test('says in one line that its key file is damaged', async () => {
    writeFileSync(join(folder, 'issuer-key.json'), '{"kty":')

    await expect(issuerIn(folder)).rejects.toThrow(
      /^\S+issuer-key\.json is no key of the local issuer: remove it[^\n]+$/,
    )
  })
})
