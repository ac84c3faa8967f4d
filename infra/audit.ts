// The audit trail: a function that shows, verifies and hourly seals it, and the bucket in which no seal can be changed.
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { countWrites, keepSeals, onItems } from './grants.ts'
import { defineSchedule } from './schedule.ts'
import { sealSchedule, type StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

/** In prod nobody, the account's owner included, deletes or replaces a seal for ten years; in dev one may, with the right to. */
const retentionOf = ({ stage }: StageConfig): ObjectLockRetention =>
  stage === 'prod'
    ? ObjectLockRetention.compliance(Duration.days(3653))
    : ObjectLockRetention.governance(Duration.days(1))

export const defineSeals = (scope: Construct, config: StageConfig): Bucket =>
  new Bucket(scope, 'Seals', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    objectLockEnabled: true,
    objectLockDefaultRetention: retentionOf(config),
    removalPolicy: config.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })

export type AuditProps = { config: StageConfig; table: TableV2; seals: Bucket; environment: Environment }

/** Returns the function that answers /v1/audit. It puts where the seals stand, and nothing else. */
export const defineAudit = (scope: Construct, { config, table, seals, environment }: AuditProps): LambdaFunction => {
  const lambda = defineFunction(scope, 'Audit', {
    stage: config.stage,
    folder: 'audit',
    description: 'Shows, verifies and seals the audit trail',
    memoryMegabytes: 1024,
    timeout: Duration.seconds(28),
    environment,
    access: [
      ...onItems(table, ['GetItem', 'BatchGetItem', 'Query', 'PutItem']),
      countWrites(table),
      ...keepSeals(seals),
    ],
  })
  defineSchedule(scope, 'Seal', { description: 'When the audit trail is sealed', ...sealSchedule, target: lambda })
  return lambda
}
