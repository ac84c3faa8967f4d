// A document client that can be made to fail, to wait and to lose replies: what the embedded engine never does by itself.
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Table } from '#store/table.ts'

export interface SentCommand {
  /** Such as `TransactWriteCommand`. */
  name: string
  input: Record<string, unknown>
}

/** Runs before a command reaches the engine: what it throws is what the caller gets, and nothing is done. */
type Before = (command: SentCommand) => Promise<void> | void
/** Runs on the engine's answer: what it throws is a lost reply, what it returns takes the answer's place. */
type After = (command: SentCommand, answer: unknown) => unknown

export class Faults {
  readonly sent: SentCommand[] = []
  readonly client: DynamoDBDocumentClient
  before: Before = () => {}
  after: After = (_command, answer) => answer

  /** Delegates every command to a real client. */
  constructor(real: DynamoDBDocumentClient) {
    const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]): Promise<unknown> => {
      const sent = { name: command.constructor.name, input: command.input as unknown as SentCommand['input'] }
      this.sent.push(sent)
      await this.before(sent)
      return this.after(sent, await real.send(command))
    }
    this.client = { send } as unknown as DynamoDBDocumentClient
  }

  /** Fails the next so many transactions in the given way before they reach the engine. */
  failTransactions(times: number, error: () => Error): void {
    let left = times
    this.before = ({ name }) => {
      if (name !== 'TransactWriteCommand' || left <= 0) return
      left -= 1
      throw error()
    }
  }

  /** Lets the nth transaction from now (1 is the next) and all later ones fail: the process died there. */
  dieAtTransaction(nth: number): void {
    let seen = 0
    this.before = ({ name }) => {
      if (name === 'TransactWriteCommand' && ++seen >= nth) throw new Error('The process was killed.')
    }
  }

  /** Commits the next transaction and loses the answer. */
  loseNextReply(): void {
    let lost = false
    this.after = ({ name }, answer) => {
      if (name !== 'TransactWriteCommand' || lost) return answer
      lost = true
      throw new Error('The reply was lost.')
    }
  }

  /** Holds the next transaction back; `reached` resolves when it is there, `release` lets it go on. */
  holdNextTransaction(): { reached: Promise<void>; release: () => void } {
    const reached = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    let held = false
    this.before = async ({ name }) => {
      if (name !== 'TransactWriteCommand' || held) return
      held = true
      reached.resolve()
      await released.promise
    }
    return { reached: reached.promise, release: () => released.resolve() }
  }

  none(): void {
    this.before = () => {}
    this.after = (_command, answer) => answer
  }

  transactions(): SentCommand[] {
    return this.sent.filter(({ name }) => name === 'TransactWriteCommand')
  }
}

/** A transaction that was cancelled, with one reason per write. */
export const cancelled = (...codes: string[]): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata: {},
    message: `Transaction cancelled [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
  })

/** A table of which some methods are others, for what opens its store where it is used. */
export const tableWith = (table: Table, others: Partial<Table>): Table =>
  new Proxy(table, {
    get: (of, name) => {
      const member: unknown = Reflect.get(others, name) ?? Reflect.get(of, name)
      return typeof member === 'function' ? member.bind(of) : member
    },
  })
