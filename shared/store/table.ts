// Get, query and transact over one DynamoDB table: paging, unprocessed keys, conflicts and consumed capacity.
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { Refusal } from '#model/refusal.ts'
import { indexKey, type IndexName, tableKey } from './tableShape.ts'

export interface Key {
  pk: string
  sk: string
}
export type Item = Key & Record<string, unknown>

type Values = Record<string, unknown>

/** Sums of cents may pass 2^53: those numbers come back as bigint. */
export const exactNumber = (text: string): number | bigint =>
  Number.isInteger(Number(text)) && !Number.isSafeInteger(Number(text)) ? BigInt(text) : Number(text)

/** One write of a transaction; `refuse` says what it means when its condition fails, given the item that stands there. */
export interface Write {
  put?: Item
  delete?: Key
  check?: Key
  update?: Key & { expression: string }
  condition?: string
  names?: Record<string, string>
  values?: Values
  refuse?: (standing: Values | undefined) => Error
}

export interface QueryInput {
  partition: string
  index?: IndexName
  /** At most one of a prefix and a range (both ends included) of the sort key. */
  prefix?: string
  from?: string
  to?: string
  /** Sort key after which to go on: exclusive. */
  after?: Values | undefined
  limit: number
  newestFirst?: boolean
  consistent?: boolean
  filter?: { expression: string; names?: Record<string, string>; values?: Values } | undefined
  only?: string
}

export interface Page {
  items: Item[]
  next: Values | undefined
}

/** Capacity units consumed since the start, as DynamoDB reports them: the benchmark reads the difference per request. */
export interface Consumed {
  read: number
  write: number
}

/** DynamoDB refuses a transaction of more writes than this. */
export const maxWritesPerTransaction = 100

/** A list in parts of at most so many. */
export const batches = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))

const maxConflictRetries = 12

const isPassing = (code: string | undefined): boolean =>
  code === 'TransactionConflict' || code === 'ThrottlingError' || code === 'ProvisionedThroughputExceeded'

/** Gives way to others before the next try: at random up to `first` milliseconds, each time twice as long, at most `most`. */
export const backOff = (attempt: number, { first, most }: { first: number; most: number }): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(first * 2 ** attempt, most)))

const writeParts = (write: Write, tableName: string) => ({
  TableName: tableName,
  ...(write.condition === undefined ? {} : { ConditionExpression: write.condition }),
  ...(write.names === undefined ? {} : { ExpressionAttributeNames: write.names }),
  ...(write.values === undefined ? {} : { ExpressionAttributeValues: write.values }),
  ...(write.refuse === undefined ? {} : { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
})

const transactItem = (
  write: Write,
  tableName: string,
): NonNullable<TransactWriteCommandInput['TransactItems']>[number] => {
  const parts = writeParts(write, tableName)
  if (write.put) return { Put: { ...parts, Item: write.put } }
  if (write.delete) return { Delete: { ...parts, Key: { pk: write.delete.pk, sk: write.delete.sk } } }
  if (write.update) {
    const { pk, sk, expression } = write.update
    return { Update: { ...parts, Key: { pk, sk }, UpdateExpression: expression } }
  }
  if (write.check) return { ConditionCheck: { ...parts, ConditionExpression: write.condition, Key: write.check } }
  throw new TypeError('A write names none of put, delete, update and check.')
}

const keyValues = ({ partition, prefix, from, to }: QueryInput): Values => ({
  ':pk': partition,
  ...(prefix === undefined ? {} : { ':prefix': prefix }),
  ...(from === undefined ? {} : { ':from': from }),
  ...(to === undefined ? {} : { ':to': to }),
})

const queryInput = (tableName: string, input: QueryInput): QueryCommandInput => {
  const { index, filter, only, after, limit, newestFirst = false, consistent = false } = input
  const key = index ? indexKey(index) : tableKey
  const range = rangeCondition(input)
  return {
    TableName: tableName,
    // Only the table itself can be read consistently.
    ...(index ? { IndexName: index } : { ConsistentRead: consistent }),
    KeyConditionExpression: `#pk = :pk${range}`,
    ExpressionAttributeNames: { '#pk': key.partition, ...(range ? { '#sk': key.sort } : {}), ...filter?.names },
    ExpressionAttributeValues: { ...keyValues(input), ...filter?.values },
    ...(filter ? { FilterExpression: filter.expression } : {}),
    ...(only ? { ProjectionExpression: only } : {}),
    ...(after ? { ExclusiveStartKey: after } : {}),
    Limit: limit,
    ScanIndexForward: !newestFirst,
    ReturnConsumedCapacity: 'TOTAL',
  }
}

/** The store's only door to DynamoDB. */
export class Table {
  readonly name: string
  readonly consumed: Consumed = { read: 0, write: 0 }
  readonly #client: DynamoDBDocumentClient

  constructor(client: DynamoDBDocumentClient, name: string) {
    this.#client = client
    this.name = name
  }

  #count(
    kind: keyof Consumed,
    capacity: { CapacityUnits?: number | undefined } | { CapacityUnits?: number | undefined }[] | undefined,
  ): void {
    for (const { CapacityUnits = 0 } of [capacity ?? []].flat()) this.consumed[kind] += CapacityUnits
  }

  async get({ pk, sk }: Key, consistent = true): Promise<Item | undefined> {
    const { Item, ConsumedCapacity } = await this.#client.send(
      new GetCommand({
        TableName: this.name,
        Key: { pk, sk },
        ConsistentRead: consistent,
        ReturnConsumedCapacity: 'TOTAL',
      }),
    )
    this.#count('read', ConsumedCapacity)
    return Item as Item | undefined
  }

  /** In no particular order; missing items are missing. Any number of keys, 100 at a time. */
  async getAll(keys: readonly Key[], consistent = true): Promise<Item[]> {
    const items: Item[] = []
    for (let first = 0; first < keys.length; first += 100) {
      let wanted: Key[] = keys.slice(first, first + 100).map(({ pk, sk }) => ({ pk, sk }))
      for (let attempt = 0; wanted.length > 0; attempt += 1) {
        if (attempt > maxConflictRetries) throw new Error('DynamoDB left keys unprocessed in every try.')
        if (attempt > 0) await backOff(attempt, { first: 50, most: 3200 })
        const answer = await this.#client.send(
          new BatchGetCommand({
            RequestItems: { [this.name]: { Keys: wanted, ConsistentRead: consistent } },
            ReturnConsumedCapacity: 'TOTAL',
          }),
        )
        this.#count('read', answer.ConsumedCapacity)
        items.push(...((answer.Responses?.[this.name] ?? []) as Item[]))
        wanted = (answer.UnprocessedKeys?.[this.name]?.Keys ?? []) as Key[]
      }
    }
    return items
  }

  /** One page of a partition, at most `limit` items read. */
  async query(input: QueryInput): Promise<Page> {
    const answer = await this.#client.send(new QueryCommand(queryInput(this.name, input)))
    this.#count('read', answer.ConsumedCapacity)
    return { items: (answer.Items ?? []) as Item[], next: answer.LastEvaluatedKey }
  }

  /** Every item of a partition (and prefix): only for partitions that are bounded by what they describe. */
  async queryAll(input: Omit<QueryInput, 'limit' | 'after'>): Promise<Item[]> {
    const items: Item[] = []
    let after: Values | undefined
    do {
      const page = await this.query({ ...input, limit: 1000, after })
      items.push(...page.items)
      after = page.next
    } while (after)
    return items
  }

  /** One update by itself, half as dear as in a transaction; false when its condition fails. */
  async update({ update, ...write }: Write & Required<Pick<Write, 'update'>>): Promise<boolean> {
    const { pk, sk, expression } = update
    const input = { ...writeParts(write, this.name), Key: { pk, sk }, UpdateExpression: expression }
    try {
      const { ConsumedCapacity } = await this.#client.send(
        new UpdateCommand({ ...input, ReturnConsumedCapacity: 'TOTAL' }),
      )
      this.#count('write', ConsumedCapacity)
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }

  /**
   * All writes or none. A failed condition throws what its write's `refuse` says. A conflict with another transaction is
   * tried again: it says nothing of the conditions, so it must never surface as one of them.
   */
  async transact(writes: readonly Write[]): Promise<void> {
    const TransactItems = writes.map((write) => transactItem(write, this.name))
    for (let attempt = 0; ; attempt += 1) {
      try {
        const { ConsumedCapacity } = await this.#client.send(
          new TransactWriteCommand({ TransactItems, ReturnConsumedCapacity: 'TOTAL' }),
        )
        this.#count('write', ConsumedCapacity)
        return
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error
        refuseFailedConditions(writes, error)
        const reasons = error.CancellationReasons ?? []
        if (attempt >= maxConflictRetries || !reasons.some(({ Code }) => isPassing(Code))) throw error
        await backOff(attempt, { first: 10, most: 1280 })
      }
    }
  }
}

const rangeCondition = ({ prefix, from, to }: QueryInput): string => {
  if (prefix !== undefined) return ' AND begins_with(#sk, :prefix)'
  if (from !== undefined && to !== undefined) return ' AND #sk BETWEEN :from AND :to'
  if (from !== undefined) return ' AND #sk >= :from'
  return to === undefined ? '' : ' AND #sk <= :to'
}

const refuseFailedConditions = (writes: readonly Write[], error: TransactionCanceledException): void => {
  for (const [position, reason] of (error.CancellationReasons ?? []).entries()) {
    if (reason.Code !== 'ConditionalCheckFailed') continue
    const refuse = writes[position]?.refuse
    const standing = reason.Item && unmarshall(reason.Item, { wrapNumbers: exactNumber })
    throw refuse ? refuse(standing) : new Refusal('conflict', 'Another change came first; read again and retry.')
  }
}
