// A finding with what a coordinator needs to decide it: both reports side by side, and the records it belongs among.
import { sees } from '#domain/can.ts'
import { editionsOf } from '#domain/findings/editionsOf.ts'
import { overlapOf } from '#domain/findings/overlap.ts'
import { reconcile } from '#domain/findings/reconcile.ts'
import { reopenedText } from '#domain/findings/reopenedText.ts'
import { type OpenPair, reviewGroups } from '#domain/findings/reviewGroups.ts'
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
import { reasonInFrench, suggestedSurvivor } from '#domain/report/suggestedSurvivor.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution } from '#model/contribution.ts'
import type { FindingEntry } from '#model/detection.ts'
import type { Finding } from '#model/finding.ts'
import type { FindingGroup, FindingInFull, Reconciliation } from '#model/reconciliation.ts'
import type { ShownLanguage } from '#model/text.ts'
import type { Services } from '#runtime/services.ts'
import { findingIn } from './inLanguage.ts'
import { getFinding, noSuchFinding } from './readFindings.ts'

/** Records that are looked at for a group: as many queries at most. */
const mostRecords = 40

const isOpenPair = ({ kind, state }: FindingEntry): boolean =>
  kind === 'duplicate-record' && (state === 'open' || state === 'awaiting-confirmation')

interface Neighbourhood {
  records: Map<string, Contribution>
  pairs: (OpenPair & { finding: string })[]
}

/** Both sides and all that open pairs lead to from them, as far as the caller may see, nearest first. */
const neighbourhoodOf = async (
  services: Services,
  caller: Caller,
  sides: readonly string[],
): Promise<Neighbourhood> => {
  const { contributions, findings } = services.store
  const records = new Map<string, Contribution>()
  const pairs = new Map<string, Neighbourhood['pairs'][number]>()
  let reached = [...sides]
  while (reached.length > 0 && records.size < mostRecords) {
    const read = await contributions.getAll(reached.slice(0, mostRecords - records.size))
    const seen = [...read.values()].filter((record) => sees(caller, record) && !record.withdrawn)
    for (const record of seen) records.set(record.id, record)
    const entries = await Promise.all(
      seen.map(async ({ id }) => (await findings.entriesOf(id)).filter(isOpenPair).map((entry) => ({ ...entry, id }))),
    )
    for (const { id, other, score, finding } of entries.flat()) pairs.set(finding, { a: id, b: other, score, finding })
    reached = [...new Set(entries.flat().map(({ other }) => other))].filter((id) => !records.has(id))
    if (seen.length === 0) break
  }
  return { records, pairs: [...pairs.values()].filter(({ a, b }) => records.has(a) && records.has(b)) }
}

const groupOf = (
  { records, pairs }: Neighbourhood,
  sides: readonly string[],
  language: ShownLanguage,
): FindingGroup | null => {
  const own = reviewGroups(pairs).find((group) => sides.every((id) => group.records.includes(id)))
  // A pair whose records sit better in two other groups is looked at by itself.
  const ids = own?.records ?? [...sides]
  const inside = pairs.filter(({ a, b }) => ids.includes(a) && ids.includes(b))
  if (inside.length === 0) return null
  const members = ids.flatMap((id) => records.get(id) ?? [])
  const survivor = suggestedSurvivor(members)
  return {
    contributions: members.map(({ id, title, provider, revision }) => ({ id, title, provider, revision })),
    findings: inside.map(({ finding }) => finding).toSorted(),
    weakestLink: Math.min(...inside.map(({ score }) => score)),
    suggestedSurvivor: survivor && {
      contribution: survivor.contribution,
      reason: language === 'fr' ? reasonInFrench(survivor.reason) : survivor.reason,
    },
  }
}

const reconciliationOf = (
  { state, decisions }: Finding,
  [a, b]: readonly (Contribution | undefined)[],
  language: ShownLanguage,
): Reconciliation | null => {
  if (!a || !b) return null
  const last = decisions.at(-1)
  const countsAs = state === 'decided' && last?.verdict === 'same-contribution' ? last.survivor : null
  return reconcile([a, b], countsAs, language)
}

/** Whether the two are editions of one series, from what was read of them anyway. */
const seriesOfPair = (
  [a, b]: readonly (Contribution | undefined)[],
  language: ShownLanguage,
): FindingInFull['series'] => {
  const names = a && b && editionsOf(matchRecordOf(a), matchRecordOf(b))
  if (!names) return null
  const [one, other] = names
  return {
    editions: [
      { contribution: a.id, edition: one },
      { contribution: b.id, edition: other },
    ],
    text:
      language === 'fr'
        ? `Deux éditions d’une même série\u00a0: ${one} et ${other}.`
        : `Two editions of one series: ${one} and ${other}.`,
  }
}

/** The sides as they stand now. Refuses `not-found`: one may have become confidential before the stream followed. */
const sidesSeen = async (
  { store }: Services,
  caller: Caller,
  { contributions }: Finding,
): Promise<(Contribution | undefined)[]> => {
  const records = await store.contributions.getAll(contributions.map(({ id }) => id))
  for (const record of records.values()) if (!sees(caller, record)) throw noSuchFinding()
  return contributions.map(({ id }) => records.get(id))
}

/** What overlaps, and what each side adds. */
const overlapOfPair = (
  { kind }: Finding,
  [a, b]: readonly (Contribution | undefined)[],
  language: ShownLanguage,
): FindingInFull['overlap'] => (kind === 'overlapping-effort' && a && b ? overlapOf(a, b, language) : null)

/** Refuses `not-found`. Of a kind that is no duplicate there is nothing to reconcile and no group. */
export const readFindingInFull = async (
  services: Services,
  caller: Caller,
  id: string,
  language: ShownLanguage,
): Promise<FindingInFull> => {
  const finding = findingIn(await getFinding(services, caller, id), language)
  const now = await sidesSeen(services, caller, finding)
  const reopened = reopenedText(finding.reopenedBecause, language)
  if (finding.kind !== 'duplicate-record') {
    const overlap = overlapOfPair(finding, now, language)
    return { ...finding, reopenedText: reopened, reconciliation: null, group: null, series: null, overlap }
  }
  const sides = finding.contributions.map((side) => side.id)
  const neighbourhood = await neighbourhoodOf(services, caller, sides)
  const records = sides.map((side) => neighbourhood.records.get(side))
  return {
    ...finding,
    reopenedText: reopened,
    reconciliation: reconciliationOf(finding, records, language),
    group: groupOf(neighbourhood, sides, language),
    series: seriesOfPair(records, language),
    overlap: null,
  }
}
