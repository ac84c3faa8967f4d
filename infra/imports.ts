// Imports: a function that takes files in over HTTP, one that works them off when the table's stream tells of one, and one that
// hands their sheets out.
import { Duration } from 'aws-cdk-lib'
import type { ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { defineFailureQueue } from './failureQueue.ts'
import { commits, countWrites, keepExported, keepImported, onItems, readImported } from './grants.ts'
import type { ReportStore } from './reports.ts'
import type { StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type ImportsProps = { config: StageConfig; table: TableV2; reportStore: ReportStore; environment: Environment }

/** A new import, or a change of a waiting name: the function's own progress does not call it again. */
const filters = [
  FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('IMPORT#') }, sk: { S: FilterRule.isEqual('IMPORT') } } },
  }),
  FilterCriteria.filter({
    eventName: FilterRule.isEqual('MODIFY'),
    dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('WAITING#') }, sk: { S: FilterRule.isEqual('NAME') } } },
  }),
]

/** Works files off, up to a quarter of an hour at a time. */
const defineImporter = (scope: Construct, { config, table, reportStore, environment }: ImportsProps): void => {
  const lambda = defineFunction(scope, 'Importer', {
    stage: config.stage,
    folder: 'importer',
    description: 'Works imported files off, and lets rows in whose names were placed',
    memoryMegabytes: 2048,
    timeout: Duration.minutes(15),
    environment,
    access: [...onItems(table, [...commits, 'QueryIndexes']), readImported(reportStore.bucket)],
  })
  lambda.addEventSource(
    // A cast, as in tracking.ts.
    new DynamoEventSource(table as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 1,
      filters,
      reportBatchItemFailures: true,
      // A file that takes longer than one call is delivered again and goes on where it stood.
      retryAttempts: 40,
      maxRecordAge: Duration.hours(12),
      // Different imports side by side: they have different partition keys.
      parallelizationFactor: 5,
      onFailure: new SqsDlq(defineFailureQueue(scope, 'ImporterFailures')),
    }),
  )
}

/** Returns the function that answers /v1/imports. */
export const defineImports = (scope: Construct, props: ImportsProps): LambdaFunction => {
  const { config, table, reportStore, environment } = props
  defineImporter(scope, props)
  return defineFunction(scope, 'Imports', {
    stage: config.stage,
    folder: 'imports',
    description: 'Answers /v1/imports',
    memoryMegabytes: 1024,
    timeout: Duration.seconds(28),
    environment,
    access: [...onItems(table, ['GetItem', 'PutItem']), countWrites(table), ...keepImported(reportStore.bucket)],
  })
}

/** Returns the function that answers with the sheet of an import; one that is too large for an answer is kept as an export is. */
export const defineSheets = (
  scope: Construct,
  { config, table, reportStore, environment }: ImportsProps,
): LambdaFunction =>
  defineFunction(scope, 'Sheets', {
    stage: config.stage,
    folder: 'sheets',
    description: 'Answers with the rows of an import and what became of each',
    memoryMegabytes: 1024,
    timeout: Duration.seconds(28),
    environment,
    access: [
      ...onItems(table, ['GetItem', 'PutItem']),
      countWrites(table),
      readImported(reportStore.bucket),
      keepExported(reportStore.bucket),
    ],
  })
