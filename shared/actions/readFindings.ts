// Findings as a caller may see them: both sides in sight, with what people decided.
import { sees } from '#domain/can.ts'
import { findingStanding } from '#domain/findings/findingState.ts'
import type { Caller } from '#model/caller.ts'
import type { FindingRecord, StoredFinding } from '#model/detection.ts'
import type { Finding, FindingKind, FindingState } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Row } from '#store/changes.ts'
import { type ListRead, type Position, readOn } from './readOn.ts'

export interface FindingQuery {
  kind?: FindingKind | undefined
  state?: FindingState | undefined
  subCluster?: string | undefined
  /** Provides or reports one of the two sides. */
  partner?: string | undefined
  minScore?: number | undefined
  after?: Position | undefined
  limit: number
}

/** A finding needs sight of both sides. */
const seesFinding = (caller: Caller, { contributions }: StoredFinding): boolean =>
  contributions.every((side) => sees(caller, side))

/** A mark of all that a finding says: what detection compared, and the revision of what people said. */
const etagOf = ({ fingerprint }: Services, stored: StoredFinding, record: FindingRecord | undefined): string => {
  const { kind, score, evidence, contributions, usdAtRisk, weightsVersion, detected } = stored
  const said = record?.revision ?? 0
  const compared = { kind, score, evidence, contributions, usdAtRisk, weightsVersion, detected }
  return fingerprint({ compared, said }).slice(0, 16)
}

/** The state is worked out here again: a decision counts from the moment it is given, not from when the stream saw it. */
export const asFinding = (services: Services, stored: StoredFinding, record: FindingRecord | undefined): Finding => {
  const { decisions = [], compared = [], comparedRevisions = null, disputes = [], assignee = null } = record ?? {}
  const { state, reopenedBecause } = findingStanding({ ...stored, decisions, compared, comparedRevisions })
  return {
    id: stored.id,
    kind: stored.kind,
    score: stored.score,
    state,
    contributions: stored.contributions.map(({ id, title, provider, revision }) => ({ id, title, provider, revision })),
    evidence: stored.evidence,
    usdAtRisk: stored.usdAtRisk,
    weightsVersion: stored.weightsVersion,
    reopenedBecause,
    decisions,
    disputes,
    assignee,
    firstSeen: stored.firstSeen,
    updatedAt: record && record.updatedAt > stored.updatedAt ? record.updatedAt : stored.updatedAt,
    etag: etagOf(services, stored, record),
  }
}

export interface StandingFinding {
  stored: StoredFinding
  row: Row<FindingRecord> | undefined
}

/** Refuses `not-found` for what does not exist or may not be seen. */
export const standingFinding = async ({ store }: Services, caller: Caller, id: string): Promise<StandingFinding> => {
  const [stored, row] = await Promise.all([store.findings.get(id), store.findings.records.get(id)])
  if (!stored || !seesFinding(caller, stored)) throw new Refusal('not-found', 'There is no such finding.')
  return { stored, row }
}

export const getFinding = async (services: Services, caller: Caller, id: string): Promise<Finding> => {
  const { stored, row } = await standingFinding(services, caller, id)
  return asFinding(services, stored, row?.record)
}

const isAsked = ({ kind, minScore, partner, subCluster }: FindingQuery, finding: StoredFinding): boolean =>
  (kind === undefined || finding.kind === kind) &&
  (minScore === undefined || finding.score >= minScore) &&
  (partner === undefined || finding.contributions.some((side) => [side.provider, side.reportedBy].includes(partner))) &&
  (subCluster === undefined || finding.contributions.some((side) => side.subCluster === subCluster))

/** One page, latest change first: what is hidden does not show in it, and more is read until it is full (`readOn`). */
export const listFindings = async (
  services: Services,
  caller: Caller,
  query: FindingQuery,
): Promise<{ findings: Finding[]; next: Position | undefined }> => {
  const { store } = services
  const read = async (after: Position | undefined, limit: number): Promise<ListRead<Finding>> => {
    const page = await store.findings.list({ after, limit })
    const asked = page.findings.filter((finding) => seesFinding(caller, finding) && isAsked(query, finding))
    const records = await store.findings.records.getAll(asked.map(({ id }) => id))
    const found = new Map(asked.map((stored) => [stored.id, asFinding(services, stored, records.get(stored.id))]))
    const entries = page.findings.map((stored) => {
      const finding = found.get(stored.id)
      const isFound = finding && (query.state === undefined || finding.state === query.state)
      return {
        at: store.findings.positionOf(stored),
        seen: seesFinding(caller, stored),
        item: isFound ? finding : null,
      }
    })
    return { entries, next: page.next }
  }
  const { items, next } = await readOn(read, query)
  return { findings: items, next }
}
