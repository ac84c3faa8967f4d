// One seed: a history under faults, and the same commands again without any, one after the other as they were committed.
import { chanceFrom } from '#test/bench/chance.ts'
import { createConsumer as coverageConsumer } from '#functions/coverage/consumer.ts'
import { createConsumer as findingsConsumer } from '#functions/findings/consumer.ts'
import { streamAt } from '#infra/local/streamApi.ts'
import { liveServices, type Services } from '#runtime/services.ts'
import { storeIn } from '#store/store.ts'
import { Table } from '#store/table.ts'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Clients, instantOf, keyOf, type Played, requestFor } from './clients.ts'
import { type Command, historyOf } from './commands.ts'
import { Deliveries, type DeliveryRates, readingOf } from './deliveries.ts'
import { FaultyTable, type FaultRates } from './faultyClient.ts'
import type { Ask, Command as Sent } from './quickClient.ts'
import { Schedule, workAtHand } from './schedule.ts'
import type { SimulatedTable } from './table.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {}, measure: () => {} }

const servicesOver = (
  { config, tableName }: SimulatedTable,
  client: DynamoDBDocumentClient,
  clock: Pick<Services, 'now' | 'newId'>,
): Services => {
  const table = new Table(client, tableName)
  const live = { ...liveServices(config), log: silent, announce: async () => {} }
  return { ...live, ...clock, store: storeIn(table), consumed: table.consumed }
}

/** Much of one fault in one seed and none of it in the next shows more than a little of each in all. */
const ratesFor = (seed: number) => {
  const chance = chanceFrom(seed ^ 0x5eed)
  const upTo = (most: number): number => (chance.happens(0.3) ? 0 : (chance.below(100) / 100) * most)
  const faults: FaultRates = {
    lostRequest: upTo(0.15),
    lostReply: upTo(0.2),
    throttled: upTo(0.04),
    conflict: upTo(0.2),
    killed: upTo(0.03),
    unprocessed: upTo(0.3),
    stale: upTo(0.6),
  }
  return { faults, deliveries: { dropped: upTo(0.3), repeated: upTo(0.4) } }
}

/** How often each fault comes, where it is not as the seed has it. */
export type Weather = Partial<FaultRates & DeliveryRates>

export interface Faulty extends Played {
  seed: number
  history: Command[][]
  trace: string
  lines: string[]
  steps: number
  met: Record<string, number>
}

export const runUnderFaults = async (
  seed: number,
  table: SimulatedTable,
  { keepLines = false, weather = {} }: { keepLines?: boolean; weather?: Weather } = {},
): Promise<Faulty> => {
  const history = historyOf(chanceFrom(seed))
  const schedule = new Schedule(chanceFrom(seed + 0x7ace), keepLines)
  const rates = ratesFor(seed)
  const faulty = new FaultyTable(table.ask, schedule, { ...rates.faults, ...weather })
  const services = servicesOver(table, faulty.client, {
    now: () => workAtHand()?.now() ?? '',
    newId: () => workAtHand()?.newId() ?? '',
  })
  const clients = new Clients(schedule, services)
  const deliveries = new Deliveries(
    { schedule, table: faulty, rates: { ...rates.deliveries, ...weather } },
    { findings: findingsConsumer(services), coverage: coverageConsumer(services) },
    readingOf(streamAt(table.endpoint, table.streamArn)),
  )
  await deliveries.begin()
  await schedule.whileInCharge(async () => {
    for (const phase of history) {
      await clients.prepare(phase)
      let fault: unknown
      const playing = clients.playPhase(phase).catch((error: unknown) => (fault = error))
      await schedule.untilQuiet(deliveries.poll)
      await playing
      if (fault) throw fault
    }
  })
  return {
    ...clients.played,
    wrong: [...clients.played.wrong, ...deliveries.wrong],
    seed,
    history,
    trace: schedule.traceHash(),
    lines: schedule.lines ?? [],
    steps: schedule.steps,
    met: faulty.met,
  }
}

const quietClient = (ask: Ask): DynamoDBDocumentClient =>
  ({
    send: async (sent: { constructor: { name: string }; input: object }) =>
      ask({ name: sent.constructor.name, input: sent.input as Sent['input'] }),
  }) as unknown as DynamoDBDocumentClient

/** What is wrong with the answers: each command that was acknowledged, done alone, must be possible. */
export const runWithoutFaults = async (
  { seed, outcomes, commits }: Pick<Faulty, 'seed' | 'outcomes' | 'commits'>,
  table: SimulatedTable,
): Promise<string[]> => {
  const wrong: string[] = []
  let [now, id] = ['', '']
  const services = servicesOver(table, quietClient(table.ask), { now: () => now, newId: () => id })
  const consumers = [findingsConsumer(services), coverageConsumer(services)]
  const read = readingOf(streamAt(table.endpoint, table.streamArn))
  await read()
  const idOf = (slot: number): string => {
    const outcome = outcomes.get(slot)
    return outcome && 'id' in outcome ? outcome.id : 'nobody'
  }
  const revisionOf = async (kind: string, slot: number): Promise<number> =>
    (await (kind === 'need' ? services.store.needs : services.store.contributions).get(idOf(slot)))?.revision ?? 0
  for (const phase of historyOf(chanceFrom(seed))) {
    const committed = phase.filter(({ at }) => commits.includes(at) && idOf(at) !== 'nobody')
    for (const command of committed.toSorted((a, b) => commits.indexOf(a.at) - commits.indexOf(b.at))) {
      ;[now, id] = [instantOf(command), idOf(command.at)]
      const request = requestFor(command)
      await command
        .act({ services, request, idOf, keyOf, revisionOf })
        .catch((error: unknown) => wrong.push(`${command.name}: acknowledged, and alone ${String(error)}`))
    }
    now = '2010-01-01T00:00:00.000Z'
    for (let records = await read(); records.length > 0; records = await read())
      for (const consume of consumers) await consume({ Records: records })
  }
  return wrong
}
