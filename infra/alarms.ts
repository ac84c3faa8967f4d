// When somebody is hurt, an operator is told who, and where it is written what to do.
import { Annotations, Duration, Stack } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { type StageConfig, withinDays } from './stageConfig.ts'

export type AlarmsProps = { config: StageConfig; table: TableV2; api: HttpApi }

export const minutes = (count: number): Duration => Duration.minutes(count)

/** A metric that the functions write into their logs (shared/runtime/log.ts). */
export const ownMetric = (metricName: string, dimensionsMap: Record<string, string>, statistic: string): Metric =>
  new Metric({ namespace: 'ContributionTracker', metricName, dimensionsMap, statistic, period: minutes(5) })

type Watched = {
  /** Also the name of its entry in the runbook. */
  id: string
  hurts: string
  metric: IMetric
  /** Above this for `for` periods, it rings. */
  above: number
  for?: number
  /** Above it in one period of so many, it rings. */
  oneOf?: number
}

const lateMilliseconds = 60_000

/** Who waits while the records of a consumer lie in the stream. */
const followers: Record<string, string> = {
  Findings: 'Partners and coordinators: new duplicates are not flagged, and lists by partner and word are old.',
  Coverage: 'Coordinators: coverage, gaps and what is over them are older than what was recorded.',
  Importer: 'Whoever sent a file: its rows do not go in.',
}

/** Who misses what a message in a failure queue stands for. */
const failures: Record<string, string> = {
  FindingsFailures: 'Partners and coordinators: contributions that were given up are compared with nothing.',
  CoverageFailures: 'Coordinators: figures lack what was given up, until it is replayed.',
  ImporterFailures: 'Whoever sent a file: its import stands still.',
  UploadFailures: 'Whoever posted a large file: it was not read, and its import does not begin.',
  ReportFailures: 'Everybody who gets the report: one was not made.',
  PledgeFailures: 'Partners: pledges do not lapse, and nobody is warned before they do.',
  DriftFailures:
    'Operators: a nightly verification did not begin or broke off, and nobody knows whether figures are right.',
  SealFailures: 'Auditors: what was written since the last seal is chained, and not sealed.',
}

/** Who waits for what a state machine works off. */
const machines: Record<string, string> = {
  LargeImports: 'Whoever sent a large file: the rest of its rows does not go in.',
  Nights: 'Operators: some of what is derived was not compared with what was entered.',
}

const missing = (kind: string, id: string): never => {
  throw new Error(`infra/alarms.ts does not say who is hurt by the ${kind} ${id}.`)
}

const lateConsumers = (scope: Construct): Watched[] =>
  scope.node.children
    .filter((child) => child instanceof LambdaFunction)
    .filter(({ node }) => node.id in followers)
    .map((lambda) => ({
      id: `${lambda.node.id}Late`,
      hurts: followers[lambda.node.id] ?? missing('consumer', lambda.node.id),
      metric: lambda.metric('IteratorAge', { statistic: 'Maximum', period: minutes(1) }),
      above: lateMilliseconds,
      for: 5,
    }))

/** Whatever queue there is, it is one of failures. */
const waitingFailures = (scope: Construct): Watched[] =>
  scope.node.children
    .filter((child) => child instanceof Queue)
    .map((queue) => ({
      id: `${queue.node.id}Waiting`,
      hurts: failures[queue.node.id] ?? missing('queue', queue.node.id),
      metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: minutes(5) }),
      above: 0,
    }))

/** What an execution ends as, other than well or stopped by somebody, who knows of it; and how its alarm is called. */
const badEnds = { ExecutionsFailed: 'BrokeOff', ExecutionsTimedOut: 'TookTooLong' }

const brokenExecutions = (scope: Construct): Watched[] =>
  scope.node.children
    .filter((child) => child instanceof StateMachine)
    .flatMap((machine) =>
      Object.entries(badEnds).map(([metricName, how]) => ({
        id: `${machine.node.id}${how}`,
        hurts: machines[machine.node.id] ?? missing('state machine', machine.node.id),
        metric: machine.metric(metricName, { statistic: 'Sum', period: minutes(5) }),
        above: 0,
      })),
    )

const tableThrottles = (table: TableV2, metricName: string): Metric =>
  table.metric(metricName, { statistic: 'Sum', period: minutes(5) })

const edge = ({ table, api }: AlarmsProps): Watched[] => [
  {
    id: 'RequestsFail',
    hurts: 'Every caller: more than one request in twenty is answered with an error of ours.',
    metric: new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5xx',
      dimensionsMap: { ApiId: api.apiId },
      statistic: 'Average',
      period: minutes(5),
    }),
    above: 0.05,
  },
  {
    id: 'FunctionsThrottled',
    hurts: 'Every caller: Lambda refuses calls. The limit is that of the account, so this counts all of its functions.',
    metric: LambdaFunction.metricAllThrottles({ statistic: 'Sum', period: minutes(5) }),
    above: 0,
  },
  {
    id: 'ReadsThrottled',
    hurts: 'Every caller: DynamoDB refuses reads, and requests take longer or fail.',
    metric: tableThrottles(table, 'ReadThrottleEvents'),
    above: 0,
    for: 2,
  },
  {
    id: 'WritesThrottled',
    hurts: 'Partners: DynamoDB refuses writes, and recording takes longer or fails.',
    metric: tableThrottles(table, 'WriteThrottleEvents'),
    above: 0,
    for: 2,
  },
]

const verification = (name: string): Metric =>
  ownMetric(name, { Verification: 'nightly' }, 'Sum').with({ period: Duration.days(1) })

/** A night goes through a seventh of the records: it rings until the seven nights of a week have found nothing. */
const nightsOfRound = 7

const verified: Watched[] = [
  {
    id: 'DriftFound',
    hurts: 'Coordinators and partners: findings, lists or figures are not what follows from what was entered.',
    metric: verification('Drift'),
    above: 0,
    oneOf: nightsOfRound,
  },
  {
    id: 'AuditFaulty',
    hurts: 'Auditors: the audit trail does not verify.',
    metric: verification('AuditFaults'),
    above: 0,
    oneOf: nightsOfRound,
  },
]

/** CloudWatch alarms cannot use SNS's own key, and their text names no record: so the topic is not encrypted. */
const defineTopic = (scope: Construct, { alarmEmail }: StageConfig): Topic => {
  const topic = new Topic(scope, 'Alarms', { displayName: 'AU contribution tracker alarms', enforceSSL: true })
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  )
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail))
  return topic
}

const describe = ({ id, hurts }: Pick<Watched, 'id' | 'hurts'>): string =>
  `${hurts} What to do: infra/README.md, ${id}.`

const defineAlarm = (scope: Construct, topic: Topic, watched: Watched): void => {
  const alarm = new Alarm(scope, watched.id, {
    alarmDescription: describe(watched),
    metric: watched.metric,
    threshold: watched.above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: watched.oneOf ?? watched.for ?? 1,
    ...(watched.oneOf === undefined ? {} : { datapointsToAlarm: 1 }),
    treatMissingData: TreatMissingData.NOT_BREACHING,
  })
  alarm.addAlarmAction(new SnsAction(topic))
  alarm.addOkAction(new SnsAction(topic))
}

/** What is not done leaves no trace: what rings is that none came in so many days. */
const defineMissed = (
  scope: Construct,
  topic: Topic,
  { id, hurts, metric, days }: Pick<Watched, 'id' | 'hurts'> & { metric: Metric; days: number },
): void => {
  const alarm = new Alarm(scope, id, {
    alarmDescription: describe({ id, hurts }),
    metric,
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: days,
    treatMissingData: TreatMissingData.BREACHING,
  })
  alarm.addAlarmAction(new SnsAction(topic))
  alarm.addOkAction(new SnsAction(topic))
}

/** CloudWatch looks back a week at most. */
const defineReportMissed = (scope: Construct, topic: Topic, config: StageConfig): void => {
  const days = withinDays(config.reportSchedule)
  if (days === null) {
    Annotations.of(scope).addInfo('The report is made less than weekly, which no alarm can watch: see ReportFailures.')
    return
  }
  defineMissed(scope, topic, {
    id: 'ReportMissed',
    hurts: 'Everybody who gets the report: none was made in time.',
    metric: ownMetric('Reports', { Report: 'scheduled' }, 'Sum').with({ period: Duration.days(1) }),
    days,
  })
}

/** One that takes longer than a night is done in the next; a night that was missed is made up for by the one after. */
const mostDaysUnverified = 3

/** Last in the stack: a consumer or a queue that is new has to say here who is hurt by it. */
export const defineAlarms = (scope: Construct, props: AlarmsProps): void => {
  const topic = defineTopic(scope, props.config)
  for (const watched of [
    ...lateConsumers(scope),
    ...waitingFailures(scope),
    ...brokenExecutions(scope),
    ...verified,
    ...edge(props),
  ])
    defineAlarm(scope, topic, watched)
  defineReportMissed(scope, topic, props.config)
  defineMissed(scope, topic, {
    id: 'VerificationMissed',
    hurts: 'Operators: nobody has compared figures and findings with what was entered for days.',
    metric: verification('Verifications'),
    days: mostDaysUnverified,
  })
}
