// The local issuer: access tokens like Cognito's, signed with a key of this machine that no deployed tracker knows.
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose'
import * as z from 'zod'
import type { Role } from '#model/caller.ts'
import { StartError } from './startError.ts'

export const issuerPath = '/local-issuer'
export const clientId = 'local'

/** The tracker's own URL is the issuer's, so that what verifies tokens fetches keys as it does from Cognito. */
export const issuerAt = (url: string): { issuer: string; jwksUri: string } => ({
  issuer: `${url}${issuerPath}`,
  jwksUri: `${url}${issuerPath}/.well-known/jwks.json`,
})

export type TokenClaims = { subject: string; role: Role; hours: number }

/** Of a system that calls by itself, as Cognito gives them for client credentials: no name and no group. */
export type ClientClaims = { client: string; scope: string; hours: number }

export type Issuer = {
  clientToken: (url: string, claims: ClientClaims) => Promise<string>
  token: (url: string, claims: TokenClaims) => Promise<string>
  /** OpenID discovery and the public key. */
  app: (url: string) => Hono
}

const algorithm = 'RS256'

const fields = ['kty', 'kid', 'alg', 'use', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const
const Key = z.record(z.enum(fields), z.string())
type Key = z.infer<typeof Key>

const newKey = async (): Promise<Key> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const key = await exportJWK(privateKey)
  return Key.parse({ ...key, kid: await calculateJwkThumbprint(key), alg: algorithm, use: 'sig' })
}

const readKey = (file: string): Key | undefined => {
  if (!existsSync(file)) return undefined
  try {
    return Key.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new StartError(`${file} is no key of the local issuer: remove it, and the next token brings a new one.`)
  }
}

/** Linked into place, so that of a tracker and a `npm run token` that both make the first key one wins and both use it. */
const keyIn = async (folder: string): Promise<Key> => {
  const file = join(folder, 'issuer-key.json')
  const known = readKey(file)
  if (known) return known

  mkdirSync(folder, { recursive: true })
  const made = await newKey()
  const draft = `${file}.${process.pid}.part`
  writeFileSync(draft, JSON.stringify(made), { mode: 0o600 })
  chmodSync(draft, 0o600)
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readKey(file) ?? made
}

export const issuerIn = async (folder: string): Promise<Issuer> => {
  const key = await keyIn(folder)
  const privateKey = await importJWK(key, algorithm)
  const { kid, kty, n, e, alg, use } = key

  const signed = (url: string, subject: string, hours: number, claims: JWTPayload): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ token_use: 'access', version: 2, auth_time: now, ...claims })
      .setProtectedHeader({ alg: algorithm, kid })
      .setIssuer(issuerAt(url).issuer)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + Math.round(hours * 3600))
      .setJti(randomUUID())
      .sign(privateKey)
  }

  const token = (url: string, { subject, role, hours }: TokenClaims): Promise<string> =>
    signed(url, subject, hours, {
      client_id: clientId,
      username: subject,
      'cognito:groups': [role],
      scope: 'tracker/read tracker/write',
    })

  const clientToken = (url: string, { client, scope, hours }: ClientClaims): Promise<string> =>
    signed(url, client, hours, { client_id: client, scope })

  const app = (url: string): Hono => {
    const { issuer, jwksUri } = issuerAt(url)
    return new Hono()
      .basePath(issuerPath)
      .use(secureHeaders())
      .get('/.well-known/openid-configuration', (c) =>
        c.json({
          issuer,
          jwks_uri: jwksUri,
          id_token_signing_alg_values_supported: [algorithm],
          response_types_supported: ['token'],
          subject_types_supported: ['public'],
        }),
      )
      .get('/.well-known/jwks.json', (c) => c.json({ keys: [{ kid, kty, n, e, alg, use }] }))
      .all('*', () =>
        Response.json(
          { type: '/problems/no-such-path', title: 'There is no such path.', status: 404 },
          { status: 404, headers: { 'Content-Type': 'application/problem+json' } },
        ),
      )
  }
  return { token, clientToken, app }
}
