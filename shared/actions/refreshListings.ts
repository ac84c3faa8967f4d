// Brings the listings of one contribution up to date: by every partner in it, and by its words.
import { listingWords } from '#domain/listingWords.ts'
import type { Services } from '#runtime/services.ts'

/** Safe to run twice, late and out of order: it reads the present record and moves the listings' own watermark. */
export const refreshListings = async ({ store }: Services, id: string): Promise<void> => {
  const row = await store.contributions.get(id)
  if (!row) return
  const { provider, implementers, beneficiary, reportedBy, title, withdrawn } = row.record
  if (withdrawn) return store.listings.replace(id, { revision: row.revision, partners: [], words: [] })
  const directory = await store.partners.get(provider)
  const names = Object.values(directory?.record.names ?? {})
  await store.listings.replace(id, {
    revision: row.revision,
    partners: [...new Set([provider, ...implementers, beneficiary, reportedBy])],
    words: listingWords([title, provider, ...names, ...(directory?.record.acronyms ?? [])]),
  })
}
