// Who goes first: while one consumer is at a long piece of work, the others take a small share of the machine, and never none.
import { setTimeout as wait } from 'node:timers/promises'
import type { Consumer } from './delivery.ts'

/** Who gives way rests so many times as long as it has just worked: a tenth of its time is left to it. */
const restsPerWork = 9
/** However long a batch took, nobody rests longer before the next one. */
const longestRestMilliseconds = 5000

export interface RightOfWay {
  /** Whether such a call is under way. */
  isTaken: () => boolean
  /** The consumer, whose calls go first from now on. */
  taken: (consume: Consumer) => Consumer
  /** Rests after so many milliseconds of work, until such a call has ended at most; not at all when there is none. */
  give: (worked: number, stopping: AbortSignal) => Promise<void>
}

export const rightOfWay = (): RightOfWay => {
  let underWay: AbortSignal | undefined
  const taken =
    (consume: Consumer): Consumer =>
    async (event) => {
      const ended = new AbortController()
      underWay = ended.signal
      try {
        return await consume(event)
      } finally {
        underWay = undefined
        ended.abort()
      }
    }
  const give = async (worked: number, stopping: AbortSignal): Promise<void> => {
    if (!underWay) return
    const rest = Math.min(worked * restsPerWork, longestRestMilliseconds)
    await wait(rest, undefined, { signal: AbortSignal.any([underWay, stopping]) }).catch(() => undefined)
  }
  return { isTaken: () => underWay !== undefined, taken, give }
}
