// All items of a table, for what an operator compares or copies whole.
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb'

export type StoredItem = { pk: string; sk: string } & Record<string, unknown>

export const allItems = async (client: DynamoDBDocumentClient, tableName: string): Promise<StoredItem[]> => {
  const items: StoredItem[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey }))
    items.push(...((page.Items ?? []) as StoredItem[]))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return items
}
