// The report's timer keeps EventBridge's schedules: its cron fields and its rates.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { driftSchedule, pledgeSchedule, sealSchedule } from '#infra/stageConfig.ts'
import { nightlyLooks, onSchedule, scheduleInCdkContext } from '#infra/local/schedule.ts'

describe('the report timer', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-22T04:00:00Z') })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const firedWithin = (schedule: string, hours: number, timezone = 'UTC'): string[] => {
    const fired: string[] = []
    const stop = onSchedule(schedule, timezone, (planned) => fired.push(planned.toISOString().slice(0, 16)))
    vi.advanceTimersByTime(hours * 3_600_000)
    stop()
    expect(vi.getTimerCount()).toBe(0)
    return fired
  }

  test('follows a cron expression in its time zone', () => {
    expect(firedWithin('cron(0 6 ? * MON *)', 24, 'Africa/Addis_Ababa')).toEqual(['2026-11-23T03:00'])
  })

  test('counts Sunday as the first day, as EventBridge does', () => {
    expect(firedWithin('cron(30 5 ? * 1 *)', 2)).toEqual(['2026-11-22T05:30'])
  })

  test('counts on from where a step begins, as EventBridge does', () => {
    expect(firedWithin('cron(20/20 4,6 * * ? *)', 3)).toEqual([
      '2026-11-22T04:20',
      '2026-11-22T04:40',
      '2026-11-22T06:20',
      '2026-11-22T06:40',
    ])
  })

  test.each([driftSchedule, nightlyLooks, pledgeSchedule, sealSchedule])(
    'follows what the stack has: $schedule',
    (one) => {
      expect(firedWithin(one.schedule, 24, one.timezone).length).toBeGreaterThan(0)
    },
  )

  test('follows a rate', () => {
    expect(firedWithin('rate(2 hours)', 5)).toEqual(['2026-11-22T06:00', '2026-11-22T08:00'])
    expect(firedWithin('rate(40 days)', 24)).toEqual([])
  })

  test('reads the schedule that is deployed', () => {
    expect(scheduleInCdkContext()).toEqual({
      schedule: expect.stringMatching(/^(cron|rate)\(/),
      timezone: expect.any(String),
    })
  })
})
