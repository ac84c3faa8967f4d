// Series where a coordinator meets them: a check names other editions, a finding says which its two records look like, a report counts them.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FindingInFull } from '#model/reconciliation.ts'
import { course } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
}, 120_000)
afterAll(async () => trackers.stop())

test('another edition of its series is told with what it is called, and to nobody who may not see it', async () => {
  const demining = (year: number, more: Record<string, unknown> = {}) =>
    course({
      title: 'Demining course for border police',
      period: { start: `${year}-06-04`, end: `${year}-06-14` },
      ...more,
    })
  const eu = callerOf(tracker, 'eu')
  const { id } = await eu.made('/v1/contributions', demining(2007))
  const hidden = { visibility: 'coordinators', provider: 'france' }
  await callerOf(tracker, 'france').made('/v1/contributions', demining(2007, hidden))
  await tracker.settled()

  const { body } = await eu.post('/v1/contributions/check', demining(2008))
  const { body: others } = await eu.post('/v1/contributions/check', { ...demining(2008), provider: 'france' })

  expect(body.warnings).toEqual([
    {
      pointer: '/title',
      detail: `This looks like edition 2008 of a series: edition 2007 is "Demining course for border police" (${id}).`,
    },
  ])
  expect(JSON.stringify(others)).not.toContain('edition')
})

test('a finding of two records says which editions they look like, in both languages', async () => {
  const eu = callerOf(tracker, 'eu')
  const twin = (title: string) => course({ title, implementers: ['kaiptc'] })
  const { id } = await eu.made('/v1/contributions', twin('Mission leadership course, cohort 1'))
  const other = await callerOf(tracker, 'kaiptc').made('/v1/contributions', twin('Mission leadership course'))
  await tracker.settled()
  const { items } = await eu.read('/v1/findings?kind=duplicate-record')
  const path = `/v1/findings/${items[0].id}`
  expect((await eu.read(path)).series).toBeNull()

  // Now that it says so, the pair is no finding any more, and can be looked at still.
  const title = { title: 'Mission leadership course, cohort 2' }
  await callerOf(tracker, 'kaiptc').send('PATCH', `/v1/contributions/${other.id}`, title, { 'if-match': '"1"' })
  await tracker.settled()
  const full = await eu.read(path)
  const { body: french } = await eu.get(path, { 'accept-language': 'fr' })

  expect(FindingInFull.parse(full)).toEqual(full)
  const editions = [
    { contribution: id, edition: 'cohort 1' },
    { contribution: other.id, edition: 'cohort 2' },
  ]
  expect(full.state).toBe('gone')
  expect(full.series.editions).toEqual(expect.arrayContaining(editions))
  expect(full.series.text).toMatch(/^Two editions of one series: cohort [12] and cohort [12]\.$/)
  expect(french.series.text).toMatch(/^Deux éditions d’une même série/)
})

test('a report counts what recurs, and names the years that a series left out which goes on this year', async () => {
  const eu = callerOf(tracker, 'eu')
  for (const year of [2005, 2006, 2008]) {
    const period = { start: `${year}-02-04`, end: `${year}-02-14` }
    await eu.made('/v1/contributions', course({ title: `Election monitoring course for magistrates ${year}`, period }))
  }
  await tracker.settled()
  const answer = await callerOf(tracker, 'coordinator').post('/v1/reports', { edition: 'shared' })
  const { series } = await eu.read(answer.headers.get('location') ?? '')
  const all = (await callerOf(tracker, 'reader').read('/v1/findings/series')).items

  expect(series).toMatchObject({
    count: all.length,
    missing: [{ title: 'Election monitoring course for magistrates 2008', provider: { code: 'eu' }, years: [2007] }],
  })
  expect(series.thisYear).toBeGreaterThan(0)
  rmSync(tracker.config.REPORT_STORE.replace('file:', ''), { recursive: true, force: true })
})
