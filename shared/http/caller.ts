// Verifies the bearer token and tells who calls: the same path for Cognito's tokens and for the local issuer's.
import { type Caller, type Member, type Role, roles } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'
import { textUpTo } from '#model/schema.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { bytesOf } from './base64url.ts'
import { Problem } from './problem.ts'

/** A Cognito access token: it names its client, and has no audience. */
const AccessToken = z.object({
  sub: textUpTo(128).check(z.minLength(1)),
  client_id: z.string(),
  token_use: z.literal('access'),
  iat: z.number(),
  scope: z._default(z.string(), ''),
  username: z.optional(z.string()),
  'cognito:groups': z._default(z.array(z.string()), []),
})
type AccessToken = z.infer<typeof AccessToken>

const clockToleranceInSeconds = 60
/** An unknown key id fetches the keys again at most this often, so that forged ids cannot make us fetch. */
const refreshPauseInMilliseconds = 30_000

const unauthenticated = (detail: string): Problem =>
  new Problem('unauthenticated', detail, { 'www-authenticate': 'Bearer' })

const bearerOf = (header: string | undefined): string => {
  // The scheme is written in capitals or small letters (RFC 9110, 11.1).
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1]
  if (!token?.split('.').every(bytesOf)) throw unauthenticated('Send one Authorization header with a bearer token.')
  return token
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  error instanceof TypeError ||
  (error as { code?: string }).code === 'ERR_JOSE_GENERIC'

const checkedClaims = (payload: JWTPayload): AccessToken => {
  const token = AccessToken.safeParse(payload)
  if (!token.success) throw unauthenticated('The token is not an access token.')
  if (token.data.iat > Date.now() / 1000 + clockToleranceInSeconds)
    throw unauthenticated('The token was made in the future.')
  return token.data
}

const isMachine = ({ username, 'cognito:groups': groups }: AccessToken): boolean =>
  username === undefined && groups.length === 0

const roleInGroups = ({ 'cognito:groups': groups }: AccessToken): Role | undefined =>
  roles.toReversed().find((role) => groups.includes(role))

/** Made for the clients that people sign in with, or by one that an administrator has registered. */
const isOfOurs = (token: AccessToken, member: Member | undefined, clientIds: readonly string[]): boolean =>
  clientIds.includes(token.client_id) ||
  (isMachine(token) && token.sub === token.client_id && (member?.client ?? null) !== null)

const membershipOf = (member: Member | undefined): Pick<Caller, 'organization' | 'subClusters'> => ({
  organization: member?.organization ?? null,
  subClusters: member?.subClusters ?? null,
})

/**
 * Makes the verifier of one issuer. Signature by the issuer's published keys (RS256 only), issuer, expiry, use and client
 * are checked; a machine's token needs the scope; the organization comes from the membership that administrators keep.
 */
export const callerVerifier = ({ services, config }: { services: Services; config: Config }) => {
  const keys = createRemoteJWKSet(new URL(config.JWKS_URI), {
    cooldownDuration: refreshPauseInMilliseconds,
    timeoutDuration: 5000,
  })

  const verifiedToken = async (token: string): Promise<AccessToken> => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: config.ISSUER,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: clockToleranceInSeconds,
      })
      return checkedClaims(payload)
    } catch (error) {
      if (error instanceof Problem) throw error
      if (isUnreachable(error)) throw new Problem('authentication-unavailable', 'The keys cannot be read; try again.')
      throw unauthenticated('The token is not valid.')
    }
  }

  return async (authorization: string | undefined, isWrite: boolean): Promise<Caller> => {
    const token = await verifiedToken(bearerOf(authorization))
    const member = (await services.store.members.get(token.sub, isWrite))?.record
    if (!isOfOurs(token, member, config.CLIENT_IDS)) throw unauthenticated('The token was made for another client.')
    const scope = isWrite ? 'tracker/write' : 'tracker/read'
    if (isMachine(token) && !token.scope.split(' ').includes(scope))
      throw new Refusal('forbidden', `The token lacks the scope ${scope}.`)
    const role = member?.role ?? roleInGroups(token)
    if (member?.removed || role === undefined) throw new Refusal('forbidden', 'You are no member of this tracker.')
    return { id: token.sub, role, ...membershipOf(member) }
  }
}
