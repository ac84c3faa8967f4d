// Attack 34, further: records, codes and files that are called what every JavaScript object has. They are names like any other.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatsSentAs } from '#readers/detectFormat.ts'
import { areaOfSectors } from '#domain/iati/sectors.ts'
import { need } from '#test/support/bodies.ts'
import { callerOf, expectProblem } from '#test/support/scenarios.ts'
import { type Client, startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

const name = 'constructor'
const full = {
  title: name,
  description: 'constructor, toString, __proto__ and hasOwnProperty',
  provider: name,
  implementers: [name],
  beneficiary: name,
  instrument: name,
  subCluster: name,
  priorityAreas: [{ code: name, percent: 100 }],
  modality: name,
  status: 'committed',
  operation: name,
  money: { amount: '100', currency: 'USD' },
  inKind: [{ quantity: '3', unit: name }],
  period: { start: '2008-01-01', end: '2008-06-30' },
  identifiers: [{ scheme: name, value: '__proto__' }],
}

let trackers: TestTrackers
let tracker: TestTracker
let coordinator: Client
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  coordinator = callerOf(tracker, 'coordinator')
  const enter = async (kind: string, parent?: string) =>
    coordinator.put(
      `/v1/taxonomy/${kind}/${name}`,
      { names: { en: name }, ...(parent === undefined ? {} : { parent }) },
      { 'if-none-match': '*' },
    )
  const entered = [
    await enter('cluster'),
    await enter('sub-cluster', name),
    await enter('priority-area', name),
    await enter('unit'),
    await enter('instrument'),
    await enter('modality'),
  ]
  const refused = entered.find(({ status }) => status !== 201)
  if (refused) throw new Error(refused.text)
  await coordinator.made('/v1/partners', { id: name, kind: 'ngo', names: { en: 'Constructor' } })
  await coordinator.made('/v1/operations', { id: name, name, lead: 'auc', authorizations: [] })
  await coordinator.made('/v1/contributions', full)
  await coordinator.made('/v1/contributions', { ...full, title: 'constructor once more' })
  await coordinator.made('/v1/needs', need({ title: name, beneficiary: name, subCluster: name, priorityArea: name }))
  await tracker.settled()
}, 120_000)
afterAll(async () => trackers.stop())

describe('what is called constructor', () => {
  test.each([
    '/v1/coverage?groupBy=subCluster,priorityArea,beneficiary,quarter',
    '/v1/coverage?groupBy=provider',
    '/v1/coverage?groupBy=instrument,year',
    '/v1/coverage/gaps',
    `/v1/coverage/explain?stage=arranged&subCluster=${name}`,
    '/v1/coverage/predictability',
    `/v1/coverage/suggestions?measure=usd&subCluster=${name}&priorityArea=${name}&beneficiary=${name}`,
    `/v1/findings?partner=${name}`,
    `/v1/contributions?provider=${name}`,
    `/v1/contributions?partner=${name}`,
    `/v1/contributions?q=${name}`,
    `/v1/partners/resolve?name=${name}`,
    `/v1/operations/support?operation=${name}`,
    `/v1/exports/contributions.csv?provider=${name}`,
    `/v1/exports/contributions.hxl.csv?provider=${name}`,
    `/v1/exports/contributions.jsonl?provider=${name}`,
    `/v1/exports/contributions.iati.xml?provider=${name}`,
    `/v1/exports/contributions.xlsx?provider=${name}`,
  ])('is read at %s', async (path) => {
    const answer = await coordinator.get(path)

    expect({ status: answer.status, faults: tracker.faults }).toEqual({ status: 200, faults: [] })
    expect(answer.text).toContain(/xlsx|gaps|explain/.test(path) ? '' : name)
    expect(answer.text).not.toMatch(/native code|\[object|function Object/)
  })

  test('is found twice, reported and thought about', async () => {
    const { items } = await coordinator.read(`/v1/findings?partner=${name}`)
    expect(items[0]).toMatchObject({ kind: 'duplicate-record' })

    expect((await coordinator.post('/v1/reports', { edition: 'coordinators' })).status).toBe(201)
    expect((await coordinator.post('/v1/coverage/what-if', { add: [full] })).status).toBe(200)
    expect((await coordinator.post('/v1/contributions/check', full)).status).toBe(200)
    expect(tracker.faults).toEqual([])
  })

  test.each(['constructor', '__proto__', 'toString'])('is no media type of a file: %s', async (type) => {
    expectProblem(
      await coordinator.post('/v1/imports', 'partner,title\n', { 'content-type': type }),
      415,
      'wrong-file-type',
    )
    expect(() => formatsSentAs(type)).toThrow('media type')
    expect(tracker.faults).toEqual([])
  })

  test.each(['constructor', '__proto__'])('is no code of IATI, wherever an activity has one: %s', async (code) => {
    const activity = `<iati-activities version="2.03"><iati-activity default-currency="USD">
      <iati-identifier>XM-1</iati-identifier><reporting-org ref="${name}" type="${code}"><narrative>EU</narrative></reporting-org>
      <title><narrative>${code}</narrative></title><participating-org role="${code}" ref="${code}"><narrative>EU</narrative></participating-org>
      <activity-status code="${code}"/><activity-date type="${code}" iso-date="2008-01-01"/>
      <recipient-country code="${code}"/><sector vocabulary="1" code="${code}" percentage="100"/><other-identifier type="${code}" ref="a"/>
      <transaction><transaction-type code="2"/><transaction-date iso-date="2008-01-01"/><value value-date="2008-01-01">5</value></transaction>
      </iati-activity></iati-activities>`

    const { status, body } = await coordinator.post('/v1/imports', activity, { 'content-type': 'application/xml' })
    await tracker.settled()

    expect(status).toBe(202)
    const { results } = await coordinator.read(`/v1/imports/${body.id}`)
    expect(results.items).toEqual([expect.objectContaining({ status: 'rejected' })])
    expect(JSON.stringify(results.items[0].errors)).toContain('is no status')
    expect(areaOfSectors([{ code, percent: 100 }])).toBeNull()
    expect(tracker.faults).toEqual([])
  })

  test('changes no object of ours', () => {
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
