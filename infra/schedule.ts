// What runs by the clock: a schedule, and the queue in which a run that failed waits to be replayed.
import { Duration, TimeZone } from 'aws-cdk-lib'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Schedule, ScheduleExpression, type ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import type { Construct } from 'constructs'
import { defineFailureQueue } from './failureQueue.ts'

export type ScheduleProps = {
  description: string
  /** A cron or rate expression of EventBridge Scheduler, and the time zone that it is meant in. */
  schedule: string
  timezone: string
  target: LambdaFunction
  input?: ScheduleTargetInput
}

const maxAge = Duration.hours(2)

/** `id` names what runs: `Report` makes ReportSchedule and ReportFailures. */
export const defineSchedule = (scope: Construct, id: string, props: ScheduleProps): void => {
  const failures = defineFailureQueue(scope, `${id}Failures`)
  new Schedule(scope, `${id}Schedule`, {
    description: props.description,
    schedule: ScheduleExpression.expression(props.schedule, TimeZone.of(props.timezone)),
    target: new LambdaInvoke(props.target, {
      retryAttempts: 3,
      maxEventAge: maxAge,
      deadLetterQueue: failures,
      ...(props.input && { input: props.input }),
    }),
  })
  // The scheduler hands its event over and does not wait: what fails in the function itself is Lambda's to retry and keep.
  props.target.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: maxAge,
    onFailure: new SqsDestination(failures),
  })
}
