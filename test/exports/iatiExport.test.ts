// GET /v1/exports/contributions.iati.xml: a partner's own shared reports, valid, and no duplicate when they come back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConsumer } from '#functions/importer/consumer.ts'
import { rulesetFaults, schemaFaults } from '#test/support/iatiSchema.ts'
import { callerOf, type Who } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const record = async (who: Who, title: string, more: object = {}): Promise<string> => {
  const sent = {
    title,
    provider: who === 'coordinator' ? 'eu' : who,
    beneficiary: 'auc',
    subCluster: 'peace-and-security-architecture',
    priorityAreas: [{ code: 'mission-planning' }],
    status: 'committed',
    money: { amount: '500.00', currency: 'EUR', valueDate: '2008-01-01' },
    period: { start: '2008-01-01', end: '2008-05-31' },
    ...more,
  }
  return (await callerOf(tracker, who).made('/v1/contributions', sent)).id
}

const exported = async (who: Who, query = ''): Promise<string> => {
  const { status, text, type } = await callerOf(tracker, who).get(`/v1/exports/contributions.iati.xml${query}`)
  expect({ status, type }).toMatchObject({ status: 200, type: expect.stringContaining('application/xml') })
  return text
}

test('a partner gets what it reported and everybody may see; it comes back without a duplicate', async () => {
  const whole = await record('eu', 'Programme', { money: { amount: '9000.00', currency: 'EUR' } })
  const part = await record('eu', 'Part', { relations: [{ type: 'part-of', contribution: whole }] })
  await record('eu', 'Secret', { visibility: 'coordinators' })
  await record('france', 'Of another')

  const own = await exported('eu')
  const everybody = await exported('coordinator')

  expect(own).toContain(whole)
  expect(own).toContain(part)
  expect(own).toContain(`<related-activity ref="eu-${whole}" type="1"/>`)
  expect(own).not.toMatch(/Secret|Of another/)
  expect(everybody).toContain('Of another')
  expect(everybody).not.toContain('Secret')
  expect(await exported('france', '?provider=eu')).not.toContain('Programme')
  for (const file of [own, everybody]) {
    expect(await schemaFaults(file)).toEqual([])
    expect(await rulesetFaults(file, '2008-06-02')).toEqual([])
  }

  const { body } = await callerOf(tracker, 'eu').send('POST', '/v1/imports', own, { 'content-type': 'application/xml' })
  await createConsumer(tracker.services)({
    Records: [{ dynamodb: { Keys: { pk: { S: `IMPORT#${body.id}` }, sk: { S: 'IMPORT' } } } }],
  })
  expect((await callerOf(tracker, 'eu').read(`/v1/imports/${body.id}`)).counts).toEqual({ unchanged: 2 })
  expect((await callerOf(tracker, 'coordinator').read('/v1/contributions')).items).toHaveLength(4)
}, 120_000)
