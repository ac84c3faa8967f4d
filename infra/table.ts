// The one table: keys, indexes, encryption, recovery, and the stream from which derived data is written.
import { indexKey, indexNames, tableKey, timeToLive } from '#store/tableShape.ts'
import { RemovalPolicy } from 'aws-cdk-lib'
import {
  type Attribute,
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import type { StageConfig } from './stageConfig.ts'

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING })

const indexes = indexNames.map((name): GlobalSecondaryIndexPropsV2 => {
  const key = indexKey(name)
  return {
    indexName: name,
    partitionKey: text(key.partition),
    sortKey: text(key.sort),
    projectionType: ProjectionType.ALL,
  }
})

/** In prod the table survives the stack and refuses to be deleted; in dev it goes with the stack. */
export const defineTable = (scope: Construct, { stage }: Pick<StageConfig, 'stage'>): TableV2 =>
  new TableV2(scope, 'Table', {
    partitionKey: text(tableKey.partition),
    sortKey: text(tableKey.sort),
    globalSecondaryIndexes: indexes,
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.awsManagedKey(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: timeToLive,
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    deletionProtection: stage === 'prod',
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
