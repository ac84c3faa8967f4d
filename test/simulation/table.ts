// A table of its own for one run: a copy of a small directory that is made once.
import type { Config } from '#runtime/config.ts'
import { newTracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { allItems, type StoredItem } from '#infra/local/derivedData.ts'
import type { Ask } from './quickClient.ts'

export interface SimulatedTable {
  config: Config
  tableName: string
  streamArn: string
  endpoint: string
  ask: Ask
  items: () => Promise<StoredItem[]>
}

/** Makes tables that hold what `newTracker` seeds. */
export const tablesOf = async (engine: TestEngine, ask: Ask): Promise<() => Promise<SimulatedTable>> => {
  const { client, fresh } = await newTracker(engine)
  const seeded = await allItems(client, fresh.tableName)
  return async () => {
    const { config, tableName, streamArn } = await engine.newTable()
    for (let first = 0; first < seeded.length; first += 25) {
      const puts = seeded.slice(first, first + 25).map((Item) => ({ PutRequest: { Item } }))
      await ask({ name: 'BatchWriteCommand', input: { RequestItems: { [tableName]: puts } } })
    }
    const items = async (): Promise<StoredItem[]> => {
      const found: StoredItem[] = []
      let from: unknown
      do {
        const input = { TableName: tableName, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }
        const page = (await ask({ name: 'ScanCommand', input })) as { Items: StoredItem[]; LastEvaluatedKey?: unknown }
        found.push(...page.Items)
        from = page.LastEvaluatedKey
      } while (from)
      return found
    }
    return { config, tableName, streamArn, endpoint: engine.endpoint, ask, items }
  }
}
