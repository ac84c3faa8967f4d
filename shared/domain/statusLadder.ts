// The status ladder: which moves a contribution may make, and how far it has come (design, Vocabulary).
import type { Status } from '#model/contribution.ts'

/** What the ladder says of one move; a correction is kept with its reason. */
export type StatusVerdict = { allowed: true; correction: boolean } | { allowed: false; why: string }

const ladder: readonly Status[] = ['pipeline', 'pledged', 'committed', 'active', 'completed']

/**
 * Whether a contribution may go from one status to another. Forwards on the ladder, steps may be skipped; any of the
 * first four may be suspended or cancelled; a suspended one goes back to where it was, or is cancelled. Any other move
 * is a correction, which only a coordinator makes, with a reason. Staying where it is, is no move and allowed.
 */
export function statusMove(
  from: Status,
  to: Status,
  beforeSuspension: Status | null,
  byCoordinatorWithReason: boolean,
): StatusVerdict {
  if (from === to || isOrdinary(from, to, beforeSuspension)) return { allowed: true, correction: false }
  if (byCoordinatorWithReason) return { allowed: true, correction: true }
  return {
    allowed: false,
    why: `Going from ${from} to ${to} is a correction: a coordinator makes it and gives a reason.`,
  }
}

/** Where a suspended contribution was, by its moves in the order made; null if it was never anything else. */
export function statusBeforeSuspension(moves: readonly { status: Status }[]): Status | null {
  return moves.findLast(({ status }) => status !== 'suspended')?.status ?? null
}

/** How advanced a status is (formula 4, survivors): 1 to 5 on the ladder, 0 for suspended and cancelled alike. */
export function statusRank(status: Status): number {
  return ladder.indexOf(status) + 1
}

function isOrdinary(from: Status, to: Status, beforeSuspension: Status | null): boolean {
  if (from === 'suspended') return to === 'cancelled' || to === beforeSuspension
  if (from === 'cancelled' || from === 'completed') return false
  return to === 'suspended' || to === 'cancelled' || statusRank(to) > statusRank(from)
}
