// Compares one contribution with all that it could be found beside, as it stands now, and keeps what was found.
import { findingStanding } from '#domain/findings/findingState.ts'
import { isInReach, mostCandidates } from '#domain/matching/likeliest.ts'
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

/** All that a contribution is compared with: those it lists or that list it, and what it was found beside before. */
interface Around extends Pick<Candidates, 'listed' | 'contenders' | 'reach'> {
  /** Compared and scored. */
  candidates: Contribution[]
  /** Found beside before, and no candidates any more: what was found is gone. */
  former: Contribution[]
  /** Findings that name the contribution already. */
  before: Set<string>
  /** How far the full lists of all of them reach, as they are marked. */
  crowds: Map<string, CrowdReach>
  /** How far the contribution's own list reached. */
  mark: CrowdReach | undefined
}

const nobody: Candidates = { candidates: [], listed: [], contenders: [], reach: undefined }

/** Whether the list of a record has a place for another: one that no mark names has a place for everybody. */
const hasPlace = (
  crowds: ReadonlyMap<string, CrowdReach>,
  id: string,
  other: { id: string; rank: number },
): boolean => {
  const reach = crowds.get(id)
  return reach === undefined || isInReach(id, reach, other)
}

/** Who has a place for a record. */
const listersOf = (
  own: string,
  contenders: Candidates['contenders'],
  crowds: ReadonlyMap<string, CrowdReach>,
): string[] => contenders.filter(({ id, rank }) => hasPlace(crowds, id, { id: own, rank })).map(({ id }) => id)

const readAround = async (services: Services, contribution: Contribution): Promise<Around> => {
  const { store } = services
  const own = contribution.id
  const [{ candidates, listed, contenders, reach }, entries] = await Promise.all([
    contribution.withdrawn ? nobody : candidatesOf(services, contribution, thorough),
    store.findings.entriesOf(own),
  ])
  const found = new Set(listed)
  const others = new Set([...contenders.map(({ id }) => id), ...entries.map(({ other }) => other)])
  const crowds = await crowdsIn(store.table).of([...new Set([own, ...found, ...others])])
  // A pair stands as long as one of its sides lists the other.
  const listers = new Set(listersOf(own, contenders, crowds))
  const known = new Set([...listers, ...entries.map(({ other }) => other)].filter((id) => !found.has(id)))
  const beside = [...(await store.contributions.getAll([...known])).values()]
  const record = matchRecordOf(contribution)
  const isFormer = (other: Contribution): boolean =>
    other.withdrawn ||
    (!listers.has(other.id) && (crowds.has(other.id) || !areCandidates(record, matchRecordOf(other))))
  return {
    candidates: [...candidates, ...beside.filter((other) => !isFormer(other))],
    former: beside.filter(isFormer),
    listed,
    contenders,
    reach,
    before: new Set(entries.map(({ finding }) => finding)),
    crowds,
    mark: crowds.get(own),
  }
}

/** What a comparison read: others by their revisions, and how far the lists of those reach. */
const printOf = ({ candidates, former, crowds }: Around): string =>
  [...candidates, ...former]
    .map(({ id, revision }) => `${id}@${revision} ${crowds.get(id)?.rank} ${crowds.get(id)?.last}`)
    .toSorted()
    .join()

/** Whether a comparison read what stands now: a record that came or changed meanwhile may have been gone through already. */
const isAsRead = async (services: Services, contribution: Contribution, around: Around): Promise<boolean> => {
  const [row, again] = await Promise.all([
    services.store.contributions.get(contribution.id),
    readAround(services, contribution),
  ])
  return row?.revision === contribution.revision && printOf(again) === printOf(around)
}

/** The neighbourhood of a contribution among others whose lists reach so far; a withdrawn record is in none. */
export const standingNeighbourhood = (
  own: Contribution,
  others: readonly Contribution[],
  crowds: ReadonlyMap<string, CrowdReach> = new Map(),
): Neighbourhood => {
  const standing = own.withdrawn ? [] : others.filter(({ withdrawn }) => !withdrawn)
  return neighbourhoodOf(matchRecordOf(own), standing.map(matchRecordOf), ({ id }, other, rank) =>
    hasPlace(crowds, id, { id: other.id, rank }),
  )
}

/** Whose pairs a contribution may alter, as far as its own neighbourhood tells. */
export type Speaking = Pick<Neighbourhood, 'swayed'> & Pick<Candidates, 'listed' | 'contenders'>

/** Who looks like so many may be the one that fills the list of another, which no mark names yet. */
const dense = (3 / 4) * mostCandidates

/**
 * Whose pairs a contribution may alter, as it stands and as it was. A pair takes something from third records that
 * repeat a side, so these are the records that it seems to repeat and speaks for; and those whose full lists it is
 * in, comes into or falls out of.
 */
export const followersAmong = async (
  { store }: Services,
  own: string,
  speaking: readonly Speaking[],
): Promise<Set<string>> => {
  const named = speaking.flatMap(({ swayed, contenders }) => [...swayed, ...contenders.map(({ id }) => id)])
  const crowds = await crowdsIn(store.table).of([...new Set(named)])
  const followers = speaking.flatMap(({ swayed, listed, contenders }) => {
    const apart = new Set(contenders.length < dense ? listed : [])
    return [...swayed, ...listersOf(own, contenders, crowds).filter((id) => crowds.has(id) || !apart.has(id))]
  })
  return new Set(followers)
}

const isMarked = ({ reach, mark }: Around): boolean => reach?.rank === mark?.rank && reach?.last === mark?.last

/**
 * Stores what was found, and how far a full list reaches, where either has changed; false where neither has.
 * Another batch of the process may have gone through the contribution meanwhile, and what is older stands now.
 */
const storeAll = async (
  { store }: Services,
  id: string,
  { findings, around, compared }: { findings: readonly StoredFinding[]; around: Around; compared: ComparedBeside },
): Promise<boolean> => {
  const isAsMarked = isMarked(around)
  if (isAsMarked && findings.length === 0) return false
  try {
    await store.findings.put(findings)
    if (!isAsMarked) await crowdsIn(store.table).mark(id, around.reach ?? null)
  } finally {
    compared.forget(id)
  }
  return true
}

/**
 * Scores every pair of a contribution beside its neighbours and stores what differs; returns whose pairs it may have
 * altered, and names in `moved` those whose pairs are otherwise since its own list reaches elsewhere: third records
 * count that one of two sides lists. Throws NewerComparison when anything that it read has changed by the time its
 * findings stand. What `compared` knows to have been gone through beside the same revisions is not gone through again.
 */
export const compareNeighbours = async (
  services: Services,
  contribution: Contribution,
  compared: ComparedBeside,
  moved: Set<string> = new Set(),
): Promise<Speaking> => {
  const forgotten = compared.timesForgotten(contribution.id)
  const around = await readAround(services, contribution)
  const others = [...around.candidates, ...around.former]
  const print = printOf(around)
  const standing = compared.standing(contribution, others, print)
  if (standing) return { ...around, swayed: standing }
  const neighbourhood = standingNeighbourhood(contribution, around.candidates, around.crowds)
  const { swayed } = neighbourhood
  const own = sideFrom(contribution)
  const comparisons = others.flatMap((other) => compare(services, neighbourhood, [own, sideFrom(other)], around.before))
  const findings = await asStored(services, comparisons)
  if (!isMarked(around)) for (const id of [...swayed, ...around.former.map((other) => other.id)]) moved.add(id)
  const isStored = await storeAll(services, contribution.id, { findings, around, compared })
  if (isStored && !(await isAsRead(services, contribution, around))) throw new NewerComparison()
  // Another batch may have stored what is older since the findings were read here: its own retry must not take them for told.
  if (compared.timesForgotten(contribution.id) === forgotten + (isStored ? 1 : 0))
    compared.keep(contribution, others, { swayed, print })
  return { ...around, swayed }
}
