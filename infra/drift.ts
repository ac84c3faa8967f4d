// The nightly verification: what the stream has derived and the audit trail, compared with what people entered.
import { Duration, Stack } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { defineFailureQueue } from './failureQueue.ts'
import { onItems, putVerification, readSeals } from './grants.ts'
import { defineExecutions } from './schedule.ts'
import { defineSegments } from './segments.ts'
import { driftSchedule, type StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type DriftProps = { config: StageConfig; table: TableV2; seals: Bucket; environment: Environment }

/** It may read all and change nothing: of the whole table it puts what says how far it is. */
export const defineDrift = (scope: Construct, { config, table, seals, environment }: DriftProps): void => {
  const lambda = defineFunction(scope, 'Drift', {
    stage: config.stage,
    folder: 'drift',
    description: 'Verifies by night what is derived, and the audit trail',
    memoryMegabytes: 2048,
    timeout: Duration.minutes(15),
    environment,
    access: [
      ...onItems(table, ['GetItem', 'BatchGetItem', 'Query', 'QueryIndexes']),
      putVerification(table),
      ...readSeals(seals),
    ],
  })
  const failures = defineFailureQueue(scope, 'DriftFailures')
  const machine = defineSegments(scope, 'Nights', {
    stage: config.stage,
    name: `${Stack.of(scope).stackName}-nights`,
    description: 'Verifies by night what is derived, a segment beside the other',
    worker: lambda,
    atOnce: 3,
    othersGoOn: true,
    // The next night goes on with one that takes longer.
    timeout: Duration.hours(23),
    failures,
  })
  defineExecutions(scope, 'Drift', {
    description: 'When what is derived is verified',
    ...driftSchedule,
    machine,
    failures,
  })
}
