// A page of OCHA FTS flows through the same door as any file: what FTS counts goes in, and the figures say FTS's total.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ftsObjects, sentFlow, sentPage } from '#test/support/ftsFlows.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

const { place, year, organization } = ftsObjects

let trackers: TestTrackers
let tracker: TestTracker
let answer: Awaited<ReturnType<typeof send>>
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
// Findings and coverage follow six new records: longer than a test has on a busy machine.
beforeAll(async () => {
  answer = await send()
}, 60_000)
afterAll(async () => trackers.stop())

const from = (provider: string, description: string, amountUSD: number, more: Record<string, unknown> = {}) =>
  sentFlow({
    description,
    amountUSD,
    sourceObjects: [organization(provider), year('2020')],
    destinationObjects: [organization('KAIPTC'), place('ECOWAS'), year('2020')],
    ...more,
  })

const several = [organization('KAIPTC'), place('ECOWAS', 'shared'), place('African Union', 'shared'), year('2020')]
const page = sentPage(
  [
    from('European Union', 'Shelter in the north', 700, { id: 1 }),
    from('France', 'Vaccines', 250, { id: 2, status: 'commitment', parentFlowId: 3 }),
    from('France', 'Health programme', 50, { id: 3, flowType: 'Parked', childFlowIds: [2] }),
    from('African Union', 'Wells', 120, { id: 4, boundary: 'internal', parentFlowId: 1 }),
    from('France', 'Regional seeds', 900, { id: 5, onBoundary: 'shared', destinationObjects: several }),
    from('European Union', 'Radios', 33, { id: 6, status: 'pledge' }),
    from('France', 'Broken', 1, { id: 7, boundary: 'sideways' }),
    from('Ruritania', 'Roads', 5, { id: 8 }),
  ],
  { published: 1005 },
)

const send = async () => {
  const coordinator = callerOf(tracker, 'coordinator')
  const { status, body } = await coordinator.send('POST', '/v1/imports', page, { 'content-type': 'application/json' })
  expect(status).toBe(202)
  await tracker.settled()
  return coordinator.read(`/v1/imports/${body.id}`)
}
const rows = ({ results }: typeof answer): string[] => results.items.map(({ status }: { status: string }) => status)

test('what counts goes in, the rest says why it does not, and a bad flow loses no other', () => {
  expect(answer).toMatchObject({ state: 'done', format: 'fts', rows: 8 })
  expect(rows(answer)).toEqual(
    ['created', 'created', 'created', 'set-aside', 'set-aside', 'created', 'rejected', 'waiting'], // prettier-ignore
  )
  const details = answer.results.items.map(({ errors, warnings }: { errors: unknown[]; warnings: unknown[] }) =>
    JSON.stringify([errors, warnings]),
  )
  expect(details[3]).toContain('from flow 1: they came in by another flow')
  expect(details[4]).toContain('shared and nobody says how: ECOWAS, African Union')
  expect(details[6]).toContain('boundary: \\"sideways\\" is none of incoming, internal, outgoing')
  expect(details[7]).toContain('Ruritania')
})

test('the figures are those that FTS publishes for what went in, its pledges beside them', async () => {
  const { items } = await callerOf(tracker, 'reader').read('/v1/coverage?groupBy=none,year')

  expect(items).toMatchObject([
    {
      year: '2020',
      announced: { net: { high: '1033.00' } },
      arranged: { net: { high: '1000.00' } },
      delivered: { net: { high: '750.00' } },
    },
  ])
})

test('a contribution knows its flow and the parent of it', async () => {
  const { items } = await callerOf(tracker, 'reader').read('/v1/contributions?provider=france')

  expect(items.find(({ title }: { title: string }) => title === 'Vaccines')).toMatchObject({
    status: 'committed',
    beneficiary: 'ecowas',
    implementers: ['kaiptc'],
    money: { amount: '250', currency: 'USD', valueDate: '2020-03-01' },
    period: { start: '2020-01-01', end: '2020-12-31' },
    identifiers: [
      { scheme: 'fts-flow', value: '2' },
      { scheme: 'fts-parent', value: '3' },
      { scheme: 'fts-ref', value: 'A 7' },
    ],
    source: { document: 'OCHA FTS', paragraph: '2' },
  })
})

test('the page again changes nothing', async () => {
  expect(rows(await send())).toEqual(
    ['unchanged', 'unchanged', 'unchanged', 'set-aside', 'set-aside', 'unchanged', 'rejected', 'waiting'], // prettier-ignore
  )
})

test.each([
  ['a grouped answer', '{"status":"ok","data":{"report1":{}}}', 422],
  ['half a page', page.slice(0, 900), 422],
])('%s is refused as a whole', async (_name, file, status) => {
  const refusal = await callerOf(tracker, 'coordinator').send('POST', '/v1/imports', file, {
    'content-type': 'application/json',
  })
  expect(refusal).toMatchObject({ status, body: { detail: expect.any(String) } })
})
