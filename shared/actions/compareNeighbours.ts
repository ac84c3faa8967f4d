// Compares one contribution with all that it could be found beside, as it stands now, and keeps what was found.
import { findingStanding } from '#domain/findings/findingState.ts'
import { type MatchRecord, matchRecordOf } from '#domain/matching/matchRecord.ts'
import { areCandidates, type Neighbourhood, neighbourhoodOf } from '#domain/matching/neighbourhood.ts'
import { usdAtRisk } from '#domain/matching/usdAtRisk.ts'
import { weightsVersion } from '#domain/matching/weights.ts'
import type { Contribution } from '#model/contribution.ts'
import type { DetectedSide, StoredFinding } from '#model/detection.ts'
import { findingKinds } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import { crowdsIn } from '#store/crowds.ts'
import { NewerComparison } from '#store/findings.ts'
import type { ComparedBeside } from './comparedBeside.ts'
import { type Candidates, candidatesOf, findingThreshold, thorough } from './findCandidates.ts'
import { findingId } from './findingId.ts'

const sideOf = (contribution: Contribution): DetectedSide => ({
  id: contribution.id,
  title: contribution.title,
  provider: contribution.provider,
  reportedBy: contribution.reportedBy,
  subCluster: contribution.subCluster,
  visibility: contribution.visibility,
  revision: contribution.revision,
})

/** A finding without what people decided of it. */
export type Comparison = Pick<
  StoredFinding,
  'id' | 'kind' | 'score' | 'evidence' | 'contributions' | 'usdAtRisk' | 'weightsVersion' | 'detected'
>

interface Side {
  contribution: Contribution
  record: MatchRecord
}

const sideFrom = (contribution: Contribution): Side => ({ contribution, record: matchRecordOf(contribution) })

/** A comparison with what people decided: what is stored, or null where nothing has changed. */
export const asStored = async (services: Services, comparison: Comparison): Promise<StoredFinding | null> => {
  const { store, now } = services
  const [standing, decided] = await Promise.all([
    store.findings.get(comparison.id),
    store.findings.records.get(comparison.id),
  ])
  const { decisions = [], compared = [], comparedRevisions = null } = decided?.record ?? {}
  const next = {
    ...comparison,
    ...findingStanding({ ...comparison, decisions, compared, comparedRevisions }),
    decisionsRevision: decided?.revision ?? 0,
  }
  if (standing) {
    const { firstSeen: _firstSeen, updatedAt: _updatedAt, ...was } = standing
    if (services.fingerprint(was) === services.fingerprint(next)) return null
  }
  const at = now()
  return { ...next, firstSeen: standing?.firstSeen ?? at, updatedAt: at }
}

/** Every kind that the pair is found as now, and every kind that it was found as before, in the pair's own order. */
const compare = (
  services: Services,
  { scores }: Neighbourhood,
  [one, other]: [Side, Side],
  before: ReadonlySet<string>,
): Comparison[] => {
  const [first, second] = one.record.id < other.record.id ? [one, other] : [other, one]
  const scored = scores(first.record, second.record)
  return findingKinds.flatMap((kind): Comparison[] => {
    const id = findingId(services, kind, first.record.id, second.record.id)
    const found = scored.find((score) => score.kind === kind)
    const detected = found !== undefined && found.score >= findingThreshold
    if (!detected && !before.has(id)) return []
    return [
      {
        id,
        kind,
        score: found?.score ?? 0,
        evidence: found?.evidence ?? [],
        contributions: [sideOf(first.contribution), sideOf(second.contribution)],
        usdAtRisk: usdAtRisk(first.record, second.record),
        weightsVersion,
        detected,
      },
    ]
  })
}

/** All that a contribution is compared with: its candidates, and what it was found beside before. */
interface Around extends Pick<Candidates, 'isCrowded' | 'isFull' | 'next'> {
  /** Compared and scored. */
  candidates: Contribution[]
  /** Found beside before, and no candidates any more: what was found is gone. */
  former: Contribution[]
  /** Findings that name the contribution already. */
  before: Set<string>
  /** What stands of the crowd that it was in. */
  mark: boolean | undefined
}

const nobody: Candidates = { candidates: [], listed: [], isCrowded: false, isFull: false, next: [] }

/**
 * Of those that a record in a crowd was found beside and that its list has no place for: who is no candidate at all, or
 * has been pushed out of the list and has no place for the record either. The pair with one recorded later is its to judge.
 */
const pushedOut = async (
  { store }: Services,
  own: Contribution,
  known: readonly Contribution[],
): Promise<Contribution[]> => {
  const crowds = await crowdsIn(store.table).of(known.filter(({ id }) => id < own.id).map(({ id }) => id))
  const record = matchRecordOf(own)
  return known.filter(
    (other) => crowds.has(other.id) || other.withdrawn || !areCandidates(record, matchRecordOf(other)),
  )
}

const readAround = async (services: Services, contribution: Contribution): Promise<Around> => {
  const { store } = services
  const [{ candidates, listed, ...crowd }, entries, crowds] = await Promise.all([
    contribution.withdrawn ? nobody : candidatesOf(services, contribution, thorough),
    store.findings.entriesOf(contribution.id),
    crowdsIn(store.table).of([contribution.id]),
  ])
  const found = new Set(listed)
  const known = [
    ...(
      await store.contributions.getAll(entries.map(({ other }) => other).filter((other) => !found.has(other)))
    ).values(),
  ]
  const sides = crowd.isCrowded
    ? { candidates, former: await pushedOut(services, contribution, known) }
    : { candidates: [...candidates, ...known], former: [] }
  return {
    ...crowd,
    ...sides,
    before: new Set(entries.map(({ finding }) => finding)),
    mark: crowds.get(contribution.id),
  }
}

const revisionsOf = ({ candidates, former }: Around): string =>
  [...candidates, ...former]
    .map(({ id, revision }) => `${id}@${revision}`)
    .toSorted()
    .join()

/** Whether a comparison read what stands now: a record that came or changed meanwhile may have been gone through already. */
const isAsRead = async (services: Services, contribution: Contribution, around: Around): Promise<boolean> => {
  const [row, again] = await Promise.all([
    services.store.contributions.get(contribution.id),
    readAround(services, contribution),
  ])
  return row?.revision === contribution.revision && revisionsOf(again) === revisionsOf(around)
}

/** The neighbourhood of a contribution among others; a withdrawn record is in none. */
export const standingNeighbourhood = (own: Contribution, others: readonly Contribution[]): Neighbourhood => {
  const standing = own.withdrawn ? [] : others.filter(({ withdrawn }) => !withdrawn)
  return neighbourhoodOf(matchRecordOf(own), standing.map(matchRecordOf))
}

/** Keeps whether the contribution stands in a crowd, where that has changed. */
const markCrowd = async ({ store }: Services, id: string, { isCrowded, isFull, mark }: Around): Promise<boolean> => {
  const next = isCrowded ? isFull : undefined
  if (next === mark) return false
  await crowdsIn(store.table).mark(id, next ?? null)
  return true
}

/** Another batch of the same process may have gone through the contribution meanwhile, and findings of before stand now. */
const storeAll = async (
  { store }: Services,
  id: string,
  { findings, compared }: { findings: readonly StoredFinding[]; compared: ComparedBeside },
): Promise<void> => {
  if (findings.length === 0) return
  try {
    await store.findings.put(findings)
  } finally {
    compared.forget(id)
  }
}

/**
 * Scores every pair of a contribution beside its neighbours and stores what differs; returns whose pairs it may have
 * altered: whom it seems to repeat and, in a crowd, who was recorded next. Throws NewerComparison when anything that it
 * read has changed by the time its findings stand. What `compared` knows to have been gone through beside the same
 * revisions is not gone through again.
 */
export const compareNeighbours = async (
  services: Services,
  contribution: Contribution,
  compared: ComparedBeside,
): Promise<string[]> => {
  const around = await readAround(services, contribution)
  const others = [...around.candidates, ...around.former]
  const standing = compared.standing(contribution, others)
  if (standing) return standing
  const neighbourhood = standingNeighbourhood(contribution, around.candidates)
  const own = sideFrom(contribution)
  const comparisons = others.flatMap((other) => compare(services, neighbourhood, [own, sideFrom(other)], around.before))
  const stored = await Promise.all(comparisons.map(async (comparison) => asStored(services, comparison)))
  const findings = stored.filter((finding) => finding !== null)
  await storeAll(services, contribution.id, { findings, compared })
  const isMarked = await markCrowd(services, contribution.id, around)
  if ((isMarked || findings.length > 0) && !(await isAsRead(services, contribution, around)))
    throw new NewerComparison()
  const followers = [...new Set([...neighbourhood.twins, ...around.next])]
  compared.keep(contribution, others, followers)
  return followers
}
