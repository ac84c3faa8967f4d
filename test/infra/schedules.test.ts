// What runs by the clock: when, and the one queue that a run which fails ends in.
import { describe, expect, test } from 'vitest'
import { type Resource, resourcesIn, templateWith } from './stackTemplate.ts'

const template = templateWith()

const scheduleOf = (id: string): Resource => {
  const found = Object.entries(resourcesIn(template, 'AWS::Scheduler::Schedule')).filter(([name]) =>
    name.startsWith(id),
  )
  expect(found).toHaveLength(1)
  return found[0]?.[1] ?? { Properties: {} }
}

/** Whether the event cannot be handed over or the function itself fails: one queue, from which both are replayed. */
const expectRetried = (schedule: Resource['Properties'], target: RegExp): void => {
  expect(schedule.Target.Arn['Fn::GetAtt'][0]).toMatch(target)
  expect(schedule.Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 7200, MaximumRetryAttempts: 3 })
  const queue = schedule.Target.DeadLetterConfig.Arn['Fn::GetAtt'][0]
  expect(resourcesIn(template, 'AWS::SQS::Queue')).toHaveProperty(queue)
  const own = Object.values(resourcesIn(template, 'AWS::Lambda::EventInvokeConfig')).filter(({ Properties: it }) =>
    target.test(it.FunctionName.Ref),
  )
  expect(own.map(({ Properties: it }) => it)).toEqual([
    expect.objectContaining({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 7200,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queue, 'Arn'] } } },
    }),
  ])
}

test('the report is made on the schedule of the context, with a failure queue', () => {
  const { Properties: schedule } = scheduleOf('ReportSchedule')

  expect(schedule).toMatchObject({
    ScheduleExpression: 'cron(0 6 ? * MON *)',
    ScheduleExpressionTimezone: 'Africa/Addis_Ababa',
    State: 'ENABLED',
  })
  expectRetried(schedule, /^Report/)
})

describe('pledges', () => {
  test('are looked at every day in UTC, with a failure queue', () => {
    const { Properties: schedule } = scheduleOf('PledgeSchedule')

    expect(schedule).toMatchObject({
      ScheduleExpression: 'cron(5 0 * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      State: 'ENABLED',
    })
    expectRetried(schedule, /^Pledges/)
  })
})

test('the audit trail is sealed every hour, with a failure queue', () => {
  const { Properties: schedule } = scheduleOf('SealSchedule')

  expect(schedule).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' })
  expectRetried(schedule, /^Audit/)
})
