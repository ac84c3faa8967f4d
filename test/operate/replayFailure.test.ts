// What a consumer could not follow is followed by a replay, read from the engine's own stream by its sequence numbers.
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createConsumer } from '#functions/coverage/consumer.ts'
import { streamAt } from '#infra/local/streamApi.ts'
import type { StreamFailure } from '#infra/operate/failure.ts'
import { type Invoke, replayFailure, type Start } from '#infra/operate/replayFailure.ts'
import { newTracker, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { sequenceOf, streamRecords } from '#test/stream/replay.ts'

const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:coverage'

let engine: TestEngine
let streams: DynamoDBStreamsClient
let tracker: Tracker
let failure: StreamFailure
beforeAll(async () => {
  engine = await startQuickEngine()
  streams = new DynamoDBStreamsClient({
    endpoint: engine.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
})
afterAll(async () => {
  streams.destroy()
  await engine.stop()
})

const start: Start = async () => {
  throw new Error('No execution failed.')
}

const consumed: Invoke = async (arn, event) => {
  expect(arn).toBe(functionArn)
  return createConsumer(tracker.services)(event as DynamoDBStreamEvent)
}

/** What the consumer derives from one contribution whose records it never got. */
beforeEach(async () => {
  tracker = await newTracker(engine)
  const before = sequenceOf((await streamRecords(tracker)).at(-1))
  await tracker.submit()
  const records = await streamRecords(tracker, before)
  const [shard] = await streamAt(engine.endpoint, tracker.fresh.streamArn).shards()
  failure = {
    kind: 'stream',
    functionArn,
    streamArn: tracker.fresh.streamArn,
    shardId: shard?.ShardId ?? '',
    from: sequenceOf(records[0]),
    to: sequenceOf(records.at(-1)),
  }
})

const cells = async (): Promise<number> => (await tracker.items()).filter(({ pk }) => pk.startsWith('COVERAGE#')).length

test('its records are read from the stream and followed, and once more changes nothing', async () => {
  expect(await cells()).toBe(0)

  expect(await replayFailure({ streams, start, invoke: consumed }, failure)).toEqual({ state: 'replayed' })
  const after = await tracker.snapshot()
  expect(await cells()).toBeGreaterThan(0)

  expect(await replayFailure({ streams, start, invoke: consumed }, failure)).toEqual({ state: 'replayed' })
  expect(await tracker.snapshot()).toBe(after)
})

test('only the records that the message names are handed over, with their keys alone', async () => {
  const events: DynamoDBStreamEvent[] = []
  const listening: Invoke = async (_arn, event) => {
    events.push(event as DynamoDBStreamEvent)
    return { batchItemFailures: [] }
  }

  await replayFailure({ streams, start, invoke: listening }, { ...failure, to: failure.from })

  expect(events).toHaveLength(1)
  expect(events[0]?.Records.map(({ dynamodb }) => dynamodb)).toEqual([
    { Keys: { pk: { S: expect.any(String) }, sk: { S: expect.any(String) } }, SequenceNumber: failure.from },
  ])
})

test('what fails again is told, and so is a function that cannot be called', async () => {
  const again: Invoke = async () => ({ batchItemFailures: [{ itemIdentifier: failure.from }] })
  const broken: Invoke = async () => {
    throw new Error('the function failed again: no table')
  }

  expect(await replayFailure({ streams, start, invoke: again }, failure)).toEqual({
    state: 'failed',
    reason: expect.stringMatching(/^1 of \d+ records failed again$/),
  })
  expect(await replayFailure({ streams, start, invoke: broken }, failure)).toEqual({
    state: 'failed',
    reason: 'the function failed again: no table',
  })
})

test('records of a shard that the stream no longer has are told apart: only a rebuild brings them', async () => {
  const forgotten = { ...failure, shardId: 'shardId-00000000000000000000-00000000dead' }

  expect(await replayFailure({ streams, start, invoke: consumed }, forgotten)).toEqual({ state: 'forgotten' })
})

test('an event of the scheduler goes to its function as it was sent', async () => {
  const events: unknown[] = []
  const listening: Invoke = async (arn, event) => events.push([arn, event])
  const payload = { scheduledTime: '2026-11-22T06:00:00Z' }

  const outcome = await replayFailure({ streams, start, invoke: listening }, { kind: 'event', functionArn, payload })

  expect(outcome).toEqual({ state: 'replayed' })
  expect(events).toEqual([[functionArn, payload]])
})

test('an execution that broke off is begun anew with what it was begun with, and stays where that fails', async () => {
  const begun: unknown[] = []
  const starting: Start = async (execution) => void begun.push(execution)
  const invoke: Invoke = async () => {
    throw new Error('No function failed.')
  }
  const broken = { stateMachineArn: 'arn:machine', name: 'replay-1', input: '{"import":"i1"}' }

  expect(await replayFailure({ streams, invoke, start: starting }, { kind: 'execution', ...broken })).toEqual({
    state: 'replayed',
  })
  expect(begun).toEqual([broken])
  expect(await replayFailure({ streams, invoke, start }, { kind: 'execution', ...broken })).toEqual({
    state: 'failed',
    reason: 'No execution failed.',
  })
})
