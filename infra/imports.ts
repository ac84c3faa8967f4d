// Imports: a function that takes files in over HTTP, one that works them off when the table's stream tells of one, and one that
// hands their sheets out.
import { Duration, Stack } from 'aws-cdk-lib'
import type { ITable, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Construct } from 'constructs'
import type { Environment } from './environment.ts'
import { defineFailureQueue } from './failureQueue.ts'
import { commits, countWrites, keepExported, keepImported, onItems, readImported, startExecution } from './grants.ts'
import type { ReportStore } from './reports.ts'
import { defineSegments, segmentsArn } from './segments.ts'
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

/** As many rows as are taken at most are a day and a half at 63 a second (`npm run bench -- import`). */
const longestImport = Duration.days(7)

/** Works files off, up to a quarter of an hour at a time: small ones as the stream brings them, large ones step by step. */
const defineImporter = (scope: Construct, { config, table, reportStore, environment }: ImportsProps): void => {
  const name = `${Stack.of(scope).stackName}-imports`
  const machine = segmentsArn(scope, name)
  const lambda = defineFunction(scope, 'Importer', {
    stage: config.stage,
    folder: 'importer',
    description: 'Works imported files off, and lets rows in whose names were placed',
    memoryMegabytes: 2048,
    timeout: Duration.minutes(15),
    environment: { ...environment, IMPORT_MACHINE: machine },
    access: [
      ...onItems(table, [...commits, 'QueryIndexes']),
      readImported(reportStore.bucket),
      startExecution(machine),
    ],
  })
  const failures = defineFailureQueue(scope, 'ImporterFailures')
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
      onFailure: new SqsDlq(failures),
    }),
  )
  defineSegments(scope, 'LargeImports', {
    stage: config.stage,
    name,
    description: 'Works a large import off, a segment of its rows after the other',
    worker: lambda,
    // Of rows with one identity the last one stays, and children are held to their envelope in the order of the file.
    atOnce: 1,
    othersGoOn: false,
    timeout: longestImport,
    failures,
  })
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
