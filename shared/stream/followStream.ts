// How a stream consumer takes a batch: each record's target once, in order, and only the failed ones are delivered again.
import type { Log } from '#runtime/log.ts'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'

/** The key of a changed item. Images are not read: the present state is, so a record may come twice, late or out of order. */
export interface ChangedKey {
  pk: string
  sk: string
}

export interface StreamRules {
  /** Who follows, in its metrics. */
  consumer: string
  /** What has to be brought up to date for a changed item; null for items that nothing follows. */
  targetOf: (key: ChangedKey) => string | null
  refresh: (target: string) => Promise<void>
  /** What is right again at the next delivery, as where two count one thing at once; by default nothing is. */
  isPassing?: (error: unknown) => boolean
  /** Targets of one line are followed one after the other, and lines beside each other; by default there is one line. */
  lineOf?: (target: string) => string
  log: Log
}

/** So many lines are followed at once. */
const width = 8

const keyOf = ({ dynamodb }: DynamoDBRecord): ChangedKey => ({
  pk: dynamodb?.Keys?.['pk']?.S ?? '',
  sk: dynamodb?.Keys?.['sk']?.S ?? '',
})

/** Of the requests that wrote these records: every write holds an audit entry, and that names its request. */
const requestsOf = (records: readonly DynamoDBRecord[]): string[] => [
  ...new Set(
    records
      .filter((record) => keyOf(record).pk.startsWith('AUDIT#'))
      .flatMap(({ dynamodb }) => dynamodb?.NewImage?.['requestId']?.S ?? []),
  ),
]

/** From the oldest write of a batch until now, when what follows from it is stored. */
const lagOf = (records: readonly DynamoDBRecord[]): number => {
  const written = records.flatMap(({ dynamodb }) => dynamodb?.ApproximateCreationDateTime ?? [])
  return written.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...written) * 1000)
}

type Followed = [target: string, sequenceNumber: string]

const targetsOf = (records: readonly DynamoDBRecord[], targetOf: StreamRules['targetOf']): Followed[] => {
  const targets = new Map<string, string>()
  for (const record of records) {
    const target = targetOf(keyOf(record))
    if (target !== null && !targets.has(target)) targets.set(target, record.dynamodb?.SequenceNumber ?? '')
  }
  return [...targets]
}

/**
 * In lines, since two targets of a batch are often the two sides of one pair. A record that fails is answered by its
 * sequence number, and the batch is delivered again from the lowest of those on.
 */
export const followStream =
  ({ consumer, targetOf, refresh, isPassing = () => false, lineOf = () => '', log }: StreamRules) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const targets = targetsOf(Records, targetOf)
    const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = []
    const follow = async ([target, itemIdentifier]: Followed): Promise<void> => {
      try {
        await refresh(target)
      } catch (error) {
        // What passes is no error until it is given up: then it lies in the failure queue, and its alarm rings.
        log[isPassing(error) ? 'warn' : 'error']('a stream record could not be followed', {
          target,
          sequenceNumber: itemIdentifier,
          reason: String(error),
        })
        batchItemFailures.push({ itemIdentifier })
      }
    }
    const lines = Map.groupBy(targets, ([target]) => lineOf(target)).values()
    const followLines = async (): Promise<void> => {
      for (const line of lines) for (const target of line) await follow(target)
    }
    await Promise.all(Array.from({ length: width }, followLines))
    if (targets.length > 0) {
      log.info('followed', { consumer, targets: targets.length, requests: requestsOf(Records) })
      log.measure(
        { Consumer: consumer },
        { Targets: targets.length, TargetsFailed: batchItemFailures.length, LagMilliseconds: lagOf(Records) },
      )
    }
    return { batchItemFailures }
  }
