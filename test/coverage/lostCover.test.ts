// A need that was covered stops being so: announced once however often the stream brings it, and to whom it may be.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { patchNeed, registerNeed } from '#actions/reviseNeed.ts'
import type { Announcement } from '#runtime/topic.ts'
import type { Services } from '#runtime/services.ts'
import { dollars, newTracker, requestOf, sentNeed, startQuickEngine, type Tracker } from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { deliverOnce, follow, streamRecords } from '#test/stream/replay.ts'

let engine: TestEngine
let tracker: Tracker
let services: Services
let announced: Announcement[]
let contribution: string
let need: string
let at: string
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

const catchUp = async (): Promise<void> => {
  at = await follow(tracker, services, at)
}
const news = () =>
  announced
    .splice(0)
    .filter(({ attributes }) => attributes['event'] === 'lost-cover')
    .map(({ attributes, text }) => [attributes['edition'], JSON.parse(text)])
const quarter = { period: { start: '2008-04-01', end: '2008-06-30' } }

beforeEach(async () => {
  tracker = await newTracker(engine)
  announced = []
  services = { ...tracker.services, announce: async (announcement) => void announced.push(announcement) }
  need = (await registerNeed(services, requestOf(), sentNeed({ amount: '100', ...quarter }))).id
  contribution = (await tracker.submit({ ...dollars('100'), ...quarter })).id
  at = await follow(tracker, services)
  news()
})

test('with what was needed and arranged, once however often the stream brings it', async () => {
  await patchContribution(services, requestOf(), contribution, 1, { money: { amount: '60' } })
  await catchUp()
  await deliverOnce(services, await streamRecords(tracker))

  expect(news()).toEqual([
    [
      'shared',
      expect.objectContaining({
        event: 'lost-cover',
        measure: 'usd',
        subCluster: 'peace-and-security-architecture',
        priorityArea: 'mission-management',
        beneficiary: 'auc',
        quarters: [{ quarter: '2008-Q2', needed: '100.00', before: '100.00', after: '60.00' }],
      }),
    ],
  ])
})

test('again each time that it is covered and lost again, and not while it stays lost', async () => {
  const change = async (revision: number, amount: string) => {
    await patchContribution(services, requestOf(), contribution, revision, { money: { amount } })
    await catchUp()
    return news().length
  }

  expect([await change(1, '90'), await change(2, '10'), await change(3, '200'), await change(4, '99.99')]).toEqual([
    1, 0, 0, 1,
  ])
})

test('by withdrawing, and never by a change of the need itself', async () => {
  await patchNeed(services, requestOf(), need, 1, { amount: '500' })
  await catchUp()
  expect(news()).toEqual([])

  await patchNeed(services, requestOf(), need, 2, { amount: '100' })
  // Counted before the withdrawal: of two records that change at once, the stream may bring either first.
  await catchUp()
  await withdrawContribution(services, requestOf(), contribution, 1)
  await catchUp()
  expect(news()).toHaveLength(1)
  await restoreContribution(services, requestOf(), contribution, 2)
  await catchUp()
  expect(news()).toEqual([])
})

test('by a confidential contribution it is told in the coordinators’ edition only', async () => {
  await patchContribution(services, requestOf(), contribution, 1, { money: { amount: '60' } })
  const hidden = await tracker.submit({
    ...dollars('50'),
    ...quarter,
    title: 'Rent of a liaison office',
    provider: 'eu',
    visibility: 'coordinators',
  })
  await catchUp()
  news()

  await withdrawContribution(services, requestOf(), hidden.id, 1)
  await catchUp()

  expect(news().map(([edition]) => edition)).toEqual(['coordinators'])
})
