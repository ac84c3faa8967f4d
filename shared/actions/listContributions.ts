// Lists contributions by one leading filter, narrowed by others, as the caller may see them.
import { sees } from '#domain/can.ts'
import { listingWords } from '#domain/listingWords.ts'
import type { Caller } from '#model/caller.ts'
import type { Contribution, Status } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { leastLettersOfWord } from '#store/listings.ts'

/** At most one of these leads; without any, all contributions are listed. */
export const leadingFilters = ['provider', 'partner', 'beneficiary', 'subCluster', 'instrument', 'q'] as const
export type LeadingFilter = (typeof leadingFilters)[number]

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

const isAsked = (query: ContributionQuery, contribution: Contribution): boolean =>
  (query.priorityArea === undefined || contribution.priorityAreas.some(({ code }) => code === query.priorityArea)) &&
  (query.modality === undefined || contribution.modality === query.modality) &&
  (query.status === undefined || contribution.status === query.status) &&
  (query.updatedSince === undefined || contribution.updatedAt >= query.updatedSince) &&
  touches(contribution, query.from, query.to)

/** Word prefixes of a search, the longest first: it leads, the others narrow. */
const searchPrefixes = (text: string): string[] => {
  const prefixes = listingWords([text]).toSorted((a, b) => b.length - a.length)
  if (prefixes.length === 0 || prefixes.length > 3)
    throw new Refusal('bad-query', `q takes one to three words of at least ${leastLettersOfWord} letters.`)
  return prefixes
}

const hasWords = async ({ store }: Services, found: readonly Contribution[], prefixes: readonly string[]) => {
  if (prefixes.length === 0) return found
  const providers = await store.partners.getAll(found.map(({ provider }) => provider))
  return found.filter(({ title, provider }) => {
    const partner = providers.get(provider)
    const words = listingWords([title, provider, ...Object.values(partner?.names ?? {}), ...(partner?.acronyms ?? [])])
    return prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)))
  })
}

type Lead = NonNullable<ContributionQuery['leading']>

const byListing = async (
  services: Services,
  { filter, value }: Lead,
  query: ContributionQuery,
): Promise<ContributionPage> => {
  const { store } = services
  const [first, ...narrowing] = filter === 'q' ? searchPrefixes(value) : [value]
  const page = { after: query.after, limit: query.limit }
  const { ids, next } =
    filter === 'q' ? await store.listings.byWordPrefix(first ?? '', page) : await store.listings.byPartner(value, page)
  const found = await store.contributions.getAll(ids, false)
  const standing = [...new Set(ids)].flatMap((id) => found.get(id) ?? []).filter(({ withdrawn }) => !withdrawn)
  return { contributions: [...(await hasWords(services, standing, narrowing))], next }
}

const page = async (services: Services, query: ContributionQuery): Promise<ContributionPage> => {
  const { leading, after, limit, updatedSince } = query
  if (leading?.filter === 'q' || leading?.filter === 'partner') return byListing(services, leading, query)
  const { records, next } = await services.store.contributions.list({
    index: leading?.filter ?? 'everything',
    value: leading?.value ?? '',
    updatedSince,
    after,
    limit,
  })
  return { contributions: records, next }
}

/** Pages that are read to fill one that narrowing empties: the work of a request stays bounded. */
const maxReads = 8

/**
 * One page in order of last change (by id for `partner`, by word for `q`). Narrowing filters are applied to what the
 * leading one found, and more is read until the page is full; it may still be short when little fits. Refuses
 * `bad-query` for a search of no or too many words.
 */
export const listContributions = async (
  services: Services,
  caller: Caller,
  query: ContributionQuery,
): Promise<ContributionPage> => {
  const contributions: Contribution[] = []
  let { after } = query
  for (let reads = 0; reads < maxReads; reads += 1) {
    const read = await page(services, { ...query, after, limit: query.limit - contributions.length })
    // One contribution may come once per word that a search finds it by.
    const isNew = ({ id }: Contribution): boolean => contributions.every((one) => one.id !== id)
    contributions.push(...read.contributions.filter((one) => sees(caller, one) && isAsked(query, one) && isNew(one)))
    after = read.next
    if (!after || contributions.length >= query.limit) break
  }
  return { contributions, next: after }
}

/** Refuses `not-found` for what does not exist or may not be seen. */
export const getContribution = async ({ store }: Services, caller: Caller, id: string): Promise<Contribution> => {
  const row = await store.contributions.get(id)
  if (!row || !sees(caller, row.record)) throw new Refusal('not-found', 'There is no such contribution.')
  return row.record
}
