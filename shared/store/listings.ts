// Listings that no index can hold: contributions by any of their partners, by operation, by title words and by series, partners by name words.
import type { Contribution } from '#model/contribution.ts'
import { Refusal } from '#model/refusal.ts'
import type { ListedEdition } from '#model/series.ts'
import { contributionPartition } from './contributions.ts'
import { type Item, type Key, maxWritesPerTransaction, type Page, type Table, type Write } from './table.ts'

/** Words are kept together by their first letters: a search names at least as many. */
export const leastLettersOfWord = 2

/** Partners that one search for providers reads at most. */
const maxProviders = 200

const firstLetters = (word: string): string => word.slice(0, leastLettersOfWord).toWellFormed()
const partnerPartition = (partner: string): string => `LISTING#partner#${partner}`
const operationPartition = (operation: string): string => `LISTING#operation#${operation}`
const wordPartition = (word: string): string => `LISTING#word#${firstLetters(word)}`
const providerPartition = (word: string): string => `LISTING#provider#${firstLetters(word)}`

/** Who may see a confidential contribution: kept on its entries, so that a list passes them without reading more. */
export type ConfidentialTo = Pick<Contribution, 'visibility' | 'provider' | 'reportedBy'>

/** Series by provider, beneficiary and what titles say alike; by the contribution that is declared to be continued. */
export type SeriesBy = 'titles' | 'relations'

export const seriesPartitions: Record<SeriesBy, string> = {
  titles: 'LISTING#series',
  relations: 'LISTING#continues',
}

/** What a contribution is listed under. */
export interface Listed {
  revision: number
  partners: string[]
  words: string[]
  /** The operation that it supports; absent from entries that were made before there were any. */
  operation?: string | null
  /** It as an edition of a series (`ListedEdition`, as text); null where it is of none, absent from entries that were made before. */
  edition?: string | null
  /** Null for one that everybody may see. */
  confidentialTo: ConfidentialTo | null
}

/** What a partner is listed under. */
export type ListedProvider = Pick<Listed, 'revision' | 'words'>

export interface ListingEntry {
  id: string
  /** The word that leads to it; empty in a listing by partner or by operation. */
  word: string
  confidentialTo: ConfidentialTo | null
  /** Where the listing goes on after it. */
  at: Key
}

export interface ListingPage {
  entries: ListingEntry[]
  next: Page['next']
}

type PageInput = { after: Page['next']; limit: number }

/**
 * The entries of an edition, one for its key and one for each contribution that it continues. It is kept as text, which
 * comes back as it was written, so that an entry that has not changed is not written again.
 */
const seriesEntries = (text: string): Item[] => {
  const { id, period, provider, beneficiary, key, declared } = JSON.parse(text) as ListedEdition
  const place = `${period?.start ?? '~'}#${id}`
  return [
    ...(key === null ? [] : [{ pk: seriesPartitions.titles, sk: `${provider}#${beneficiary}#${key}#${place}` }]),
    ...declared.map((first) => ({ pk: seriesPartitions.relations, sk: `${first}#${place}` })),
  ].map((at) => ({ ...at, edition: text }))
}

const contributionEntries = (id: string, { partners, words, operation, edition, confidentialTo }: Listed): Item[] =>
  [
    ...partners.map((partner) => ({ pk: partnerPartition(partner), sk: id })),
    ...(operation ? [{ pk: operationPartition(operation), sk: id }] : []),
    ...words.map((word) => ({ pk: wordPartition(word), sk: `${word}#${id}` })),
    ...(edition ? seriesEntries(edition) : []),
  ].map((key) => (confidentialTo ? { ...key, confidentialTo } : key))

const providerEntries = (id: string, { words }: ListedProvider): Item[] =>
  words.map((word) => ({ pk: providerPartition(word), sk: `${word}#${id}` }))

const keyText = ({ pk, sk }: Key): string => `${pk} ${sk}`

const entryOf = ({ pk, sk, confidentialTo = null }: Item): ListingEntry => {
  const [word, id] = /^LISTING#(?:partner|operation)#/.test(pk) ? ['', sk] : (sk.split('#') as [string, string])
  return { id, word, confidentialTo: confidentialTo as ConfidentialTo | null, at: { pk, sk } }
}

/** What has to be written so that `after` stands where `before` stood. */
const entryWrites = (before: readonly Item[], after: readonly Item[]): Write[] => {
  const standing = new Set(before.map((item) => JSON.stringify(item)))
  const kept = new Set(after.map(keyText))
  return [
    ...after.filter((item) => !standing.has(JSON.stringify(item))).map((item) => ({ put: item })),
    ...before.filter((item) => !kept.has(keyText(item))).map(({ pk, sk }) => ({ delete: { pk, sk } })),
  ]
}

export interface Listings {
  /** The contributions in which a partner has any role, by id. */
  byPartner: (partner: string, page: PageInput) => Promise<ListingPage>
  /** The contributions that support an operation, by id. */
  byOperation: (operation: string, page: PageInput) => Promise<ListingPage>
  /** The contributions with a title word that begins so, by word; one may come once per word. */
  byWordPrefix: (prefix: string, page: PageInput) => Promise<ListingPage>
  /** Ids of the partners with a word that begins so, sorted. */
  providersByWordPrefix: (prefix: string) => Promise<string[]>
  /** Replaces a contribution's entries; an older revision than the one listed changes nothing. */
  replace: (id: string, listed: Listed) => Promise<void>
  /** Replaces the words that a partner is found by; an older revision changes nothing. */
  replaceProvider: (id: string, listed: ListedProvider) => Promise<void>
}

interface Move<L> {
  before: L | undefined
  listed: L
  entriesOf: (listed: L) => Item[]
}

/**
 * Moves the entries of one owner, and its watermark with the last of them: in one transaction where they fit into it,
 * else in several that each hold the watermark in place, so that after a crash the event comes again and does the rest.
 */
const moveEntries = async <L extends { revision: number }>(
  table: Table,
  key: Key,
  { before, listed, entriesOf }: Move<L>,
): Promise<void> => {
  const held = before
    ? { condition: '#revision = :before', names: { '#revision': 'revision' }, values: { ':before': before.revision } }
    : { condition: 'attribute_not_exists(pk)' }
  const writes = entryWrites(before ? entriesOf(before) : [], entriesOf(listed))
  const most = maxWritesPerTransaction - 1
  for (; writes.length > most; writes.splice(0, most))
    await table.transact([{ check: key, ...held }, ...writes.slice(0, most)])
  await table.transact([{ put: { ...key, listed, revision: listed.revision }, ...held }, ...writes])
}

/** Of what is new the first write is tried at once: it is refused where an event comes again, and then all is listed. */
const replaceEntries = async <L extends { revision: number }>(
  table: Table,
  key: Key,
  listed: L,
  entriesOf: (listed: L) => Item[],
): Promise<void> => {
  if (listed.revision === 1) {
    try {
      return await moveEntries(table, key, { before: undefined, listed, entriesOf })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'conflict') return
      throw error
    }
  }
  const before = (await table.get(key))?.['listed'] as L | undefined
  if (before && before.revision >= listed.revision) return
  await moveEntries(table, key, { before, listed, entriesOf })
}

export const listingsIn = (table: Table): Listings => ({
  byPartner: async (partner, page) => {
    const { items, next } = await table.query({ partition: partnerPartition(partner), ...page })
    return { entries: items.map(entryOf), next }
  },

  byOperation: async (operation, page) => {
    const { items, next } = await table.query({ partition: operationPartition(operation), ...page })
    return { entries: items.map(entryOf), next }
  },

  byWordPrefix: async (prefix, page) => {
    const { items, next } = await table.query({ partition: wordPartition(prefix), prefix, ...page })
    return { entries: items.map(entryOf), next }
  },

  providersByWordPrefix: async (prefix) => {
    const { items } = await table.query({ partition: providerPartition(prefix), prefix, limit: maxProviders })
    return [...new Set(items.map((item) => entryOf(item).id))].toSorted()
  },

  replace: async (id, listed) =>
    replaceEntries(table, { pk: contributionPartition(id), sk: 'LISTED' }, listed, (one) =>
      contributionEntries(id, one),
    ),

  replaceProvider: async (id, listed) =>
    replaceEntries(table, { pk: `PARTNER#${id}`, sk: 'LISTED' }, listed, (one) => providerEntries(id, one)),
})
