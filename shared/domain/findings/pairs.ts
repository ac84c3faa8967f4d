// Which side of a pair is which, so that one pair is one finding whoever is looked at first.
import type { Evidence } from '#model/finding.ts'

/** The two ids in the order that a finding keeps them. */
export const pairOrder = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one])

/** Evidence read from the other side. */
export const fromOtherSide = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.map(({ a, b, ...rest }) => ({ ...rest, a: b, b: a }))
