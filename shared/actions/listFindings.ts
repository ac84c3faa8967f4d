// Findings by filter, as a caller may see them: a page of a list, or a selection to decide at once.
import type { Caller } from '#model/caller.ts'
import type { StoredFinding } from '#model/detection.ts'
import type { Finding, FindingKind, FindingState } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import { asFinding, seesFinding } from './readFindings.ts'
import { type ListRead, type Position, readOn } from './readOn.ts'

export interface FindingFilter {
  kind?: FindingKind | undefined
  state?: FindingState | undefined
  subCluster?: string | undefined
  /** Provides or reports one of the two sides. */
  partner?: string | undefined
  minScore?: number | undefined
  /** Who has taken it on: a coordinator's id, `me`, or `none`. */
  assignee?: string | undefined
}

export interface FindingQuery extends FindingFilter {
  after?: Position | undefined
  limit: number
  /** Findings that are looked at for one page, where fewer are wanted than a list looks at. */
  most?: number
}

/** What detection alone says of it; the state that decisions make, and who has it, are known with the record only. */
const isAsked = ({ kind, minScore, partner, subCluster }: FindingFilter, finding: StoredFinding): boolean =>
  (kind === undefined || finding.kind === kind) &&
  (minScore === undefined || finding.score >= minScore) &&
  (partner === undefined || finding.contributions.some((side) => [side.provider, side.reportedBy].includes(partner))) &&
  (subCluster === undefined || finding.contributions.some((side) => side.subCluster === subCluster))

const hasAssignee = ({ assignee }: Finding, wanted: string | undefined, caller: Caller): boolean => {
  if (wanted === undefined) return true
  if (wanted === 'none') return assignee === null
  return assignee?.id === (wanted === 'me' ? caller.id : wanted)
}

/** One read of the list, narrowed; `shown` makes of a finding what is answered. */
const reader =
  <T>(services: Services, caller: Caller, filter: FindingFilter, shown: (finding: Finding) => T) =>
  async (after: Position | undefined, limit: number): Promise<ListRead<T>> => {
    const { findings: register } = services.store
    const page = await register.list({ after, limit })
    const asked = page.findings.filter((finding) => seesFinding(caller, finding) && isAsked(filter, finding))
    const records = await register.records.getAll(asked.map(({ id }) => id))
    const found = new Map(asked.map((stored) => [stored.id, asFinding(services, stored, records.get(stored.id))]))
    const itemOf = (id: string): T | null => {
      const finding = found.get(id)
      if (!finding || (filter.state !== undefined && finding.state !== filter.state)) return null
      return hasAssignee(finding, filter.assignee, caller) ? shown(finding) : null
    }
    const entries = page.findings.map((stored) => ({
      at: register.positionOf(stored),
      seen: seesFinding(caller, stored),
      item: itemOf(stored.id),
    }))
    return { entries, next: page.next }
  }

/** One page, latest change first: what is hidden does not show in it, and more is read until it is full (`readOn`). */
export const listFindings = async (
  services: Services,
  caller: Caller,
  query: FindingQuery,
): Promise<{ findings: Finding[]; next: Position | undefined }> => {
  const { items, next } = await readOn(
    reader(services, caller, query, (finding) => finding),
    query,
  )
  return { findings: items, next }
}

/** What a selection needs to know of a finding. */
export type SelectedFinding = Pick<
  Finding,
  'id' | 'etag' | 'kind' | 'contributions' | 'score' | 'usdAtRisk' | 'assignee'
> & { isDisputed: boolean }

const selected = (finding: Finding): SelectedFinding => {
  const { id, etag, kind, contributions, score, usdAtRisk, assignee, disputes } = finding
  return { id, etag, kind, contributions, score, usdAtRisk, assignee, isDisputed: disputes.length > 0 }
}

/** Findings that one selection holds at most, and those that are looked at for it. */
const widest = { limit: 500, most: 2000 }

/** As many findings as one selection holds, in the order of the list; `next` where there may be more. */
export const selectFindings = async (
  services: Services,
  caller: Caller,
  query: Omit<FindingQuery, 'limit'>,
): Promise<{ findings: SelectedFinding[]; next: Position | undefined }> => {
  const { items, next } = await readOn(reader(services, caller, query, selected), { ...widest, after: query.after })
  return { findings: items, next }
}
