// Turns the answer of `can` into a refusal: what may not be seen does not exist, what may not be done is forbidden.
import { type Action, can, type Parties } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'

/** Refuses `not-found` or `forbidden`. */
export const mustBeAllowed = (caller: Caller, action: Action, parties?: Parties): void => {
  const answer = can(caller, action, parties)
  if (answer === 'hidden') throw new Refusal('not-found', 'There is no such record.')
  if (answer === 'no') throw new Refusal('forbidden', 'Your role or organization does not allow this.')
}
