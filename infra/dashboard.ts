// What the tracker does and how it fares, on one page of CloudWatch.
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Dashboard, GraphWidget, type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Stack } from 'aws-cdk-lib'
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { minutes, ownMetric } from './alarms.ts'

export type DashboardProps = { api: HttpApi; apiFunction: LambdaFunction }

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 })

const apiMetric = (api: HttpApi, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId: api.apiId },
    statistic,
    period: minutes(5),
  })

/** Counted from the line that every request leaves, so that the function itself measures nothing. */
const defineSubmits = (scope: Construct, { logGroup }: LambdaFunction): Metric =>
  new MetricFilter(scope, 'Submits', {
    logGroup,
    metricNamespace: 'ContributionTracker',
    metricName: 'Submits',
    filterPattern: FilterPattern.all(
      FilterPattern.stringValue('$.message', '=', 'request'),
      FilterPattern.stringValue('$.method', '=', 'POST'),
      FilterPattern.stringValue('$.route', '=', '/v1/contributions'),
      FilterPattern.numberValue('$.status', '=', 201),
    ),
  }).metric({ statistic: 'Sum', period: minutes(5) })

const ofSearch = (name: string, statistic: string): IMetric[] =>
  ['check', 'stream'].map((Search) => ownMetric(name, { Search }, statistic))

const ofConsumer = (name: string, statistic: string): IMetric[] =>
  ['findings', 'coverage', 'importer'].map((Consumer) => ownMetric(name, { Consumer }, statistic))

/** The newest look at every queue of the stack. */
const queues = (scope: Construct): IMetric =>
  new MathExpression({
    expression: `SEARCH('{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" "${Stack.of(scope).stackName}"', 'Maximum')`,
    usingMetrics: {},
    label: '',
    period: minutes(5),
  })

/** How many executions of each state machine began, and how many failed. */
const executions = (scope: Construct): IMetric[] =>
  scope.node.children
    .filter((child) => child instanceof StateMachine)
    .flatMap((machine) =>
      ['ExecutionsStarted', 'ExecutionsFailed'].map((name) =>
        machine.metric(name, { statistic: 'Sum', period: minutes(5), label: `${machine.node.id} ${name}` }),
      ),
    )

export const defineDashboard = (scope: Construct, { api, apiFunction }: DashboardProps): void => {
  const submits = defineSubmits(scope, apiFunction)
  const dashboard = new Dashboard(scope, 'Dashboard', { dashboardName: Stack.of(scope).stackName })
  dashboard.addWidgets(
    graph('Submits and findings', [submits, ownMetric('Findings', { Consumer: 'findings' }, 'Sum')]),
    graph('From a write to what follows it, ms (p95)', ofConsumer('LagMilliseconds', 'p95')),
    graph(
      'Requests',
      ['Count', '4xx', '5xx'].map((name) => apiMetric(api, name, 'Sum')),
    ),
  )
  dashboard.addWidgets(
    graph('Candidates of a search', ofSearch('Candidates', 'Average')),
    graph('Blocks split', ofSearch('BlocksSplit', 'Sum')),
    graph(
      'Latency, ms',
      ['p50', 'p95'].map((statistic) => apiMetric(api, 'Latency', statistic)),
    ),
  )
  dashboard.addWidgets(
    graph('Records that could not be followed', ofConsumer('TargetsFailed', 'Sum')),
    graph('Failure queues', [queues(scope)]),
    graph('Large imports and nights', executions(scope)),
    graph(
      'Size of the report, bytes',
      ['scheduled', 'on-demand'].map((Report) => ownMetric('ReportBytes', { Report }, 'Maximum')),
    ),
  )
}
