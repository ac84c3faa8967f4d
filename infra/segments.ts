// Long work as a state machine: a function says of which segments it consists, works each off, and then does what ends it.
import { ArnFormat, Aws, type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import type { StageConfig } from './stageConfig.ts'

export type SegmentsProps = {
  stage: StageConfig['stage']
  /** In the account and the region; known before the machine is there, so that its own worker may start it. */
  name: string
  description: string
  /** Called with `work`, which the execution was started with, and a `step`: `{begin}`, one of the segments it named, `{end}`. */
  worker: LambdaFunction
  /** So many segments are worked off at once. */
  atOnce: number
  /** Whether the others go on when one has failed for good; the end then says what is missing. */
  othersGoOn: boolean
  timeout: Duration
  /** Where executions that ended otherwise than well wait to be replayed. */
  failures: Queue
}

/** Lambda itself: it is full, moving or gone for a moment, or the process died. */
const ofLambda = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.ClientExecutionTimeoutException',
]

const backoff = { IntervalSeconds: 2, BackoffRate: 2, MaxDelaySeconds: 300, JitterStrategy: 'FULL' }

/** Lambda's own trouble for an hour at most; what the function throws for a quarter of one, since most of that does not pass. */
const retry = [
  // The end of a night of which segments were given up: what is left is begun again, and not ended again.
  { ErrorEquals: ['SegmentsLeft'], MaxAttempts: 0 },
  { ErrorEquals: ofLambda, MaxAttempts: 20, ...backoff },
  { ErrorEquals: ['States.ALL'], MaxAttempts: 9, ...backoff },
]

/** A step that answers that it is not finished is asked for again: time was up, and it goes on where it stands. */
const untilFinished = (name: string, task: object, next: { Next: string } | { End: true }) => ({
  [name]: { ...task, ResultPath: '$.answer', Next: `${name} finished?` },
  [`${name} finished?`]: {
    Type: 'Choice',
    Choices: [{ Variable: '$.answer.finished', BooleanEquals: true, Next: `${name} done` }],
    Default: name,
  },
  // What a segment answers is not kept: thousands of answers would be more than a state may hold.
  [`${name} done`]: { Type: 'Pass', Result: 'done', ...next },
})

const definitionOf = ({ description, worker, atOnce, othersGoOn, timeout }: SegmentsProps): object => {
  const work = '$$.Execution.Input'
  const task = (payload: object, answer: string) => ({
    Type: 'Task',
    Resource: `arn:${Aws.PARTITION}:states:::lambda:invoke`,
    Parameters: { FunctionName: worker.functionArn, ...payload },
    ResultSelector: { [`${answer}.$`]: `$.Payload.${answer}` },
    Retry: retry,
  })
  const step = (name: string) => ({ Payload: { 'work.$': work, step: { [name]: true } } })
  const segment = {
    ...task({ 'Payload.$': '$' }, 'finished'),
    ...(othersGoOn ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Segment given up' }] } : {}),
  }
  return {
    Comment: description,
    TimeoutSeconds: timeout.toSeconds(),
    StartAt: 'Begin',
    States: {
      Begin: { ...task(step('begin'), 'segments'), Next: 'Segments' },
      Segments: {
        Type: 'Map',
        ItemsPath: '$.segments',
        MaxConcurrency: atOnce,
        ItemSelector: { 'work.$': work, 'step.$': '$$.Map.Item.Value' },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Segment',
          States: {
            ...untilFinished('Segment', segment, { End: true }),
            ...(othersGoOn ? { 'Segment given up': { Type: 'Pass', Result: 'given up', End: true } } : {}),
          },
        },
        ResultPath: '$.segments',
        Next: 'End',
      },
      ...untilFinished('End', task(step('end'), 'finished'), { End: true }),
    },
  }
}

/** By name and not by reference: the worker's own environment and grants name the machine that names the worker. */
export const segmentsArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })

/** The machine may call its worker and nothing else. Its log says what happened, not what was in it. */
const defineMachine = (scope: Construct, id: string, props: SegmentsProps): StateMachine => {
  const isProd = props.stage === 'prod'
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('states.amazonaws.com') })
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [props.worker.functionArn] }))
  return new StateMachine(scope, id, {
    stateMachineName: props.name,
    stateMachineType: StateMachineType.STANDARD,
    comment: props.description,
    definitionBody: DefinitionBody.fromString(Stack.of(scope).toJsonString(definitionOf(props))),
    role,
    tracingEnabled: true,
    logs: {
      destination: new LogGroup(scope, `${id}Logs`, {
        retention: isProd ? RetentionDays.ONE_YEAR : RetentionDays.ONE_MONTH,
        removalPolicy: isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ALL,
      includeExecutionData: false,
    },
  })
}

export const defineSegments = (scope: Construct, id: string, props: SegmentsProps): StateMachine => {
  const machine = defineMachine(scope, id, props)
  // Of one that was stopped or timed out no state of its own could tell.
  new Rule(scope, `${id}Failed`, {
    description: `An execution of ${props.name} did not end well`,
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [machine.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    },
    targets: [new SqsQueue(props.failures, { deadLetterQueue: props.failures, retryAttempts: 20 })],
  })
  return machine
}
