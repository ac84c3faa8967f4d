// Lists contributions by one leading filter, narrowed by others, as the caller may see them.
import { sees } from '#domain/can.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution, Status } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import type { IndexName } from '#store/tableShape.ts'
import { unknownContribution } from './permission.ts'
import { type ListRead, type Position, readOn } from './readOn.ts'
import { withShownRelations } from './shownRelations.ts'
import { searchContributions, type Sieve } from './searchContributions.ts'

/** At most one of these leads; without any, all contributions are listed. */
const leadingFilters = ['provider', 'partner', 'beneficiary', 'subCluster', 'instrument', 'q'] as const
type LeadingFilter = (typeof leadingFilters)[number]

/** Refuses `bad-query` where more than one is given, since one index answers; the others narrow what it finds. */
export const leadingOf = (
  filters: Partial<Record<LeadingFilter, string | undefined>>,
): ContributionQuery['leading'] => {
  const given = leadingFilters.filter((filter) => filters[filter] !== undefined)
  if (given.length > 1)
    throw new Refusal('bad-query', `Give one of ${leadingFilters.join(', ')}; ${given.join(' and ')} were given.`)
  const [filter] = given
  return filter ? { filter, value: filters[filter] ?? '' } : null
}

export interface ContributionQuery {
  leading: { filter: LeadingFilter; value: string } | null
  priorityArea?: string | undefined
  modality?: string | undefined
  status?: Status | undefined
  /** Days: the contribution's period touches this range. */
  from?: string | undefined
  to?: string | undefined
  updatedSince?: string | undefined
  after?: Record<string, unknown> | undefined
  limit: number
}

export interface ContributionPage {
  contributions: Contribution[]
  next: Record<string, unknown> | undefined
}

const touches = ({ period }: Contribution, from: string | undefined, to: string | undefined): boolean => {
  if (from === undefined && to === undefined) return true
  if (!period) return false
  return (to === undefined || period.start <= to) && (from === undefined || (period.end ?? period.start) >= from)
}

/** A listing may still lead to what was withdrawn a moment ago. */
const isAsked = (query: ContributionQuery, contribution: Contribution): boolean =>
  !contribution.withdrawn &&
  (query.priorityArea === undefined || contribution.priorityAreas.some(({ code }) => code === query.priorityArea)) &&
  (query.modality === undefined || contribution.modality === query.modality) &&
  (query.status === undefined || contribution.status === query.status) &&
  (query.updatedSince === undefined || contribution.updatedAt >= query.updatedSince) &&
  touches(contribution, query.from, query.to)

type ByIndex = { index: IndexName; value: string; updatedSince: string | undefined }

const byIndex =
  ({ store }: Services, { maySee, asks }: Sieve, list: ByIndex) =>
  async (after: Position | undefined, limit: number): Promise<ListRead<Contribution>> => {
    const { records, next } = await store.contributions.list({ ...list, after, limit })
    const entries = records.map((contribution) => {
      const seen = maySee(contribution)
      const at = store.contributions.positionIn(list.index, contribution)
      return { at, seen, item: seen && asks(contribution) ? contribution : null }
    })
    return { entries, next }
  }

const byPartner =
  ({ store }: Services, { maySee, asks }: Sieve, partner: string) =>
  async (after: Position | undefined, limit: number): Promise<ListRead<Contribution>> => {
    const listed = await store.listings.byPartner(partner, { after, limit })
    const shown = listed.entries.filter(({ confidentialTo }) => !confidentialTo || maySee(confidentialTo))
    const ids = shown.map(({ id }) => id)
    const found = await store.contributions.getAll(ids, false)
    const entries = listed.entries.map(({ id, at }) => {
      const contribution = found.get(id)
      const seen = contribution !== undefined && maySee(contribution)
      return { at: { ...at }, seen, item: seen && asks(contribution) ? contribution : null }
    })
    return { entries, next: listed.next }
  }

const readerOf = (services: Services, sieve: Sieve, { leading, updatedSince }: ContributionQuery) => {
  if (leading?.filter === 'q') return searchContributions(services, leading.value, sieve)
  if (leading?.filter === 'partner') return byPartner(services, sieve, leading.value)
  return byIndex(services, sieve, {
    index: leading?.filter ?? 'everything',
    value: leading?.value ?? '',
    updatedSince,
  })
}

/**
 * One page in order of last change; by id for `partner`; for `q` by word of the title, then by provider. Narrowing
 * filters are applied to what the leading one found, and more is read until the page is full (`readOn`). Refuses
 * `bad-query` for a search of no or too many words.
 */
export const listContributions = async (
  services: Services,
  caller: Caller,
  query: ContributionQuery,
): Promise<ContributionPage> => {
  const sieve: Sieve = { maySee: (parties) => sees(caller, parties), asks: (one) => isAsked(query, one) }
  const { items, next } = await readOn(readerOf(services, sieve, query), query)
  return { contributions: await withShownRelations(services, caller, items), next }
}

/** Refuses `not-found` for what does not exist or may not be seen. */
export const getContribution = async (services: Services, caller: Caller, id: string): Promise<Contribution> => {
  const row = await services.store.contributions.get(id)
  if (!row || !sees(caller, row.record)) throw unknownContribution()
  const [shown] = await withShownRelations(services, caller, [row.record])
  return shown ?? row.record
}
