// Reads a table's stream from its beginning and hands it to the two consumers: in order, mixed up, in part or at once.
import type { DynamoDBRecord } from 'aws-lambda'
import { createConsumer as coverageConsumer } from '#functions/coverage/consumer.ts'
import { createConsumer as findingsConsumer } from '#functions/findings/consumer.ts'
import { streamAt } from '#infra/local/streamApi.ts'
import type { Services } from '#runtime/services.ts'
import type { Tracker } from '#test/support/builders.ts'

/** Every record that the stream has had after the given one, in order. */
export const streamRecords = async ({ endpoint, fresh }: Tracker, after?: string): Promise<DynamoDBRecord[]> => {
  const stream = streamAt(endpoint, fresh.streamArn)
  const records: DynamoDBRecord[] = []
  for (const { ShardId } of await stream.shards()) {
    let iterator: string | null | undefined = await stream.iterator(ShardId, after)
    while (iterator) {
      const page = await stream.page(iterator)
      records.push(...page.Records)
      iterator = page.Records.length > 0 ? page.NextShardIterator : undefined
    }
  }
  return records
}

export const sequenceOf = (record: DynamoDBRecord | undefined): string => record?.dynamodb?.SequenceNumber ?? ''

const batchesOf = (records: readonly DynamoDBRecord[], size: number): DynamoDBRecord[][] =>
  Array.from({ length: Math.ceil(records.length / size) }, (_, index) =>
    records.slice(index * size, (index + 1) * size),
  )

const consume = async (
  consumer: ReturnType<typeof coverageConsumer>,
  records: readonly DynamoDBRecord[],
): Promise<void> => {
  for (const batch of batchesOf(records, 100)) {
    let left = batch
    for (let attempt = 1; left.length > 0; attempt += 1) {
      const { batchItemFailures } = await consumer({ Records: left })
      if (attempt > 5 && batchItemFailures.length > 0) throw new Error('A record fails again and again.')
      const failed = batchItemFailures.map(({ itemIdentifier }) =>
        left.findIndex((record) => sequenceOf(record) === itemIdentifier),
      )
      // As Lambda does: everything from the lowest failure on comes again.
      left = failed.length === 0 ? [] : left.slice(Math.min(...failed))
    }
  }
}

/** One delivery of these records to both consumers, findings first. */
export const deliverOnce = async (services: Services, records: readonly DynamoDBRecord[]): Promise<void> => {
  await consume(findingsConsumer(services), records)
  await consume(coverageConsumer(services), records)
}

/** Delivers what is new in the stream until nothing is, and returns where it stopped. */
export const follow = async (tracker: Tracker, services = tracker.services, after?: string): Promise<string> => {
  let last = after
  for (;;) {
    const records = await streamRecords(tracker, last)
    if (records.length === 0) return last ?? ''
    await deliverOnce(services, records)
    last = sequenceOf(records.at(-1))
  }
}
