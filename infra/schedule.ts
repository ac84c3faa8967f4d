// What runs by the clock: a schedule, and the queue in which a run that failed waits to be replayed.
import { Duration, TimeZone } from 'aws-cdk-lib'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { type IScheduleTarget, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import {
  LambdaInvoke,
  type ScheduleTargetBaseProps,
  StepFunctionsStartExecution,
} from 'aws-cdk-lib/aws-scheduler-targets'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { defineFailureQueue } from './failureQueue.ts'

type Planned = {
  description: string
  /** A cron or rate expression of EventBridge Scheduler, and the time zone that it is meant in. */
  schedule: string
  timezone: string
}

export type ScheduleProps = Planned & { target: LambdaFunction; input?: ScheduleTargetInput }

/** Where an execution ends that did not end well, one that could not be begun waits as well. */
export type ExecutionsProps = Planned & { machine: StateMachine; failures: Queue }

const maxAge = Duration.hours(2)

const retried = (failures: Queue): ScheduleTargetBaseProps => ({
  retryAttempts: 3,
  maxEventAge: maxAge,
  deadLetterQueue: failures,
})

const definePlanned = (scope: Construct, id: string, planned: Planned, target: IScheduleTarget): void => {
  new Schedule(scope, `${id}Schedule`, {
    description: planned.description,
    schedule: ScheduleExpression.expression(planned.schedule, TimeZone.of(planned.timezone)),
    target,
  })
}

/** An execution each time; `id` as below. */
export const defineExecutions = (
  scope: Construct,
  id: string,
  { machine, failures, ...planned }: ExecutionsProps,
): void =>
  definePlanned(
    scope,
    id,
    planned,
    new StepFunctionsStartExecution(machine, { ...retried(failures), input: ScheduleTargetInput.fromObject({}) }),
  )

/** `id` names what runs: `Report` makes ReportSchedule and ReportFailures. */
export const defineSchedule = (scope: Construct, id: string, props: ScheduleProps): void => {
  const failures = defineFailureQueue(scope, `${id}Failures`)
  const input = props.input && { input: props.input }
  definePlanned(scope, id, props, new LambdaInvoke(props.target, { ...retried(failures), ...input }))
  // The scheduler hands its event over and does not wait: what fails in the function itself is Lambda's to retry and keep.
  props.target.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: maxAge,
    onFailure: new SqsDestination(failures),
  })
}
