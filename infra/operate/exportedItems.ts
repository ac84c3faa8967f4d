// A table as a folder of files, in the format of DynamoDB's own exports (DYNAMODB_JSON): written here, or by AWS.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { StartError } from '../local/startError.ts'

export type RawItem = Record<string, AttributeValue>

/** Bytes are base64 in the files, and bytes everywhere else. */
const bytesAsText = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(bytesAsText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, bytesAsText(inner)]))
}

export const lineOf = (item: RawItem): string => JSON.stringify({ Item: bytesAsText(item) })

const bytesOf = (text: unknown): Uint8Array => Buffer.from(String(text), 'base64')

const valueOf = (value: Record<string, unknown>): AttributeValue => {
  const { B, BS, L, M } = value
  if (B !== undefined) return { B: bytesOf(B) }
  if (Array.isArray(BS)) return { BS: BS.map(bytesOf) }
  if (Array.isArray(L)) return { L: L.map(valueOf) }
  if (M !== undefined) return { M: itemOf(M as Record<string, Record<string, unknown>>) }
  return value as unknown as AttributeValue
}

const itemOf = (fields: Record<string, Record<string, unknown>>): RawItem =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueOf(value)]))

const Line = z.object({ Item: z.record(z.string(), z.record(z.string(), z.unknown())) })

const Summary = z.object({
  tableArn: z.string(),
  exportTime: z.string(),
  itemCount: z.number(),
  outputFormat: z.string(),
  exportType: z.string().optional(),
})

const DataFile = z.object({ itemCount: z.number(), md5Checksum: z.string(), dataFileS3Key: z.string() })
type DataFile = z.infer<typeof DataFile>

export interface ExportedTable {
  /** What it was made of, and when. */
  summary: z.infer<typeof Summary>
  files: { path: string; itemCount: number; md5: string }[]
}

const refuse = (folder: string, why: string): never => {
  throw new StartError(`${folder} holds no export that can be restored: ${why}.`)
}

const manifestIn = (folder: string): string => {
  const found = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('manifest-files.json'))
    : []
  if (found.length > 1) return refuse(folder, `there are ${found.length} of them, name the folder of one`)
  return found[0] ? join(folder, found[0]) : refuse(folder, 'there is no manifest-files.json')
}

const parsed = <T>(folder: string, path: string, read: (text: string) => T): T => {
  try {
    return read(readFileSync(path, 'utf8'))
  } catch {
    return refuse(folder, `${basename(path)} cannot be read`)
  }
}

/** Throws a StartError for what is no whole export; the data themselves are not read yet. */
export const exportIn = (folder: string): ExportedTable => {
  const manifest = manifestIn(folder)
  const summaryPath = join(dirname(manifest), 'manifest-summary.json')
  const summary = parsed(folder, summaryPath, (text) => Summary.parse(JSON.parse(text)))
  if (summary.outputFormat !== 'DYNAMODB_JSON')
    refuse(folder, `its format is ${summary.outputFormat}, not DYNAMODB_JSON`)
  if ((summary.exportType ?? 'FULL_EXPORT') !== 'FULL_EXPORT') refuse(folder, 'it is an incremental export')
  const lines = parsed(folder, manifest, (text) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): DataFile => DataFile.parse(JSON.parse(line))),
  )
  const files = lines.map(({ itemCount, md5Checksum, dataFileS3Key }) => ({
    path: join(dirname(manifest), 'data', basename(dataFileS3Key)),
    itemCount,
    md5: md5Checksum,
  }))
  for (const { path } of files) if (!existsSync(path)) refuse(folder, `${basename(path)} is missing`)
  const items = files.reduce((sum, { itemCount }) => sum + itemCount, 0)
  if (items !== summary.itemCount)
    refuse(folder, `its files hold ${items} items, and its summary says ${summary.itemCount}`)
  return { summary, files }
}

/** Item by item: no file is ever whole in memory. */
export async function* itemsIn(path: string): AsyncGenerator<RawItem> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity })
  for await (const line of lines) if (line !== '') yield itemOf(Line.parse(JSON.parse(line)).Item)
}

const md5Of = async (path: string): Promise<string> => {
  const hash = createHash('md5')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('base64')
}

/** Reads every file once and throws a StartError for one that is not what the manifest says; nothing is written meanwhile. */
export const checkExport = async (folder: string, { files }: ExportedTable): Promise<void> => {
  for (const { path, md5, itemCount } of files) {
    if ((await md5Of(path)) !== md5) refuse(folder, `${basename(path)} was changed: its checksum is another`)
    let count = 0
    for await (const item of itemsIn(path)) if (item['pk'] && item['sk']) count += 1
    if (count !== itemCount) refuse(folder, `${basename(path)} holds ${count} items of a tracker, not ${itemCount}`)
  }
}
