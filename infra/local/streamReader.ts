// Reads one consumer's next batch from the stream, wherever its checkpoint is, shard by shard.
import type { DynamoDBRecord } from 'aws-lambda'
import type { Log } from '#runtime/log.ts'
import type { Checkpoint } from './checkpoint.ts'
import { type Shard, type Stream, StreamError } from './streamApi.ts'

export type Batch = { shardId: string; records: DynamoDBRecord[] }

/** At most so many records; undefined when every shard has been read to its present end. */
export type NextBatch = (most: number) => Promise<Batch | undefined>

/** A child shard continues its parent: an item's changes keep their order only if the parent is read first. */
const readable = (shards: Shard[], checkpoint: Checkpoint): Shard[] => {
  const open = shards.filter(({ ShardId }) => !checkpoint.isFinished(ShardId))
  const waiting = new Set(open.map(({ ShardId }) => ShardId))
  return open.filter(({ ParentShardId }) => ParentShardId === undefined || !waiting.has(ParentShardId))
}

/** A new shard only ever follows one that has closed; this is for what closes between two looks. */
const describeMilliseconds = 60_000

export const batchesOf = (stream: Stream, checkpoint: Checkpoint, log: Log): NextBatch => {
  const iterators = new Map<string, string>()
  let shards: Shard[] = []
  let describedAt = -Infinity

  // Not at every poll: to describe a stream, the embedded engine reads all of its records.
  const shardsToRead = async (): Promise<Shard[]> => {
    const known = readable(shards, checkpoint)
    if (known.length > 0 && performance.now() - describedAt < describeMilliseconds) return known
    shards = await stream.shards()
    describedAt = performance.now()
    return readable(shards, checkpoint)
  }

  const iteratorOf = async (shardId: string): Promise<string> => {
    const known = iterators.get(shardId)
    if (known !== undefined) return known
    try {
      return await stream.iterator(shardId, checkpoint.after(shardId))
    } catch (error) {
      if (!(error instanceof StreamError && error.code === 'TrimmedDataAccessException')) throw error
      log.warn('the stream has dropped records that were not read; going on from the oldest it has', { shardId })
      checkpoint.forget(shardId)
      return stream.iterator(shardId, undefined)
    }
  }

  const readShard = async (shardId: string, most: number): Promise<DynamoDBRecord[]> => {
    try {
      const { Records, NextShardIterator } = await stream.page(await iteratorOf(shardId), most)
      if (NextShardIterator) iterators.set(shardId, NextShardIterator)
      else iterators.delete(shardId)
      if (!NextShardIterator && Records.length === 0) {
        checkpoint.finish(shardId)
        describedAt = -Infinity
      }
      return Records.map((record) => ({ ...record, eventSourceARN: stream.arn }))
    } catch (error) {
      // Whatever went wrong, the next try starts from the checkpoint and not from an iterator that may be at fault.
      iterators.delete(shardId)
      if (error instanceof StreamError && error.code === 'ExpiredIteratorException') return readShard(shardId, most)
      throw error
    }
  }

  return async (most) => {
    for (const { ShardId } of await shardsToRead()) {
      const records = await readShard(ShardId, most)
      if (records.length > 0) return { shardId: ShardId, records }
    }
    return undefined
  }
}
