// The environment of every function that reads the configuration: its names are those of #runtime/config.ts.
import type { ConfigKey } from '#runtime/config.ts'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import manifest from '../package.json' with { type: 'json' }
import type { Identity } from './identity.ts'
import type { ReportStore } from './reports.ts'
import type { StageConfig } from './stageConfig.ts'

/** On AWS the SDK finds DynamoDB by itself, and the importer alone is told of its machine (imports.ts): two keys are left out. */
export type Environment = Record<Exclude<ConfigKey, 'DYNAMODB_ENDPOINT' | 'IMPORT_MACHINE'>, string> &
  Partial<Record<'IMPORT_MACHINE', string>>

export const environmentOf = (
  { secondCoordinator, writesPerMinute }: StageConfig,
  table: TableV2,
  identity: Identity,
  { bucket, topic }: ReportStore,
  seals: Bucket,
) =>
  ({
    TABLE_NAME: table.tableName,
    ISSUER: identity.issuer,
    JWKS_URI: identity.jwksUri,
    CLIENT_IDS: identity.clientIds.join(','),
    REPORT_STORE: bucket.bucketName,
    SEAL_STORE: seals.bucketName,
    TOPIC: topic.topicArn,
    SECOND_COORDINATOR: String(secondCoordinator),
    WRITES_PER_MINUTE: String(writesPerMinute),
    VERSION: manifest.version,
  }) satisfies Environment
