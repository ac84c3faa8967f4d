// Every alarm says who is hurt, reaches somebody, and has its line in the runbook; every queue and consumer has an alarm.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { functionIds, type Resource, resourcesIn, templateWith } from './stackTemplate.ts'

const template = templateWith()
const nameOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')
const named = (type: string, from = template): [string, Resource['Properties']][] =>
  Object.entries(resourcesIn(from, type)).map(([id, { Properties }]) => [nameOf(id), Properties])

const alarms = named('AWS::CloudWatch::Alarm')
const alarmOf = (id: string): Resource['Properties'] => alarms.find(([name]) => name === id)?.[1]
const names = alarms.map(([id]) => id)
const runbook = readFileSync(fileURLToPath(new URL('../../infra/README.md', import.meta.url)), 'utf8')
const section = runbook.slice(runbook.indexOf('## When an alarm rings'), runbook.indexOf('## What failed, replayed'))
const entries = section.split('\n').filter((line) => line.startsWith('| `'))

describe('every alarm', () => {
  test.each(alarms)(
    '%s says who is hurt and where to read on, and tells the operators, also when it is over',
    (id, it) => {
      const topic = named('AWS::SNS::Topic').find(([name]) => name === 'Alarms')

      expect(topic).toBeDefined()
      expect(it.AlarmDescription).toMatch(new RegExp(`^[A-Z][\\w ]+: .{10,} What to do: infra/README\\.md, ${id}\\.$`))
      expect(it.AlarmActions.map((action: { Ref: string }) => nameOf(action.Ref))).toEqual(['Alarms'])
      expect(it.OKActions).toEqual(it.AlarmActions)
    },
  )

  test('has one entry in the runbook, and the runbook no other', () => {
    const described = entries.flatMap((line) => line.split(' | ', 1)[0]?.match(/\w+/g) ?? [])

    expect(described.toSorted()).toEqual(names.toSorted())
    for (const line of entries) expect(line.split(' | ')[1]?.length).toBeGreaterThan(60)
  })
})

test('every failure queue rings as soon as something waits in it', () => {
  const queues = named('AWS::SQS::Queue').map(([id]) => id)

  expect(queues.length).toBeGreaterThan(0)
  for (const queue of queues) {
    const alarm = alarmOf(`${queue}Waiting`)
    expect(alarm).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    })
    expect(nameOf(alarm.Dimensions[0].Value['Fn::GetAtt'][0])).toBe(queue)
  }
})

test('every consumer of the stream rings when it is a minute behind for five', () => {
  const consumers = named('AWS::Lambda::EventSourceMapping').map(([, it]) => nameOf(it.FunctionName.Ref))

  expect(functionIds(template)).toEqual(expect.arrayContaining(consumers))
  for (const consumer of consumers)
    expect(alarmOf(`${consumer}Late`)).toMatchObject({
      MetricName: 'IteratorAge',
      Statistic: 'Maximum',
      Threshold: 60_000,
      Period: 60,
      EvaluationPeriods: 5,
    })
})

const monthly = templateWith({ 'tracker:reportSchedule': 'cron(0 6 1 * ? *)' })
const told = templateWith({ 'tracker:alarmEmail': 'operators@example.org' })

test('a weekly report that does not come rings after a week, also when it never came', () => {
  expect(alarmOf('ReportMissed')).toMatchObject({
    MetricName: 'Reports',
    Namespace: 'ContributionTracker',
    Dimensions: [{ Name: 'Report', Value: 'scheduled' }],
    Period: 86_400,
    EvaluationPeriods: 7,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
  })
  expect(named('AWS::CloudWatch::Alarm', monthly).map(([id]) => id)).not.toContain('ReportMissed')
})

test('a night that finds anything rings until all seven of a week have found nothing, and three without a verification do', () => {
  for (const [id, metric] of [
    ['DriftFound', 'Drift'],
    ['AuditFaulty', 'AuditFaults'],
  ] as const)
    expect(alarmOf(id)).toMatchObject({
      MetricName: metric,
      Namespace: 'ContributionTracker',
      Dimensions: [{ Name: 'Verification', Value: 'nightly' }],
      Statistic: 'Sum',
      Period: 86_400,
      EvaluationPeriods: 7,
      DatapointsToAlarm: 1,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
    })
  expect(alarmOf('VerificationMissed')).toMatchObject({
    MetricName: 'Verifications',
    EvaluationPeriods: 3,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
  })
})

test('errors and throttles ring', () => {
  expect(alarmOf('RequestsFail')).toMatchObject({
    Namespace: 'AWS/ApiGateway',
    MetricName: '5xx',
    Statistic: 'Average',
  })
  expect(alarmOf('FunctionsThrottled')).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'Throttles' })
  expect(alarmOf('ReadsThrottled')).toMatchObject({ MetricName: 'ReadThrottleEvents' })
  expect(alarmOf('WritesThrottled')).toMatchObject({ MetricName: 'WriteThrottleEvents' })
})

test('CloudWatch may publish to their topic, of this account only, and the address of the context is told', () => {
  const policy = JSON.stringify(named('AWS::SNS::TopicPolicy').filter(([id]) => id.startsWith('Alarms')))

  expect(policy).toContain('"Service":"cloudwatch.amazonaws.com"')
  expect(policy).toContain('"aws:SourceAccount"')
  expect(named('AWS::SNS::Subscription', told).map(([, it]) => it.Endpoint)).toEqual(['operators@example.org'])
})

test('the dashboard shows what is done and how late it is', () => {
  const [[, dashboard] = ['', null]] = named('AWS::CloudWatch::Dashboard')
  const body = JSON.stringify(dashboard.DashboardBody)

  for (const metric of [
    'Submits',
    'Findings',
    'Candidates',
    'BlocksSplit',
    'ReportBytes',
    'LagMilliseconds',
    'Latency',
  ])
    expect(body).toContain(`\\"${metric}\\"`)
})

test('a submit is counted from the line that its request leaves', () => {
  const [[, filter] = ['', null]] = named('AWS::Logs::MetricFilter')

  expect(nameOf(filter.LogGroupName.Ref)).toBe('ApiLogs')
  expect(filter.FilterPattern).toBe(
    '{ ($.message = "request") && ($.method = "POST") && ($.route = "/v1/contributions") && ($.status = 201) }',
  )
})

test("one id goes from API Gateway's access log to the functions", () => {
  for (const [, integration] of named('AWS::ApiGatewayV2::Integration'))
    expect(integration.RequestParameters).toEqual({ 'overwrite:header.x-request-id': '$context.requestId' })
  const [[, stage] = ['', null]] = named('AWS::ApiGatewayV2::Stage')
  expect(stage.AccessLogSettings.Format).toContain('"requestId":"$context.requestId"')
})
