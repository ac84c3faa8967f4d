// The night's verification: in one go on one machine, and step by step as its state machine asks for it.
import { setTimeout as wait } from 'node:timers/promises'
import type { Night } from '#actions/nightlyTurns.ts'
import { beginNight, endNight, isOvertaken, verifyNightly, verifySegment } from '#actions/verifyNightly.ts'

/** What the stream has not brought yet is no drift: what differs is looked at again after so long. */
const settleMilliseconds = 5000

type Parts = Pick<Night, 'services' | 'veil'>

/** `hasTime` says whether a step of so many milliseconds can still be made. */
export const createVerifier =
  (parts: Parts, settle = settleMilliseconds) =>
  async (hasTime: Night['hasTime']): ReturnType<typeof verifyNightly> =>
    verifyNightly({ ...parts, hasTime, settle: async () => wait(settle) })

export interface NightEvent {
  step: { begin: true } | { end: true } | string
}

/** The segments of the night; or whether the step is finished, since one that is not is asked for again. */
export type NightAnswer = { segments: string[] } | { finished: boolean }

const stepOf = async (night: Night, step: NightEvent['step']): Promise<NightAnswer> => {
  if (typeof step === 'string') return { finished: await verifySegment(night, step) }
  if ('begin' in step) return { segments: await beginNight(night.services) }
  await endNight(night.services)
  return { finished: true }
}

/** Two calls for one step may come at once: the one that is overtaken is not finished. */
export const createNightStepper =
  (parts: Parts, settle = settleMilliseconds) =>
  async ({ step }: NightEvent, hasTime: Night['hasTime']): Promise<NightAnswer> => {
    try {
      return await stepOf({ ...parts, hasTime, settle: async () => wait(settle) }, step)
    } catch (error) {
      const isBeginning = typeof step !== 'string' && 'begin' in step
      if (isBeginning || !isOvertaken(error)) throw error
      return { finished: false }
    }
  }
