// What was decided since the previous report, and what partners answered.
import type { DecidedFinding, ReportDispute } from '#model/report.ts'
import type { HeldFinding } from './heldFinding.ts'
import { named } from './names.ts'
import type { Names } from './names.ts'
import { isOpen } from './openFinding.ts'
import { inOrderOf, isAfter } from './ordering.ts'

/** The decided findings whose verdict took effect after an instant (all of them for null), latest first. */
export function decidedSince(findings: readonly HeldFinding[], since: string | null): DecidedFinding[] {
  return findings
    .filter((finding) => isDecidedSince(finding, since))
    .flatMap((finding) => decided(finding) ?? [])
    .toSorted(
      inOrderOf(
        ({ at }) => at,
        ({ finding }) => finding,
      ),
    )
    .toReversed()
}

/** The disputes of all findings that the report shows, oldest first; `decisionOf` gives the number to look up. */
export function disputes(
  findings: readonly HeldFinding[],
  since: string | null,
  decisionOf: ReadonlyMap<string, number>,
  names: Names,
): ReportDispute[] {
  return findings
    .filter((finding) => isOpen(finding) || isDecidedSince(finding, since))
    .flatMap((finding) =>
      finding.disputes.map(({ partner, text, at }) => ({
        finding: finding.id,
        kind: finding.kind,
        decision: decisionOf.get(finding.id) ?? null,
        titles: finding.contributions.map(({ title }) => title),
        partner: named(partner, names),
        text,
        at,
      })),
    )
    .toSorted(
      inOrderOf(
        ({ at }) => at,
        ({ finding }) => finding,
        ({ text }) => text,
      ),
    )
}

function isDecidedSince({ state, decisions }: HeldFinding, since: string | null): boolean {
  const last = decisions.at(-1)
  if (state !== 'decided' || !last) return false
  return since === null || isAfter(last.confirmedAt ?? last.at, since)
}

function decided({ id, kind, contributions, decisions }: HeldFinding): DecidedFinding | null {
  const last = decisions.at(-1)
  if (!last) return null
  return {
    finding: id,
    kind,
    titles: contributions.map(({ title }) => title),
    verdict: last.verdict,
    survivor: last.survivor,
    whole: last.whole,
    note: last.note,
    by: last.by,
    at: last.confirmedAt ?? last.at,
    confirmedBy: last.confirmedBy,
  }
}
