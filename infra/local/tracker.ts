// The whole tracker in one process: what infra/stack.ts composes on AWS, composed on one machine.
import { publishedReports } from '#actions/publishedReports.ts'
import { type BlocksAhead, readBlocksAhead } from '#actions/blocksAhead.ts'
import { lapsePledges } from '#actions/lapsePledges.ts'
import { createConsumer as createCoverageConsumer } from '#functions/coverage/consumer.ts'
import { createConsumer as createFindingsConsumer } from '#functions/findings/consumer.ts'
import { sealAudit } from '#actions/sealAudit.ts'
import { createVerifier } from '#functions/drift/verifier.ts'
import { createReporter } from '#functions/reports/reporter.ts'
import { createConsumer as createImportsConsumer } from '#functions/importer/consumer.ts'
import { type Config, readConfig } from '#runtime/config.ts'
import type { Log } from '#runtime/log.ts'
import { liveServices, type Services } from '#runtime/services.ts'
import { veilOver } from '#runtime/veil.ts'
import { seed, type Seeded } from '#seeds/seed.ts'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { pledgeSchedule, sealSchedule } from '../stageConfig.ts'
import { appsOf, route } from './apps.ts'
import { catchUp, patienceFor } from './catchUp.ts'
import { localUploads } from './uploads.ts'
import { createTable } from './createTable.ts'
import { lockDataFolder, openDataFolder, writeEngine } from './dataFolder.ts'
import { type Engine, startEngine } from './engine.ts'
import { clientId, type Issuer, issuerAt, issuerIn } from './issuer.ts'
import { openRunLog, runLogIn } from './runLog.ts'
import { nightlyLooks, onSchedule, scheduleInCdkContext } from './schedule.ts'
import { openPort } from './server.ts'
import type { Settings } from './settings.ts'
import { startPump } from './streamPump.ts'
import { tableName } from './tableSource.ts'

export type Tracker = {
  url: string
  /** The newest duplication and gap report, to open in a browser. */
  report: string | undefined
  /** The file that says what the tracker does, line by line. */
  log: string
  /** Finishes what is in flight; whatever was acknowledged is in the engine's file. */
  stop: () => Promise<void>
  engineDied: Promise<string>
}

/** A first start takes long enough to tell what it is doing. */
type Say = (line: string) => void

/** Given an engine of one's own, none is started or stopped. */
const engineFor = async ({ DATA_DIR, DYNAMODB_ENDPOINT }: Settings): Promise<Engine> =>
  DYNAMODB_ENDPOINT === undefined
    ? startEngine(join(DATA_DIR, 'tracker.db'))
    : { endpoint: DYNAMODB_ENDPOINT, stop: async () => {}, died: new Promise(() => {}) }

const reportsIn = (dataDir: string): string => join(dataDir, 'reports')

const configFor = (
  url: string,
  endpoint: string,
  { DATA_DIR: dataDir, SECOND_COORDINATOR, WRITES_PER_MINUTE }: Settings,
) =>
  readConfig({
    TABLE_NAME: tableName,
    ISSUER: issuerAt(url).issuer,
    JWKS_URI: issuerAt(url).jwksUri,
    CLIENT_IDS: clientId,
    REPORT_STORE: `file:${reportsIn(dataDir)}`,
    SEAL_STORE: `file:${join(dataDir, 'seals')}`,
    TOPIC: `file:${join(dataDir, 'announcements.jsonl')}`,
    SECOND_COORDINATOR,
    WRITES_PER_MINUTE,
    VERSION: manifest.version,
    DYNAMODB_ENDPOINT: endpoint,
  })

/** The first report comes once findings and figures are whole, later ones by the schedule; one that fails is logged. */
const startReports = (services: Services, dataDir: string) => {
  const report = createReporter(services)
  const make = (planned: Date): Promise<void> =>
    report({ scheduledTime: planned.toISOString() }).catch((error: unknown) =>
      services.log.error('the report failed', { planned: planned.toISOString(), reason: String(error) }),
    )
  const newest = async (): Promise<string | undefined> => {
    const { reports } = await publishedReports(services).list('coordinators', { limit: 1 })
    return reports[0] && join(reportsIn(dataDir), `${reports[0].id}.html`)
  }
  const first = async (): Promise<string | undefined> => {
    if ((await newest()) === undefined) await make(new Date())
    return newest()
  }
  const { schedule, timezone } = scheduleInCdkContext()
  return { newest, first, stop: onSchedule(schedule, timezone, (planned) => void make(planned)) }
}

/** Pledges are looked at once at the start, for the days on which nothing ran, and then every day. */
const startPledges = async (services: Services): Promise<() => void> => {
  const look = (): Promise<void> =>
    lapsePledges(services).catch((error: unknown) =>
      services.log.error('the look at pledges failed', { reason: String(error) }),
    )
  await look()
  return onSchedule(pledgeSchedule.schedule, pledgeSchedule.timezone, () => void look())
}

/** What was written so far is sealed while the tracker is used already, and what comes after it every hour. */
const startSeals = (services: Services) => {
  const seal = (): Promise<unknown> =>
    sealAudit(services).catch((error: unknown) =>
      services.log.error('the audit trail could not be sealed', { reason: String(error) }),
    )
  return { first: seal(), stop: onSchedule(sealSchedule.schedule, sealSchedule.timezone, () => void seal()) }
}

/** Every night all of it in one go: nothing ends a call here. What differs is in the log. */
const startVerifications = (services: Services, config: Config): (() => void) => {
  const verify = createVerifier({ services, veil: veilOver(config) })
  const look = (): Promise<unknown> =>
    verify(() => true).catch((error: unknown) =>
      services.log.error('the verification failed', { reason: String(error) }),
    )
  return onSchedule(nightlyLooks.schedule, nightlyLooks.timezone, () => void look())
}

/** What became of the training records, and which printed totals are not what their rows add up to. */
const trainingLines = ({ training }: Seeded): string[] => {
  if (!training) return []
  const { id, counts, reconciled, unreconciled } = training
  const told = Object.entries(counts).map(([status, count]) => `${count} ${status}`)
  return [
    `Training records (import ${id}): ${told.join(', ')}; ${reconciled} printed totals are right, ${unreconciled.length} are not:`,
    ...unreconciled,
  ]
}

/** What was seeded is counted with what was found of it: counted as it comes in, duplicates cover a need for a moment, and lose it. */
const startConsumers = (
  services: Services,
  { endpoint }: Engine,
  streamArn: string,
  { dataDir, isFirst, ahead }: { dataDir: string; isFirst: boolean; ahead: BlocksAhead | undefined },
) => {
  const stopping = new AbortController()
  const found = Promise.withResolvers<void>()
  const countCoverage = createCoverageConsumer(services)
  const pump = startPump({
    endpoint,
    streamArn,
    dataDir,
    consumers: {
      findings: createFindingsConsumer(ahead?.services ?? services),
      coverage: async (event) => {
        await found.promise
        return countCoverage(event)
      },
      imports: createImportsConsumer(services, () => !stopping.signal.aborted),
    },
    // A file's rows are in when each has its result; what is derived of them follows.
    first: 'imports',
    log: services.log,
  })
  const findings = isFirst ? pump.drained('findings') : Promise.resolve()
  void findings.then(found.resolve)
  const stop = async (): Promise<void> => {
    // A long import stops between two parts, and goes on with the next start.
    stopping.abort()
    await pump.stop()
  }
  return { pump, stop, isStopping: () => stopping.signal.aborted }
}

/** Waits for findings and figures and makes the first report; where that takes long, it comes while the tracker is used. */
const follow = async (
  services: Services,
  consumers: ReturnType<typeof startConsumers>,
  { reports, isFirst, seeds }: { reports: ReturnType<typeof startReports>; isFirst: boolean; seeds: string },
  { say, patience }: Asked,
) => {
  say('Working out findings and coverage.')
  const { isDone, done } = await catchUp(consumers.pump, patience ?? patienceFor(seeds, isFirst))
  if (isDone) return { report: await reports.first(), followed: done }

  say('Findings and coverage follow while you use the tracker: a line here tells when they are complete.')
  const finish = async (): Promise<void> => {
    await done
    if (consumers.isStopping()) return
    await lapsePledges(services)
    say(`Findings and coverage are complete. The report: ${await reports.first()}`)
  }
  const followed = finish().catch((error: unknown) =>
    services.log.error('what follows the start failed', { reason: String(error) }),
  )
  return { report: await reports.newest(), followed }
}

/** What a start is asked for beside its settings. */
interface Asked {
  log: Log
  say: Say
  /** Milliseconds to wait for findings and coverage, where it is not as `catchUp.ts` has it. */
  patience?: number | undefined
}

const compose = async (settings: Settings, issuer: Issuer, engine: Engine, url: string, asked: Asked) => {
  const { DATA_DIR, SEED } = settings
  const streamArn = await createTable(engine.endpoint, tableName)
  const config = configFor(url, engine.endpoint, settings)
  const services = liveServices(config, 'tracker', asked.log)
  asked.say(`Loading the seeds (${SEED}).`)
  for (const line of trainingLines(await seed(services, SEED))) asked.say(line)
  const reports = startReports(services, DATA_DIR)
  const isFirst = (await reports.newest()) === undefined
  // The training records come in by the importer, which writes while their findings follow.
  const ahead = isFirst && SEED !== 'training' ? await readBlocksAhead(services) : undefined
  const consumers = startConsumers(services, engine, streamArn, { dataDir: DATA_DIR, isFirst, ahead })
  const bucket = localUploads(services, reportsIn(DATA_DIR), url)
  await bucket.resume()
  const { report, followed } = await follow(services, consumers, { reports, isFirst, seeds: SEED }, asked)
  ahead?.end()
  const stopPledges = await startPledges(services)
  const seals = startSeals(services)
  const stopVerifications = startVerifications(services, config)
  const stopTimers = (): void => {
    reports.stop()
    stopPledges()
    seals.stop()
    stopVerifications()
  }
  const stopConsumers = async (): Promise<void> => {
    await bucket.settled()
    await seals.first
    await consumers.stop()
    await followed
  }
  return { fetch: route(appsOf(services, config, issuer.app(url), bucket)), report, stopConsumers, stopTimers }
}

/** A start that fails ends the process, and with it the lock, the port and the engine. */
export const startTracker = async (settings: Settings, say: Say, patience?: number): Promise<Tracker> => {
  const url = `http://127.0.0.1:${settings.PORT}`
  openDataFolder(settings.DATA_DIR)
  const unlock = lockDataFolder(settings.DATA_DIR, url)
  const server = await openPort(settings.PORT)
  const issuer = await issuerIn(settings.DATA_DIR)
  const engine = await engineFor(settings)
  writeEngine(settings.DATA_DIR, engine.endpoint)
  const { log, close } = openRunLog(settings.DATA_DIR)
  const { fetch, report, stopConsumers, stopTimers } = await compose(settings, issuer, engine, url, {
    log,
    say,
    patience,
  })
  server.serve(fetch)

  const stop = async (): Promise<void> => {
    stopTimers()
    await server.close()
    await stopConsumers()
    await engine.stop()
    await close()
    unlock()
  }
  return { url, report, log: runLogIn(settings.DATA_DIR), stop, engineDied: engine.died }
}
