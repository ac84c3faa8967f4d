// The CDK app's table as the engine's CreateTable takes it: there is no second copy of keys and indexes.
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { Stack } from 'aws-cdk-lib'
import { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb'
import * as z from 'zod'
import { defineTable } from '../table.ts'

const Key = z
  .object({ attributeName: z.string(), keyType: z.enum(['HASH', 'RANGE']) })
  .transform((key) => ({ AttributeName: key.attributeName, KeyType: key.keyType }))

const Attribute = z
  .object({ attributeName: z.string(), attributeType: z.enum(['S', 'N', 'B']) })
  .transform((attribute) => ({ AttributeName: attribute.attributeName, AttributeType: attribute.attributeType }))

const Index = z
  .object({
    indexName: z.string(),
    keySchema: z.array(Key),
    projection: z.object({
      projectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
      nonKeyAttributes: z.array(z.string()).optional(),
    }),
  })
  .transform(({ indexName, keySchema, projection }) => ({
    IndexName: indexName,
    KeySchema: keySchema,
    Projection: { ProjectionType: projection.projectionType, NonKeyAttributes: projection.nonKeyAttributes },
  }))

/** Capacity, encryption, backups and regions are the deployed table's own: the engine on one machine has none. */
const Definition = z.object({
  keySchema: z.array(Key),
  attributeDefinitions: z.array(Attribute),
  globalSecondaryIndexes: z.array(Index).default([]),
  streamSpecification: z.object({ streamViewType: z.enum(['NEW_AND_OLD_IMAGES']) }),
})

/** Reads the L1 construct: a whole synth would take two seconds more and say the same. */
export const tableInput = (tableName: string): CreateTableCommandInput => {
  const stack = new Stack(undefined, 'OneMachine')
  const resource = defineTable(stack, { stage: 'dev' }).node.defaultChild
  if (!(resource instanceof CfnGlobalTable)) throw new Error('infra/table.ts defines no AWS::DynamoDB::GlobalTable')

  const { keySchema, attributeDefinitions, globalSecondaryIndexes, streamSpecification } = resource
  const definition = Definition.parse(
    stack.resolve({ keySchema, attributeDefinitions, globalSecondaryIndexes, streamSpecification }),
  )
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: definition.keySchema,
    AttributeDefinitions: definition.attributeDefinitions,
    GlobalSecondaryIndexes: definition.globalSecondaryIndexes,
    StreamSpecification: { StreamEnabled: true, StreamViewType: definition.streamSpecification.streamViewType },
  }
}
