// Brings the findings of one contribution up to date: run by the stream for every change, as often as it likes.
import { findingStanding } from '#domain/findings/findingState.ts'
import { pairOrder } from '#domain/findings/pairs.ts'
import { matchRecordOf } from '#domain/matching/matchRecord.ts'
import { scorePair } from '#domain/matching/scorePair.ts'
import { usdAtRisk } from '#domain/matching/usdAtRisk.ts'
import { weightsVersion } from '#domain/matching/weights.ts'
import type { Contribution } from '#model/contribution.ts'
import type { DetectedSide, StoredFinding } from '#model/detection.ts'
import { type FindingKind, findingKinds } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import { NewerComparison } from '#store/findings.ts'
import { findCandidates, findingThreshold, thorough } from './findCandidates.ts'

const maxTries = 8

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

type Comparison = Pick<
  StoredFinding,
  'id' | 'kind' | 'score' | 'evidence' | 'contributions' | 'usdAtRisk' | 'weightsVersion' | 'detected'
>

/** Every kind that the pair is found as now, and every kind that it was found as before, in the pair's own order. */
const compare = (services: Services, one: Contribution, other: Contribution, before: Set<string>): Comparison[] => {
  const [first, second] = one.id < other.id ? [one, other] : [other, one]
  const standing = !first.withdrawn && !second.withdrawn
  const [recordA, recordB] = [matchRecordOf(first), matchRecordOf(second)]
  const scores = standing ? scorePair(recordA, recordB) : []
  return findingKinds.flatMap((kind): Comparison[] => {
    const id = findingId(services, kind, first.id, second.id)
    const found = scores.find((score) => score.kind === kind)
    const detected = found !== undefined && found.score >= findingThreshold
    if (!detected && !before.has(id)) return []
    return [
      {
        id,
        kind,
        score: found?.score ?? 0,
        evidence: found?.evidence ?? [],
        contributions: [sideOf(first), sideOf(second)],
        usdAtRisk: usdAtRisk(recordA, recordB),
        weightsVersion,
        detected,
      },
    ]
  })
}

/** A comparison with what people decided: what is stored, or null where nothing has changed. */
const asStored = async (services: Services, comparison: Comparison): Promise<StoredFinding | null> => {
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

const haveChanged = async ({ store }: Services, read: readonly Contribution[]): Promise<boolean> => {
  const now = await store.contributions.getAll(read.map(({ id }) => id))
  return read.some(({ id, revision }) => now.get(id)?.revision !== revision)
}

const refreshOnce = async (services: Services, id: string, again: boolean): Promise<void> => {
  const { store } = services
  const row = await store.contributions.get(id)
  if (!row || (!again && (await store.findings.detectedRevision(id)) >= row.revision)) return
  const contribution = row.record
  const [candidates, entries] = await Promise.all([
    contribution.withdrawn ? [] : findCandidates(services, contribution, thorough),
    store.findings.entriesOf(id),
  ])
  const others = new Map(candidates.map((candidate) => [candidate.id, candidate]))
  const known = await store.contributions.getAll(
    entries.map(({ other }) => other).filter((other) => !others.has(other)),
  )
  const before = new Set(entries.map(({ finding }) => finding))
  const compared = [...others.values(), ...known.values()]
  const comparisons = compared.flatMap((other) => compare(services, contribution, other, before))
  const stored = await Promise.all(comparisons.map(async (comparison) => asStored(services, comparison)))
  const findings = stored.filter((finding) => finding !== null)
  await store.findings.put(findings)
  // What changed since it was read may have been gone through before these findings stood where it would have seen them.
  if (findings.length > 0 && (await haveChanged(services, compared))) throw new NewerComparison()
  await store.findings.put([], { contribution: id, revision: row.revision })
}

const untilNewest = async (refresh: (again: boolean) => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await refresh(attempt > 1)
    } catch (error) {
      if (!(error instanceof NewerComparison) || attempt >= maxTries) throw error
    }
  }
}

/**
 * Compares a contribution, as it stands now, with its candidates and with all that it was found beside before. Safe to
 * run twice, late and out of order: it reads the present records, and a watermark per contribution moves with the
 * findings, so that nothing older ever replaces them.
 */
export const refreshFindings = async (services: Services, id: string): Promise<void> =>
  untilNewest(async (again) => refreshOnce(services, id, again))

/** Works a finding's state out again after a decision, a confirmation or a dispute. */
export const refreshFindingState = async (services: Services, id: string): Promise<void> =>
  untilNewest(async () => {
    const standing = await services.store.findings.get(id)
    if (!standing) return
    const {
      state: _state,
      reopenedBecause: _reopened,
      verdict: _verdict,
      names: _names,
      decisionsRevision: _revision,
      firstSeen: _firstSeen,
      updatedAt: _updatedAt,
      ...comparison
    } = standing
    const stored = await asStored(services, comparison)
    if (stored) await services.store.findings.put([stored])
  })
