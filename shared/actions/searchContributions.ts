// The search by words: contributions whose titles have them, then all that providers of such a name provide.
import { listingWords, providerWords } from '#domain/listingWords.ts'
import type { Contribution } from '#model/contribution.ts'
import type { Partner } from '#model/partner.ts'
import { Refusal } from '#model/refusal.ts'
import type { Services } from '#runtime/services.ts'
import { leastLettersOfWord } from '#store/listings.ts'
import type { ListEntry, ListRead, Position } from './readOn.ts'

/** What decides whether a contribution that a list leads to may be seen, and is asked for. */
export interface Sieve {
  maySee: (parties: Pick<Contribution, 'visibility' | 'provider' | 'reportedBy'>) => boolean
  asks: (contribution: Contribution) => boolean
}

/** Titles are searched first; then each provider whose names have the word, by its code. */
interface SearchPosition {
  provider: string | null
  after?: Position | undefined
}

/** Word prefixes of a search, the longest first: it leads, the others narrow. */
const searchPrefixes = (text: string): string[] => {
  const prefixes = listingWords([text]).toSorted((a, b) => b.length - a.length)
  if (prefixes.length === 0 || prefixes.length > 3)
    throw new Refusal('bad-query', `q takes one to three words of at least ${leastLettersOfWord} letters.`)
  return prefixes
}

const firstWith = (words: readonly string[], prefix: string): string | undefined =>
  words.filter((word) => word.startsWith(prefix)).toSorted()[0]

const hasAll = (prefixes: readonly string[], { title, provider }: Contribution, partners: Map<string, Partner>) => {
  if (prefixes.length === 0) return true
  const partner = partners.get(provider)
  const words = [...listingWords([title]), ...(partner ? providerWords(partner) : [])]
  return prefixes.every((prefix) => firstWith(words, prefix) !== undefined)
}

/** Refuses `bad-query` for a search of no or too many words. */
export const searchContributions = (services: Services, text: string, { maySee, asks }: Sieve) => {
  const { store } = services
  const [leading = '', ...narrowing] = searchPrefixes(text)

  const partnersOf = async (found: Iterable<Contribution>): Promise<Map<string, Partner>> =>
    narrowing.length === 0 ? new Map() : store.partners.getAll([...found].map(({ provider }) => provider))

  const byTitle = async (after: Position | undefined, limit: number) => {
    const { entries, next } = await store.listings.byWordPrefix(leading, { after, limit })
    const shown = entries.filter(({ confidentialTo }) => !confidentialTo || maySee(confidentialTo))
    const found = await store.contributions.getAll(
      shown.map(({ id }) => id),
      false,
    )
    const partners = await partnersOf(found.values())
    return {
      next,
      entries: entries.map(({ id, word, at: key }): ListEntry<Contribution> => {
        const at = { ...key }
        const contribution = found.get(id)
        if (!contribution || !maySee(contribution)) return { at, seen: false, item: null }
        // One contribution comes once per word: it is taken at the first. And its title may have changed since.
        const isFirst = firstWith(listingWords([contribution.title]), leading) === word
        const isFound = isFirst && asks(contribution) && hasAll(narrowing, contribution, partners)
        return { at, seen: true, item: isFound ? contribution : null }
      }),
    }
  }

  const byProvider = async (provider: string, after: Position | undefined, limit: number) => {
    const { records, next } = await store.contributions.list({ index: 'provider', value: provider, after, limit })
    const partners = await partnersOf(records)
    return {
      next,
      entries: records.map((contribution): ListEntry<Contribution> => {
        const at = store.contributions.positionIn('provider', contribution)
        if (!maySee(contribution)) return { at, seen: false, item: null }
        const isNew = firstWith(listingWords([contribution.title]), leading) === undefined
        const isFound = isNew && asks(contribution) && hasAll(narrowing, contribution, partners)
        return { at, seen: true, item: isFound ? contribution : null }
      }),
    }
  }

  return async (position: Position | undefined, limit: number): Promise<ListRead<Contribution>> => {
    const { provider = null, after } = (position ?? {}) as Partial<SearchPosition>
    const read = await (provider === null ? byTitle(after, limit) : byProvider(provider, after, limit))
    const from = (at: Position): Position => ({ provider, after: at })
    const entries = read.entries.map((entry) => ({ ...entry, at: from(entry.at) }))
    if (read.next) return { entries, next: from(read.next) }
    const providers = await store.listings.providersByWordPrefix(leading)
    const following = providers.find((id) => provider === null || id > provider)
    return { entries, next: following === undefined ? undefined : { provider: following } }
  }
}
