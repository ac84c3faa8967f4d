// How many writes a caller may send in a minute, whichever function answers them: 429 and when to come again.
import type { Caller } from '#model/caller.ts'
import type { Config } from '#runtime/config.ts'
import type { Services } from '#runtime/services.ts'
import type { Operation } from './operation.ts'
import { Problem } from './problem.ts'

/** A check and a what-if are posted too, and store nothing. */
export const isCounted = ({ method, storesNothing }: Operation): boolean => method !== 'get' && !storesNothing

const secondsLeft = (now: string): number => 60 - new Date(now).getUTCSeconds()

/**
 * Counts a write before it is begun, whatever becomes of it; a request that is malformed is refused before it comes here.
 * An import counts once, however many rows its file has. Refuses `too-many-writes`.
 */
export const writeQuota = ({ services, config }: { services: Services; config: Config }) => {
  const most = config.WRITES_PER_MINUTE
  return async ({ id }: Caller): Promise<void> => {
    if (most === undefined) return
    const now = services.now()
    if (await services.store.writeCounts.count(id, now, most)) return
    throw new Problem(
      'too-many-writes',
      `A caller may write ${most} times a minute; import a file to enter many records.`,
      {
        'retry-after': String(secondsLeft(now)),
      },
    )
  }
}
