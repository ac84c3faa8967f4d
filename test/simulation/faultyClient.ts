// The table as it is on a bad day: replies lost after the commit, throttling, conflicts, old readings, processes that die.
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { keysOf, Past } from './past.ts'
import type { Ask, Command } from './quickClient.ts'
import { type Schedule, type Work, workAtHand } from './schedule.ts'

/** How often each fault comes, from 0 to 1: drawn anew for every seed, so that some seeds have much of one. */
export interface FaultRates {
  lostRequest: number
  lostReply: number
  throttled: number
  conflict: number
  killed: number
  unprocessed: number
  stale: number
}

type Fault = keyof FaultRates

/** Nobody knows whether what was sent has happened. */
class Unanswered extends Error {}

/** A reading that is not consistent is at most so many commits old. */
const oldest = 12

const cancelledBy = (code: string): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata: {},
    message: code,
    CancellationReasons: [{ Code: 'None' }, { Code: code }, { Code: 'None' }],
  })

const throttled = (isWrite: boolean): Error =>
  isWrite ? cancelledBy('ThrottlingError') : new Unanswered('ProvisionedThroughputExceededException')

const isConsistent = ({ name, input }: Command): boolean => {
  if (name === 'TransactWriteCommand' || input['ConsistentRead'] === true) return true
  const asked = Object.values((input['RequestItems'] ?? {}) as Record<string, { ConsistentRead?: boolean }>)
  return asked.length > 0 && asked.every(({ ConsistentRead }) => ConsistentRead === true)
}

/** Half of the keys left for another time. */
const halfAnswered = (command: Command, answer: unknown): unknown => {
  const [asked] = Object.entries(command.input['RequestItems'] as Record<string, { Keys: Record<string, unknown>[] }>)
  if (!asked) return answer
  const [table, { Keys, ...rest }] = asked
  const left = Keys.slice(Math.ceil(Keys.length / 2))
  if (left.length === 0) return answer
  const isLeft = (item: Record<string, unknown>): boolean =>
    left.some(({ pk, sk }) => pk === item['pk'] && sk === item['sk'])
  const { Responses } = answer as { Responses: Record<string, Record<string, unknown>[]> }
  return {
    ...(answer as object),
    Responses: { [table]: (Responses[table] ?? []).filter((item) => !isLeft(item)) },
    UnprocessedKeys: { [table]: { ...rest, Keys: left } },
  }
}

const applicable = (command: Command): Fault[] => {
  if (command.name === 'TransactWriteCommand') return ['lostRequest', 'lostReply', 'throttled', 'conflict', 'killed']
  return command.name === 'BatchGetCommand' ? ['throttled', 'killed', 'unprocessed'] : ['throttled', 'killed']
}

const told = (command: Command): string => {
  const { input } = command
  if (command.name === 'TransactWriteCommand') return `write ${keysOf(command).join(', ')}`
  if (command.name === 'QueryCommand') return `query ${JSON.stringify(input['ExpressionAttributeValues'])}`
  const keys = input['Key'] ?? Object.values(input['RequestItems'] as object).map(({ Keys }: { Keys: unknown }) => Keys)
  return `${command.name.replace('Command', '')} ${JSON.stringify(keys)}`
}

export class FaultyTable {
  readonly past = new Past()
  readonly met: Record<string, number> = {}
  readonly client: DynamoDBDocumentClient
  readonly #ask: Ask
  readonly #schedule: Schedule
  readonly #rates: FaultRates

  constructor(ask: Ask, schedule: Schedule, rates: FaultRates) {
    this.#ask = ask
    this.#schedule = schedule
    this.#rates = rates
    const send = async (sent: { constructor: { name: string }; input: object }): Promise<unknown> =>
      this.#send({ name: sent.constructor.name, input: sent.input as Command['input'] })
    this.client = { send } as unknown as DynamoDBDocumentClient
  }

  count(fault: string): void {
    this.met[fault] = (this.met[fault] ?? 0) + 1
  }

  async #send(command: Command): Promise<unknown> {
    const work = workAtHand()
    if (!work) return this.#ask(command)
    if (work.dead) throw new Unanswered('The process is dead.')
    const marks: string[] = []
    const line = (error?: unknown): string =>
      [work.who, told(command), ...marks, ...(error instanceof Error ? [`! ${error.message}`] : [])].join(' ')
    return this.#schedule.turn(command.name !== 'TransactWriteCommand', line, async () => {
      if (work.dead) throw new Unanswered('The process is dead.')
      const fault = work.spared ? undefined : this.#faultFor(command)
      const age = work.spared || isConsistent(command) ? 0 : this.#ageOfReading()
      if (fault) marks.push(`! ${fault}`)
      if (age > 0) marks.push(`! ${age} commits old`)
      return this.#perform(work, command, { fault, age })
    })
  }

  #ageOfReading(): number {
    const { chance } = this.#schedule
    return chance.happens(this.#rates.stale) ? 1 + chance.below(oldest) : 0
  }

  #faultFor(command: Command): Fault | undefined {
    return applicable(command).find((fault) => this.#schedule.chance.happens(this.#rates[fault]))
  }

  /** Called when a turn is taken, with nothing else under way but other readings. */
  async #perform(
    work: Work,
    command: Command,
    { fault, age }: { fault: Fault | undefined; age: number },
  ): Promise<unknown> {
    const isWrite = command.name === 'TransactWriteCommand'
    if (fault) this.count(fault)
    if (age > 0) this.count('stale')
    if (fault === 'throttled') throw throttled(isWrite)
    if (fault === 'lostRequest') throw new Unanswered('The request was lost.')
    if (fault === 'conflict') throw cancelledBy('TransactionConflict')
    if (fault === 'killed') {
      work.dead = true
      throw new Unanswered('The process was killed.')
    }
    const answer = await this.#ask(command)
    if (isWrite) {
      this.past.keep(command)
      work.committed()
    }
    if (fault === 'lostReply') throw new Unanswered('The reply was lost.')
    if (fault === 'unprocessed') return halfAnswered(command, answer)
    return age > 0 ? this.past.asOf(this.past.commits - age, command, answer) : answer
  }
}
