// The state of a finding: what detection says now, against what people decided then.
import type { Decision, Evidence, FindingState, Verdict } from '#model/finding.ts'

type Compared = Pick<Evidence, 'field' | 'a' | 'b'>

export interface StateInput {
  /** Both sides stand and are still alike enough to be found. */
  detected: boolean
  evidence: readonly Compared[]
  decisions: readonly Decision[]
  /** The compared values when the last verdict was given. */
  compared: readonly Compared[]
  /** The revisions of the two sides when the last verdict was given, and as they were compared now. */
  comparedRevisions: readonly number[] | null
  contributions: readonly { revision: number }[]
}

export interface FindingStanding {
  state: FindingState
  /** The compared fields that changed since the verdict, when that is why a decided pair is open again. */
  reopenedBecause: string[] | null
  verdict: Verdict | null
  /** The survivor of a same-contribution, the whole of a part-of. */
  names: string | null
}

// A line about the score itself or the pair's neighbours shows no values: it is no field of the two records.
const isField = ({ a, b }: Compared): boolean => a !== null || b !== null

const open: FindingStanding = { state: 'open', reopenedBecause: null, verdict: null, names: null }

/** Fields whose compared values differ from those that the verdict was given on, by name. */
export const changedFields = (then: readonly Compared[], now: readonly Compared[]): string[] => {
  const was = new Map(then.filter(isField).map(({ field, a, b }) => [field, `${a}\n${b}`]))
  const is = new Map(now.filter(isField).map(({ field, a, b }) => [field, `${a}\n${b}`]))
  return [...new Set([...was.keys(), ...is.keys()])].filter((field) => was.get(field) !== is.get(field)).toSorted()
}

/** A same-contribution changes totals: a second coordinator confirms it, where that was asked for when it was given. */
export const isUnconfirmed = ({ verdict, needsConfirmation, confirmedBy }: Decision): boolean =>
  verdict === 'same-contribution' && needsConfirmation && confirmedBy === null

// New weights, or a partner's new name, compare the same two records otherwise: nobody changed a field.
const haveBeenRevised = ({ comparedRevisions: then, contributions }: StateInput): boolean =>
  then === null || contributions.some(({ revision }, side) => revision !== then[side])

/** A decided pair returns only when a field that was compared changes, saying which. */
export const findingStanding = (input: StateInput): FindingStanding => {
  if (!input.detected) return { ...open, state: 'gone' }
  const last = input.decisions.at(-1)
  if (!last || last.verdict === 'reopen') return open
  const changed = haveBeenRevised(input) ? changedFields(input.compared, input.evidence) : []
  if (changed.length > 0) return { ...open, reopenedBecause: changed }
  return {
    state: isUnconfirmed(last) ? 'awaiting-confirmation' : 'decided',
    reopenedBecause: null,
    verdict: last.verdict,
    names: last.survivor ?? last.whole,
  }
}
