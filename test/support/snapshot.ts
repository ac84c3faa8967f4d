// All items of a table, and the derived ones among them as one canonical text that two histories can be compared by.
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Item } from '#store/table.ts'

export const allItems = async (client: DynamoDBDocumentClient, tableName: string): Promise<Item[]> => {
  const items: Item[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey }))
    items.push(...((page.Items ?? []) as Item[]))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return items
}

/** What only the stream writes: findings and their entries, listings, cells and what is made of them, groups, watermarks. */
export const isDerived = ({ pk, sk }: Item): boolean => {
  if (/^(?:COVERAGE|GROUP|COUNTED|LISTING|ROW|NEEDED|GAPS|ACCOUNT|PLEDGES)#/.test(pk)) return true
  if (pk.startsWith('FINDING#')) return sk === 'FINDING'
  if (pk.startsWith('PARTNER#')) return sk === 'LISTED'
  return pk.startsWith('CONTRIBUTION#') && (sk.startsWith('FINDING#') || sk === 'DETECTED' || sk === 'LISTED')
}

/** When something was seen, and how often it was counted, may differ between two histories that end the same. */
const perHistory = new Set(['firstSeen', 'updatedAt', 'everythingPk', 'everythingSk', 'version'])

const canonical = (value: unknown): unknown => {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
    .filter(([name]) => !perHistory.has(name))
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
  if (item.pk.startsWith('COVERAGE#')) return Object.keys(item).filter((name) => name !== 'version').length === 2
  if (item.pk.startsWith('ROW#') && item.sk === 'ROW')
    return Object.entries(item['orders'] as object).every(([viewer, order]) => viewer === 'everyone' && order === null)
  if (item.pk.startsWith('GROUP#') && item.sk === 'GROUP') return (item['members'] as string[]).length === 0
  const finding = (item['finding'] ?? item['entry']) as { state?: string } | undefined
  return finding?.state === 'gone'
}

/** One line per derived item, in order of its key. */
export const derivedSnapshot = (items: readonly Item[]): string =>
  items
    .filter(isDerived)
    .map(withoutZeros)
    .filter((item) => !isLeftOver(item))
    .toSorted((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1))
    .map((item) => JSON.stringify(canonical(item)))
    .join('\n')
