// What a table's derived data is due to be: derived on an engine of its own from a copy of what people entered.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DynamoDBDocumentClient, BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { isDerived, keyText } from '#store/derivedItems.ts'
import * as z from 'zod'
import { createTable } from './createTable.ts'
import { allItems, type StoredItem } from './derivedData.ts'
import { startEngine } from './engine.ts'
import { phases, type Progress, rebuild, type RebuildPlace } from './rebuild.ts'
import { tableName } from './tableSource.ts'

/** What nothing is derived from: the trail, images, counters and the like, which are most of a table and always move. */
const isAside = ({ pk, sk }: StoredItem): boolean =>
  sk.startsWith('TOLD#') ||
  /^(?:AUDIT|IDEMPOTENCY|IMAGE|LOST|REPORT|SECRET|TOLD|UPLOADS?|VERIFICATION|WRITES)(?:#|$)/.test(pk)

/** A copy that is whole, of which items, and how far what follows from them is derived. */
const Noted = z.object({
  entered: z.string(),
  progress: z.object({ phase: z.enum(phases), after: z.string() }).optional(),
})
type Noted = z.infer<typeof Noted>

const notesIn = (folder: string): string => join(folder, 'progress.json')

const readNoted = (folder: string): Noted | undefined => {
  try {
    return Noted.parse(JSON.parse(readFileSync(notesIn(folder), 'utf8')))
  } catch {
    return undefined
  }
}

/** Whole or not at all. */
const note = (folder: string, noted: Noted): void => {
  const file = notesIn(folder)
  writeFileSync(`${file}.part`, JSON.stringify(noted))
  renameSync(`${file}.part`, file)
}

/** An engine gives the fields of an item in any order, and large numbers as bigint. */
const ordered = (_name: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const fingerprintOf = (items: readonly StoredItem[]): string => {
  const hash = createHash('sha256')
  for (const item of items.toSorted((a, b) => (keyText(a) < keyText(b) ? -1 : 1)))
    hash.update(`${JSON.stringify(item, ordered)}\n`)
  return hash.digest('hex')
}

/** DynamoDB takes 25 writes in one call. */
const writesPerCall = 25

const putAll = async (client: DynamoDBDocumentClient, items: readonly StoredItem[]): Promise<void> => {
  for (let first = 0; first < items.length; first += writesPerCall) {
    const puts = items.slice(first, first + writesPerCall).map((Item) => ({ PutRequest: { Item } }))
    await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }))
  }
}

export interface Copying {
  /** Where the copy is, so that what is cut off is gone on with; its caller removes it when it is done with. */
  folder: string
  placeAt: (endpoint: string, name: string) => RebuildPlace
  /** Told when an earlier run's copy, of exactly these items, is gone on with. */
  goingOn?: (from: Progress) => void
}

/**
 * The derived items that follow from `items`, all those of a table: what is derived among them is not looked at. A run
 * that is cut off leaves its copy, and the next one goes on with it unless anything has been entered since.
 */
export const rebuiltFrom = async (
  items: readonly StoredItem[],
  { folder, placeAt, goingOn }: Copying,
): Promise<StoredItem[]> => {
  const entered = items.filter((item) => !isDerived(item) && !isAside(item))
  const fingerprint = fingerprintOf(entered)
  const noted = readNoted(folder)
  const from = noted?.entered === fingerprint ? noted.progress : undefined
  if (!from) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const engine = await startEngine(join(folder, 'engine.db'))
  try {
    await createTable(engine.endpoint, tableName)
    const place = placeAt(engine.endpoint, tableName)
    if (from) goingOn?.(from)
    else await putAll(place.client, entered)
    await rebuild(place, { from, done: (progress) => note(folder, { entered: fingerprint, progress }) })
    return (await allItems(place.client, tableName)).filter(isDerived)
  } finally {
    await engine.stop()
  }
}
