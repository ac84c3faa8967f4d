// Long work as state machines: what they may do, how they try again, and where one that ends badly is to be found.
import { describe, expect, test } from 'vitest'
import { type Resource, resourcesIn, statementsIn, templateWith } from './stackTemplate.ts'

const template = templateWith()
const prod = templateWith({ 'tracker:stage': 'prod' })

const nameOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')

const named = (type: string, id: string, from = template): Resource['Properties'] => {
  const found = Object.entries(resourcesIn(from, type)).filter(([name]) => nameOf(name) === id)
  expect(found).toHaveLength(1)
  return found[0]?.[1].Properties
}

/** The definition as Step Functions gets it, with the logical ids of what it names in the place of their ARNs. */
const definitionOf = (id: string): Record<string, any> => {
  const { DefinitionString } = named('AWS::StepFunctions::StateMachine', id)
  const text: string = DefinitionString['Fn::Join'][1]
    .map((piece: any) => (typeof piece === 'string' ? piece : nameOf(piece.Ref ?? piece['Fn::GetAtt'][0])))
    .join('')
  return JSON.parse(text)
}

describe.each([
  ['LargeImports', 'Importer', 'ImporterFailures', 1],
  ['Nights', 'Drift', 'DriftFailures', 3],
])('%s', (id, worker, failures, atOnce) => {
  const machine = named('AWS::StepFunctions::StateMachine', id)
  const { States: states } = definitionOf(id)
  const segment = states.Segments.ItemProcessor.States.Segment

  test('is a standard workflow, traced, with all of its events in a log that forgets and holds no data', () => {
    const [{ CloudWatchLogsLogGroup: log }] = machine.LoggingConfiguration.Destinations
    const group = log.LogGroupArn['Fn::GetAtt'][0]

    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    })
    expect(resourcesIn(template, 'AWS::Logs::LogGroup')[group]).toMatchObject({
      Properties: { RetentionInDays: 30 },
      DeletionPolicy: 'Delete',
    })
    expect(resourcesIn(prod, 'AWS::Logs::LogGroup')[group]?.DeletionPolicy).toBe('Retain')
  })

  test('may call its worker, and of everything else only write its log and its traces', () => {
    const role = machine.RoleArn['Fn::GetAtt'][0]
    const own = statementsIn(template).filter(({ roles }) => roles.includes(role))

    expect(own.filter(({ actions }) => actions.some((action) => !/^(?:logs|xray):/.test(action)))).toMatchObject([
      { actions: ['lambda:InvokeFunction'], resources: [`<${worker}>`] },
    ])
  })

  test('asks its worker for the segments, for each of them until it is finished, and for the end', () => {
    expect(states.Begin.Parameters).toMatchObject({ FunctionName: worker, Payload: { step: { begin: true } } })
    expect(states.Segments).toMatchObject({ Type: 'Map', MaxConcurrency: atOnce, ItemsPath: '$.segments', Next: 'End' })
    expect(segment.Parameters).toEqual({ FunctionName: worker, 'Payload.$': '$' })
    expect(states.Segments.ItemProcessor.States['Segment finished?'].Default).toBe('Segment')
    expect(states.End.Parameters).toMatchObject({ FunctionName: worker, Payload: { step: { end: true } } })
    expect(states['End finished?'].Default).toBe('End')
  })

  test('tries every step again, with backoff and jitter, and what is the trouble of Lambda itself for longer', () => {
    for (const { Retry } of [states.Begin, segment, states.End]) {
      for (const retrier of Retry.slice(1))
        expect(retrier).toMatchObject({ BackoffRate: 2, MaxDelaySeconds: 300, JitterStrategy: 'FULL' })
      expect(Retry.map(({ MaxAttempts }: { MaxAttempts: number }) => MaxAttempts)).toEqual([0, 20, 9])
      expect(Retry.at(-1).ErrorEquals).toEqual(['States.ALL'])
    }
  })

  test('ends, and its failure queue gets what failed, was stopped or took too long', () => {
    const rule = named('AWS::Events::Rule', `${id}Failed`)

    expect(definitionOf(id)['TimeoutSeconds']).toBeGreaterThan(3600)
    expect(rule.EventPattern).toMatchObject({
      source: ['aws.states'],
      detail: {
        stateMachineArn: [{ Ref: expect.stringContaining(id) }],
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
      },
    })
    expect(rule.Targets.map((target: any) => nameOf(target.Arn['Fn::GetAtt'][0]))).toEqual([failures])
  })

  test('rings when an execution failed or took too long', () => {
    for (const [alarm, MetricName] of [
      ['BrokeOff', 'ExecutionsFailed'],
      ['TookTooLong', 'ExecutionsTimedOut'],
    ])
      expect(named('AWS::CloudWatch::Alarm', `${id}${alarm}`)).toMatchObject({
        MetricName,
        Namespace: 'AWS/States',
        Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: expect.stringContaining(id) } }],
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      })
  })
})

test('the importer knows its machine by name, and may start that one alone', () => {
  const name = 'au-tracker-dev-imports'
  const variables = named('AWS::Lambda::Function', 'Importer').Environment.Variables
  const starting = statementsIn(template).filter(({ actions }) => actions.includes('states:StartExecution'))

  expect(named('AWS::StepFunctions::StateMachine', 'LargeImports').StateMachineName).toBe(name)
  expect(JSON.stringify(variables.IMPORT_MACHINE)).toContain(`:stateMachine:${name}"`)
  expect(starting.flatMap(({ resources }) => resources).toSorted()).toEqual([
    '<Nights>',
    `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:${name}`,
  ])
})

test('a segment that fails ends an import, since the next ones come after it', () => {
  expect(definitionOf('LargeImports')['States'].Segments.ItemProcessor.States.Segment).not.toHaveProperty('Catch')
})

test('a segment of a night that fails for good leaves the others to end, and the end tells at once that it is missing', () => {
  const { Segments: segments, End: end } = definitionOf('Nights')['States']
  const { Segment: segment, 'Segment given up': givenUp } = segments.ItemProcessor.States

  expect(segment.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Segment given up' }])
  expect(givenUp).toMatchObject({ Type: 'Pass', End: true })
  expect(end.Retry[0]).toEqual({ ErrorEquals: ['SegmentsLeft'], MaxAttempts: 0 })
})

test('a night begins at midnight UTC, and one that cannot be begun waits in the same failure queue', () => {
  const schedule = named('AWS::Scheduler::Schedule', 'DriftSchedule')
  const { Target: target } = schedule

  expect(schedule).toMatchObject({
    ScheduleExpression: 'cron(0 0 * * ? *)',
    ScheduleExpressionTimezone: 'UTC',
    State: 'ENABLED',
  })
  expect(nameOf(target.Arn.Ref)).toBe('Nights')
  expect(target.Input).toBe('{}')
  expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 7200, MaximumRetryAttempts: 3 })
  expect(nameOf(target.DeadLetterConfig.Arn['Fn::GetAtt'][0])).toBe('DriftFailures')
})
