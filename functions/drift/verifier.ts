// The schedule's event: goes on with the night's verification as long as the call may last.
import { setTimeout as wait } from 'node:timers/promises'
import type { Night } from '#actions/nightlyTurns.ts'
import { verifyNightly } from '#actions/verifyNightly.ts'

/** What the stream has not brought yet is no drift: what differs is looked at again after so long. */
const settleMilliseconds = 5000

/** Two calls may come at once; `hasTime` says whether a step of so many milliseconds can still be made. */
export const createVerifier =
  (parts: Pick<Night, 'services' | 'veil'>, settle = settleMilliseconds) =>
  async (hasTime: Night['hasTime']): ReturnType<typeof verifyNightly> =>
    verifyNightly({ ...parts, hasTime, settle: async () => wait(settle) })
