// Exports and the calendar: functions that read lists to their end, and keep what is too large for an answer beside the reports.
import { Duration } from 'aws-cdk-lib'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { countWrites, keepExported, onItems, readsAndPuts } from './grants.ts'
import type { ReportStore } from './reports.ts'
import type { StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type ExportsProps = { config: StageConfig; table: TableV2; reportStore: ReportStore; environment: Environment }

/** Returns the function that answers /v1/exports. It puts the key of its cursors where there is none. */
export const defineExports = (scope: Construct, props: ExportsProps): LambdaFunction =>
  defineReader(scope, props, { id: 'Exports', folder: 'exports', description: 'Answers /v1/exports' })

/** Returns the function that answers /v1/calendar.ics, of the same kind. */
export const defineCalendar = (scope: Construct, props: ExportsProps): LambdaFunction =>
  defineReader(scope, props, { id: 'Calendar', folder: 'calendar', description: 'Answers /v1/calendar.ics' })

const defineReader = (
  scope: Construct,
  { config, table, reportStore, environment }: ExportsProps,
  { id, ...own }: { id: string; folder: string; description: string },
): LambdaFunction =>
  defineFunction(scope, id, {
    ...own,
    stage: config.stage,
    memoryMegabytes: 2048,
    timeout: Duration.seconds(28),
    environment,
    access: [...onItems(table, readsAndPuts), countWrites(table), keepExported(reportStore.bucket)],
  })
