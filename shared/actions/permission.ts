// Turns the answer of `can` into a refusal: what may not be seen does not exist, what may not be done is forbidden.
import { type Action, can, type Parties, type Places } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import { Refusal } from '#model/refusal.ts'

/** One answer, word for word, for what is not there and for what the caller may not see: only contributions are hidden. */
export const unknownContribution = (): Refusal => new Refusal('not-found', 'There is no such contribution.')

/** Refuses `not-found` or `forbidden`. */
export const mustBeAllowed = (caller: Caller, action: Action, parties?: Parties, places?: Places): void => {
  const answer = can(caller, action, parties, places)
  if (answer === 'hidden') throw unknownContribution()
  if (answer === 'no') throw new Refusal('forbidden', 'Your role or organization does not allow this.')
}
