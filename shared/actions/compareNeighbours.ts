// Compares one contribution with all that it could be found beside, as it stands now, and keeps what was found.
import { findingStanding } from '#domain/findings/findingState.ts'
import { isInReach, mostLookAlikes } from '#domain/matching/likeliest.ts'
import { type MatchRecord, matchRecordOf } from '#domain/matching/matchRecord.ts'
import { areCandidates, type Neighbourhood, neighbourhoodOf } from '#domain/matching/neighbourhood.ts'
import { usdAtRisk } from '#domain/matching/usdAtRisk.ts'
import { weightsVersion } from '#domain/matching/weights.ts'
import type { Contribution } from '#model/contribution.ts'
import type { DetectedSide, StoredFinding } from '#model/detection.ts'
import { findingKinds } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import { type CrowdReach, crowdsIn } from '#store/crowds.ts'
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

/** Comparisons with what people decided, without those of which nothing has changed: what is to be stored. */
export const asStored = async (services: Services, comparisons: readonly Comparison[]): Promise<StoredFinding[]> => {
  const { store, now } = services
  const ids = comparisons.map(({ id }) => id)
  // Of a crowd a comparison has a hundred pairs: read together, they are three requests.
  const [standing, decided] = await Promise.all([store.findings.getAll(ids), store.findings.records.getAll(ids)])
  const at = now()
  return comparisons.flatMap((comparison) => {
    const { decisions = [], compared = [], comparedRevisions = null, revision = 0 } = decided.get(comparison.id) ?? {}
    const next = {
      ...comparison,
      ...findingStanding({ ...comparison, decisions, compared, comparedRevisions }),
      decisionsRevision: revision,
    }
    const stored = standing.get(comparison.id)
    if (stored) {
      const { firstSeen: _firstSeen, updatedAt: _updatedAt, ...was } = stored
      if (services.fingerprint(was) === services.fingerprint(next)) return []
    }
    return [{ ...next, firstSeen: stored?.firstSeen ?? at, updatedAt: at }]
  })
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
interface Around extends Pick<Candidates, 'listed' | 'lookAlikes' | 'reach'> {
  /** Compared and scored. */
  candidates: Contribution[]
  /** Found beside before, and no candidates any more: what was found is gone. */
  former: Contribution[]
  /** Found beside before, and the other's to judge: its list has a place for the contribution, and the contribution's has none for it. */
  judges: string[]
  /** Findings that name the contribution already. */
  before: Set<string>
  /** How far the list reached that the contribution had in a crowd. */
  mark: CrowdReach | undefined
}

const nobody: Candidates = { candidates: [], listed: [], lookAlikes: [], reach: undefined }

/** Who has a place for a record in the full list that it keeps in a crowd; whom no mark names keeps none. */
const listersOf = (
  own: string,
  lookAlikes: Candidates['lookAlikes'],
  crowds: ReadonlyMap<string, CrowdReach>,
): Set<string> =>
  new Set(
    lookAlikes
      .filter(({ id, rank }) => {
        const reach = crowds.get(id)
        return reach !== undefined && isInReach(id, reach, { id: own, rank })
      })
      .map(({ id }) => id),
  )

/**
 * Of those that a record in a crowd was found beside and that its list has no place for: who is no candidate at all, or
 * has a full list without a place for the record either. A pair stands as long as one of its sides lists the other.
 */
const pushedOut = async (
  { store }: Services,
  own: Contribution,
  known: readonly Contribution[],
  lookAlikes: Candidates['lookAlikes'],
): Promise<Contribution[]> => {
  const crowds = await crowdsIn(store.table).of(known.map(({ id }) => id))
  const listers = listersOf(own.id, lookAlikes, crowds)
  const record = matchRecordOf(own)
  return known.filter(
    (other) =>
      other.withdrawn ||
      (crowds.has(other.id) && !listers.has(other.id)) ||
      !areCandidates(record, matchRecordOf(other)),
  )
}

const readAround = async (services: Services, contribution: Contribution): Promise<Around> => {
  const { store } = services
  const [{ candidates, listed, lookAlikes, reach }, entries, crowds] = await Promise.all([
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
  const former = reach ? await pushedOut(services, contribution, known, lookAlikes) : []
  const gone = new Set(former)
  return {
    candidates: reach ? candidates : [...candidates, ...known],
    former,
    judges: reach ? known.filter((other) => !gone.has(other)).map(({ id }) => id) : [],
    listed,
    lookAlikes,
    reach,
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

/** Whose pairs a contribution may alter, as far as its own neighbourhood tells. */
export type Speaking = Pick<Neighbourhood, 'swayed'> &
  Pick<Candidates, 'listed' | 'lookAlikes'> &
  Partial<Pick<Around, 'judges'>>

/** Who looks like so many may be the one that fills the list of another, which no mark names yet. */
const dense = mostLookAlikes / 2

/**
 * Whose pairs a contribution may alter, as it stands and as it was. A pair takes something from third records that
 * repeat a side, so these are the records that it seems to repeat and speaks for; of those in a crowd, the ones whose
 * full lists it is in, or comes into. Whom its own full list leaves out may still list it, and judges the pair.
 */
export const followersAmong = async (
  { store }: Services,
  own: string,
  speaking: readonly Speaking[],
): Promise<Set<string>> => {
  const named = speaking.flatMap(({ swayed, lookAlikes }) => [...swayed, ...lookAlikes.map(({ id }) => id)])
  const crowds = await crowdsIn(store.table).of([...new Set(named)])
  const followers = speaking.flatMap(({ swayed, listed, lookAlikes, judges = [] }) => {
    const apart = new Set(lookAlikes.length < dense ? listed : [])
    const unmarked = lookAlikes.map(({ id }) => id).filter((id) => !crowds.has(id) && !apart.has(id))
    return [...swayed.filter((id) => !crowds.has(id)), ...unmarked, ...listersOf(own, lookAlikes, crowds), ...judges]
  })
  return new Set(followers)
}

/**
 * Stores what was found, and how far the list in a crowd reaches, where either has changed; false where neither has.
 * Another batch of the process may have gone through the contribution meanwhile, and what is older stands now.
 */
const storeAll = async (
  { store }: Services,
  id: string,
  { findings, around, compared }: { findings: readonly StoredFinding[]; around: Around; compared: ComparedBeside },
): Promise<boolean> => {
  const { reach, mark } = around
  const isMarked = reach?.rank === mark?.rank && reach?.last === mark?.last
  if (isMarked && findings.length === 0) return false
  try {
    await store.findings.put(findings)
    if (!isMarked) await crowdsIn(store.table).mark(id, reach ?? null)
  } finally {
    compared.forget(id)
  }
  return true
}

/**
 * Scores every pair of a contribution beside its neighbours and stores what differs; returns whose pairs it may have
 * altered. Throws NewerComparison when anything that it read has changed by the time its findings stand. What `compared`
 * knows to have been gone through beside the same revisions is not gone through again.
 */
export const compareNeighbours = async (
  services: Services,
  contribution: Contribution,
  compared: ComparedBeside,
): Promise<Speaking> => {
  const forgotten = compared.timesForgotten(contribution.id)
  const around = await readAround(services, contribution)
  const others = [...around.candidates, ...around.former]
  const standing = compared.standing(contribution, others)
  if (standing) return { ...around, swayed: standing }
  const neighbourhood = standingNeighbourhood(contribution, around.candidates)
  const own = sideFrom(contribution)
  const comparisons = others.flatMap((other) => compare(services, neighbourhood, [own, sideFrom(other)], around.before))
  const findings = await asStored(services, comparisons)
  const isStored = await storeAll(services, contribution.id, { findings, around, compared })
  if (isStored && !(await isAsRead(services, contribution, around))) throw new NewerComparison()
  const { swayed } = neighbourhood
  // Another batch may have stored what is older since the findings were read here: its own retry must not take them for told.
  if (compared.timesForgotten(contribution.id) === forgotten + (isStored ? 1 : 0))
    compared.keep(contribution, others, swayed)
  return { ...around, swayed }
}
