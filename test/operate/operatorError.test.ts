// What an operator can put right is one line; a fault of ours stays what it is.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { StartError } from '#infra/local/startError.ts'
import { explained } from '#infra/operate/operatorError.ts'

const named = (name: string, message = 'said by AWS'): Error => Object.assign(new Error(message), { name })

test.each([
  [named('CredentialsProviderError'), /No AWS credentials/],
  [named('ExpiredTokenException'), /have expired: sign in again/],
  [named('UnrecognizedClientException'), /does not know these credentials/],
  [named('AccessDeniedException'), /may not do this/],
  [named('Error', 'Region is missing'), /set AWS_REGION/],
  [named('Error', 'connect ECONNREFUSED 127.0.0.1:1'), /cannot be reached/],
  [named('ValidationError', 'Stack with id nothing does not exist'), /no such stack/],
  [named('ResourceNotFoundException'), /no such table/],
])('%s says what to do', (error, line) => {
  const { message } = explained(error) as StartError

  expect(explained(error)).toBeInstanceOf(StartError)
  expect(message).toMatch(line)
  expect(message).toMatch(/^[^\n]+$/)
})

test('anything else is left as it is', () => {
  const fault = new TypeError('undefined is not a function')

  expect(explained(fault)).toBe(fault)
})

/** No account, no network: credentials that are set, and an endpoint where nothing listens. */
const unreachable = {
  PATH: process.env['PATH'],
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'eu-west-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_MAX_ATTEMPTS: '1',
}

const running = (file: string, words: string[], environment: NodeJS.ProcessEnv = unreachable) =>
  spawnSync(process.execPath, [fileURLToPath(import.meta.resolve(file)), ...words], {
    env: environment,
    encoding: 'utf8',
  })

describe('a replay', () => {
  test.each([
    [[], unreachable, /^npm run replay -- --stack au-tracker-dev/],
    [['--stak', 'x'], unreachable, /^npm run replay -- --stack au-tracker-dev/],
    [['--stack', 'x'], unreachable, /^AWS cannot be reached/],
    [['--stack', 'x'], { ...unreachable, AWS_REGION: '' }, /^No AWS region is set/],
  ])('with %j ends in one line', (words, environment, line) => {
    const { status, stderr } = running('#infra/operate/replay.ts', words, environment)

    expect(status).toBe(1)
    expect(stderr.trim()).toMatch(line)
    expect(stderr.trim()).toMatch(/^[^\n]+$/)
  })
})
