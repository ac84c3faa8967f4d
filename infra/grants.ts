// What a function may do, as explicit lists of actions: nothing here ends in `*`, and no function may Scan.
import { indexNames } from '#store/tableShape.ts'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Topic } from 'aws-cdk-lib/aws-sns'

/** What a function may do with items; a transaction has no action of its own and needs that of each item in it. */
export type ItemAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'QueryIndexes'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'

/** For most functions that answer by reading: they put the key of their cursors where there is none. */
export const readsAndPuts = ['GetItem', 'BatchGetItem', 'Query', 'QueryIndexes', 'PutItem'] as const

/** For what commits changes of records. */
export const commits = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
] as const

/** The audit trail is only ever added to: whatever else a role may do, it changes and deletes none of it. */
const neverAudit = (table: TableV2): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.DENY,
    actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    resources: [table.tableArn],
    conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['AUDIT#*'] } },
  })

/** Exactly these: test/infra/leastPrivilege.test.ts compares them with what the function's code calls. */
export const onItems = (table: TableV2, allowed: readonly ItemAction[]): PolicyStatement[] => {
  const indexes = indexNames.map((name) => `${table.tableArn}/index/${name}`)
  const direct = allowed.filter((action) => action !== 'Query' && action !== 'QueryIndexes')
  const changes = allowed.includes('UpdateItem') || allowed.includes('DeleteItem')
  return [
    new PolicyStatement({ actions: direct.map((action) => `dynamodb:${action}`), resources: [table.tableArn] }),
    ...(allowed.includes('Query')
      ? [
          new PolicyStatement({
            actions: ['dynamodb:Query'],
            resources: [table.tableArn, ...(allowed.includes('QueryIndexes') ? indexes : [])],
          }),
        ]
      : []),
    ...(changes ? [neverAudit(table)] : []),
  ]
}

/** For what answers requests and may otherwise change no item: how often a caller writes is counted at every edge. */
export const countWrites = (table: TableV2): PolicyStatement =>
  new PolicyStatement({
    actions: ['dynamodb:UpdateItem'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['WRITES#*'] } },
  })

/** Listing tells a missing object (404) from a forbidden one. */
export const readAndWriteObjects = (bucket: Bucket): PolicyStatement[] => [
  new PolicyStatement({
    actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
    resources: [bucket.arnForObjects('*')],
  }),
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
]

/** Files that are made for one caller: written, and read by the link that the caller is given. */
export const keepExported = (bucket: Bucket): PolicyStatement =>
  new PolicyStatement({
    actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
    resources: [bucket.arnForObjects('exports/*')],
  })

export const keepSeals = (bucket: Bucket): PolicyStatement[] => [
  new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: [bucket.arnForObjects('seals/*')] }),
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
]

/** Seals as whoever verifies them needs them: read, and told from missing ones. */
export const readSeals = (bucket: Bucket): PolicyStatement[] => [
  new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('seals/*')] }),
  new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
]

/** Where the nightly verification stands, and what it holds meanwhile: the only partition that it may put into. */
export const putVerification = (table: TableV2): PolicyStatement =>
  new PolicyStatement({
    actions: ['dynamodb:PutItem'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['VERIFICATION'] } },
  })

const imported = (bucket: Bucket, actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [bucket.arnForObjects('imports/*')] })

/** Files that were sent in are kept, read once, and let go when they are refused. */
export const keepImported = (bucket: Bucket): PolicyStatement[] => [
  imported(bucket, ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload']),
]

export const readImported = (bucket: Bucket): PolicyStatement => imported(bucket, ['s3:GetObject'])

/** Forms are signed with the function's own credentials, so that it may put what they let others put; and one version is read. */
export const takeUploads = (bucket: Bucket): PolicyStatement[] => [
  new PolicyStatement({
    actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'],
    resources: [bucket.arnForObjects('uploads/*')],
  }),
]

/** By the machine's name (segments.ts). */
export const startExecution = (machine: string): PolicyStatement =>
  new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine] })

export const publish = (topic: Topic): PolicyStatement =>
  new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] })
