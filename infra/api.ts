// The HTTP API: everything under /v1 behind the JWT authorizer, and the few named routes that need no token.
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  HttpApi,
  HttpMethod,
  type HttpRouteIntegration,
  LogGroupLogDestination,
  MappingValue,
  ParameterMapping,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { compressDocs } from './compressDocs.ts'
import type { Environment } from './environment.ts'
import { commits, countWrites, onItems, readsAndPuts } from './grants.ts'
import type { Identity } from './identity.ts'
import { guardedPaths, type HttpFunction, openPaths, pathsIn } from './routing.ts'
import type { StageConfig } from './stageConfig.ts'
import { defineFunction } from './trackerFunction.ts'

export type ApiProps = {
  config: StageConfig
  table: TableV2
  identity: Identity
  /** Answers /v1/reports. */
  reportFunction: LambdaFunction
  /** Answers /v1/imports. */
  importFunction: LambdaFunction
  /** Answers /v1/imports/{id}/sheet.csv and .xlsx. */
  sheetFunction: LambdaFunction
  /** Answers /v1/imports/uploads. */
  uploadFunction: LambdaFunction
  /** Answers /v1/audit. */
  auditFunction: LambdaFunction
  /** Answers /v1/exports, and the template of an import. */
  exportFunction: LambdaFunction
  /** Answers /v1/calendar.ics. */
  calendarFunction: LambdaFunction
  environment: Environment
}

/** No address and no token of a caller: who did what is in the audit trail. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    bytes: '$context.responseLength',
    milliseconds: '$context.responseLatency',
    functionMilliseconds: '$context.integrationLatency',
    functionError: '$context.integrationErrorMessage',
    authorizerError: '$context.authorizer.error',
  }),
)

/** One id from the edge to the stream: API Gateway's own, which the function answers with, logs, and writes in the audit trail. */
const requestIds = new ParameterMapping().overwriteHeader('x-request-id', MappingValue.contextVariable('requestId'))

const integrationOf = (id: string, lambda: LambdaFunction): HttpLambdaIntegration =>
  new HttpLambdaIntegration(id, lambda, { parameterMapping: requestIds })

const defineStage = (scope: Construct, api: HttpApi, { stage }: StageConfig): void => {
  const accessLogs = new LogGroup(scope, 'AccessLogs', {
    retention: stage === 'prod' ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  api.addStage('Stage', {
    stageName: '$default',
    autoDeploy: true,
    // Six metrics a route are paid like our own, 56 USD a month for all of them: the access log has the route of every request.
    detailedMetricsEnabled: false,
    throttle: { rateLimit: 100, burstLimit: 200 },
    accessLogSettings: { destination: new LogGroupLogDestination(accessLogs), format: accessLogFormat },
  })
}

const defineTrackerFunction = (scope: Construct, { config, table, environment }: ApiProps): LambdaFunction =>
  defineFunction(scope, 'Api', {
    stage: config.stage,
    folder: 'api',
    description: 'Answers /v1 and /healthz',
    memoryMegabytes: 1024,
    // Below the 30 seconds after which API Gateway itself answers, so that a slow request is ours to explain.
    timeout: Duration.seconds(28),
    environment,
    access: onItems(table, [...commits, 'QueryIndexes']),
  })

/** Figures: reads only, and puts the key of its cursors where there is none. */
const defineFigures = (scope: Construct, { config, table, environment }: ApiProps) =>
  integrationOf(
    'FiguresRoutes',
    defineFunction(scope, 'Figures', {
      stage: config.stage,
      folder: 'figures',
      description: 'Answers /v1/coverage',
      memoryMegabytes: 1024,
      timeout: Duration.seconds(28),
      environment,
      access: [...onItems(table, readsAndPuts), countWrites(table)],
    }),
  )

/** One contribution: reading and changing it needs none of the matching that fills the API's bundle. */
const defineContributions = (scope: Construct, { config, table, environment }: ApiProps) =>
  integrationOf(
    'ContributionsRoutes',
    defineFunction(scope, 'Contributions', {
      stage: config.stage,
      folder: 'contributions',
      description: 'Answers /v1/contributions/{id} and what is below it',
      memoryMegabytes: 1024,
      timeout: Duration.seconds(28),
      environment,
      access: onItems(table, commits),
    }),
  )

/** What coordinators work with: apart from the API, whose bundle is nearly full. */
const defineReview = (scope: Construct, { config, table, environment }: ApiProps) =>
  integrationOf(
    'ReviewRoutes',
    defineFunction(scope, 'Review', {
      stage: config.stage,
      folder: 'review',
      description: 'Answers /v1/findings and /v1/names',
      memoryMegabytes: 1024,
      timeout: Duration.seconds(28),
      environment,
      access: onItems(table, [...commits, 'QueryIndexes']),
    }),
  )

/** The registers beside the contributions. */
const defineRegisters = (scope: Construct, { config, table, environment }: ApiProps) =>
  integrationOf(
    'RegistersRoutes',
    defineFunction(scope, 'Registers', {
      stage: config.stage,
      folder: 'registers',
      description:
        'Answers /v1/taxonomy, /v1/partners, /v1/needs, /v1/operations, /v1/members, /v1/clients and mappings of imports',
      memoryMegabytes: 1024,
      timeout: Duration.seconds(28),
      environment,
      access: [...onItems(table, [...readsAndPuts, 'DeleteItem']), countWrites(table)],
    }),
  )

const defineDocs = (scope: Construct, { config }: ApiProps) =>
  integrationOf(
    'Docs',
    defineFunction(scope, 'Docs', {
      stage: config.stage,
      folder: 'docs',
      description: 'Answers /docs and /openapi.json from its own files',
      memoryMegabytes: 512,
      timeout: Duration.seconds(10),
      access: [],
      beside: compressDocs,
    }),
  )

/** Returns also the function whose log tells what is recorded. */
export const defineApi = (scope: Construct, props: ApiProps): { api: HttpApi; apiFunction: LambdaFunction } => {
  const api = new HttpApi(scope, 'HttpApi', { createDefaultStage: false, description: 'AU contribution tracker' })
  defineStage(scope, api, props.config)

  const apiFunction = defineTrackerFunction(scope, props)
  const functions: Record<HttpFunction, HttpRouteIntegration> = {
    api: integrationOf('Tracker', apiFunction),
    contributions: defineContributions(scope, props),
    figures: defineFigures(scope, props),
    review: defineReview(scope, props),
    registers: defineRegisters(scope, props),
    reports: integrationOf('Reports', props.reportFunction),
    imports: integrationOf('ImportRoutes', props.importFunction),
    sheets: integrationOf('SheetRoutes', props.sheetFunction),
    uploads: integrationOf('UploadRoutes', props.uploadFunction),
    audit: integrationOf('AuditRoutes', props.auditFunction),
    exports: integrationOf('ExportRoutes', props.exportFunction),
    calendar: integrationOf('CalendarRoutes', props.calendarFunction),
    docs: defineDocs(scope, props),
  }
  const authorizer = new HttpJwtAuthorizer('Callers', props.identity.issuer, {
    jwtAudience: props.identity.audience,
  })
  for (const [name, path] of pathsIn(guardedPaths))
    api.addRoutes({ path, methods: [HttpMethod.ANY], integration: functions[name], authorizer })
  for (const [name, path] of pathsIn(openPaths))
    api.addRoutes({ path, methods: [HttpMethod.GET], integration: functions[name] })

  return { api, apiFunction }
}
