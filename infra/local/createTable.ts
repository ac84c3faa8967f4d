// Makes the table on the local engine where it is missing.
import { setTimeout as wait } from 'node:timers/promises'
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'

/** The key that #runtime/services.ts uses too: engines that keep a database per key must find the same one. */
export const clientAt = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } })

const describe = async (client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

const create = async (client: DynamoDBClient, input: CreateTableCommandInput): Promise<void> => {
  try {
    await client.send(new CreateTableCommand(input))
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
  }
}

/** The CDK is loaded only to make a table: half a second that later starts do without. */
const definition = async (name: string): Promise<CreateTableCommandInput> =>
  (await import('./tableInput.ts')).tableInput(name)

const readyMilliseconds = 30_000

/** Makes the table where it is missing, and returns its stream's ARN once it can be used. */
export const createTable = async (
  endpoint: string,
  name: string,
  define: (name: string) => CreateTableCommandInput | Promise<CreateTableCommandInput> = definition,
): Promise<string> => {
  const client = clientAt(endpoint)
  const deadline = performance.now() + readyMilliseconds
  try {
    if (!(await describe(client, name))) await create(client, await define(name))
    while (performance.now() < deadline) {
      const table = await describe(client, name)
      if (table?.TableStatus === 'ACTIVE' && table.LatestStreamArn) return table.LatestStreamArn
      await wait(50)
    }
    throw new Error(`The table ${name} has no stream after ${readyMilliseconds / 1000} seconds`)
  } finally {
    client.destroy()
  }
}
