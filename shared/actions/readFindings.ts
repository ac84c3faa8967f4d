// Findings as a caller may see them: both sides in sight, with what people decided.
import { sees } from '#domain/can.ts'
import { findingStanding } from '#domain/findings/findingState.ts'
import { oversupplyAt } from '#domain/findings/oversupply.ts'
import { inEnglish } from '#domain/matching/evidenceStrength.ts'
import type { Caller } from '#model/caller.ts'
import type { Comparison, FindingRecord, StoredFinding } from '#model/detection.ts'
import type { Finding } from '#model/finding.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { Row } from '#store/changes.ts'
import { readOversupply } from './oversupply.ts'

/** A finding needs sight of both sides. */
export const seesFinding = (caller: Caller, { contributions }: Comparison): boolean =>
  contributions.every((side) => sees(caller, side))

/** Of two records, as detection left it; anything else is worked out from what is counted. */
export const isPair = (comparison: Comparison): comparison is StoredFinding => comparison.kind !== 'oversupply'

/** A mark of all that a finding says: what detection compared, and the revision of what people said. */
const etagOf = ({ fingerprint }: Services, stored: Comparison, record: FindingRecord | undefined): string => {
  const { kind, score, evidence, contributions, usdAtRisk, weightsVersion, detected } = stored
  const said = record?.revision ?? 0
  const compared = { kind, score, evidence, contributions, usdAtRisk, weightsVersion, detected }
  return fingerprint({ compared, said }).slice(0, 16)
}

/** The state is worked out here again: a decision counts from the moment it is given, not from when the stream saw it. */
export const standingOf = (
  stored: Comparison,
  record: FindingRecord | undefined,
): Pick<Finding, 'state' | 'reopenedBecause' | 'decisions' | 'disputes'> => {
  const { decisions = [], compared = [], comparedRevisions = null, disputes = [] } = record ?? {}
  const { state, reopenedBecause } = findingStanding({ ...stored, decisions, compared, comparedRevisions })
  return { state, reopenedBecause, decisions, disputes }
}

const shownSides = ({ contributions }: Comparison): Finding['contributions'] =>
  contributions.map(({ id, title, provider, revision }) => ({ id, title, provider, revision }))

export const asFinding = (services: Services, stored: Comparison, record: FindingRecord | undefined): Finding => {
  const { state, reopenedBecause, decisions, disputes } = standingOf(stored, record)
  return {
    id: stored.id,
    kind: stored.kind,
    score: stored.score,
    state,
    contributions: shownSides(stored),
    evidence: stored.evidence.map(inEnglish),
    usdAtRisk: stored.usdAtRisk,
    weightsVersion: stored.weightsVersion,
    reopenedBecause,
    decisions,
    disputes,
    assignee: record?.assignee ?? null,
    firstSeen: stored.firstSeen,
    updatedAt: record && record.updatedAt > stored.updatedAt ? record.updatedAt : stored.updatedAt,
    etag: etagOf(services, stored, record),
  }
}

export interface StandingFinding {
  stored: Comparison
  row: Row<FindingRecord> | undefined
}

export const noSuchFinding = (): Refusal => new Refusal('not-found', 'There is no such finding.')

/** Refuses `not-found` for what does not exist or may not be seen. */
export const standingFinding = async (services: Services, caller: Caller, id: string): Promise<StandingFinding> => {
  const { findings } = services.store
  const [stored, row] = await Promise.all([
    oversupplyAt(id) ? readOversupply(services, caller, id) : findings.get(id),
    findings.records.get(id),
  ])
  if (!stored || !seesFinding(caller, stored)) throw noSuchFinding()
  return { stored, row }
}

export const getFinding = async (services: Services, caller: Caller, id: string): Promise<Finding> => {
  const { stored, row } = await standingFinding(services, caller, id)
  return asFinding(services, stored, row?.record)
}
