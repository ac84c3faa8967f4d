// The coverage consumer: what it follows, and what coordinators, partners and everyone then read.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCoverage } from '#actions/readCoverage.ts'
import { patchNeed, registerNeed, withdrawNeed } from '#actions/reviseNeed.ts'
import { createConsumer } from '#functions/coverage/consumer.ts'
import type { Caller } from '#model/caller.ts'
import {
  coordinator,
  newTracker,
  partnerOf,
  requestOf,
  sentNeed,
  startQuickEngine,
  type Tracker,
} from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { follow, sequenceOf, streamRecords } from '#test/stream/replay.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
})

const query = {
  measure: 'usd',
  grouping: 'none',
  time: null,
  from: null,
  to: null,
  list: 'items',
  after: null,
  limit: 50,
} as const
const rowFor = async (caller: Caller) => (await readCoverage(tracker.services, caller, query)).rows[0]

test('a contribution is counted in full', async () => {
  await tracker.submit()
  await follow(tracker)

  expect(await rowFor(coordinator)).toMatchObject({
    announced: { reported: '100000.00', net: { low: '100000.00', expected: '100000.00', high: '100000.00' } },
  })
})

test('a confidential contribution is counted for its partners and coordinators only', async () => {
  await tracker.submit()
  await tracker.submit({ title: 'Liaison office rent', provider: 'eu', visibility: 'coordinators' })
  await follow(tracker)
  const reported = async (caller: Caller) => (await rowFor(caller))?.announced.reported

  expect(await reported(coordinator)).toBe('200000.00')
  expect(await reported(partnerOf('eu'))).toBe('200000.00')
  expect(await reported(partnerOf('ecowas'))).toBe('100000.00')
})

describe('a need', () => {
  test('is needed until it is lowered or withdrawn', async () => {
    const { id } = await registerNeed(tracker.services, requestOf(), sentNeed())
    let at = await follow(tracker)
    expect(await rowFor(coordinator)).toMatchObject({ needed: '500000.00' })

    await patchNeed(tracker.services, requestOf(), id, 1, { amount: '200000.50' })
    at = await follow(tracker, tracker.services, at)
    expect(await rowFor(coordinator)).toMatchObject({ needed: '200000.50' })

    await withdrawNeed(tracker.services, requestOf(), id, 2)
    await follow(tracker, tracker.services, at)
    expect(await rowFor(coordinator)).toBeUndefined()
  })
})

describe('the consumer', () => {
  test('answers the first record of what it could not follow', async () => {
    await tracker.submit()
    const records = await streamRecords(tracker)
    const broken = tracker.another()
    broken.faults.before = ({ name }) => {
      if (name === 'TransactWriteCommand') throw new Error('The engine is away.')
    }

    const { batchItemFailures } = await createConsumer(broken.services)({ Records: records })

    const first = records.find(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S === 'CONTRIBUTION')
    expect(batchItemFailures).toEqual([{ itemIdentifier: sequenceOf(first) }])
  })

  test('comes to rest: of what it writes itself it writes nothing more', async () => {
    await tracker.submit()
    const at = await follow(tracker)
    const before = tracker.faults.transactions().length
    const own = (await streamRecords(tracker)).filter(({ dynamodb }) =>
      /^(?:GROUP|COUNTED|COVERAGE)#/.test(dynamodb?.Keys?.['pk']?.S ?? ''),
    )

    await createConsumer(tracker.services)({ Records: own })

    expect(own.length).toBeGreaterThan(0)
    expect(at).not.toBe('')
    expect(tracker.faults.transactions()).toHaveLength(before)
  })
})
