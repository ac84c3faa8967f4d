// Carries the table's stream to the consumers, as the event source mappings of infra/tracking.ts do once deployed.
import type { Consumer } from './delivery.ts'
import { type LaneOptions, startLane } from './lane.ts'
import { rightOfWay } from './rightOfWay.ts'
import { usualBatch } from './streamApi.ts'

/**
 * Under `dataDir`, checkpoints go to `stream/<consumer>.json`, and given-up records to `failures/<consumer>.jsonl`. While
 * the consumer that goes `first` is at a batch, the others rest longer than they work.
 */
export type PumpOptions = Omit<LaneOptions, 'stopping' | 'giveWay' | 'batchSize'> & {
  consumers: Record<string, Consumer>
  first?: string
  /** Records in a batch, when nobody goes first; by default as many as one call gives. */
  batchSize?: number
}

/** As one call gives: here nothing ends a batch, and what it names many times is worked out once. */
const mostRecords = 1000

export type Pump = {
  /** Resolves once everything written so far, and what the consumers wrote of it, has been delivered. */
  idle: () => Promise<void>
  /** Resolves once a consumer has followed everything written so far. */
  drained: (consumer: string) => Promise<void>
  /** Finishes the batches in hand. */
  stop: () => Promise<void>
}

export const startPump = (options: PumpOptions): Pump => {
  const stopping = new AbortController()
  const { isTaken, taken, give } = rightOfWay()
  const { batchSize = mostRecords } = options
  const named = new Map(
    Object.entries(options.consumers).map(([name, consume]) => [
      name,
      startLane(
        {
          ...options,
          stopping: stopping.signal,
          giveWay: give,
          // A batch is not interrupted: who has to give way takes a small one.
          batchSize: () => (isTaken() ? Math.min(batchSize, usualBatch) : batchSize),
        },
        name,
        name === options.first ? taken(consume) : consume,
      ),
    ]),
  )
  const lanes = [...named.values()]
  const delivered = (): number => lanes.reduce((sum, lane) => sum + lane.delivered(), 0)

  const idle = async (): Promise<void> => {
    // A consumer's own writes come by on the stream too, so all lanes must be empty with nothing delivered meanwhile.
    for (;;) {
      const before = delivered()
      await Promise.all(lanes.map((lane) => lane.drained()))
      if (delivered() === before || stopping.signal.aborted) return
    }
  }
  const stop = async (): Promise<void> => {
    stopping.abort()
    await Promise.all(lanes.map((lane) => lane.ended))
  }
  return { idle, drained: async (consumer) => named.get(consumer)?.drained(), stop }
}
