// A deployment that would be stopped half-way is stopped before it begins, with one line that says what to do.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { CloudFormationClient, type StackStatus } from '@aws-sdk/client-cloudformation'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refuseToDeploy, standingOf, type Standing } from '#infra/operate/deployment.ts'
import { descriptionOf } from '#infra/stageConfig.ts'

const refused = (standing: Partial<Standing>) => (): void =>
  refuseToDeploy('dev', 'au-tracker-dev', { stack: undefined, isPrepared: true, ...standing })
const ours = (StackStatus: StackStatus) => ({ Description: descriptionOf('dev'), StackStatus })

describe('a stage', () => {
  test.each<[string, Partial<Standing>]>([
    ['where there is no stack', {}],
    ['over the stack that it made', { stack: ours('CREATE_COMPLETE') }],
    [
      'over the stack that it made, where an emulator has lost its description',
      {
        stack: {
          StackStatus: 'CREATE_COMPLETE',
          Outputs: ['ApiUrl', 'TableName', 'SealBucket'].map((OutputKey) => ({ OutputKey })),
        },
      },
    ],
    ['over an update that was rolled back', { stack: ours('UPDATE_ROLLBACK_COMPLETE') }],
  ])('is deployed %s', (_, standing) => {
    expect(refused(standing)).not.toThrow()
  })

  test.each<[string, Partial<Standing>, RegExp]>([
    ['where the CDK was never', { isPrepared: false }, /run "npx cdk bootstrap" once\.$/],
    [
      'whose name is taken',
      { stack: { Description: 'Fleet\nof  vehicles', StackStatus: 'CREATE_COMPLETE' } },
      /au-tracker-dev is taken .* by another stack \(Fleet of vehicles\): use another region/,
    ],
    ['whose name is taken by one that says nothing', { stack: { StackStatus: 'CREATE_COMPLETE' } }, /without a descr/],
    ['of another stage', { stack: { ...ours('CREATE_COMPLETE'), Description: descriptionOf('prod') } }, /is taken/],
    ['whose first deployment failed', { stack: ours('ROLLBACK_COMPLETE') }, /delete-stack --stack-name au-tracker-dev/],
    ['that is being changed', { stack: ours('UPDATE_IN_PROGRESS') }, /is being changed .*: wait/],
  ])('%s is not', (_, standing, says) => {
    expect(refused(standing)).toThrow(says)
    expect(refused(standing)).toThrow(/^[^\n]+$/)
  })
})

const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1' }
const unreachable = { ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' }

const deploying = async (words: string[], environment: Record<string, string>) => {
  const file = fileURLToPath(import.meta.resolve('#infra/operate/deploy.ts'))
  const env = { PATH: process.env['PATH'], HOME: '/nowhere', ...environment }
  const child = spawn(process.execPath, [file, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const [status] = (await once(child, 'close')) as [number]
  return { status, stdout: said.stdout, lines: said.stderr.trim().split('\n') }
}

test.each<[string, string[], Record<string, string>, RegExp]>([
  ['a stage that there is not', ['-c', 'tracker:stage=test'], unreachable, /^CDK context .*must be dev or prod/],
  ['a key that is misspelt', ['--context', 'tracker:stge=prod'], unreachable, /tracker:stge is not known$/],
  ['a value that is empty', ['-c', 'tracker:timezone='], unreachable, /tracker:timezone must be a time zone/],
  ['an account out of reach', [], unreachable, /^AWS cannot be reached/],
  ['no region', [], { ...unreachable, AWS_REGION: '' }, /^No AWS region is set: set AWS_REGION\.$/],
])('%s is told in one line, before anything is built', async (_, words, environment, says) => {
  expect(await deploying(words, environment)).toEqual({ status: 1, stdout: '', lines: [expect.stringMatching(says)] })
})

describe('an account that refuses', () => {
  let code = ''
  let server: Server
  let endpoint: string
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'text/xml' })
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
      )
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })
  afterAll(() => server.close())

  test('because the credentials have expired is told in one line', async () => {
    code = 'ExpiredToken'

    expect(await deploying([], { ...keys, AWS_ENDPOINT_URL: endpoint })).toEqual({
      status: 1,
      stdout: '',
      lines: ['The AWS credentials have expired: sign in again (aws sso login).'],
    })
  })

  test('to let a role look leaves that to the CDK, whose own roles may', async () => {
    code = 'AccessDenied'
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const client = new CloudFormationClient({ endpoint, region: 'eu-west-1', credentials })

    expect(await standingOf(client, 'au-tracker-dev')).toBeNull()
  })
})
