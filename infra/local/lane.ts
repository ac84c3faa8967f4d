// One consumer's side of the pump: poll, deliver, remember, and know when nothing is left.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '#runtime/log.ts'
import { checkpointIn } from './checkpoint.ts'
import { type Consumer, deliver } from './delivery.ts'
import { areHeld } from './pause.ts'
import { streamAt } from './streamApi.ts'
import { batchesOf } from './streamReader.ts'

export type LaneOptions = {
  endpoint: string
  streamArn: string
  dataDir: string
  log: Log
  /** How many records the next batch holds at most. */
  batchSize: () => number
  stopping: AbortSignal
  /** Called after every batch with how many milliseconds it took: the next one waits for it. */
  giveWay: (worked: number, stopping: AbortSignal) => Promise<void>
}

export type Lane = {
  /** Resolves when the lane has stopped, its batch in hand finished. */
  ended: Promise<void>
  delivered: () => number
  /** Resolves at the first poll, begun after this call, that finds nothing. */
  drained: () => Promise<void>
}

const quickPollMilliseconds = 25
const slowPollMilliseconds = 150
/** After so long without a record, polling slows down: an idle tracker should cost a laptop next to nothing. */
const calmMilliseconds = 2000
const faultPauseMilliseconds = 500

/** A pause that ends early, and quietly, when the signal says so. */
const rest = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  wait(milliseconds, undefined, { signal }).catch(() => undefined)

/** Reads and delivers one batch, and says how many records it held; its end keeps how far it came. */
const turnOf = (options: LaneOptions, consumer: string, consume: Consumer) => {
  const { endpoint, streamArn, dataDir, batchSize, log, stopping } = options
  const stream = streamAt(endpoint, streamArn)
  const checkpoint = checkpointIn(join(dataDir, 'stream', `${consumer}.json`), streamArn)
  const nextBatch = batchesOf(stream, checkpoint, log)
  const engineAnswers = (): Promise<boolean> =>
    stream.shards().then(
      () => true,
      () => false,
    )
  const turn = async (): Promise<number> => {
    const batch = await nextBatch(batchSize())
    checkpoint.keep(false)
    if (!batch) return 0
    const { shardId, records } = batch
    await deliver(
      {
        consumer,
        consume,
        failures: join(dataDir, 'failures', `${consumer}.jsonl`),
        log,
        engineAnswers,
        done: ({ dynamodb }) => checkpoint.advance(shardId, dynamodb?.SequenceNumber ?? ''),
        stopping,
      },
      records,
    )
    return records.length
  }
  return { turn, end: () => checkpoint.keep(true) }
}

export const startLane = (options: LaneOptions, consumer: string, consume: Consumer): Lane => {
  const { dataDir, log, stopping, giveWay } = options
  const { turn, end } = turnOf(options, consumer, consume)
  let delivered = 0
  let lastRecordAt = performance.now()
  const waiting: (() => void)[] = []
  let wake = new AbortController()

  const pause = (): Promise<void> => {
    const calm = performance.now() - lastRecordAt > calmMilliseconds
    return rest(calm ? slowPollMilliseconds : quickPollMilliseconds, wake.signal)
  }
  const loop = async (): Promise<void> => {
    while (!stopping.aborted) {
      if (areHeld(dataDir)) {
        await rest(slowPollMilliseconds, stopping)
        continue
      }
      wake = new AbortController()
      // Who begins to wait during this turn may have written after its poll, and waits for the next one.
      const waitingBefore = waiting.length
      const begunAt = performance.now()
      try {
        const count = await turn()
        delivered += count
        if (count > 0) {
          lastRecordAt = performance.now()
          await giveWay(lastRecordAt - begunAt, stopping)
          continue
        }
        for (const resolve of waiting.splice(0, waitingBefore)) resolve()
        await pause()
      } catch (error) {
        log.warn('the stream could not be read; trying again', { consumer, reason: String(error) })
        await rest(faultPauseMilliseconds, stopping)
      }
    }
    try {
      end()
    } catch (error) {
      log.warn('how far a consumer came could not be kept: it takes its last records again', {
        consumer,
        reason: String(error),
      })
    }
    for (const resolve of waiting.splice(0)) resolve()
  }
  stopping.addEventListener('abort', () => wake.abort())

  const drained = (): Promise<void> =>
    new Promise((resolve) => {
      if (stopping.aborted) {
        resolve()
        return
      }
      waiting.push(resolve)
      wake.abort()
    })
  return { ended: loop(), delivered: () => delivered, drained }
}
