// One line of JSON a call, whatever is logged.
import { expect, test } from 'vitest'
import { logFor } from '#runtime/log.ts'

const logged = (use: (log: ReturnType<typeof logFor>) => void): Record<string, unknown>[] => {
  const lines: string[] = []
  use(logFor('api', (line) => lines.push(line)))
  for (const line of lines) expect(line).toMatch(/^[^\n]+\n$/)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test.each(['info', 'warn', 'error'] as const)('%s writes one line that says when, who and what', (level) => {
  const [entry] = logged((log) => log[level]('a\nb', { route: '/v1', requestId: 'r' }))

  expect(entry).toEqual({
    level: level.toUpperCase(),
    message: 'a\nb',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
    service: 'api',
    route: '/v1',
    requestId: 'r',
  })
})

test('amounts in minor units are written as text', () => {
  expect(logged((log) => log.info('counted', { cents: 12n }))).toMatchObject([{ cents: '12' }])
})

test('counts are a line that CloudWatch makes metrics of', () => {
  expect(logged((log) => log.measure({ Search: 'check' }, { Candidates: 6 }))).toMatchObject([
    { Search: 'check', Candidates: 6, _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: 'Candidates' }] }] } },
  ])
})

test('the last word of a metric is its unit', () => {
  const [entry] = logged((log) =>
    log.measure({ Consumer: 'findings' }, { LagMilliseconds: 900, ReportBytes: 5, Targets: 1 }),
  )

  expect(entry).toMatchObject({
    _aws: {
      CloudWatchMetrics: [
        {
          Namespace: 'ContributionTracker',
          Dimensions: [['Consumer']],
          Metrics: [
            { Name: 'LagMilliseconds', Unit: 'Milliseconds' },
            { Name: 'ReportBytes', Unit: 'Bytes' },
            { Name: 'Targets', Unit: 'Count' },
          ],
        },
      ],
    },
  })
})
