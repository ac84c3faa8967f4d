// Listings that no index can hold: contributions by any of their partners, and by the words of title and provider.
import { contributionPartition } from './contributions.ts'
import type { Page, Table } from './table.ts'

/** Words are kept together by their first letters: a search names at least as many. */
export const leastLettersOfWord = 2

const partnerPartition = (partner: string): string => `LISTING#partner#${partner}`
const wordPartition = (word: string): string => `LISTING#word#${word.slice(0, leastLettersOfWord)}`
const watermarkKey = (id: string) => ({ pk: contributionPartition(id), sk: 'LISTED' })

export interface Listed {
  revision: number
  partners: string[]
  words: string[]
}

const nothing: Listed = { revision: 0, partners: [], words: [] }

const entryKeys = (id: string, { partners, words }: Listed) => [
  ...partners.map((partner) => ({ pk: partnerPartition(partner), sk: id })),
  ...words.map((word) => ({ pk: wordPartition(word), sk: `${word}#${id}` })),
]

const keyText = ({ pk, sk }: { pk: string; sk: string }): string => `${pk} ${sk}`

export interface Listings {
  /** Ids of the contributions in which a partner has any role. */
  byPartner: (
    partner: string,
    page: { after: Page['next']; limit: number },
  ) => Promise<{ ids: string[]; next: Page['next'] }>
  /** Ids of the contributions with a word that begins so; one id may come once per word. */
  byWordPrefix: (
    prefix: string,
    page: { after: Page['next']; limit: number },
  ) => Promise<{ ids: string[]; next: Page['next'] }>
  /** Replaces a contribution's entries; an older revision than the one listed changes nothing. */
  replace: (id: string, listed: Listed) => Promise<void>
}

export const listingsIn = (table: Table): Listings => ({
  byPartner: async (partner, page) => {
    const { items, next } = await table.query({ partition: partnerPartition(partner), ...page })
    return { ids: items.map(({ sk }) => sk), next }
  },

  byWordPrefix: async (prefix, page) => {
    const { items, next } = await table.query({ partition: wordPartition(prefix), prefix, ...page })
    return { ids: items.map(({ sk }) => sk.slice(sk.indexOf('#') + 1)), next }
  },

  replace: async (id, listed) => {
    const item = await table.get(watermarkKey(id))
    const before = (item?.['listed'] as Listed | undefined) ?? nothing
    if (before.revision >= listed.revision) return
    const keys = entryKeys(id, listed)
    const kept = new Set(keys.map(keyText))
    const stale = entryKeys(id, before).filter((key) => !kept.has(keyText(key)))
    const standing = new Set(entryKeys(id, before).map(keyText))
    await table.transact([
      {
        put: { ...watermarkKey(id), listed, revision: listed.revision },
        condition: item ? '#revision = :before' : 'attribute_not_exists(pk)',
        ...(item ? { names: { '#revision': 'revision' }, values: { ':before': before.revision } } : {}),
      },
      ...keys.filter((key) => !standing.has(keyText(key))).map((key) => ({ put: key })),
      ...stale.map((key) => ({ delete: key })),
    ])
  },
})
