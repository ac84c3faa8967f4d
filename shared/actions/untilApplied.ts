// Derived data is read, worked out and written under the version that was read: when another came first, all is done again.
import { Refusal } from '#model/refusal.ts'

const maxTries = 12

/** Tries again while `refresh` refuses `conflict`, a bounded number of times; the stream delivers what still fails. */
export const untilApplied = async (refresh: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await refresh()
    } catch (error) {
      const metAnother = error instanceof Refusal && error.code === 'conflict'
      if (!metAnother || attempt >= maxTries) throw error
    }
  }
}
