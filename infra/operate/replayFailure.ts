// Does again what a message in a failure queue says was not done: by the function or the state machine itself, which take anything twice.
import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
  ResourceNotFoundException,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams'
import * as z from 'zod'
import type { ExecutionFailure, Failure, StreamFailure } from './failure.ts'

/** Calls a function and waits for its answer; throws what it failed with. */
export type Invoke = (functionArn: string, event: unknown) => Promise<unknown>

/** Begins an execution of a state machine unless there is one of this name. */
export type Start = (execution: Omit<ExecutionFailure, 'kind'>) => Promise<void>

export interface Replayer {
  streams: DynamoDBStreamsClient
  invoke: Invoke
  start: Start
}

/** `forgotten`: the stream has dropped the records, as it does with all after 24 hours. */
export type Outcome = { state: 'replayed' } | { state: 'forgotten' } | { state: 'failed'; reason: string }

/** A consumer reads the present state and not the images, so that the key is all that it needs of a record. */
interface BareRecord {
  eventID: string
  eventName: string
  eventSource: 'aws:dynamodb'
  eventSourceARN: string
  dynamodb: { Keys: Record<string, { S?: string | undefined }>; SequenceNumber: string }
}

/** As many as the event source mapping gives at once. */
const batchSize = 100

/** A page may be empty where a shard has gaps, and every page is at the end of one that is still written to. */
const mostEmptyPages = 20

const isForgotten = (error: unknown): boolean =>
  error instanceof TrimmedDataAccessException || error instanceof ResourceNotFoundException

const bare = ({ eventID = '', eventName = 'MODIFY', dynamodb }: StreamRecord, eventSourceARN: string): BareRecord => ({
  eventID,
  eventName,
  eventSource: 'aws:dynamodb',
  eventSourceARN,
  dynamodb: { Keys: dynamodb?.Keys ?? {}, SequenceNumber: dynamodb?.SequenceNumber ?? '' },
})

/** From the first record that the failure names to the end of what the shard has. */
async function* recordsFrom(streams: DynamoDBStreamsClient, failure: StreamFailure): AsyncGenerator<BareRecord> {
  const first = new GetShardIteratorCommand({
    StreamArn: failure.streamArn,
    ShardId: failure.shardId,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    SequenceNumber: failure.from,
  })
  let { ShardIterator } = await streams.send(first)
  for (let empty = 0; empty < mostEmptyPages && ShardIterator !== undefined; empty += 1) {
    const { Records = [], NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator }))
    if (Records.length > 0) empty = 0
    for (const record of Records) yield bare(record, failure.streamArn)
    ShardIterator = NextShardIterator
  }
}

const recordsOf = async (streams: DynamoDBStreamsClient, failure: StreamFailure): Promise<BareRecord[]> => {
  const records: BareRecord[] = []
  for await (const record of recordsFrom(streams, failure)) {
    if (BigInt(record.dynamodb.SequenceNumber) > BigInt(failure.to)) break
    records.push(record)
    if (record.dynamodb.SequenceNumber === failure.to) break
  }
  return records
}

const BatchAnswer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })

const follow = async (invoke: Invoke, functionArn: string, Records: readonly BareRecord[]): Promise<number> => {
  const answer = BatchAnswer.parse(await invoke(functionArn, { Records }))
  return answer.batchItemFailures.length
}

const replayRecords = async ({ streams, invoke }: Replayer, failure: StreamFailure): Promise<Outcome> => {
  const records = await recordsOf(streams, failure)
  if (records.length === 0) return { state: 'forgotten' }
  if (records.at(-1)?.dynamodb.SequenceNumber !== failure.to)
    return { state: 'failed', reason: `the stream ends before its record ${failure.to}` }
  let failed = 0
  for (let first = 0; first < records.length; first += batchSize)
    failed += await follow(invoke, failure.functionArn, records.slice(first, first + batchSize))
  return failed === 0
    ? { state: 'replayed' }
    : { state: 'failed', reason: `${failed} of ${records.length} records failed again` }
}

/** An execution is replayed once it has begun: what it has done before it finds done. Safe to repeat, and beside a consumer that runs: the order of records does not matter to what they end in. */
export const replayFailure = async (replayer: Replayer, failure: Failure): Promise<Outcome> => {
  try {
    if (failure.kind === 'stream') return await replayRecords(replayer, failure)
    if (failure.kind === 'execution') {
      const { kind: _, ...execution } = failure
      await replayer.start(execution)
      return { state: 'replayed' }
    }
    await replayer.invoke(failure.functionArn, failure.payload)
    return { state: 'replayed' }
  } catch (error) {
    if (failure.kind === 'stream' && isForgotten(error)) return { state: 'forgotten' }
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}
