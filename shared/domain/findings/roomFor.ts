// How much can be said of one finding: room for every side, and none of it taken by another's words.
import type { Decision, Dispute } from '#model/finding.ts'

/** All decisions of a finding: twenty with the longest notes, hundreds with a sentence each. */
export const mostDecisionBytes = 65_000
/** One partner's disputes of a finding: two of the longest in any script, more of a paragraph. */
export const mostDisputeBytesOfPartner = 25_000
/** All disputes of a finding. */
const mostDisputeBytes = 75_000

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

/** Why another decision cannot be kept; null where it can. */
export const decisionsFull = (decisions: readonly Decision[]): string | null =>
  bytesOf(decisions) <= mostDecisionBytes
    ? null
    : `The decisions of one finding, with their notes, take ${mostDecisionBytes / 1000} KB at most.`

/** Why another dispute of this partner cannot be kept; null where it can. */
export const disputesFull = (disputes: readonly Dispute[], by: string): string | null => {
  const own = disputes.filter(({ partner }) => partner === by)
  if (bytesOf(own) > mostDisputeBytesOfPartner)
    return `The disputes of one partner on one finding take ${mostDisputeBytesOfPartner / 1000} KB at most.`
  if (bytesOf(disputes) <= mostDisputeBytes) return null
  return `The disputes of one finding take ${mostDisputeBytes / 1000} KB at most.`
}
