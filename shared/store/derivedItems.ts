// What only the stream writes, told from what people entered, and as canonical text that two histories can be compared by.
import { inflateRawSync } from 'node:zlib'
import type { Item, Key, Table } from './table.ts'

/** What only the stream writes: findings and their entries, listings, cells and what is made of them, groups, watermarks. */
export const isDerived = ({ pk, sk }: Key): boolean => {
  if (/^(?:COVERAGE|GROUP|COUNTED|LISTING|ROW|NEEDED|GAPS|ACCOUNT|PLEDGES|ENDS)#/.test(pk)) return true
  if (pk.startsWith('FINDING#')) return sk === 'FINDING'
  if (pk.startsWith('PARTNER#')) return sk === 'LISTED'
  return pk.startsWith('CONTRIBUTION#') && (sk.startsWith('FINDING#') || ['DETECTED', 'CROWD', 'LISTED'].includes(sk))
}

/** When something was seen, and how often it was counted, may differ between two histories that end the same. */
const perHistory = new Set(['firstSeen', 'updatedAt', 'everythingPk', 'everythingSk', 'version', 'v', 't'])

const canonical = (value: unknown): unknown => {
  // The beginning of the lists beside coverage is kept deflated, and its bytes depend on the order of fields.
  if (value instanceof Uint8Array) return canonical(JSON.parse(inflateRawSync(value).toString()))
  if (typeof value === 'bigint' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
    .filter(([name]) => !perHistory.has(name))
    // A partner's words are a set: they come in the order in which the engine gives its names.
    .map(([name, inner]): [string, unknown] => [
      name,
      name === 'words' && Array.isArray(inner) ? inner.map(String).toSorted() : inner,
    ])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, inner]) => [name, canonical(inner)]))
}

const isZero = (value: unknown): boolean => value === 0 || value === 0n

/** A cell without its zeros; a sum that went back to zero is no figure. */
const withoutZeros = (item: Item): Item =>
  item.pk.startsWith('COVERAGE#')
    ? (Object.fromEntries(Object.entries(item).filter(([, value]) => !isZero(value))) as Item)
    : item

/** Nothing is left of it: an empty cell, the head of a group that has lost all members, a finding that is gone. */
const isLeftOver = (item: Item): boolean => {
  if (item.pk.startsWith('COVERAGE#'))
    return Object.keys(item).filter((name) => !['v', 't'].includes(name)).length === 2
  if (item.pk.startsWith('ROW#') && item.sk === 'ROW')
    return Object.entries(item['orders'] as object).every(([viewer, order]) => viewer === 'everyone' && order === null)
  if (item.pk.startsWith('GROUP#') && item.sk === 'GROUP') return (item['members'] as string[]).length === 0
  const finding = (item['finding'] ?? item['entry']) as { state?: string } | undefined
  return finding?.state === 'gone'
}

/** One line per derived item, in order of its key. */
export const derivedLines = (items: readonly Item[]): string[] =>
  items
    .filter(isDerived)
    .map(withoutZeros)
    .filter((item) => !isLeftOver(item))
    .toSorted((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1))
    .map((item) => JSON.stringify(canonical(item)))

export const keyText = ({ pk, sk }: Key): string => `${pk} ${sk}`

/** Derived items as they stand, read strongly. */
export interface DerivedItems {
  at: (keys: readonly Key[]) => Promise<Item[]>
  of: (partition: string, prefix?: string) => Promise<Item[]>
}

export const derivedItemsIn = (table: Table): DerivedItems => ({
  at: async (keys) => table.getAll(keys),
  of: async (partition, prefix) =>
    table.queryAll({ partition, ...(prefix === undefined ? {} : { prefix }), consistent: true }),
})
