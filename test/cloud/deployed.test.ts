// The journeys on a deployed stack: the real CDK CLI, HTTP API, authorizer, functions, stream and schedule on a local AWS.
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consumersOn } from '#infra/operate/consumers.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { executionsOf, hasReplayed, importEvents, importStatus, stopImport, waitingIn } from './executions.ts'
import { beginBrokenNight, isNightDone, mendSegment, nightOver, segmentsLeft } from './nights.ts'
import { endOf, sendLargeFile, standingOf, wholeResult } from './largeFile.ts'
import { type Answer, asker, expected, signIn, soon, until } from './people.ts'
import { cdk, configure, deploy, operate, type Outputs, stackName } from './stack.ts'

const minutes = (count: number): number => count * 60_000

let emulator: Emulator
let outputs: Outputs
let ask: ReturnType<typeof asker>
let tokens: Record<'administrator' | 'coordinator' | 'second' | 'partner', string>
let announcements: string

const made = async (path: string, token: string, body: unknown): Promise<Answer['body']> =>
  expected(await ask('POST', path, { token, body }), 201).body

/** The emulator's pools publish their keys elsewhere than AWS's: the deployed functions are told where. */
const readKeys = async (): Promise<void> =>
  configure(/./, { JWKS_URI: `${emulator.endpoint}/${outputs.UserPoolId}/.well-known/jwks.json` })

/** As little of a programme as a course needs: who gives, who gets, and what it counts for. */
const register = async (): Promise<void> => {
  const { coordinator: token } = tokens
  const partners = { eu: 'European Union', auc: 'African Union Commission', kaiptc: 'Kofi Annan Centre' }
  for (const [id, en] of Object.entries(partners))
    await made('/v1/partners', token, { id, names: { en }, kind: 'regional-organization' })
  const terms = [
    { kind: 'cluster', code: 'peace', names: { en: 'Peace' } },
    { kind: 'sub-cluster', code: 'architecture', names: { en: 'Architecture' }, parent: 'peace' },
    { kind: 'modality', code: 'training', names: { en: 'Training' } },
  ]
  for (const { kind, code, ...body } of terms) {
    expected(await ask('PUT', `/v1/taxonomy/${kind}/${code}`, { token, body, headers: { 'if-none-match': '*' } }), 201)
  }
}

const course = (changes: object = {}): object => ({
  title: 'Mission leadership course for senior officers',
  provider: 'eu',
  beneficiary: 'auc',
  implementers: ['kaiptc'],
  subCluster: 'architecture',
  modality: 'training',
  status: 'committed',
  money: { amount: '100000.00', currency: 'USD' },
  period: { start: '2008-06-04', end: '2008-06-14' },
  places: [{ country: 'KE', name: 'Nairobi' }],
  ...changes,
})

beforeAll(async () => {
  emulator = await startEmulator()
  Object.assign(process.env, emulator.environment)
  await cdk(emulator, 'bootstrap', 'aws://000000000000/us-east-1')
  outputs = await deploy(emulator)
  await readKeys()
  ask = asker(outputs, emulator.endpoint)
  const [administrator, coordinator, second, partner] = await Promise.all(
    ['administrator', 'coordinator', 'coordinator', 'partner'].map(async (group) => signIn(outputs, group)),
  )
  tokens = {
    administrator: administrator?.token ?? '',
    coordinator: coordinator?.token ?? '',
    second: second?.token ?? '',
    partner: partner?.token ?? '',
  }
  await register()
  expected(
    await ask('PUT', `/v1/members/${partner?.subject}`, {
      token: tokens.administrator,
      body: { organization: 'eu', role: 'partner' },
      headers: { 'if-none-match': '*' },
    }),
    201,
  )
}, minutes(12))

afterAll(async () => emulator.stop(), minutes(1))

describe('callers', () => {
  test('are let in by the authorizer with a token of the pool, and not without or with a tampered one', async () => {
    const { partner: token } = tokens

    expect(await ask('GET', '/v1/contributions', { token })).toMatchObject({ status: 200 })
    expect(await ask('GET', '/v1/contributions')).toMatchObject({ status: 401 })
    expect(await ask('GET', '/v1/contributions', { token: `${token.slice(0, -6)}AAAAAA` })).toMatchObject({
      status: 401,
    })
  })

  test('need none for what is open', async () => {
    expect(await ask('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await ask('GET', '/openapi.json')).toMatchObject({
      status: 200,
      body: { openapi: expect.stringMatching(/^3\.1/) },
    })
    expect(await ask('GET', '/docs')).toMatchObject({ status: 200 })
  })
})

describe('one course that two partners record', () => {
  let ids: string[]
  let finding: Answer['body']

  test('is checked, recorded, and found by the next check', async () => {
    const before = await ask('POST', '/v1/contributions/check', { token: tokens.partner, body: course() })
    expect(expected(before, 200)).toMatchObject({ status: 200, body: { findings: [] } })
    const first = await made('/v1/contributions', tokens.partner, course())

    const after = await ask('POST', '/v1/contributions/check', { token: tokens.coordinator, body: course() })
    expect(after.body.findings[0]).toMatchObject({ kind: 'duplicate-record', contributions: [{ id: first.id }] })
    const twin = await made('/v1/contributions?reportedBy=kaiptc', tokens.coordinator, course())
    ids = [first.id, twin.id]
  })

  test('is a finding once the stream has brought both to the findings function', { timeout: minutes(2) }, async () => {
    const list = await until(
      async () => ask('GET', '/v1/findings?kind=duplicate-record', { token: tokens.coordinator }),
      ({ body }) => body?.items?.length > 0,
    )
    finding = list.body.items[0]

    expect(finding.contributions.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted())
    expect(finding.score).toBeGreaterThan(0.9)
  })

  test('counts once when one coordinator decides and another confirms', { timeout: minutes(2) }, async () => {
    const decided = await ask('POST', `/v1/findings/${finding.id}/decisions`, {
      token: tokens.coordinator,
      body: { verdict: 'same-contribution', survivor: ids[0], note: 'One course' },
    })
    expected(decided, 201)
    const confirmation = { body: { note: 'Agreed' } }
    const own = await ask('POST', `/v1/findings/${finding.id}/confirmations`, {
      token: tokens.coordinator,
      ...confirmation,
    })
    expect(own.status).toBeGreaterThanOrEqual(400)
    const path = `/v1/findings/${finding.id}/confirmations`
    expected(await ask('POST', path, { token: tokens.second, ...confirmation }), 201)

    const coverage = await until(
      async () => ask('GET', '/v1/coverage?groupBy=none', { token: tokens.coordinator }),
      ({ body }) => Number(body?.items?.[0]?.announced?.net?.high) === 100_000,
    )
    expect(coverage.body.items[0].announced).toMatchObject({
      reported: '200000.00',
      net: { low: '100000.00', expected: '100000.00', high: '100000.00' },
    })
  })
})

test('a file of rows comes in through the import function and the stream', { timeout: minutes(2) }, async () => {
  const csv = [
    'Title,Provider,Beneficiary,Sub-cluster,Amount,Currency,Start,End',
    'Radio equipment for the mission headquarters,European Union,African Union Commission,architecture,50000.00,USD,2009-02-01,2009-05-31',
    '',
  ].join('\n')
  const sent = await ask('POST', '/v1/imports', {
    token: tokens.coordinator,
    body: csv,
    headers: { 'content-type': 'text/csv' },
  })
  expected(sent, 200, 201, 202)

  const found = await until(
    async () => ask('GET', '/v1/contributions?q=radio', { token: tokens.coordinator }),
    ({ body }) => body?.items?.length > 0,
  )
  expect(found.body.items).toMatchObject([{ provider: 'eu', money: { amount: '50000' } }])
})

describe('a file of several segments', () => {
  test('goes through the state machine, which tries a segment that failed again', { timeout: minutes(6) }, async () => {
    const id = await sendLargeFile(ask, tokens.coordinator, 'Tents for the staging area')
    await configure(/-Importer/, { TABLE_NAME: '' })
    await soon(async () => (await importEvents(id)).has('TaskFailed'))
    await configure(/-Importer/, { TABLE_NAME: outputs.TableName })

    expect(await endOf(ask, tokens.coordinator, id)).toMatchObject(wholeResult)
    await soon(async () => (await importStatus(id)) === 'SUCCEEDED')
  })

  test('waits in the failure queue when it was stopped, and goes on by a replay', { timeout: minutes(6) }, async () => {
    const id = await sendLargeFile(ask, tokens.coordinator, 'Generators for the staging area')
    await stopImport(id)
    await soon(async () => (await waitingIn('ImporterFailures')) === 1)
    expect(await standingOf(ask, tokens.coordinator, id)).toMatchObject({ state: 'running' })

    const replayed = await operate(emulator, 'operate/replay.ts', '--stack', stackName)

    expect(replayed).toMatchObject({ code: 0, said: expect.stringContaining('ImporterFailures: 1 replayed') })
    expect(await endOf(ask, tokens.coordinator, id)).toMatchObject(wholeResult)
    await soon(async () => hasReplayed('imports'))
  })
})

describe('a file that is too large for a request', () => {
  let asked: Answer
  const post = async (changes: Record<string, string> = {}): Promise<number> => {
    const rows = [
      'Title,Provider,Beneficiary,Sub-cluster,Amount,Currency,Start,End,Notes',
      'Boats for the lake patrol,European Union,African Union Commission,architecture,70000.00,USD,2009-02-01,2009-05-31,',
      // Without a title: read, and refused. Together twice what Lambda takes in a request.
      ...Array.from({ length: 120 }, () => `,European Union,,,,,,,${'x'.repeat(100_000)}`),
    ]
    const fields: [string, string][] = Object.entries({ ...asked.body.upload.fields, ...changes })
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    form.append('file', new Blob([rows.join('\n')]), 'boats.csv')
    return (await fetch(asked.body.upload.url, { method: 'POST', body: form })).status
  }

  test('gets a form, which the bucket holds to its key and its media type', { timeout: minutes(2) }, async () => {
    const { coordinator: token } = tokens
    asked = expected(await ask('POST', '/v1/imports/uploads', { token, body: { contentType: 'text/csv' } }), 201)

    expect(await ask('GET', `/v1/imports/${asked.body.id}`, { token })).toMatchObject({
      body: { state: 'awaiting-file' },
    })
    expect(await post({ key: 'imports/other' })).toBe(403)
    expect(await post({ 'Content-Type': 'text/html' })).toBe(403)
  })

  test('is imported once the bucket has told of it, and once only', { timeout: minutes(3) }, async () => {
    expect(await post()).toBe(204)
    expect(await post()).toBe(204)
    const ended = await until(
      async () => ask('GET', `/v1/imports/${asked.body.id}`, { token: tokens.coordinator }),
      ({ body }) => ['done', 'failed'].includes(body?.state),
    )

    expect(ended.body).toMatchObject({ state: 'done', rows: 121, counts: { created: 1, rejected: 120 } })
    const { body } = await until(
      async () => ask('GET', '/v1/contributions?q=boats', { token: tokens.coordinator }),
      (answer) => answer.body?.items?.length > 0,
    )
    expect(body.items).toHaveLength(1)
  })
})

describe('the schedule', () => {
  let updated: Outputs
  beforeAll(async () => {
    const queues = new SQSClient({})
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'desk' }))
    announcements = QueueUrl ?? ''
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl: announcements, AttributeNames: ['QueueArn'] }),
    )
    await new SNSClient({}).send(
      new SubscribeCommand({ TopicArn: outputs.TopicArn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] }),
    )
    updated = await deploy(emulator, { 'tracker:reportSchedule': 'rate(1 minute)' })
    await readKeys()
  }, minutes(6))

  test('makes a report in the bucket and announces it', { timeout: minutes(4) }, async () => {
    const keys = async (): Promise<string[]> => {
      const { Contents = [] } = await new S3Client({ forcePathStyle: true }).send(
        new ListObjectsV2Command({ Bucket: outputs.ReportBucket }),
      )
      return Contents.flatMap(({ Key }) => Key ?? [])
    }
    // A report is listed once its files are written.
    let latest: unknown
    for (let second = 0; second < 150 && latest === undefined; second += 2) {
      await setTimeout(2000)
      latest = (await ask('GET', '/v1/reports?edition=coordinators', { token: tokens.coordinator })).body.items[0]
    }
    expect(latest).toMatchObject({ trigger: 'scheduled' })
    const found = await keys()
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/\.html$/), expect.stringMatching(/\.json$/)]))

    let told = ''
    for (let second = 0; second < 60 && !told.includes('report'); second += 5) {
      const { Messages = [] } = await new SQSClient({}).send(
        new ReceiveMessageCommand({ QueueUrl: announcements, WaitTimeSeconds: 5, MaxNumberOfMessages: 10 }),
      )
      told += Messages.map(({ Body }) => Body).join('\n')
    }
    expect(told).toMatch(/report/)
  })

  test('was changed by an update of the stack, which left what was recorded as it was', async () => {
    expect(updated).toEqual(outputs)
    const { body } = await ask('GET', '/v1/contributions?q=radio', { token: tokens.coordinator })

    expect(body.items).toHaveLength(1)
  })
})

describe('what a broken consumer could not follow', () => {
  const reported = async (): Promise<number> => {
    const { body } = await ask('GET', '/v1/coverage?groupBy=none', { token: tokens.coordinator })
    return Number(body.items[0].announced.reported)
  }
  let before: number

  test('reaches its failure queue', { timeout: minutes(6) }, async () => {
    const lambda = new LambdaClient({})
    before = await reported()
    // The emulator gives a batch up by its age only; on AWS after five attempts as well.
    const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}))
    for (const { UUID } of EventSourceMappings)
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, MaximumRecordAgeInSeconds: 60 }))
    await configure(/-Coverage/, { TABLE_NAME: '' })
    await made('/v1/contributions', tokens.partner, course({ title: 'Workshop on border control' }))

    const queues = new SQSClient({})
    const { QueueUrls = [] } = await queues.send(new ListQueuesCommand({}))
    const QueueUrl = QueueUrls.find((url) => /CoverageFailures/.test(url))
    let waiting = 0
    for (let second = 0; second < 240 && waiting === 0; second += 5) {
      await setTimeout(5000)
      const { Attributes } = await queues.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      )
      waiting = Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0)
    }
    expect(waiting).toBeGreaterThan(0)
  })

  test('is replayed once the consumer is mended, and then nothing is left', { timeout: minutes(5) }, async () => {
    const failing = await operate(emulator, 'operate/replay.ts', '--stack', stackName)
    expect(failing).toMatchObject({ code: 1, said: expect.stringMatching(/CoverageFailures: [1-9]\d* failed/) })

    await configure(/-Coverage/, { TABLE_NAME: outputs.TableName })
    const mended = await operate(emulator, 'operate/replay.ts', '--stack', stackName)
    expect(mended).toMatchObject({ code: 0, said: expect.stringMatching(/CoverageFailures: [1-9]\d* replayed/) })
    const after = await until(
      async () => ask('GET', '/v1/coverage?groupBy=none', { token: tokens.coordinator }),
      ({ body }) => Number(body?.items?.[0]?.announced?.reported) === before + 100_000,
    )
    expect(Number(after.body.items[0].announced.reported)).toBe(before + 100_000)
    const empty = await operate(emulator, 'operate/replay.ts', '--stack', stackName)
    expect(empty).toMatchObject({ code: 0, said: expect.stringContaining('CoverageFailures: empty') })
  })

  test('leaves no drift: what is derived equals a rebuild of the table', { timeout: minutes(5) }, async () => {
    const verified = await operate(emulator, 'local/rebuildCommand.ts', '--verify', '--table', outputs.TableName)

    expect(verified).toMatchObject({ code: 0, said: expect.stringMatching(/^\d+ derived items equal a rebuild/) })
  })
})

describe('what a hand has changed in the table', () => {
  const reported = async (): Promise<string> => {
    const { body } = await ask('GET', '/v1/coverage?groupBy=none', { token: tokens.coordinator })
    return body.items[0].announced.reported
  }
  let before: string
  let planted: string[]
  const itemsOf = async (table: DynamoDBDocumentClient, pk: string): Promise<Record<string, unknown>[]> => {
    const { Items = [] } = await table.send(
      new QueryCommand({
        TableName: outputs.TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      }),
    )
    return Items
  }

  beforeAll(async () => {
    before = await reported()
    const table = DynamoDBDocumentClient.from(new DynamoDBClient({}))
    const { body } = await ask('GET', '/v1/findings', { token: tokens.coordinator })
    const kept = await itemsOf(table, `FINDING#${body.items[0].id}`)
    const finding = kept.find(({ sk }) => sk === 'FINDING') ?? {}
    const [cell = {}] = await itemsOf(table, 'COVERAGE#everyone#usd#none#items')
    const figure = Object.keys(cell).find((name) => /^\d\w$/.test(name)) ?? ''
    for (const Item of [
      { ...finding, finding: { ...(finding['finding'] as object), score: 0.5 } },
      { ...cell, [figure]: Number(cell[figure]) + 100 },
    ])
      await table.send(new PutCommand({ TableName: outputs.TableName, Item }))
    planted = [finding, cell].map(({ pk, sk }) => `${String(pk)} ${String(sk)}`)
  })

  test('is found by the night, named in its log and counted for its alarm', { timeout: minutes(4) }, async () => {
    expect(await reported()).not.toBe(before)

    const night = await nightOver(emulator, outputs)

    expect(night.keys).toEqual(expect.arrayContaining(planted))
    expect(night).toMatchObject({ drift: night.keys.length, counted: night.keys.length, faults: 0 })
    await soon(async () => (await executionsOf('nights')).every(({ status }) => status === 'SUCCEEDED'))
  })

  test('is mended by a rebuild, and the night after is silent', { timeout: minutes(6) }, async () => {
    const lambda = new LambdaClient({})
    const on = await consumersOn(lambda, outputs.TableName)
    expect(on.length).toBeGreaterThan(1)

    const rebuilt = await operate(emulator, 'local/rebuildCommand.ts', '--table', outputs.TableName)

    expect(rebuilt).toMatchObject({ code: 0, said: expect.stringMatching(/ rebuilt: [1-9]\d* of \d+ items/) })
    expect(await reported()).toBe(before)
    expect(await consumersOn(lambda, outputs.TableName)).toEqual(on)
    expect(await nightOver(emulator, outputs)).toEqual({ drift: 0, faults: 0, keys: [], counted: 0 })
  })

  test(
    'keeps one segment from its end: the others go on, and a replay does what is left',
    { timeout: minutes(5) },
    async () => {
      await beginBrokenNight(emulator, outputs, 'rows')
      await soon(async () => (await waitingIn('DriftFailures')) === 1)
      expect(await segmentsLeft(outputs)).toEqual(['rows'])
      expect(await isNightDone(outputs)).toBe(false)

      await mendSegment(outputs, 'rows')
      const replayed = await operate(emulator, 'operate/replay.ts', '--stack', stackName)

      expect(replayed).toMatchObject({ code: 0, said: expect.stringContaining('DriftFailures: 1 replayed') })
      await soon(async () => isNightDone(outputs))
    },
  )

  test('and what is entered after it is followed', { timeout: minutes(3) }, async () => {
    await made('/v1/contributions', tokens.partner, course({ title: 'Course on airstrip lights' }))

    const after = await until(
      async () => ask('GET', '/v1/coverage?groupBy=none', { token: tokens.coordinator }),
      ({ body }) => body?.items?.[0]?.announced.reported !== before,
    )
    expect(Number(after.body.items[0].announced.reported)).toBe(Number(before) + 100_000)
  })
})

test('the stack is destroyed, and no table of it is left', { timeout: minutes(4) }, async () => {
  await cdk(emulator, 'destroy', '--force')

  const { TableNames = [] } = await new DynamoDBClient({}).send(new ListTablesCommand({}))
  expect(TableNames).not.toContain(outputs.TableName)
  const stacks = await new CloudFormationClient({})
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch(() => ({ Stacks: [] }))
  expect(stacks.Stacks?.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')).toEqual([])
})
