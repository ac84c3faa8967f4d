// What only the stream writes, told from what people entered, and as canonical text that two histories can be compared by.
import { inflateRawSync } from 'node:zlib'
import { Refusal } from '#model/refusal.ts'
import { asRead, imageWrite, nextStamp, stampOf } from './images.ts'
import type { Item, Key, Table, Write } from './table.ts'

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
    return Object.entries(item['orders'] ?? {}).every(([viewer, order]) => viewer === 'everyone' && order === null)
  if (item.pk.startsWith('GROUP#') && item.sk === 'GROUP') return ((item['members'] ?? []) as string[]).length === 0
  const finding = (item['finding'] ?? item['entry']) as { state?: string } | undefined
  return finding?.state === 'gone'
}

/** Canonical, without what differs between two histories; undefined for what is no more than nothing. */
export const lineOf = (item: Item | undefined): string | undefined => {
  if (!item || !isDerived(item)) return undefined
  const shown = withoutZeros(item)
  return isLeftOver(shown) ? undefined : JSON.stringify(canonical(shown))
}

export const keyText = ({ pk, sk }: Key): string => `${pk} ${sk}`

const inOrder = (a: Item, b: Item): number => (keyText(a) < keyText(b) ? -1 : 1)

/** One line per derived item, in order of its key. */
export const derivedLines = (items: readonly Item[]): string[] =>
  items.toSorted(inOrder).flatMap((item) => lineOf(item) ?? [])

/** A derived item as it stands and as it is due, where the two are not the same. */
export interface DerivedDifference {
  key: Key
  standing: Item | undefined
  /** Undefined for what nothing derives. */
  due: Item | undefined
}

const derivedByKey = (items: readonly Item[]): Map<string, Item> =>
  new Map(items.filter(isDerived).map((item) => [keyText(item), item]))

/** What `standing` and `due` differ in, in order of the keys. */
export const derivedDifferences = (standing: readonly Item[], due: readonly Item[]): DerivedDifference[] => {
  const [stands, isDue] = [derivedByKey(standing), derivedByKey(due)]
  return [...new Map([...stands, ...isDue]).values()].toSorted(inOrder).flatMap(({ pk, sk }): DerivedDifference[] => {
    const text = keyText({ pk, sk })
    const difference = { key: { pk, sk }, standing: stands.get(text), due: isDue.get(text) }
    return lineOf(difference.standing) === lineOf(difference.due) ? [] : [difference]
  })
}

const movedMeanwhile = () => new Refusal('conflict', 'The item was changed meanwhile.')

/** Held to the value that was read, or to there being none. */
const heldTo = (path: string, read: unknown): Pick<Write, 'condition' | 'values' | 'refuse'> => ({
  ...(read === undefined
    ? { condition: `attribute_not_exists(${path})` }
    : { condition: `${path} = :read`, values: { ':read': read } }),
  refuse: movedMeanwhile,
})

/**
 * With an image of what it becomes; nothing is left of what is not due but that it has changed. Images are counted anew
 * from here: what is mended was wrong before, and nobody has gained or lost the difference.
 */
const stampedWrites = ({ key, standing, due }: DerivedDifference, at: string): Write[] => {
  const read = stampOf(standing)
  const stamp = nextStamp({ v: 0, t: read.t + 1 }, at)
  const { pk: _pk, sk: _sk, v: _v, t: _t, ...content } = (due ? withoutZeros(due) : key) as Item
  return [{ put: { ...content, ...key, ...stamp }, ...asRead(read) }, imageWrite(key, stamp, content)]
}

const versionedWrite = ({ key, standing, due }: DerivedDifference): Write => {
  const version = Number(standing?.['version'] ?? 0)
  const held = heldTo('version', standing?.['version'])
  return due ? { put: { ...due, version: version + 1 }, ...held } : { delete: key, ...held }
}

type Seen = { firstSeen?: string; updatedAt?: string }

/** A finding that stood is as old as it was. */
const findingWrite = ({ key, standing, due }: DerivedDifference): Write => {
  const { firstSeen, updatedAt } = (standing?.['finding'] ?? {}) as Seen
  const held = heldTo('finding.updatedAt', updatedAt)
  if (!due) return { delete: key, ...held }
  const finding = { ...(due['finding'] as Seen), ...(firstSeen === undefined ? {} : { firstSeen }) }
  return { put: { ...due, finding }, ...held }
}

/**
 * What makes an item what is due; refuses `conflict` where its version, stamp or comparison is not the one that was read.
 * What a past moment was answered from stays.
 */
export const mendWrites = (difference: DerivedDifference, at: string): Write[] => {
  const { key, standing, due } = difference
  const item = { ...standing, ...due }
  if ('v' in item && 't' in item) return stampedWrites(difference, at)
  if ('version' in item) return [versionedWrite(difference)]
  if ('finding' in item) return [findingWrite(difference)]
  return [due ? { put: due } : { delete: key }]
}

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
