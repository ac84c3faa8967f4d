// Puts the items of an export into an empty table, and goes on where it was cut off.
import { setTimeout as wait } from 'node:timers/promises'
import { type DynamoDBClient, BatchWriteItemCommand, ScanCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { StartError } from '../local/startError.ts'
import { checkExport, type ExportedTable, itemsIn, type RawItem } from './exportedItems.ts'

/** DynamoDB takes so many writes in one call. */
const batchSize = 25

/** So many calls at once: a table on demand begins with 4,000 writes a second. */
const lanes = 8

export interface RestorePlace {
  client: DynamoDBClient
  table: string
}

const putAll = async ({ client, table }: RestorePlace, items: readonly RawItem[]): Promise<void> => {
  let left: WriteRequest[] = items.map((Item) => ({ PutRequest: { Item } }))
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt > 0) await wait(Math.random() * Math.min(50 * 2 ** attempt, 10_000))
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }))
    left = UnprocessedItems?.[table] ?? []
  }
}

const isEmpty = async ({ client, table }: RestorePlace): Promise<boolean> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, Limit: 1, ConsistentRead: true }))
  return Items.length === 0
}

const restoreFile = async (place: RestorePlace, path: string): Promise<void> => {
  let batch: RawItem[] = []
  let running: Promise<void>[] = []
  const send = async (): Promise<void> => {
    running.push(putAll(place, batch))
    batch = []
    if (running.length < lanes) return
    await Promise.all(running)
    running = []
  }
  for await (const item of itemsIn(path)) {
    batch.push(item)
    if (batch.length === batchSize) await send()
  }
  if (batch.length > 0) await send()
  await Promise.all(running)
}

export interface RestoreOptions {
  /** How many files an earlier run that was cut off had put in whole; undefined for the first run. */
  from: number | undefined
  done: (files: number) => void
}

/** Throws a StartError, and writes nothing, where the export is damaged or the table holds anything already. */
export const restoreTable = async (
  place: RestorePlace,
  { folder, exported }: { folder: string; exported: ExportedTable },
  { from, done }: RestoreOptions,
): Promise<void> => {
  if (from === undefined && !(await isEmpty(place)))
    throw new StartError(`The table ${place.table} holds items already: an export is restored into an empty one only.`)
  await checkExport(folder, exported)
  done(from ?? 0)
  for (const [at, { path }] of exported.files.entries()) {
    if (at < (from ?? 0)) continue
    await restoreFile(place, path)
    done(at + 1)
  }
}
