// Nights of a deployed tracker: its verification begun as its schedule begins it, and what it left in its log.
import { setTimeout } from 'node:timers/promises'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda'
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { nightSegments } from '#actions/nightSegments.ts'
import { dayFromNumber, dayNumber } from '#domain/days.ts'
import type { Emulator } from './emulator.ts'
import { type Outputs, stackName } from './stack.ts'

/** The emulator tells its services apart by the signature's scope, and looks at no signature. */
const asked = async (
  { endpoint }: Emulator,
  service: 'logs' | 'scheduler',
  path: string,
  { method = 'GET', target, body }: { method?: string; target?: string; body?: unknown } = {},
): Promise<unknown> => {
  const answer = await fetch(`${endpoint}${path}`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': target === undefined ? 'application/json' : 'application/x-amz-json-1.1',
      ...(target !== undefined && { 'x-amz-target': target }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${service} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

const Schedules = z.object({ Schedules: z.array(z.object({ Name: z.string() })) })
const Schedule = z.looseObject({ Name: z.string(), ScheduleExpression: z.string(), Target: z.looseObject({}) })

/** A copy of the verification's own schedule, with its target, that is due once and at once. */
const startBySchedule = async (emulator: Emulator): Promise<void> => {
  const { Schedules: all } = Schedules.parse(await asked(emulator, 'scheduler', '/schedules'))
  const name = all.find((one) => /Drift/.test(one.Name))?.Name
  const own = Schedule.parse(await asked(emulator, 'scheduler', `/schedules/${name}`))
  await asked(emulator, 'scheduler', `/schedules/once-${Date.now()}`, {
    method: 'POST',
    body: {
      ScheduleExpression: 'at(2020-01-01T00:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: own.Target,
    },
  })
}

const Events = z.object({ events: z.array(z.object({ message: z.string() })) })

/** The lines of its log since an instant, as an operator finds them in CloudWatch. */
const logSince = async (emulator: Emulator, startTime: number): Promise<Record<string, unknown>[]> => {
  const client = new LambdaClient({})
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    const drift = Functions.find(({ FunctionName = '' }) => FunctionName.startsWith(`${stackName}-Drift`))
    if (!drift) continue
    const logGroupName = drift.LoggingConfig?.LogGroup ?? `/aws/lambda/${drift.FunctionName}`
    const answer = await asked(emulator, 'logs', '/', {
      method: 'POST',
      target: 'Logs_20140328.FilterLogEvents',
      body: { logGroupName, startTime },
    })
    return Events.parse(answer)
      .events.filter(({ message }) => message.startsWith('{'))
      .map(({ message }) => JSON.parse(message) as Record<string, unknown>)
  }
  throw new Error('The stack has no function that verifies.')
}

const Verifying = z.looseObject({ drift: z.number(), faults: z.number(), finishedAt: z.string().nullable() })

export interface NightReport {
  drift: number
  faults: number
  /** What was drift, by its keys. */
  keys: string[]
  /** Of the metric that the alarm on drift is on. */
  counted: number
}

const key = { pk: 'VERIFICATION', sk: 'VERIFICATION' }
const week = 7

const tableClient = () => DynamoDBDocumentClient.from(new DynamoDBClient({}))

const standingIn = async (TableName: string): Promise<Record<string, unknown> | undefined> =>
  (await tableClient().send(new GetCommand({ TableName, Key: key, ConsistentRead: true }))).Item

const segmentsIn = async (TableName: string): Promise<Record<string, unknown>[]> => {
  const query = new QueryCommand({
    TableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :segment)',
    ExpressionAttributeValues: { ':pk': key.pk, ':segment': 'SEGMENT#' },
    ConsistentRead: true,
  })
  return (await tableClient().send(query)).Items ?? []
}

const aWeekAgo = dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) - week)

/** The table says that the last night was a week ago, and nothing of its segments: of one day there is one, and it goes through all. */
const setBack = async (TableName: string): Promise<void> => {
  const none = { records: 0, drift: 0, faults: 0, finishedAt: aWeekAgo }
  const verifying = { id: `before-${Date.now()}`, day: aWeekAgo, turns: [0], ...none }
  const version = Number((await standingIn(TableName))?.['version'] ?? 0) + 1
  await tableClient().send(new PutCommand({ TableName, Item: { ...key, version, verifying } }))
  for (const { pk, sk } of await segmentsIn(TableName))
    await tableClient().send(new DeleteCommand({ TableName, Key: { pk, sk } }))
}

/** As far as tonight's is done. */
const tonightIn = async (TableName: string): Promise<z.infer<typeof Verifying> | null> => {
  const verifying = Verifying.parse((await standingIn(TableName))?.['verifying'])
  return verifying.finishedAt === null || verifying.finishedAt === aWeekAgo ? null : verifying
}

export const isNightDone = async ({ TableName }: Outputs): Promise<boolean> => (await tonightIn(TableName)) !== null

/** One night's verification over every record; waits until it is done. */
export const nightOver = async (emulator: Emulator, { TableName }: Outputs): Promise<NightReport> => {
  await setBack(TableName)
  const began = Date.now()
  await startBySchedule(emulator)
  for (let second = 0; second < 120; second += 1) {
    await setTimeout(1000)
    const night = await tonightIn(TableName)
    if (!night) continue
    const { drift, faults } = night
    // The log of a call is there when the call has ended, which is a moment later.
    for (let again = 0; again < 30; again += 1) {
      const lines = await logSince(emulator, began)
      if (lines.some(({ message }) => message === 'verified')) {
        const keys = lines.flatMap(({ message, key: text }) => (message === 'drift' ? String(text) : []))
        const counted = lines.reduce((sum, { Drift = 0 }) => sum + Number(Drift), 0)
        return { drift, faults, keys, counted }
      }
      await setTimeout(1000)
    }
    throw new Error('The verification said nothing in its log.')
  }
  throw new Error('The verification did not end.')
}

const segmentKey = (name: string) => ({ pk: key.pk, sk: `SEGMENT#${name}` })

/** Begins a night of which one segment cannot be gone on with, since what a hand wrote where it stands is nonsense. */
export const beginBrokenNight = async (emulator: Emulator, { TableName }: Outputs, name: string): Promise<void> => {
  await setBack(TableName)
  const verifying = { night: 'none', day: aWeekAgo, name, turns: 5, after: null, finishedAt: null }
  await tableClient().send(new PutCommand({ TableName, Item: { ...segmentKey(name), version: 1, verifying } }))
  await startBySchedule(emulator)
}

export const mendSegment = async ({ TableName }: Outputs, name: string): Promise<void> => {
  await tableClient().send(new DeleteCommand({ TableName, Key: segmentKey(name) }))
}

/** The segments that are not done. */
export const segmentsLeft = async ({ TableName }: Outputs): Promise<string[]> => {
  const Segment = z.looseObject({ name: z.string(), finishedAt: z.string().nullable() })
  const segments = (await segmentsIn(TableName)).map(({ verifying }) => Segment.parse(verifying))
  const done = new Set(segments.flatMap(({ name, finishedAt }) => (finishedAt === null ? [] : [name])))
  return nightSegments.map(({ name }) => name).filter((name) => !done.has(name))
}
