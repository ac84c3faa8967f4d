// What every open finding of the report says, whatever its kind.
import type { Evidence } from '#model/finding.ts'
import type { AwaitedDecision, DuplicatePair, Reasons } from '#model/report.ts'
import type { EarlierFindings } from './earlierFindings.ts'
import type { HeldFinding, ShownFinding } from './heldFinding.ts'
import { inOrderOf } from './ordering.ts'

const reasonsFor = 4
const reasonsAgainst = 3

/** Whether somebody still has to decide or to confirm. */
export function isOpen({ state }: Pick<HeldFinding, 'state'>): boolean {
  return state === 'open' || state === 'awaiting-confirmation'
}

/** Whether it was decided once and came back, by a changed field or by a coordinator. */
export function isReturn({ decisions, reopenedBecause }: HeldFinding): boolean {
  return reopenedBecause !== null || decisions.at(-1)?.verdict === 'reopen'
}

/** The part that pairs of every kind share; `isNew` against those that the previous report called open. */
export function openFinding(
  finding: ShownFinding,
  earlier: EarlierFindings | null,
): Omit<DuplicatePair, 'contributions'> {
  return {
    finding: finding.id,
    state: finding.state,
    score: finding.score,
    usdAtRisk: finding.usdAtRisk,
    reasons: reasons(finding.evidence),
    awaiting: finding.state === 'awaiting-confirmation' ? awaited(finding) : null,
    reopenedBecause: finding.reopenedBecause ?? [],
    isNew: earlier !== null && !earlier.wasOpen(finding.id) && !isReturn(finding),
    firstSeen: finding.firstSeen,
  }
}

function reasons(evidence: readonly Evidence[]): Reasons {
  const strongestFirst = evidence.toSorted(
    inOrderOf(
      ({ weight }) => -Math.abs(weight),
      ({ field }) => field,
      ({ text }) => text,
    ),
  )
  const speaking = (sign: number, limit: number) =>
    strongestFirst
      .filter(({ weight }) => Math.sign(weight) === sign)
      .slice(0, limit)
      .map(inWords)
  return { for: speaking(1, reasonsFor), against: speaking(-1, reasonsAgainst) }
}

function inWords({ field, a, b, text }: Evidence): string {
  return text === '' ? `${field}: ${a ?? 'not given'} / ${b ?? 'not given'}` : text
}

function awaited({ decisions }: HeldFinding): AwaitedDecision | null {
  const last = decisions.at(-1)
  return last ? { verdict: last.verdict, survivor: last.survivor, note: last.note, by: last.by, at: last.at } : null
}
