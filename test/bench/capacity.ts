// Where capacity goes: every answer of the engine, added up by the kind of item that was read or written.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** Calls, items and capacity units of one kind of call on one kind of item, such as `Query BLOCK`. */
export interface Part {
  calls: number
  items: number
  units: number
}

export type Parts = Map<string, Part>

interface Sent {
  input: {
    Key?: { pk: string }
    ExpressionAttributeValues?: Record<string, unknown>
    RequestItems?: Record<string, { Keys: { pk: string }[] }>
    TransactItems?: { Put?: { Item: { pk: string } } }[]
  }
}

interface Answered {
  Count?: number
  Item?: unknown
  Responses?: Record<string, unknown[]>
  ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[]
}

const kindOf = (partition: unknown): string => String(partition).split('#', 1)[0] ?? ''

const nameOf = ({ input }: Sent): string => {
  if (input.Key) return `get ${kindOf(input.Key.pk)}`
  if (input.RequestItems) return `get ${kindOf(Object.values(input.RequestItems)[0]?.Keys[0]?.pk)}`
  return input.TransactItems ? 'transaction' : `query ${kindOf(input.ExpressionAttributeValues?.[':pk'])}`
}

const itemsOf = ({ input }: Sent, { Count, Item, Responses }: Answered): number => {
  if (input.TransactItems) return input.TransactItems.length
  return Count ?? (Responses ? Object.values(Responses).flat().length : Number(Item !== undefined))
}

const exact = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

/** Two units per KB and item, by the length of the item's JSON: the engine tells only a transaction's sum. */
const unitsOf = (item: unknown): number => 2 * Math.ceil(JSON.stringify(item, exact).length / 1024)

const putsOf = ({ input }: Sent): { pk: string }[] => input.TransactItems?.flatMap(({ Put }) => Put?.Item ?? []) ?? []

/** Listens to a client; what it returns is added to until `clear`. */
export const listenTo = (client: DynamoDBDocumentClient): Parts => {
  const parts: Parts = new Map()
  const send = client.send.bind(client) as (command: Sent) => Promise<Answered>
  const add = (name: string, items: number, units: number): void => {
    const part = parts.get(name) ?? { calls: 0, items: 0, units: 0 }
    parts.set(name, { calls: part.calls + 1, items: part.items + items, units: part.units + units })
  }
  const listening = async (command: Sent): Promise<Answered> => {
    const answer = await send(command)
    const units = [answer.ConsumedCapacity ?? []].flat().map(({ CapacityUnits = 0 }) => CapacityUnits)
    add(
      nameOf(command),
      itemsOf(command, answer),
      units.reduce((sum, unit) => sum + unit, 0),
    )
    for (const item of putsOf(command)) add(`transaction, of it about ${kindOf(item.pk)}`, 1, unitsOf(item))
    return answer
  }
  client.send = listening
  return parts
}
