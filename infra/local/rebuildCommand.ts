// `npm run rebuild`: makes findings, coverage and lists what follows from what people entered; `-- --verify` compares alone.
// With `--table NAME` it works on that table of an AWS account, by the operator's own credentials.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { mendDerived } from '#actions/mendDerived.ts'
import { pastFaults } from '#actions/pastFaults.ts'
import { readConfig } from '#runtime/config.ts'
import { documentClient, liveServices } from '#runtime/services.ts'
import { type DerivedDifference, derivedDifferences, keyText } from '#store/derivedItems.ts'
import { withConsumersOff } from '../operate/consumersOff.ts'
import { explained } from '../operate/operatorError.ts'
import { openDataFolder } from './dataFolder.ts'
import { allItems, type StoredItem } from './derivedData.ts'
import { holdConsumers } from './pause.ts'
import { rebuildBlocks, type RebuildPlace } from './rebuild.ts'
import { rebuiltFrom } from './rebuiltCopy.ts'
import { readSettings, type Settings } from './settings.ts'
import { explainAndExit, StartError } from './startError.ts'
import { onAws, sourceOf, tableName } from './tableSource.ts'

const usage = 'npm run rebuild [-- --verify] [--table NAME]'
const mostShown = 20

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

const standingIn = async ({ client, tableName: name }: RebuildPlace): Promise<StoredItem[]> => allItems(client, name)

/** What the stream has not brought yet is no drift: a tracker that runs is looked at again after so long. */
const settleMilliseconds = 5000

const wordsOf = ({ key, standing, due }: DerivedDifference): string =>
  `${standing === undefined ? 'missing' : due === undefined ? 'left over' : 'other'}: ${keyText(key)}`

/** Says what differs, and whether nothing does. */
const verify = async (place: RebuildPlace): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-rebuild-'))
  try {
    const items = await standingIn(place)
    const due = await rebuiltFrom(items, { folder, placeAt })
    let drift = derivedDifferences(items, due)
    let past = pastFaults(items)
    if (drift.length > 0 || past.length > 0) {
      await wait(settleMilliseconds)
      const later = await standingIn(place)
      drift = derivedDifferences(later, due)
      past = pastFaults(later)
    }
    for (const difference of drift.slice(0, mostShown)) console.log(wordsOf(difference))
    console.log(
      drift.length === 0
        ? `${due.length} derived items equal a rebuild from what people entered.`
        : `Drift: ${drift.length} items differ from a rebuild. "npm run rebuild" mends them. What was written meanwhile counts too.`,
    )
    for (const line of past.slice(0, mostShown)) console.log(line)
    if (past.length > 0)
      console.log(`Of the past ${past.length} items are amiss: no rebuild changes what was answered.`)
    return drift.length === 0 && past.length === 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A batch that was under way when the consumers were held may still write; it ends, and all is compared again. */
const mostRounds = 12

/** Makes everything derived what a rebuild of a copy gives, and says how much was not. */
const mend = async (place: RebuildPlace, folder: string): Promise<string> => {
  await rebuildBlocks(place)
  const due = await rebuiltFrom(await standingIn(place), {
    folder,
    placeAt,
    goingOn: ({ phase }) => console.log(`Going on with ${phase}, where the last rebuild was cut off.`),
  })
  let mended = 0
  for (let round = 1; ; round += 1) {
    const differences = derivedDifferences(await standingIn(place), due)
    if (differences.length === 0) break
    if (round > mostRounds) throw new StartError(`${differences.length} items are still being written: try again.`)
    if (round > 1) await wait(settleMilliseconds)
    mended += differences.length - (await mendDerived(place.services, differences))
  }
  rmSync(folder, { recursive: true, force: true })
  return `Findings, coverage and lists are rebuilt: ${mended} of ${due.length} items were not what they are now.`
}

const mendHeld = async (dataDir: string, work: () => Promise<string>): Promise<string> => {
  const letGo = holdConsumers(dataDir)
  if (!letGo) throw new StartError(`Another rebuild works on ${dataDir}: wait until it is done.`)
  try {
    return await work()
  } finally {
    letGo()
  }
}

/** Nothing follows the stream meanwhile: what people enter is followed afterwards. */
const run = async (place: RebuildPlace, { DATA_DIR }: Settings, isOnAws: boolean): Promise<true> => {
  openDataFolder(DATA_DIR)
  const folder = join(DATA_DIR, 'rebuild')
  const work = async (): Promise<string> => mend(place, join(folder, place.tableName))
  const { tableName: name } = place
  console.log(
    isOnAws
      ? await withConsumersOff({ lambda: new LambdaClient({}), tableName: name, folder }, work)
      : await mendHeld(DATA_DIR, work),
  )
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
  const isWell = values.verify ? await verify(place) : await run(place, settings, source === onAws)
  await source.close()
  process.exit(isWell ? 0 : 1)
} catch (error) {
  explainAndExit(explained(error))
}
