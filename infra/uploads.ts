// Uploads: forms for files that are too large for a request, and what reads such a file when the bucket tells that it is there.
import { Duration } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { defineFailureQueue } from './failureQueue.ts'
import { keepImported, onItems, takeUploads } from './grants.ts'
import type { ReportStore } from './reports.ts'
import type { StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type UploadsProps = { config: StageConfig; table: TableV2; reportStore: ReportStore; environment: Environment }

/** S3 keeps what came for a day; a file that nobody read by then is sent again. */
const retryHours = Duration.hours(6)

/** Returns the function that answers /v1/imports/uploads. */
export const defineUploads = (scope: Construct, props: UploadsProps): LambdaFunction => {
  const { config, table, reportStore, environment } = props
  const { bucket } = reportStore
  const lambda = defineFunction(scope, 'Uploads', {
    stage: config.stage,
    folder: 'uploads',
    description: 'Reads files that were posted to the bucket, and answers /v1/imports/uploads',
    memoryMegabytes: 2048,
    timeout: Duration.minutes(5),
    environment,
    access: [...onItems(table, ['GetItem', 'PutItem', 'UpdateItem']), ...keepImported(bucket), ...takeUploads(bucket)],
  })
  const failures = defineFailureQueue(scope, 'UploadFailures')
  new Rule(scope, 'Posted', {
    description: 'A file was posted to the bucket',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: 'uploads/' }] } },
    },
    targets: [new LambdaTarget(lambda, { retryAttempts: 20, maxEventAge: retryHours, deadLetterQueue: failures })],
  })
  // The rule hands its event over and does not wait: what fails in the function itself is Lambda's to retry and keep.
  lambda.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: retryHours, onFailure: new SqsDestination(failures) })
  return lambda
}
