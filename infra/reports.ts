// The duplication and gap report: where it is kept, who is told, and the schedule that makes it.
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Alias } from 'aws-cdk-lib/aws-kms'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods, StorageClass } from 'aws-cdk-lib/aws-s3'
import { ContextAttribute, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { countWrites, onItems, publish, readAndWriteObjects, readsAndPuts } from './grants.ts'
import { defineSchedule } from './schedule.ts'
import type { StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type ReportStore = { bucket: Bucket; topic: Topic }

/** By the property itself: the CDK's `eventBridgeEnabled` brings a function of its own that sets it. */
const tellEventBridge = ({ node }: Bucket): void => {
  const { defaultChild } = node
  if (!(defaultChild instanceof CfnBucket)) throw new TypeError('The bucket is none.')
  defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
}

const defineBucket = (scope: Construct, { stage, uploadOrigins }: StageConfig): Bucket => {
  const bucket = new Bucket(scope, 'Reports', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: true,
    // Of nobody else does a browser let a page see what became of its post.
    ...(uploadOrigins.length > 0
      ? { cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: uploadOrigins, maxAge: 3600 }] }
      : {}),
    lifecycleRules: [
      // An export lives as long as the link to it; an upload until it was read and is kept among the imports.
      ...['exports/', 'uploads/'].map((prefix) => ({
        prefix,
        expiration: Duration.days(1),
        noncurrentVersionExpiration: Duration.days(1),
      })),
      {
        abortIncompleteMultipartUploadAfter: Duration.days(7),
        noncurrentVersionExpiration: Duration.days(90),
        transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(90) }],
      },
    ],
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  tellEventBridge(bucket)
  return bucket
}

export const defineReportStore = (scope: Construct, config: StageConfig): ReportStore => {
  const topic = new Topic(scope, 'Announcements', {
    displayName: 'AU contribution tracker',
    enforceSSL: true,
    // SNS's own key: every principal of the account that may publish may use it, so it needs no grant.
    masterKey: Alias.fromAliasName(scope, 'TopicKey', 'alias/aws/sns'),
  })
  // What is addressed to one partner is for that partner's own subscription, which filters by `partner`.
  const toNoPartner = { partner: SubscriptionFilter.notExistsFilter() }
  if (config.notificationEmail)
    topic.addSubscription(new EmailSubscription(config.notificationEmail, { filterPolicy: toNoPartner }))

  return { bucket: defineBucket(scope, config), topic }
}

export type ReportsProps = { config: StageConfig; table: TableV2; reportStore: ReportStore; environment: Environment }

export const defineReports = (
  scope: Construct,
  { config, table, reportStore, environment }: ReportsProps,
): LambdaFunction => {
  const lambda = defineFunction(scope, 'Report', {
    stage: config.stage,
    folder: 'reports',
    description: 'Writes the duplication and gap report, announces it, and answers /v1/reports',
    memoryMegabytes: 2048,
    // A report reads its findings while it is written, as many as there are.
    timeout: Duration.minutes(15),
    environment,
    // The records that it writes are the report itself and the key of its cursors, each put only where there is none.
    access: [
      ...onItems(table, readsAndPuts),
      countWrites(table),
      ...readAndWriteObjects(reportStore.bucket),
      publish(reportStore.topic),
    ],
  })

  defineSchedule(scope, 'Report', {
    description: 'When the duplication and gap report is made',
    schedule: config.reportSchedule,
    timezone: config.timezone,
    target: lambda,
    // The instant that was planned, so that a retry makes the same report.
    input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
  })

  return lambda
}
