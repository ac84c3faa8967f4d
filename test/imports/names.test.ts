// Names that imports could not place: they wait, a coordinator places one once, and the rows go in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConsumer } from '#functions/importer/consumer.ts'
import { callerOf, expectProblem } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

const tell = async (pk: string, sk: string): Promise<void> => {
  await createConsumer(tracker.services)({ Records: [{ dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } }] })
  expect(tracker.faults).toEqual([])
}

const header = 'id,partner,implementing_partner,beneficiary,title,amount,currency\n'
const imported = async (
  rows: string,
): Promise<{ id: string; counts: object; results: { items: { status: string }[] } }> => {
  const coordinator = callerOf(tracker, 'coordinator')
  const { body } = await coordinator.send('POST', '/v1/imports', header + rows, { 'content-type': 'text/csv' })
  await tell(`IMPORT#${body.id}`, 'IMPORT')
  return coordinator.read(`/v1/imports/${body.id}`)
}

test('rows wait for each of their names, and go in when the last one is placed', async () => {
  const coordinator = callerOf(tracker, 'coordinator')
  const first = await imported(
    '1,Ruritania,,AUC,Course one,5,EUR\n2,ruritania,Elbonia,AUC,Course two,6,EUR\n3,EU,,AUC,Course three,7,EUR\n',
  )
  const { items } = await coordinator.read('/v1/names')
  const idOf = (name: string): string => items.find((one: { name: string }) => one.name === name).id

  expect(first.counts).toEqual({ created: 1, waiting: 2 })
  expect(items.toSorted((a: { rows: number }, b: { rows: number }) => b.rows - a.rows)).toMatchObject([
    { name: 'Ruritania', rows: 2, partner: null, revision: 1 },
    { name: 'Elbonia', rows: 1, partner: null, revision: 1 },
  ])
  expectProblem(await callerOf(tracker, 'eu').get('/v1/names'), 403)
  expectProblem(
    await callerOf(tracker, 'eu').put(`/v1/names/${idOf('Ruritania')}`, { partner: 'eu' }, { 'if-match': '"1"' }),
    403,
  )
  expectProblem(
    await coordinator.put(`/v1/names/${idOf('Ruritania')}`, { partner: 'nobody' }, { 'if-match': '"1"' }),
    422,
  )

  const placed = await coordinator.put(`/v1/names/${idOf('Ruritania')}`, { partner: 'france' }, { 'if-match': '"1"' })
  await tell(`WAITING#${idOf('Ruritania')}`, 'NAME')
  await tell(`WAITING#${idOf('Ruritania')}`, 'NAME')

  expect(placed).toMatchObject({ status: 200, body: { partner: 'france', revision: 2 } })
  expect((await coordinator.read(`/v1/imports/${first.id}`)).counts).toEqual({ created: 2, waiting: 1 })
  expectProblem(await coordinator.put(`/v1/names/${idOf('Ruritania')}`, { partner: 'eu' }, { 'if-match': '"2"' }), 409)

  await coordinator.put(`/v1/names/${idOf('Elbonia')}`, { partner: 'kaiptc' }, { 'if-match': '"1"' })
  await tell(`WAITING#${idOf('Elbonia')}`, 'NAME')

  const results = await coordinator.read(`/v1/imports/${first.id}`)
  expect(results).toMatchObject({
    counts: { created: 3, waiting: 0 },
    results: { items: [{ status: 'created' }, { status: 'created' }, { status: 'created' }] },
  })
  expect((await coordinator.read('/v1/contributions?limit=10')).items).toHaveLength(3)
  expect((await coordinator.read('/v1/partners/france')).aliases).toContain('Ruritania')
})

test('a placed name is remembered by the next import', async () => {
  const again = await imported('4,RURITANIA,,AUC,Course four,8,EUR\n')

  expect(again.results.items).toMatchObject([{ status: 'created' }])
})
