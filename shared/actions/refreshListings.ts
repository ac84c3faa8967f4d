// Brings listings up to date: of a contribution by its partners, its operation, its title words and its series, of a partner by the words of its names.
import { editionOf } from '#domain/findings/seriesEdition.ts'
import { listingWords, providerWords } from '#domain/listingWords.ts'
import type { Services } from '#runtime/services.ts'

/** Safe to run twice, late and out of order: it reads the present record and moves the listings' own watermark. */
export const refreshListings = async ({ store }: Services, id: string): Promise<void> => {
  const row = await store.contributions.get(id)
  if (!row) return
  const edition = editionOf(row.record)
  const { provider, implementers, beneficiary, reportedBy, title, operation, visibility, withdrawn } = row.record
  await store.listings.replace(id, {
    revision: row.revision,
    partners: withdrawn ? [] : [...new Set([provider, ...implementers, beneficiary, reportedBy])],
    words: withdrawn ? [] : listingWords([title]),
    operation: withdrawn ? null : operation,
    edition: edition && JSON.stringify(edition),
    confidentialTo: visibility === 'shared' ? null : { visibility, provider, reportedBy },
  })
}

/** A partner's names are listed once, and not with all that it provides: renaming it is one write however much that is. */
export const refreshProviderWords = async ({ store }: Services, id: string): Promise<void> => {
  const row = await store.partners.get(id)
  if (row) await store.listings.replaceProvider(id, { revision: row.revision, words: providerWords(row.record) })
}
