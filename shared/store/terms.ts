// Terms of the taxonomy: TAXONOMY#kind with the code as sort key, so that one Query answers a whole vocabulary.
import { type TaxonomyKind, Term } from '#model/taxonomy.ts'
import { type Register, registerIn } from './register.ts'
import type { Item, Key, Table } from './table.ts'

const partition = (kind: string): string => `TAXONOMY#${kind}`

/** A term's id is its kind and code: `priority-area/mission-planning`. */
export const termId = (kind: TaxonomyKind, code: string): string => `${kind}/${code}`

const keyOf = (id: string): Key => {
  const [kind = '', code = ''] = id.split('/')
  return { pk: partition(kind), sk: code }
}

const termFromItem = (item: Item): Term => Term.parse(item['record'])

export interface Terms extends Register<Term> {
  /** All terms of one kind, by code. */
  ofKind: (kind: TaxonomyKind) => Promise<Term[]>
  /** At most so many terms of one kind after a code, by code. */
  after: (kind: TaxonomyKind, code: string, limit: number) => Promise<Term[]>
}

export const termsIn = (table: Table): Terms => ({
  ...registerIn<Term>(table, {
    kind: 'TERM',
    keyOf,
    idOf: ({ kind, code }) => termId(kind, code),
    parse: (record) => Term.parse(record),
    listedUnder: () => ({}),
  }),

  ofKind: async (kind) => {
    const items = await table.queryAll({ partition: partition(kind) })
    return items.map(termFromItem)
  },

  after: async (kind, code, limit) => {
    const after = code === '' ? undefined : { ...keyOf(termId(kind, code)) }
    const { items } = await table.query({ partition: partition(kind), after, limit })
    return items.map(termFromItem)
  },
})
