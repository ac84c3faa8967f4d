// What follows a write: two consumers of the table's stream, the only writers of findings and coverage.
import { Duration } from 'aws-cdk-lib'
import type { ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { defineFailureQueue } from './failureQueue.ts'
import { commits, type ItemAction, onItems, publish } from './grants.ts'
import type { StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type TrackingProps = { config: StageConfig; table: TableV2; topic: Topic; environment: Environment }

type Consumer = { id: string; folder: string; description: string; access: readonly ItemAction[] }

const consumers: Consumer[] = [
  {
    id: 'Findings',
    folder: 'findings',
    description: 'Finds duplication in what the stream brings, and tells the partners that it names',
    access: commits.filter((action) => action !== 'UpdateItem'),
  },
  {
    id: 'Coverage',
    folder: 'coverage',
    description: 'Keeps the coverage cells up with the stream, and tells of cover that is lost',
    access: commits,
  },
]

const defineConsumer = (scope: Construct, consumer: Consumer, props: TrackingProps): void => {
  const { config, table, topic, environment } = props
  const lambda = defineFunction(scope, consumer.id, {
    stage: config.stage,
    folder: consumer.folder,
    description: consumer.description,
    memoryMegabytes: 1024,
    timeout: Duration.minutes(1),
    environment,
    access: [...onItems(table, consumer.access), publish(topic)],
  })
  lambda.addEventSource(
    // A cast, because the CDK's own declarations do not agree with each other under exactOptionalPropertyTypes.
    new DynamoEventSource(table as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      // The queue gets a pointer, not the record, and the stream keeps records for 24 hours: half is left to replay.
      maxRecordAge: Duration.hours(12),
      // One batch of a shard at a time: the versions of one contribution arrive in their order.
      parallelizationFactor: 1,
      onFailure: new SqsDlq(defineFailureQueue(scope, `${consumer.id}Failures`)),
    }),
  )
}

export const defineTracking = (scope: Construct, props: TrackingProps): void => {
  for (const consumer of consumers) defineConsumer(scope, consumer, props)
}
