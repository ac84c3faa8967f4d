// Editions of series: entries of the listings, in the order of what they have in common, with all that a list shows of them.
import { ListedEdition } from '#model/series.ts'
import { contributionPartition } from './contributions.ts'
import { type ConfidentialTo, type SeriesBy, seriesPartitions } from './listings.ts'
import type { Item, Key, Page, Table } from './table.ts'

export interface ListedMember {
  edition: ListedEdition
  confidentialTo: ConfidentialTo | null
}

export interface SeriesEntry extends ListedMember {
  /** What all editions of one series have in common: their entries follow one another. */
  run: string
  /** Where the list goes on after it. */
  at: Key
}

const memberIn = (text: unknown, confidentialTo: unknown): ListedMember => ({
  edition: ListedEdition.parse(JSON.parse(String(text))),
  confidentialTo: (confidentialTo ?? null) as ConfidentialTo | null,
})

const entryOf = ({ pk, sk, edition, confidentialTo }: Item): SeriesEntry => ({
  ...memberIn(edition, confidentialTo),
  run: sk.split('#').slice(0, -2).join('#'),
  at: { pk, sk },
})

export interface SeriesListing {
  /** The entries of one kind, a series after the other, within a series by start; `prefix` is a provider, or with `#` a beneficiary too. */
  page: (
    by: SeriesBy,
    input: { prefix?: string | undefined; after: Page['next']; limit: number },
  ) => Promise<{ entries: SeriesEntry[]; next: Page['next'] }>
  /** What single contributions are listed with, by id. */
  members: (ids: readonly string[]) => Promise<Map<string, ListedMember>>
  /** Where a list goes on after all entries of a series. */
  after: (by: SeriesBy, run: string) => Key
  /** Which list a position is in. */
  listOf: (position: { pk?: unknown }) => SeriesBy
}

export const seriesIn = (table: Table): SeriesListing => ({
  page: async (by, { prefix, ...page }) => {
    const { items, next } = await table.query({
      partition: seriesPartitions[by],
      ...(prefix === undefined ? {} : { prefix: `${prefix}#` }),
      ...page,
    })
    return { entries: items.map(entryOf), next }
  },

  members: async (ids) => {
    const keys = [...new Set(ids)].map((id) => ({ pk: contributionPartition(id), sk: 'LISTED' }))
    const items = await table.getAll(keys, false)
    const members = items.flatMap((item) => {
      const listed = item['listed'] as { edition?: string | null; confidentialTo: unknown }
      return listed.edition ? [memberIn(listed.edition, listed.confidentialTo)] : []
    })
    return new Map(members.map((member) => [member.edition.id, member]))
  },

  // Entries go on with `#`, which the dollar sign follows.
  after: (by, run) => ({ pk: seriesPartitions[by], sk: `${run}$` }),

  listOf: ({ pk }) => (pk === seriesPartitions.relations ? 'relations' : 'titles'),
})
