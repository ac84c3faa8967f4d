// The daily look at pledges: they lapse by time alone, so no event of the stream comes.
import { Duration, TimeZone } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { defineFailureQueue } from './failureQueue.ts'
import { publish, readAndWriteItems } from './grants.ts'
import { pledgeSchedule, type StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type PledgesProps = { config: StageConfig; table: TableV2; topic: Topic; environment: Environment }

export const definePledges = (scope: Construct, { config, table, topic, environment }: PledgesProps): void => {
  const lambda = defineFunction(scope, 'Pledges', {
    stage: config.stage,
    folder: 'pledges',
    description: 'Lapses pledges that nobody renewed, and warns of those that lapse soon',
    memoryMegabytes: 1024,
    timeout: Duration.minutes(5),
    environment,
    access: [...readAndWriteItems(table), publish(topic)],
  })
  new Schedule(scope, 'PledgeSchedule', {
    description: 'When pledges are looked at',
    schedule: ScheduleExpression.expression(pledgeSchedule.schedule, TimeZone.of(pledgeSchedule.timezone)),
    target: new LambdaInvoke(lambda, {
      retryAttempts: 3,
      maxEventAge: Duration.hours(2),
      deadLetterQueue: defineFailureQueue(scope, 'PledgeFailures'),
    }),
  })
}
