// The three calls of DynamoDB Streams that the pump needs, spoken as JSON over HTTP.
// The SDK's streams client is not published at the version that the other clients are pinned to, and it would decode
// the attribute values that a Lambda event holds encoded; on the wire they are in the event's own form already.
import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'

const Shard = z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })
export type Shard = z.infer<typeof Shard>

const Description = z.object({
  StreamDescription: z.object({ Shards: z.array(Shard), LastEvaluatedShardId: z.string().nullish() }),
})
const Iterator = z.object({ ShardIterator: z.string() })
const Page = z.object({ Records: z.array(z.custom<DynamoDBRecord>()), NextShardIterator: z.string().nullish() })
export type Page = z.infer<typeof Page>

const Failure = z.object({ __type: z.string().default('Unknown'), message: z.string().optional() })

/** `code` is the service's exception without its namespace, such as ExpiredIteratorException. */
export class StreamError extends Error {
  override name = 'StreamError'
  readonly code: string

  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`)
    this.code = code
  }
}

export type Stream = {
  arn: string
  shards: () => Promise<Shard[]>
  /** From after a record, or from the oldest that the stream still has. */
  iterator: (shardId: string, after: string | undefined) => Promise<string>
  /** By default as many as a batch of the deployed consumers takes (infra/tracking.ts); at most 1,000 records. */
  page: (iterator: string, most?: number) => Promise<Page>
}

/** Records of a batch on AWS. */
export const usualBatch = 100

const callMilliseconds = 10_000

/** Local engines want a credential of the usual form and do not verify it; the region and key are those of the SDK's. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20080101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0'

const call = async (endpoint: string, operation: string, body: object): Promise<unknown> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      Authorization: authorization,
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Date': '20080101T000000Z',
      'X-Amz-Target': `DynamoDBStreams_20120810.${operation}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(callMilliseconds),
  })
  const answer: unknown = await response.json()
  if (response.ok) return answer

  const { __type, message } = Failure.parse(answer)
  throw new StreamError(__type.replace(/^.*#/, ''), message ?? `HTTP ${response.status}`)
}

export const streamAt = (endpoint: string, arn: string): Stream => {
  const shards = async (): Promise<Shard[]> => {
    const all: Shard[] = []
    let from: string | undefined
    do {
      const request = { StreamArn: arn, ...(from && { ExclusiveStartShardId: from }) }
      const { StreamDescription } = Description.parse(await call(endpoint, 'DescribeStream', request))
      all.push(...StreamDescription.Shards)
      from = StreamDescription.LastEvaluatedShardId ?? undefined
    } while (from)
    return all
  }
  const iterator = async (shardId: string, after: string | undefined): Promise<string> => {
    const position =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
    const request = { StreamArn: arn, ShardId: shardId, ...position }
    return Iterator.parse(await call(endpoint, 'GetShardIterator', request)).ShardIterator
  }
  const page = async (shardIterator: string, Limit = usualBatch): Promise<Page> =>
    Page.parse(await call(endpoint, 'GetRecords', { ShardIterator: shardIterator, Limit }))

  return { arn, shards, iterator, page }
}
