// Timers on one machine: the report's is the schedule that cdk.json sets for the deployed one.
import { readFileSync } from 'node:fs'
import { Cron } from 'croner'
import * as z from 'zod'
import { parseStageConfig } from '../stageConfig.ts'

const CdkFile = z.object({ context: z.record(z.string(), z.unknown()) })

const minutesOf = { minute: 1, hour: 60, day: 1440 } as const

/** The last of minutes, hours, days, months, weekdays and years. */
const lastOfFields = [59, 23, 31, 12, 7, 2199]

/** EventBridge's `0/15`, from 0 on every 15th, is croner's `0-59/15`. */
const inCroner = (fields: string): string =>
  fields
    .split(' ')
    .map((field, at) => field.replaceAll(/(?<=^|,)(\d+)\//g, `$1-${lastOfFields[at]}/`))
    .join(' ')

/** EventBridge's six fields are minute to year and count Sunday as 1; croner's seven begin with the second. */
const cronOf = (schedule: string, timezone: string, fire: (planned: Date) => void): Cron =>
  new Cron(
    `0 ${inCroner(schedule.slice('cron('.length, -1))}`,
    { timezone, alternativeWeekdays: true, unref: true },
    (cron: Cron) => fire(cron.currentRun() ?? new Date()),
  )

const rateMilliseconds = (schedule: string): number => {
  const [, count = '1', unit = 'hour'] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? []
  return Number(count) * minutesOf[z.enum(['minute', 'hour', 'day']).parse(unit)] * 60_000
}

/** A timer longer than 24.8 days would fire at once, so a rate is kept in steps of at most a day. */
const everyRate = (milliseconds: number, fire: (planned: Date) => void): (() => void) => {
  let next = Date.now() + milliseconds
  const step = Math.min(milliseconds, 60_000)
  const timer = setInterval(() => {
    if (Date.now() < next) return
    fire(new Date(next))
    next += milliseconds
  }, step)
  timer.unref()
  return () => clearInterval(timer)
}

/** Calls `fire` with the instant that was planned, until the returned function is called. */
export const onSchedule = (schedule: string, timezone: string, fire: (planned: Date) => void): (() => void) => {
  if (schedule.startsWith('rate(')) return everyRate(rateMilliseconds(schedule), fire)
  const cron = cronOf(schedule, timezone, fire)
  return () => cron.stop()
}

/** A laptop may be off at midnight, when a deployed night begins: of a day whose verification is done nothing is done. */
export const nightlyLooks = { schedule: 'cron(0/15 0-5 * * ? *)', timezone: 'UTC' }

export const scheduleInCdkContext = (): { schedule: string; timezone: string } => {
  const file = new URL('../../cdk.json', import.meta.url)
  const { reportSchedule, timezone } = parseStageConfig(CdkFile.parse(JSON.parse(readFileSync(file, 'utf8'))).context)
  return { schedule: reportSchedule, timezone }
}
