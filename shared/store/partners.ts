// Partners: PARTNER#id, listed by everything; NAME#key items lead from a part of a name to the partners that bear it.
import { Partner } from '#model/partner.ts'
import { type Register, registerIn } from './register.ts'
import type { Table, Write } from './table.ts'

const kind = 'PARTNER'
const namePartition = (key: string): string => `NAME#${key}`

/** A name key that leads to more partners than this leads to the first of them only. */
const maxPartnersPerNameKey = 50

export interface Partners extends Register<Partner> {
  /** Ids of the partners that share any of these name keys. */
  idsByNameKeys: (keys: readonly string[]) => Promise<string[]>
  /** The writes that replace one set of name keys by another, in the partner's own transaction. */
  nameKeyWrites: (id: string, before: readonly string[], after: readonly string[]) => Write[]
}

export const partnersIn = (table: Table): Partners => ({
  ...registerIn<Partner>(table, {
    kind,
    keyOf: (id) => ({ pk: `${kind}#${id}`, sk: kind }),
    idOf: ({ id }) => id,
    parse: (record) => Partner.parse(record),
    listedUnder: () => ({ everything: '' }),
  }),

  idsByNameKeys: async (keys) => {
    const pages = await Promise.all(
      keys.map(async (key) => table.query({ partition: namePartition(key), limit: maxPartnersPerNameKey })),
    )
    return [...new Set(pages.flatMap(({ items }) => items.map(({ sk }) => sk)))]
  },

  nameKeyWrites: (id, before, after) => [
    ...after.filter((key) => !before.includes(key)).map((key) => ({ put: { pk: namePartition(key), sk: id } })),
    ...before.filter((key) => !after.includes(key)).map((key) => ({ delete: { pk: namePartition(key), sk: id } })),
  ],
})
