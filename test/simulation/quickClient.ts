// The document client's commands spoken as JSON over HTTP: the SDK would take most of a simulation's time.
import { Agent, request } from 'node:http'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { exactNumber } from '#store/table.ts'

type Wire = Record<string, unknown>

const toWire = (value: unknown): Wire => {
  if (value === null) return { NULL: true }
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return { L: value.map(toWire) }
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'boolean') return { BOOL: value }
  if (typeof value === 'number' || typeof value === 'bigint') return { N: String(value) }
  return { M: attributesToWire(value as Wire) }
}
const attributesToWire = (attributes: Wire): Wire =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, toWire(value)]),
  )

const fromWire = (value: Wire): unknown => {
  if ('S' in value || 'BOOL' in value) return value['S'] ?? value['BOOL']
  if ('N' in value) return exactNumber(String(value['N']))
  if ('M' in value) return attributesFromWire(value['M'] as Record<string, Wire>)
  if ('L' in value) return (value['L'] as Wire[]).map(fromWire)
  if ('B' in value) return new Uint8Array(Buffer.from(String(value['B']), 'base64'))
  return null
}
const attributesFromWire = (attributes: Record<string, Wire>): Wire =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, fromWire(value)]))

/** Where a request holds attributes: in an item, a key, or the values of an expression. */
const holders = new Set(['Item', 'Key', 'ExclusiveStartKey', 'ExpressionAttributeValues'])

const encoded = (input: unknown): unknown => {
  if (Array.isArray(input)) return input.map(encoded)
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        if (holders.has(name)) return [name, attributesToWire(value as Wire)]
        return [name, name === 'Keys' ? (value as Wire[]).map(attributesToWire) : encoded(value)]
      }),
  )
}

const itemsOf = (list: unknown): Wire[] => ((list ?? []) as Record<string, Wire>[]).map(attributesFromWire)

const decoded = (answer: Wire): Wire => ({
  ...answer,
  ...(answer['Item'] ? { Item: attributesFromWire(answer['Item'] as Record<string, Wire>) } : {}),
  ...(answer['Items'] ? { Items: itemsOf(answer['Items']) } : {}),
  ...(answer['LastEvaluatedKey']
    ? { LastEvaluatedKey: attributesFromWire(answer['LastEvaluatedKey'] as Record<string, Wire>) }
    : {}),
  ...(answer['Responses'] && !Array.isArray(answer['Responses'])
    ? {
        Responses: Object.fromEntries(Object.entries(answer['Responses']).map(([name, list]) => [name, itemsOf(list)])),
      }
    : {}),
})

/** A credential of the usual form, which the embedded engine does not verify. */
const headers = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20080101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20080101T000000Z',
}

const operations: Record<string, string> = {
  GetCommand: 'GetItem',
  QueryCommand: 'Query',
  BatchGetCommand: 'BatchGetItem',
  BatchWriteCommand: 'BatchWriteItem',
  ScanCommand: 'Scan',
  TransactWriteCommand: 'TransactWriteItems',
}

const failure = (answer: Wire): Error => {
  const [type, message] = [String(answer['__type']), String(answer['message'] ?? answer['Message'])]
  return type.endsWith('TransactionCanceledException')
    ? new TransactionCanceledException({
        $metadata: {},
        message,
        CancellationReasons: answer['CancellationReasons'] as { Code: string }[],
      })
    : new Error(`${type}: ${message}`)
}

export interface Command {
  name: string
  input: Record<string, unknown>
}

export type Ask = (command: Command) => Promise<unknown>

/** Refuses what the engine refuses: a cancelled transaction as the SDK's own exception. */
export const quickClientAt = (endpoint: string): { ask: Ask; close: () => void } => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const url = new URL(endpoint)
  const ask: Ask = async ({ name, input }) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const target = `DynamoDB_20120810.${operations[name] ?? name}`
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'x-amz-target': target } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          try {
            const answer = JSON.parse(Buffer.concat(parts).toString('utf8')) as Wire
            if (response.statusCode === 200) resolve(decoded(answer))
            else reject(failure(answer))
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        })
      },
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(encoded(input)))
    return promise
  }
  return { ask, close: () => agent.destroy() }
}
