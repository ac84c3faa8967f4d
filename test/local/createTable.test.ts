// The local table is the deployed one: compared with what the stack's whole synth says, which the start does not wait for.
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTable } from '#infra/local/createTable.ts'
import { tableInput } from '#infra/local/tableInput.ts'
import { defineTable } from '#infra/table.ts'
import { indexNames } from '#store/tableShape.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

type Properties = Record<'KeySchema' | 'AttributeDefinitions' | 'GlobalSecondaryIndexes', object[]> & {
  StreamSpecification: { StreamViewType: string }
}

const deployed = (): Properties => {
  const stack = new Stack()
  defineTable(stack, { stage: 'prod' })
  const [table] = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::GlobalTable'))
  return table?.['Properties'] as Properties
}

const sorted = (objects: object[] = []): string[] => objects.map((object) => JSON.stringify(object)).toSorted()

describe('the table on one machine', () => {
  let engine: TestEngine
  beforeAll(async () => {
    engine = await startEngine()
  })
  afterAll(() => engine.stop())

  test('has the keys, attributes, indexes and stream of the CDK definition', () => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, StreamSpecification } = tableInput('tracker')
    const expected = deployed()

    expect(KeySchema).toEqual(expected.KeySchema)
    expect(sorted(AttributeDefinitions)).toEqual(sorted(expected.AttributeDefinitions))
    expect(sorted(GlobalSecondaryIndexes)).toEqual(sorted(expected.GlobalSecondaryIndexes))
    expect(StreamSpecification).toEqual({ StreamEnabled: true, ...expected.StreamSpecification })
  })

  test('stands on the engine with every index and its stream', async () => {
    const { tableName, streamArn } = await engine.newTable()
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const client = new DynamoDBClient({ endpoint: engine.endpoint, region: 'local', credentials })

    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }))

    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).toSorted()).toEqual(indexNames.toSorted())
    expect(Table?.LatestStreamArn).toBe(streamArn)
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' })
  })

  test('is left as it is where it exists, without loading the CDK', async () => {
    const { tableName, streamArn } = await engine.newTable()

    const again = await createTable(engine.endpoint, tableName, () => {
      throw new Error('loaded')
    })

    expect(again).toBe(streamArn)
  })
})
