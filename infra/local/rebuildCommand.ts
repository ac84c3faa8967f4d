// `npm run rebuild`: derives findings, coverage and lists anew; `npm run rebuild -- --verify` compares, and changes nothing.
// With `--table NAME` it works on that table of an AWS account, by the operator's own credentials.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type DynamoDBDocumentClient, BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { readConfig } from '#runtime/config.ts'
import { documentClient, liveServices } from '#runtime/services.ts'
import * as z from 'zod'
import { explained } from '../operate/operatorError.ts'
import { createTable } from './createTable.ts'
import { derivedLines, isDerived } from '#store/derivedItems.ts'
import { allItems, type StoredItem } from './derivedData.ts'
import { startEngine } from './engine.ts'
import { phases, rebuild, type RebuildPlace } from './rebuild.ts'
import { readSettings, type Settings } from './settings.ts'
import { explainAndExit, StartError } from './startError.ts'
import { onAws, sourceOf, tableName } from './tableSource.ts'

const usage = 'npm run rebuild [-- --verify] [--table NAME]'
const mostShown = 20

const Progress = z.object({ phase: z.enum(phases), after: z.string() })

/** Nothing of the configuration but the table is used: derived data knows no callers, reports or topics. */
const placeAt = (endpoint: string | undefined, name: string): RebuildPlace => {
  const config = readConfig({
    TABLE_NAME: name,
    ISSUER: 'http://127.0.0.1/none',
    JWKS_URI: 'http://127.0.0.1/none',
    CLIENT_IDS: 'none',
    REPORT_STORE: 'file:none',
    SEAL_STORE: 'file:none',
    TOPIC: 'log:',
    DYNAMODB_ENDPOINT: endpoint,
  })
  const live = liveServices(config, 'rebuild')
  const quiet = { ...live, log: { ...live.log, info: () => {}, measure: () => {} } }
  return { client: documentClient(endpoint), tableName: name, services: quiet }
}

const putAll = async (client: DynamoDBDocumentClient, name: string, items: readonly StoredItem[]): Promise<void> => {
  for (let first = 0; first < items.length; first += 25) {
    const puts = items.slice(first, first + 25).map((Item) => ({ PutRequest: { Item } }))
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }))
  }
}

/** Rebuilt on an engine of its own from a copy of what people entered: the table that is judged is only read. */
const rebuiltLines = async (items: readonly StoredItem[]): Promise<string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-rebuild-'))
  const engine = await startEngine(join(folder, 'engine.db'))
  try {
    await createTable(engine.endpoint, tableName)
    const place = placeAt(engine.endpoint, tableName)
    await putAll(
      place.client,
      tableName,
      items.filter((item) => !isDerived(item)),
    )
    await rebuild(place, { from: undefined, done: () => {} })
    return derivedLines(await allItems(place.client, tableName))
  } finally {
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const Keyed = z.object({ pk: z.string(), sk: z.string() })

const keyIn = (line: string): string => {
  const { pk, sk } = Keyed.parse(JSON.parse(line))
  return `${pk} ${sk}`
}

const driftBetween = (standing: readonly string[], rebuilt: readonly string[]): string[] => {
  const [were, are] = [new Set(standing), new Set(rebuilt)]
  return [
    ...rebuilt.filter((line) => !were.has(line)).map((line) => `missing, or other: ${keyIn(line)}`),
    ...standing.filter((line) => !are.has(line)).map((line) => `left over, or other: ${keyIn(line)}`),
  ]
}

/** What the stream has not brought yet is no drift: a tracker that runs is looked at again after so long. */
const settleMilliseconds = 5000

/** Says what differs, and whether nothing does. */
const verify = async (place: RebuildPlace): Promise<boolean> => {
  const items = await allItems(place.client, place.tableName)
  const rebuilt = await rebuiltLines(items)
  let drift = driftBetween(derivedLines(items), rebuilt)
  if (drift.length > 0) {
    await wait(settleMilliseconds)
    drift = driftBetween(derivedLines(await allItems(place.client, place.tableName)), rebuilt)
  }
  for (const line of drift.slice(0, mostShown)) console.log(line)
  console.log(
    drift.length === 0
      ? `${rebuilt.length} derived items equal a rebuild from what people entered.`
      : `Drift: ${drift.length} items differ from a rebuild. "npm run rebuild" mends them. What was written meanwhile counts too.`,
  )
  return drift.length === 0
}

const progressFileOf = ({ DATA_DIR }: Settings, name: string): string => {
  mkdirSync(DATA_DIR, { recursive: true })
  return join(DATA_DIR, name === tableName ? 'rebuild.json' : `rebuild-${name}.json`)
}

const run = async (place: RebuildPlace, progressFile: string): Promise<true> => {
  const from = ((): z.infer<typeof Progress> | undefined => {
    try {
      return Progress.parse(JSON.parse(readFileSync(progressFile, 'utf8')))
    } catch {
      return undefined
    }
  })()
  if (from) console.log(`Going on with ${from.phase}, where the last rebuild was cut off.`)
  await rebuild(place, { from, done: (progress) => writeFileSync(progressFile, JSON.stringify(progress)) })
  rmSync(progressFile, { force: true })
  console.log('Findings, coverage and lists are rebuilt.')
  return true
}

try {
  const { values } = ((): { values: { verify?: boolean; table?: string } } => {
    try {
      return parseArgs({ options: { verify: { type: 'boolean' }, table: { type: 'string' } } })
    } catch {
      throw new StartError(usage)
    }
  })()
  const settings = readSettings()
  const name = values.table ?? tableName
  const source = values.table === undefined ? await sourceOf(settings, 'rebuild') : onAws
  const place = placeAt(source.endpoint, name)
  const isWell = values.verify ? await verify(place) : await run(place, progressFileOf(settings, name))
  await source.close()
  process.exit(isWell ? 0 : 1)
} catch (error) {
  explainAndExit(explained(error))
}
