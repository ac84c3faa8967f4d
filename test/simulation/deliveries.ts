// The stream as it may come: cut into batches anywhere, items apart from each other, twice, late, dropped and tried again.
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { Stream } from '#infra/local/streamApi.ts'
import type { FaultyTable } from './faultyClient.ts'
import type { Schedule, Work } from './schedule.ts'

type Consumer = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>

export interface DeliveryRates {
  /** A batch that is lost on its way, and tried again. */
  dropped: number
  /** A batch that comes once more, later, beside whatever comes then. */
  repeated: number
}

/** What is of one item stays in one lane, in order; what is of another may overtake it. */
const lanesPerConsumer = 2
const largestBatch = 12
/** After so many tries nothing more happens to a batch, so that a simulation ends. */
const mostTries = 6
/** A record that still fails then is given up: nothing is the matter with the world any more. */
const lastTry = 20

const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? ''
const partitionOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.Keys?.['pk']?.S ?? ''

const laneOf = (record: DynamoDBRecord, salt: number): number => {
  let sum = salt
  for (const letter of partitionOf(record)) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0
  return Math.abs(sum) % lanesPerConsumer
}

interface Lane {
  name: string
  consume: Consumer
  queue: DynamoDBRecord[]
  isBusy: boolean
}

export class Deliveries {
  readonly #schedule: Schedule
  readonly #table: FaultyTable
  readonly #rates: DeliveryRates
  readonly #read: () => Promise<DynamoDBRecord[]>
  readonly #lanes: Lane[]
  #commitsRead = -1
  readonly wrong: string[] = []

  constructor(
    { schedule, table, rates }: { schedule: Schedule; table: FaultyTable; rates: DeliveryRates },
    consumers: Record<string, Consumer>,
    read: () => Promise<DynamoDBRecord[]>,
  ) {
    this.#schedule = schedule
    this.#table = table
    this.#rates = rates
    this.#read = read
    this.#lanes = Object.entries(consumers).flatMap(([name, consume]) =>
      Array.from({ length: lanesPerConsumer }, (_, at) => ({
        name: `${name} ${at}`,
        consume,
        queue: [],
        isBusy: false,
      })),
    )
  }

  /** What stands in the stream already was followed before. */
  async begin(): Promise<void> {
    await this.#read()
  }

  /** Hands what is new in the stream to the lanes; false when there is nothing new. */
  poll = async (): Promise<boolean> => {
    if (this.#commitsRead === this.#table.past.commits) return false
    this.#commitsRead = this.#table.past.commits
    const records = await this.#read()
    for (const record of records)
      for (const [at, lane] of this.#lanes.entries())
        if (at % lanesPerConsumer === laneOf(record, Math.floor(at / lanesPerConsumer))) lane.queue.push(record)
    for (const lane of this.#lanes) if (!lane.isBusy && lane.queue.length > 0) void this.#drain(lane)
    return records.length > 0
  }

  async #drain(lane: Lane): Promise<void> {
    const { chance } = this.#schedule
    lane.isBusy = true
    for (let tries = 0; lane.queue.length > 0;) {
      const batch = lane.queue.slice(0, 1 + chance.below(largestBatch))
      if (tries < mostTries && chance.happens(this.#rates.dropped)) {
        this.#table.count('dropped')
        this.#schedule.note(`${lane.name} ! dropped ${batch.length}`)
        tries += 1
        continue
      }
      const isGivenUp = tries >= lastTry
      if (isGivenUp) this.wrong.push(`${lane.name}: a record of ${partitionOf(batch[0] ?? {})} fails again and again`)
      const done = isGivenUp ? 1 : await this.#deliver(lane, batch, tries >= mostTries)
      tries = done > 0 ? 0 : tries + 1
      if (chance.happens(this.#rates.repeated)) this.#repeat(lane, batch)
      lane.queue.splice(0, done)
    }
    lane.isBusy = false
  }

  /** How many records from the first on are done: as Lambda counts, up to the lowest that failed. */
  async #deliver({ name, consume }: Lane, batch: DynamoDBRecord[], spared: boolean): Promise<number> {
    const work = this.#workOf(name, spared)
    try {
      const { batchItemFailures } = await this.#schedule.run(work, async () => consume({ Records: batch }))
      // Whoever died has answered nobody.
      if (work.dead) return 0
      const failed = batchItemFailures.map(({ itemIdentifier }) =>
        batch.findIndex((record) => sequenceOf(record) === itemIdentifier),
      )
      return Math.max(0, Math.min(batch.length, ...failed))
    } catch {
      return 0
    }
  }

  #repeat(lane: Lane, batch: DynamoDBRecord[]): void {
    this.#table.count('repeated')
    const again = { ...lane, name: `${lane.name} again` }
    this.#schedule.after(this.#schedule.chance.below(500), () => void this.#deliver(again, batch, false))
  }

  #workOf(who: string, spared: boolean): Work {
    const at = Date.parse('2009-01-01T00:00:00.000Z')
    return {
      who,
      now: () => new Date(at + this.#schedule.steps * 1000 + this.#schedule.tick()).toISOString(),
      newId: () => `stream-${this.#schedule.tick()}`,
      dead: false,
      spared,
      committed: () => {},
    }
  }
}

/** Reads on in a stream from where it last stopped. */
export const readingOf = (stream: Stream): (() => Promise<DynamoDBRecord[]>) => {
  const last = new Map<string, string>()
  let shards: string[] | undefined
  return async () => {
    shards ??= (await stream.shards()).map(({ ShardId }) => ShardId)
    const records: DynamoDBRecord[] = []
    for (const shard of shards) {
      for (;;) {
        const { Records } = await stream.page(await stream.iterator(shard, last.get(shard)))
        const sequence = Records.at(-1)?.dynamodb?.SequenceNumber
        if (sequence === undefined) break
        last.set(shard, sequence)
        records.push(...Records)
      }
    }
    return records
  }
}
