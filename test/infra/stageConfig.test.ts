// A wrong or missing context value is refused in one line that says what to write.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseStageConfig, withinDays } from '#infra/stageConfig.ts'
import cdkJson from '../../cdk.json' with { type: 'json' }

const valid = {
  'tracker:stage': 'dev',
  'tracker:reportSchedule': 'cron(0 6 ? * MON *)',
  'tracker:timezone': 'Africa/Addis_Ababa',
}

describe('the context', () => {
  test('in cdk.json is valid', () => {
    expect(parseStageConfig(cdkJson.context)).toMatchObject({ stage: 'dev', timezone: 'Africa/Addis_Ababa' })
  })

  test('of other libraries is left alone', () => {
    expect(parseStageConfig({ ...valid, '@aws-cdk/aws-iam:minimizePolicies': true }).stage).toBe('dev')
  })

  test.each(['rate(1 day)', 'rate(12 hours)', 'cron(30 4 1 * ? *)'])('takes %s as a schedule', (reportSchedule) => {
    expect(parseStageConfig({ ...valid, 'tracker:reportSchedule': reportSchedule })).toMatchObject({ reportSchedule })
  })

  test.each([
    ['tracker:stage', 'production', /tracker:stage must be dev or prod, got "production"/],
    ['tracker:stage', undefined, /tracker:stage is missing: it must be dev or prod/],
    ['tracker:reportSchedule', '0 6 * * MON', /tracker:reportSchedule must be a six-field cron/],
    ['tracker:reportSchedule', 'cron(0 6 * * MON)', /tracker:reportSchedule must be a six-field cron/],
    ['tracker:reportSchedule', 'rate(0 days)', /tracker:reportSchedule must be a six-field cron/],
    ['tracker:reportSchedule', undefined, /tracker:reportSchedule is missing: it must be a cron or rate/],
    ['tracker:timezone', 'Addis', /tracker:timezone must be a time zone such as Africa\/Addis_Ababa, got "Addis"/],
    ['tracker:timezone', undefined, /tracker:timezone is missing/],
    ['tracker:notificationEmail', 'nobody', /tracker:notificationEmail must be an e-mail address, got "nobody"/],
    ['tracker:alarmEmail', 'nobody', /tracker:alarmEmail must be an e-mail address, got "nobody"/],
    ['tracker:machineClients', 'EU desk', /tracker:machineClients must be names such as eu-desk,ecowas-desk, got/],
    ['tracker:writesPerMinute', 'many', /tracker:writesPerMinute must be a whole number from 1 on, got "many"/],
    ...[
      '*',
      'https://*.example.org',
      'http://pages.example.org',
      'https://pages.example.org/',
      'pages.example.org',
      '',
    ].map((origins): [string, string, RegExp] => [
      'tracker:uploadOrigins',
      origins,
      /tracker:uploadOrigins must be origins such as https:\/\/pages\.example\.org,https:/,
    ]),
    ['tracker:uploadOrigins', 'https://a.example.org,null', /tracker:uploadOrigins must be origins/],
    ['tracker:writesPerMinute', '0', /tracker:writesPerMinute must be a whole number from 1 on, got "0"/],
    ['tracker:stge', 'prod', /tracker:stge is not known/],
  ])('with %s = %s is refused in one line', (key, value, message) => {
    const context: Record<string, unknown> = { ...valid }
    if (value === undefined) delete context[key]
    else context[key] = value

    expect(() => parseStageConfig(context)).toThrow(message)
    expect(() => parseStageConfig(context)).toThrow(/^[^\n]+$/)
  })
})

test('the app prints that line and nothing else, and fails', { timeout: 120_000 }, () => {
  const app = spawnSync(process.execPath, [fileURLToPath(import.meta.resolve('#infra/app.ts'))], {
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ ...valid, 'tracker:stage': 'prd' }) },
    encoding: 'utf8',
  })

  expect(app.status).toBe(1)
  expect(app.stderr.trim()).toBe('CDK context (cdk.json or -c): tracker:stage must be dev or prod, got "prd"')
})

test.each([
  ['cron(0 6 ? * MON *)', 7],
  ['cron(0 6 ? * MON-FRI *)', 7],
  ['cron(0 6 * * ? *)', 1],
  ['cron(0 6 1 * ? *)', null],
  ['cron(0 6 ? * MON#1 *)', null],
  ['cron(0 6 ? 1 MON *)', null],
  ['rate(1 minute)', 1],
  ['rate(36 hours)', 2],
  ['rate(7 days)', 7],
  ['rate(8 days)', null],
])('%s runs within so many days: %s', (schedule, days) => {
  expect(withinDays(schedule)).toBe(days)
})
