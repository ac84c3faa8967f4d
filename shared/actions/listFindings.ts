// Findings by filter, as a caller may see them: a page of a list, or a selection to decide at once.
import type { Caller } from '#model/caller.ts'
import type { Comparison } from '#model/detection.ts'
import type { Finding, FindingKind, FindingState } from '#model/finding.ts'
import type { Services } from '#runtime/services.ts'
import { asFinding, seesFinding } from './readFindings.ts'
import { firstOversupply, listOversupply, type OversupplyPosition } from './oversupply.ts'
import { type ListEntry, type ListRead, type Position, readOn } from './readOn.ts'

export interface FindingFilter {
  kind?: FindingKind | undefined
  state?: FindingState | undefined
  subCluster?: string | undefined
  /** Provides or reports one of the records that it names. */
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
const isAsked = ({ kind, minScore, partner, subCluster }: FindingFilter, finding: Comparison): boolean =>
  (kind === undefined || finding.kind === kind) &&
  (minScore === undefined || finding.score >= minScore) &&
  (partner === undefined || finding.contributions.some((side) => [side.provider, side.reportedBy].includes(partner))) &&
  (subCluster === undefined || finding.contributions.some((side) => side.subCluster === subCluster))

const hasAssignee = ({ assignee }: Finding, wanted: string | undefined, caller: Caller): boolean => {
  if (wanted === undefined) return true
  if (wanted === 'none') return assignee === null
  return assignee?.id === (wanted === 'me' ? caller.id : wanted)
}

type Reader<T> = (after: Position | undefined, limit: number) => Promise<ListRead<T>>

interface Narrowed<T> {
  services: Services
  caller: Caller
  filter: FindingFilter
  /** Makes of a finding what is answered. */
  shown: (finding: Finding) => T
}

interface Compared {
  at: Position
  comparison: Comparison
}

/** What a read led to, narrowed. */
const entriesOf = async <T>(
  { services, caller, filter, shown }: Narrowed<T>,
  compared: readonly Compared[],
): Promise<ListEntry<T>[]> => {
  const seen = compared.map(({ comparison }) => seesFinding(caller, comparison))
  const asked = compared.filter(({ comparison }, index) => seen[index] && isAsked(filter, comparison))
  const records = await services.store.findings.records.getAll(asked.map(({ comparison }) => comparison.id))
  const found = new Map(
    asked.map(({ comparison }) => [comparison.id, asFinding(services, comparison, records.get(comparison.id))]),
  )
  const itemOf = (id: string): T | null => {
    const finding = found.get(id)
    if (!finding || (filter.state !== undefined && finding.state !== filter.state)) return null
    return hasAssignee(finding, filter.assignee, caller) ? shown(finding) : null
  }
  return compared.map(({ at, comparison }, index) => ({ at, seen: seen[index] ?? false, item: itemOf(comparison.id) }))
}

/** Where the list goes on among what passes its need, which comes behind the pairs. */
const amongOversupply = (after: Position | undefined): OversupplyPosition | undefined =>
  after?.['oversupply'] as OversupplyPosition | undefined

/** One read of the list: pairs as they lie, and after the last of them what passes its need, as it is worked out. */
const reader =
  <T>(narrowed: Narrowed<T>): Reader<T> =>
  async (after, limit) => {
    const { services, caller, filter } = narrowed
    const isOfPairs = filter.kind !== 'oversupply'
    const position = amongOversupply(after) ?? (isOfPairs ? undefined : firstOversupply)
    if (position) {
      const { comparisons, next } = await listOversupply(services, caller, position)
      const compared = comparisons.map(({ at, comparison }) => ({ at: { oversupply: at }, comparison }))
      return { entries: await entriesOf(narrowed, compared), next: next && { oversupply: next } }
    }
    const { findings: register } = services.store
    const page = await register.list({ after, limit })
    const compared = page.findings.map((stored) => ({ at: register.positionOf(stored), comparison: stored }))
    const behind = filter.kind === undefined ? { oversupply: firstOversupply } : undefined
    return { entries: await entriesOf(narrowed, compared), next: page.next ?? behind }
  }

/** One page, of pairs the latest change first, and behind them what passes its need: what is hidden does not show in it, and more is read until it is full (`readOn`). */
export const listFindings = async (
  services: Services,
  caller: Caller,
  query: FindingQuery,
): Promise<{ findings: Finding[]; next: Position | undefined }> => {
  const { items, next } = await readOn(reader({ services, caller, filter: query, shown: (finding) => finding }), query)
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
  const { items, next } = await readOn(reader({ services, caller, filter: query, shown: selected }), {
    ...widest,
    after: query.after,
  })
  return { findings: items, next }
}
