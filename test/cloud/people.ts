// Callers of a deployed tracker: users of its own pool, and their requests to its own HTTP endpoint.
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Outputs } from './stack.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is whatever came; each test says what it expects of it.
  body: any
}

/** Who asks: undefined sends no token. */
export type Token = string | undefined

/** A new user of the pool in a group, signed in: its subject and access token. */
export const signIn = async (
  { UserPoolId, UserPoolClientId }: Outputs,
  group: string,
): Promise<{ subject: string; token: string }> => {
  const pool = new CognitoIdentityProviderClient({})
  const Username = `${group}-${randomUUID().slice(0, 8)}@example.org`
  const Password = `Aa1!${randomUUID()}`
  const { User } = await pool.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      // The emulator makes a temporary password that its own policy refuses.
      TemporaryPassword: Password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: Username }],
    }),
  )
  await pool.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }))
  await pool.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName: group }))
  const { AuthenticationResult } = await pool.send(
    new AdminInitiateAuthCommand({
      UserPoolId,
      ClientId: UserPoolClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: Password },
    }),
  )
  const token = AuthenticationResult?.AccessToken ?? ''
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }
  return { subject: User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? claims.sub, token }
}

/** Asks the endpoint that the stack names; the emulator answers it on the loopback, by the `Host` of the request. */
export const asker =
  ({ ApiUrl }: Outputs, endpoint: string) =>
  async (
    method: string,
    path: string,
    { token, body, headers = {} }: { token?: Token; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const call = request(
        `${endpoint}${path}`,
        {
          method,
          headers: {
            host: new URL(ApiUrl).host,
            ...(token && { authorization: `Bearer ${token}` }),
            ...(sent !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (more: string) => (text += more))
          response.on('end', () => {
            const isJson = String(response.headers['content-type']).includes('json')
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              body: isJson && text !== '' ? (JSON.parse(text) as unknown) : null,
            })
          })
        },
      )
      call.on('error', reject)
      call.end(sent)
    })
  }

/** Asks again until the answer is as wanted: what the stream does, it does a moment later. */
export const until = async (
  question: () => Promise<Answer>,
  isReady: (answer: Answer) => boolean,
  seconds = 60,
): Promise<Answer> => {
  let answer = await question()
  for (let second = 0; second < seconds && !isReady(answer); second += 1) {
    await setTimeout(1000)
    answer = await question()
  }
  return answer
}

/** An answer that goes on is needed for the next step: another is an error that says what came instead. */
export const expected = (answer: Answer, ...statuses: number[]): Answer => {
  if (!statuses.includes(answer.status))
    throw new Error(`${answer.status} instead of ${statuses.join()}: ${answer.text}`)
  return answer
}

/** The same of anything that can be asked; throws where it does not become so within two minutes. */
export const soon = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let second = 0; second < 120; second += 1) {
    if (await isSo()) return
    await setTimeout(1000)
  }
  throw new Error(`It did not become so: ${String(isSo)}`)
}
