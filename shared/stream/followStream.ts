// How a stream consumer takes a batch: each record's target once, in order, and only the failed ones are delivered again.
import type { Log } from '#runtime/log.ts'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

/** The key of a changed item. Images are not read: the present state is, so a record may come twice, late or out of order. */
export interface ChangedKey {
  pk: string
  sk: string
}

export interface StreamRules {
  /** What has to be brought up to date for a changed item; null for items that nothing follows. */
  targetOf: (key: ChangedKey) => string | null
  refresh: (target: string) => Promise<void>
  log: Log
}

const keyOf = ({ dynamodb }: DynamoDBRecord): ChangedKey => ({
  pk: dynamodb?.Keys?.['pk']?.S ?? '',
  sk: dynamodb?.Keys?.['sk']?.S ?? '',
})

/**
 * One after the other, since two targets of a batch are often the two sides of one pair. A record that fails is answered
 * by its sequence number, and the batch is delivered again from the lowest of those on.
 */
export const followStream =
  ({ targetOf, refresh, log }: StreamRules) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const targets = new Map<string, string>()
    for (const record of Records) {
      const target = targetOf(keyOf(record))
      if (target !== null && !targets.has(target)) targets.set(target, record.dynamodb?.SequenceNumber ?? '')
    }
    const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = []
    for (const [target, itemIdentifier] of targets) {
      try {
        await refresh(target)
      } catch (error) {
        log.error('a stream record could not be followed', {
          target,
          sequenceNumber: itemIdentifier,
          reason: String(error),
        })
        batchItemFailures.push({ itemIdentifier })
      }
    }
    return { batchItemFailures }
  }
