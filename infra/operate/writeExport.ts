// Reads a table to its end and writes it as DynamoDB writes its own exports.
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { lineOf, type RawItem } from './exportedItems.ts'

export async function* scanned(client: DynamoDBClient, table: string): AsyncGenerator<RawItem> {
  let ExclusiveStartKey: RawItem | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey }))
    yield* page.Items ?? []
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
}

/** Returns how many items were written. The summary comes last: without it a folder is no export. */
export const writeExport = async (
  { client, table, at }: { client: DynamoDBClient; table: string; at: string },
  folder: string,
): Promise<number> => {
  const name = `${randomUUID()}.json.gz`
  const path = join(folder, 'data', name)
  mkdirSync(join(folder, 'data'), { recursive: true })
  let itemCount = 0
  const lines = async function* (): AsyncGenerator<string> {
    for await (const item of scanned(client, table)) {
      itemCount += 1
      yield `${lineOf(item)}\n`
    }
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(path))
  const md5Checksum = createHash('md5')
    .update(await readFile(path))
    .digest('base64')
  const file = { itemCount, md5Checksum, dataFileS3Key: `data/${name}` }
  writeFileSync(join(folder, 'manifest-files.json'), `${JSON.stringify(file)}\n`)
  const summary = { tableArn: `table/${table}`, exportTime: at, itemCount, outputFormat: 'DYNAMODB_JSON' }
  writeFileSync(join(folder, 'manifest-summary.json'), JSON.stringify({ ...summary, exportType: 'FULL_EXPORT' }))
  return itemCount
}
