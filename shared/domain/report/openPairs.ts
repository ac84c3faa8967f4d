// Open findings of the other kinds: overlapping effort, clashing dates, undeclared parts.
import type { Contribution, Period } from '#model/contribution.ts'
import type { FindingKind } from '#model/finding.ts'
import type { OpenPair, ReportRecord, Suggestion } from '#model/report.ts'
import { dayNumber } from '../days.ts'
import { toHundredths } from '../decimal.ts'
import { named } from './names.ts'
import type { Names } from './names.ts'
import type { ConfirmedNodes } from './confirmedNodes.ts'
import type { HeldFinding, ShownFinding } from './heldFinding.ts'
import { isOpen, openFinding } from './openFinding.ts'
import { inOrderOf } from './ordering.ts'
import { reportRecord } from './reportRecord.ts'
import type { ReportMaterial } from './reportRecord.ts'

export type PairKind = Extract<FindingKind, 'overlapping-effort' | 'schedule-clash' | 'part-of'>

const questions: Record<PairKind, string> = {
  'overlapping-effort': 'Do these partners do the same work twice, or do they complement each other?',
  'schedule-clash': 'Can the same audience attend both? If not, whose dates move?',
  'part-of': 'Is the smaller amount a part of the larger one, so that it counts only once?',
}

/** The open findings of one kind, the surest first; two records confirmed to be one have nothing left to compare. */
export function outlinedPairs(
  kind: PairKind,
  findings: readonly HeldFinding[],
  { survivorOf }: ConfirmedNodes,
): HeldFinding[] {
  return findings
    .filter((finding) => finding.kind === kind && isOpen(finding))
    .filter(({ contributions }) => new Set(contributions.map(({ id }) => survivorOf(id))).size > 1)
    .toSorted(
      inOrderOf(
        ({ score }) => -score,
        ({ id }) => id,
      ),
    )
}

/** A pair as it is shown, made from its finding in full and the contributions that it names. */
export function openPair(kind: PairKind, finding: ShownFinding, material: ReportMaterial): Omit<OpenPair, 'decision'> {
  const sides = finding.contributions.map((side) => reportRecord(side, material))
  const records = [...new Map(sides.map((record) => [record.id, record])).values()]
  const contributions = records.flatMap(({ id }) => material.contributions.get(id) ?? [])
  return {
    ...openFinding(finding, material.earlier),
    records,
    inCommon: contributions.length < records.length ? [] : inCommon(contributions, material.names),
    overlap: overlap(records.map(({ period }) => period)),
    suggestedWhole: kind === 'part-of' ? suggestedWhole(records) : null,
    question: questions[kind],
  }
}

/** The days that all periods share, both ends included; null when one has no period or they share none. */
export function overlap(periods: readonly (Period | null)[]): OpenPair['overlap'] {
  const given = periods.filter((period) => period !== null)
  if (given.length === 0 || given.length < periods.length) return null
  const start =
    given
      .map((period) => period.start)
      .toSorted()
      .at(-1) ?? ''
  const end = given.flatMap((period) => period.end ?? []).toSorted()[0] ?? null
  if (end !== null && end < start) return null
  const isOpenEnded = given.some((period) => period.end == null)
  const days = end === null || isOpenEnded ? null : dayNumber(end) - dayNumber(start) + 1
  return { start, end, days }
}

function inCommon(sides: readonly Contribution[], names: Names): string[] {
  const areas = sides.map(({ priorityAreas }) => priorityAreas.map(({ code }) => code))
  const countries = sides.map(({ places }) => places.flatMap(({ country }) => country ?? []))
  const audiences = sides.map(({ training }) => (training?.audience ? [training.audience] : []))
  const facets: [string, string[][]][] = [
    ['Beneficiary', sides.map(({ beneficiary }) => [beneficiary])],
    ['Sub-cluster', sides.map(({ subCluster }) => (subCluster ? [subCluster] : []))],
    ['Priority area', areas],
    ['Modality', sides.map(({ modality }) => (modality ? [modality] : []))],
    ['Operation', sides.map(({ operation }) => (operation ? [operation] : []))],
    ['Country', countries],
  ]
  const shared = facets.flatMap(([facet, codes]) => inAll(codes).map((code) => `${facet}: ${named(code, names).name}`))
  return [...shared, ...inAll(audiences).map((audience) => `Audience: ${audience}`)]
}

function inAll([first = [], ...others]: readonly string[][]): string[] {
  return [...new Set(first)].filter((value) => others.every((list) => list.includes(value))).toSorted()
}

function suggestedWhole(records: readonly ReportRecord[]): Suggestion | null {
  const [largest, next] = records
    .filter(({ usd }) => usd !== null)
    .toSorted(
      inOrderOf(
        ({ usd }) => -toHundredths(usd ?? '0'),
        ({ id }) => id,
      ),
    )
  if (!largest || !next || largest.usd === next.usd) return null
  return { contribution: largest.id, reason: 'It is the larger of the amounts.' }
}
