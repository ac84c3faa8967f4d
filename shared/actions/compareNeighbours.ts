// Compares one contribution with all that it could be found beside, as it stands now, and keeps what was found.
import { findingStanding } from '#domain/findings/findingState.ts'
import { pairOrder } from '#domain/findings/pairs.ts'
import { type MatchRecord, matchRecordOf } from '#domain/matching/matchRecord.ts'
import { type Neighbourhood, neighbourhoodOf } from '#domain/matching/neighbourhood.ts'
import { usdAtRisk } from '#domain/matching/usdAtRisk.ts'
import { weightsVersion } from '#domain/matching/weights.ts'
import type { Contribution } from '#model/contribution.ts'
import type { DetectedSide, StoredFinding } from '#model/detection.ts'
import { type FindingKind, findingKinds } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import { NewerComparison } from '#store/findings.ts'
import type { ComparedBeside } from './comparedBeside.ts'
import { findCandidates, findingThreshold, thorough } from './findCandidates.ts'

/** One finding per pair and kind, under the same id whoever finds it. */
const findingId = ({ fingerprint }: Services, kind: FindingKind, a: string, b: string): string =>
  fingerprint([kind, ...pairOrder(a, b)]).slice(0, 32)

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
interface Around {
  others: Contribution[]
  /** Findings that name the contribution already. */
  before: Set<string>
}

const readAround = async (services: Services, contribution: Contribution): Promise<Around> => {
  const { store } = services
  const [candidates, entries] = await Promise.all([
    contribution.withdrawn ? [] : findCandidates(services, contribution, thorough),
    store.findings.entriesOf(contribution.id),
  ])
  const found = new Set(candidates.map(({ id }) => id))
  const known = await store.contributions.getAll(entries.map(({ other }) => other).filter((other) => !found.has(other)))
  return { others: [...candidates, ...known.values()], before: new Set(entries.map(({ finding }) => finding)) }
}

const revisionsOf = ({ others }: Around): string =>
  others
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

/**
 * Scores every pair of a contribution beside its neighbours and stores what differs; returns whom it seems to repeat.
 * Throws NewerComparison when anything that it read has changed by the time its findings stand. What `compared` knows to
 * have been gone through beside the same revisions is not gone through again.
 */
export const compareNeighbours = async (
  services: Services,
  contribution: Contribution,
  compared: ComparedBeside,
): Promise<string[]> => {
  const around = await readAround(services, contribution)
  const standing = compared.standing(contribution, around.others)
  if (standing) return standing
  const neighbourhood = standingNeighbourhood(contribution, around.others)
  const own = sideFrom(contribution)
  const comparisons = around.others.flatMap((other) =>
    compare(services, neighbourhood, [own, sideFrom(other)], around.before),
  )
  const stored = await Promise.all(comparisons.map(async (comparison) => asStored(services, comparison)))
  const findings = stored.filter((finding) => finding !== null)
  await services.store.findings.put(findings)
  if (findings.length > 0 && !(await isAsRead(services, contribution, around))) throw new NewerComparison()
  compared.keep(contribution, around.others, neighbourhood.twins)
  return neighbourhood.twins
}
