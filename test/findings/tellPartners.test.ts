// Partners are told of findings that name them: once for each event however it is delivered, and of nothing hidden.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import { listFindings } from '#actions/listFindings.ts'
import { patchContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { tellPartners } from '#actions/tellPartners.ts'
import type { Announcement } from '#runtime/topic.ts'
import type { Services } from '#runtime/services.ts'
import {
  coordinator,
  dollars,
  newTracker,
  requestOf,
  secondCoordinator,
  startQuickEngine,
  type Tracker,
} from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { deliverOnce, follow, streamRecords } from '#test/stream/replay.ts'

let engine: TestEngine
let tracker: Tracker
let services: Services
let announced: Announcement[]
let other: string
let id: string
let at: string
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

const catchUp = async (): Promise<void> => {
  at = await follow(tracker, services, at)
}
/** Event and partner of what was announced since the last look. */
const news = (): string[] =>
  announced
    .splice(0)
    .map(({ attributes }) => `${attributes['event']} ${attributes['partner']}`)
    .toSorted()
const prepare = async (visibility: 'shared' | 'coordinators' = 'shared'): Promise<void> => {
  tracker = await newTracker(engine)
  announced = []
  services = { ...tracker.services, announce: async (announcement) => void announced.push(announcement) }
  await tracker.submit({ implementers: ['eu'], visibility })
  other = (await tracker.submit({ implementers: ['eu'] }, 'eu')).id
  at = await follow(tracker, services)
  id = (await listFindings(services, coordinator, { limit: 9 })).findings[0]?.id ?? ''
}
beforeEach(async () => prepare())

test('each of the two that a finding names is told of it, in both languages and filterable', async () => {
  const [first] = announced
  expect(JSON.parse(first?.text ?? '')).toMatchObject({
    event: 'finding-opened',
    message: { en: expect.stringContaining('recorded twice'), fr: expect.stringContaining('deux fois') },
    finding: { id, kind: 'duplicate-record', state: 'open', usdAtRisk: '100000.00' },
    read: `/v1/findings/${id}`,
  })
  expect(first?.attributes).toMatchObject({ kind: 'duplicate-record' })
  expect(news()).toEqual(['finding-opened eu', 'finding-opened un-dpko'])
})

test('the whole stream again, backwards and twice, tells nothing again', async () => {
  news()
  const records = await streamRecords(tracker)
  await deliverOnce(services, records)
  await deliverOnce(services, records.toReversed())

  expect(news()).toEqual([])
})

test('deliveries at once tell once', async () => {
  news()
  await patchContribution(services, requestOf(), other, 1, {
    title: 'Another thing altogether',
    beneficiary: 'ecowas',
    money: null,
    period: null,
    inKind: [{ quantity: '3', unit: 'experts' }],
  })
  await catchUp()
  news()
  await services.store.tellings.move(`FINDING#${id}`, 'eu', await services.store.tellings.of(`FINDING#${id}`, 'eu'), {
    mark: 'open',
    tellingSince: null,
  })

  await Promise.allSettled(Array.from({ length: 5 }, async () => tellPartners(services, id)))

  expect(news()).toEqual(['finding-gone eu'])
})

test('verdicts are told when they count, returns with what brought them, and going', async () => {
  news()
  await decideFinding(services, requestOf(), id, { verdict: 'same-contribution', survivor: other })
  await catchUp()
  expect(news()).toEqual([])
  await confirmDecision(services, requestOf(secondCoordinator), id, null)
  await catchUp()
  expect(news()).toEqual(['finding-decided eu', 'finding-decided un-dpko'])

  await patchContribution(services, requestOf(), other, 1, dollars('90000'))
  await catchUp()
  expect(JSON.parse(announced[0]?.text ?? '')).toMatchObject({
    finding: { reopenedBecause: ['amount'], verdict: null },
  })
  expect(news()).toEqual(['finding-reopened eu', 'finding-reopened un-dpko'])

  await withdrawContribution(services, requestOf(), other, 2)
  await catchUp()
  expect(news()).toEqual(['finding-gone eu', 'finding-gone un-dpko'])
})

test('of a confidential record only its own partners are told, and the others once it is shared', async () => {
  await prepare('coordinators')
  expect(news()).toEqual(['finding-opened un-dpko'])

  const [hidden] = (await listFindings(services, coordinator, { limit: 9 })).findings[0]?.contributions ?? []
  await patchContribution(services, requestOf(), hidden?.id ?? '', 1, { visibility: 'shared' })
  await catchUp()
  expect(news()).toEqual(['finding-opened eu'])

  await patchContribution(services, requestOf(), hidden?.id ?? '', 2, { visibility: 'coordinators' })
  await withdrawContribution(services, requestOf(), other, 1)
  await catchUp()
  expect(news()).toEqual(['finding-gone un-dpko'])
})

test('an announcement that fails is made when the stream brings it again', async () => {
  news()
  await decideFinding(services, requestOf(), id, { verdict: 'not-duplicate' })
  const records = await streamRecords(tracker, at)
  await deliverOnce(services, records).catch(() => {})
  const failing = { ...services, announce: async () => Promise.reject(new Error('The topic is away.')) }
  await expect(tellPartners(failing, id)).rejects.toThrow('The topic is away.')
  expect(news()).toEqual([])

  await tellPartners(services, id)
  expect(news()).toEqual(['finding-decided eu', 'finding-decided un-dpko'])
})

test('a telling that broke off is taken up again after a while, and not before', async () => {
  await decideFinding(services, requestOf(), id, { verdict: 'not-duplicate' })
  news()
  const { tellings } = services.store
  const tellingSince = services.now()
  await tellings.move(`FINDING#${id}`, 'eu', await tellings.of(`FINDING#${id}`, 'eu'), { mark: 'open', tellingSince })

  await expect(tellPartners({ ...services, now: () => tellingSince }, id)).rejects.toThrow('Another delivery')
  const later = new Date(Date.parse(tellingSince) + 6000).toISOString()
  await tellPartners({ ...services, now: () => later }, id)

  expect(news()).toEqual(['finding-decided eu', 'finding-decided un-dpko'])
})
