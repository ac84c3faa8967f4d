// How long a start waits for findings and coverage to follow what is stored, and what comes once they have.
import { setTimeout as wait } from 'node:timers/promises'
import type { Pump } from './streamPump.ts'

/** A first start shows findings and figures with its first answer: minutes, whatever else the machine does. */
const patientMilliseconds = 600_000
/** Otherwise what is stored can be read at once, and a long file or a long backlog holds nobody up. */
const briefMilliseconds = 20_000

export const patienceFor = (seeds: string, isFirst: boolean): number =>
  isFirst && seeds !== 'training' ? patientMilliseconds : briefMilliseconds

export interface CaughtUp {
  /** Whether nothing is left to follow. */
  isDone: boolean
  /** Resolves when nothing is left, or when the pump is stopped. */
  done: Promise<void>
}

/** Waits until the consumers have followed everything, and no longer than the patience, in milliseconds. */
export const catchUp = async (pump: Pick<Pump, 'idle'>, patience: number): Promise<CaughtUp> => {
  const done = pump.idle()
  const waiting = new AbortController()
  const isDone = await Promise.race([
    done.then(() => true),
    wait(patience, false, { signal: waiting.signal }).catch(() => false),
  ])
  waiting.abort()
  return { isDone, done }
}
