// What configuration says of decisions.

/** A same-contribution changes totals: a second coordinator confirms it. */
export const confirmationNeeded = true
