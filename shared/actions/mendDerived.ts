// Makes derived items what they are due to be, where they stand: what a rebuild of a copy has found to differ.
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { type DerivedDifference, mendWrites } from '#store/derivedItems.ts'
import { batches } from '#store/table.ts'

/** Two writes each at most. */
const mendedAtOnce = 25

/**
 * Mends each difference, and returns how many another writer was quicker with: those are to be looked at again. Nothing
 * that is as it should be is written, so figures and findings stand meanwhile.
 */
export const mendDerived = async (
  { store, now }: Services,
  differences: readonly DerivedDifference[],
): Promise<number> => {
  let left = 0
  const mend = async (some: readonly DerivedDifference[]): Promise<void> => {
    try {
      await store.table.transact(some.flatMap((difference) => mendWrites(difference, now())))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
      if (some.length === 1) left += 1
      else for (const one of some) await mend([one])
    }
  }
  for (const some of batches(differences, mendedAtOnce)) await mend(some)
  return left
}
