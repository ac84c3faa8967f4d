// What differs between deployments: read once from the CDK context, where every key begins `tracker:`.
import * as z from 'zod'

/** When pledges are looked at, here and on one machine: once each day has begun, in the UTC that days are counted in. */
export const pledgeSchedule = { schedule: 'cron(5 0 * * ? *)', timezone: 'UTC' }

/** When the audit trail is sealed: what is younger than the last seal is only chained. */
export const sealSchedule = { schedule: 'rate(1 hour)', timezone: 'UTC' }

/** When everything derived is verified: an execution a night, which lasts as long as it takes. */
export const driftSchedule = { schedule: 'cron(0 0 * * ? *)', timezone: 'UTC' }

const hoursOf: Record<string, number> = { minute: 1 / 60, hour: 1, day: 24 }

const daysOfRate = (schedule: string): number | null => {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? []
  return count === undefined ? null : Math.ceil((Number(count) * (hoursOf[unit] ?? 0)) / 24)
}

const daysOfCron = (schedule: string): number | null => {
  const [, , dayOfMonth = '', month, dayOfWeek = '', year] = schedule.slice('cron('.length, -1).split(' ')
  if (month !== '*' || year !== '*' || /[#L]/.test(dayOfWeek)) return null
  if (!/^[?*]$/.test(dayOfWeek)) return 7
  return /^[?*]$/.test(dayOfMonth) ? 1 : null
}

/** Within how many days a schedule runs at least once; null where that is more than a week, or cannot be told. */
export const withinDays = (schedule: string): number | null => {
  const days = schedule.startsWith('rate') ? daysOfRate(schedule) : daysOfCron(schedule)
  return days !== null && days <= 7 ? days : null
}

/** What the stack of a stage says of itself, and is known by. */
export const descriptionOf = (stage: string): string => `AU contribution tracker (${stage})`

const prefix = 'tracker:'

const knownTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Ten a second: a tenth of what the API takes of everybody together. */
export const writesPerMinute = 600

const originsWanted = 'must be origins such as https://pages.example.org,https://desk.example.org'

/** A scheme and a host, as a browser sends them: no path, no wildcard, and nothing unencrypted but this machine. */
const isOrigin = (text: string): boolean =>
  /^(?:https:\/\/[^*]+|http:\/\/localhost(?::\d+)?)$/.test(text) && URL.canParse(text) && new URL(text).origin === text

const StageConfig = z.strictObject({
  stage: z.enum(['dev', 'prod'], 'must be dev or prod'),
  reportSchedule: z
    .string('must be a cron or rate expression')
    .regex(
      /^(cron\(\S+( \S+){5}\)|rate\([1-9]\d* (minute|hour|day)s?\))$/,
      'must be a six-field cron(...) or a rate(...) expression of EventBridge Scheduler',
    ),
  timezone: z
    .string('must be a time zone such as Africa/Addis_Ababa')
    .refine(knownTimeZone, 'must be a time zone such as Africa/Addis_Ababa'),
  /** As text too, since `cdk -c` gives text. */
  secondCoordinator: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], 'must be true or false')
    .default(true),
  /** Of one caller. */
  writesPerMinute: z.coerce
    .number('must be a whole number from 1 on')
    .int('must be a whole number from 1 on')
    .min(1, 'must be a whole number from 1 on')
    .default(writesPerMinute),
  /** Systems that call by themselves: a Cognito client each. An administrator registers them before they are let in. */
  machineClients: z
    .string('must be names such as eu-desk,ecowas-desk')
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:,[a-z0-9]+(?:-[a-z0-9]+)*){0,39}$/, 'must be names such as eu-desk,ecowas-desk')
    .transform((names) => [...new Set(names.split(','))])
    .default([]),
  /** Pages of other origins from which a browser may post uploads to the bucket. */
  uploadOrigins: z
    .string(originsWanted)
    .transform((origins) => [...new Set(origins.split(','))])
    .refine((origins) => origins.every(isOrigin) && origins.length <= 20, originsWanted)
    .default([]),
  notificationEmail: z.email('must be an e-mail address').optional(),
  /** Who operates the tracker: alarms go there. */
  alarmEmail: z.email('must be an e-mail address').optional(),
})
export type StageConfig = z.infer<typeof StageConfig>

/** Something the operator can put right; its message is one line. */
export class StageConfigError extends Error {
  override name = 'StageConfigError'
}

const describe = (issue: z.core.$ZodIssue, given: Record<string, unknown>): string => {
  if (issue.code === 'unrecognized_keys') return `${issue.keys.map((key) => prefix + key).join(', ')} is not known`

  const key = String(issue.path[0])
  return key in given
    ? `${prefix}${key} ${issue.message}, got ${JSON.stringify(given[key])}`
    : `${prefix}${key} is missing: it ${issue.message}`
}

/**
 * Takes the whole context and keeps our own keys. The prefix is there so that a mistyped `-c tracker:stge=prod` is
 * refused, where an unknown bare key would be ignored and would deploy the default stage.
 */
export const parseStageConfig = (context: Record<string, unknown>): StageConfig => {
  const given = Object.fromEntries(
    Object.entries(context)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  )
  const parsed = StageConfig.safeParse(given)
  if (parsed.success) return parsed.data

  const problems = parsed.error.issues.map((issue) => describe(issue, given))
  throw new StageConfigError(`CDK context (cdk.json or -c): ${problems.join('; ')}`)
}
