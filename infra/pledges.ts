// The daily look at pledges: they lapse by time alone, so no event of the stream comes.
import { Duration } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { commits, onItems, publish } from './grants.ts'
import { defineSchedule } from './schedule.ts'
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
    access: [...onItems(table, commits), publish(topic)],
  })
  defineSchedule(scope, 'Pledge', { description: 'When pledges are looked at', ...pledgeSchedule, target: lambda })
}
