// `npm run restore -- FOLDER`: an export into this machine's empty table; with `--table NAME` into that of an AWS account.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { clientAt, createTable } from '../local/createTable.ts'
import { readSettings } from '../local/settings.ts'
import { explainAndExit, StartError } from '../local/startError.ts'
import { onAws, sourceOf, tableName } from '../local/tableSource.ts'
import { exportIn } from './exportedItems.ts'
import { explained } from './operatorError.ts'
import { restoreTable } from './restoreTable.ts'

const usage = 'npm run restore -- FOLDER [--table NAME]'

const wordsGiven = (): { folder: string; table: string | undefined } => {
  try {
    const { values, positionals } = parseArgs({ options: { table: { type: 'string' } }, allowPositionals: true })
    const [folder, ...more] = positionals
    if (folder === undefined || more.length > 0) throw new StartError(usage)
    return { folder: resolve(folder), table: values.table }
  } catch {
    throw new StartError(usage)
  }
}

const Progress = z.object({ folder: z.string(), files: z.number() })

/** Only of the same export into the same table. */
const progressIn = (path: string, folder: string): number | undefined => {
  try {
    const progress = Progress.parse(JSON.parse(readFileSync(path, 'utf8')))
    return progress.folder === folder ? progress.files : undefined
  } catch {
    return undefined
  }
}

try {
  const { folder, table: name } = wordsGiven()
  const exported = exportIn(folder)
  const settings = readSettings()
  const source = name === undefined ? await sourceOf(settings, 'restore') : onAws
  const table = name ?? tableName
  if (source.endpoint !== undefined) await createTable(source.endpoint, table)
  const client = source.endpoint === undefined ? new DynamoDBClient({}) : clientAt(source.endpoint)
  mkdirSync(settings.DATA_DIR, { recursive: true })
  const progress = join(settings.DATA_DIR, `restore-${table}.json`)
  const from = progressIn(progress, folder)
  if (from !== undefined) console.log(`Going on after ${from} of ${exported.files.length} files.`)
  const done = (files: number): void => writeFileSync(progress, JSON.stringify({ folder, files }))
  await restoreTable({ client, table }, { folder, exported }, { from, done })
  rmSync(progress)
  client.destroy()
  await source.close()
  const { itemCount, tableArn, exportTime } = exported.summary
  console.log(
    `${itemCount} items of ${tableArn} as of ${exportTime} are in ${table}. "npm run rebuild -- --verify" compares.`,
  )
  process.exit(0)
} catch (error) {
  explainAndExit(explained(error))
}
