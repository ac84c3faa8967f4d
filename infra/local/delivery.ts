// Hands one batch to one consumer as Lambda would: partial failures, retries, and a place for what never succeeds.
import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { Log } from '#runtime/log.ts'

export type Consumer = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>

export type Delivery = {
  consumer: string
  consume: Consumer
  /** One line of JSON for each record that was given up: what the failure queue is to the deployed consumers. */
  failures: string
  log: Log
  /** False while the engine itself does not answer: then no record is to blame, and none is given up. */
  engineAnswers: () => Promise<boolean>
  /** Called when the consumer is done with everything up to this record. */
  done: (record: DynamoDBRecord) => void
  stopping: AbortSignal
}

/** The deployed consumers retry as often (infra/tracking.ts). */
const triesPerRecord = 5
const firstPauseMilliseconds = 100

type Outcome = { failedAt: number; named: boolean; reason: unknown }

/** Everything before `failedAt` is done. A throw, or a failure that names no record of the batch, fails all of it. */
const attempt = async (consume: Consumer, records: DynamoDBRecord[]): Promise<Outcome> => {
  try {
    const { batchItemFailures } = await consume({ Records: records })
    if (batchItemFailures.length === 0) return { failedAt: records.length, named: true, reason: undefined }

    const positions = batchItemFailures.map(({ itemIdentifier }) =>
      records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === itemIdentifier),
    )
    const reason = 'reported as a failure by the consumer'
    return positions.includes(-1)
      ? { failedAt: 0, named: false, reason }
      : { failedAt: Math.min(...positions), named: true, reason }
  } catch (error) {
    return { failedAt: 0, named: false, reason: error }
  }
}

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason))

const park = (delivery: Delivery, record: DynamoDBRecord, reason: unknown): void => {
  const { consumer, failures, log } = delivery
  mkdirSync(dirname(failures), { recursive: true })
  appendFileSync(failures, `${JSON.stringify({ at: new Date().toISOString(), reason: messageOf(reason), record })}\n`)
  log.error('a stream record was given up after repeated failures and set aside', {
    consumer,
    sequenceNumber: record.dynamodb?.SequenceNumber,
    keys: record.dynamodb?.Keys,
    reason: messageOf(reason),
    setAsideIn: failures,
  })
}

const pause = (tries: number, stopping: AbortSignal): Promise<void> =>
  wait(firstPauseMilliseconds * 2 ** (tries - 1), undefined, { signal: stopping }).catch(() => undefined)

/** Ends early, without loss, when stopping: what is not done is delivered again at the next start. */
export const deliver = async (delivery: Delivery, records: DynamoDBRecord[]): Promise<void> => {
  const { consume, consumer, log, done, engineAnswers, stopping } = delivery
  let rest = records
  let size = records.length
  let tries = 0

  while (rest.length > 0 && !stopping.aborted) {
    const batch = rest.slice(0, size)
    const { failedAt, named, reason } = await attempt(consume, batch)

    const last = batch[failedAt - 1]
    if (last) {
      done(last)
      rest = rest.slice(failedAt)
      tries = 0
      if (failedAt === batch.length) size = Math.min(records.length, size * 2)
    }
    if (failedAt === batch.length) continue

    log.warn('a consumer failed; its records are delivered again', { consumer, reason: messageOf(reason) })
    // Nobody said which record it was: halving finds it in few steps.
    if (!named && batch.length > 1) {
      size = Math.ceil(batch.length / 2)
      continue
    }
    const [failed] = rest
    tries++
    if (failed && tries >= triesPerRecord && (await engineAnswers())) {
      park(delivery, failed, reason)
      done(failed)
      rest = rest.slice(1)
      tries = 0
      continue
    }
    await pause(Math.min(tries, triesPerRecord), stopping)
  }
}
