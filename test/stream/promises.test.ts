// Every stream event may come twice, late, out of order, be lost for a while, or meet another consumer: all ends the same.
import * as fc from 'fast-check'
import type { DynamoDBRecord } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import { refreshCoverage } from '#actions/refreshCoverage.ts'
import { refreshFindings } from '#actions/refreshFindings.ts'
import { registerNeed, withdrawNeed } from '#actions/reviseNeed.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import {
  euros,
  newTracker,
  requestOf,
  secondCoordinator,
  sentNeed,
  startQuickEngine,
  type Tracker,
} from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { rebuilt, wipeDerived } from './rebuild.ts'
import { deliverOnce, follow, sequenceOf, streamRecords } from './replay.ts'

let engine: TestEngine
let tracker: Tracker
/** The whole stream of a small history, and what was derived from it as it happened. */
let records: DynamoDBRecord[]
let followed: string

const decideFirst = async (kind: string, verdict: 'same-contribution' | 'not-duplicate'): Promise<void> => {
  const { services, store } = tracker
  const open = (await store.findings.list({ limit: 50 })).findings.filter((one) => one.kind === kind && !one.verdict)
  const [finding] = open.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (!finding) throw new Error(`There is no open ${kind}.`)
  const survivor = verdict === 'same-contribution' ? finding.contributions[0].id : null
  await decideFinding(services, requestOf(), finding.id, { verdict, survivor })
  if (survivor) await confirmDecision(services, requestOf(secondCoordinator), finding.id, null)
}

beforeAll(async () => {
  engine = await startQuickEngine()
  tracker = await newTracker(engine)
  const { services, submit } = tracker
  await submit({ implementers: ['eu'] })
  await submit({ implementers: ['eu'] }, 'eu')
  const french = await submit({
    provider: 'eu',
    ...euros('50000.00'),
    title: 'Cours de direction de mission',
    language: 'fr',
  })
  const whole = await submit({ title: 'Trust fund for logistics', money: { amount: '900000', currency: 'USD' } })
  const relations = [{ type: 'part-of' as const, contribution: whole.id }]
  const part = await submit({ title: 'Trucks', relations, money: { amount: '300000', currency: 'USD' } })
  const hidden = await submit({ title: 'Liaison office rent', visibility: 'coordinators' })
  await submit({
    title: 'Radio network',
    money: { amount: '1000', currency: 'ETB' },
    subCluster: null,
    priorityAreas: [],
  })
  const need = await registerNeed(services, requestOf(), sentNeed())
  await registerNeed(services, requestOf(), sentNeed({ amount: null }))
  let at = await follow(tracker)
  await decideFirst('duplicate-record', 'same-contribution')
  await patchContribution(services, requestOf(), part.id, 1, { money: { amount: '250000', currency: 'USD' } })
  await withdrawContribution(services, requestOf(), hidden.id, 1)
  at = await follow(tracker, services, at)
  await restoreContribution(services, requestOf(), hidden.id, 2)
  await patchContribution(services, requestOf(), french.id, 1, { period: { start: '2008-02-01', end: '2009-01-31' } })
  await withdrawNeed(services, requestOf(), need.id, 1)
  await follow(tracker, services, at)
  records = await streamRecords(tracker)
  followed = await tracker.snapshot()
}, 180_000)
afterAll(async () => engine.stop())

/** Delivers records to derived data that was wiped, then whatever the consumers' own writes have put into the stream. */
const afterDelivering = async (deliver: () => Promise<void>): Promise<string> => {
  await wipeDerived(tracker)
  const wiped = sequenceOf((await streamRecords(tracker)).at(-1))
  await deliver()
  await follow(tracker, tracker.services, wiped)
  return tracker.snapshot()
}
const shuffled = (seed: number): DynamoDBRecord[] =>
  fc.sample(fc.shuffledSubarray(records, { minLength: records.length }), { seed, numRuns: 1 })[0] ?? []

test('the history has something of everything to derive', () => {
  for (const kind of [
    'FINDING#',
    'LISTING#word',
    'COVERAGE#everyone',
    'COVERAGE#coordinators',
    'unconverted',
    'unquantified',
  ])
    expect(followed).toContain(kind)
  expect(followed).toContain('"verdict":"same-contribution"')
  expect(records.length).toBeGreaterThan(100)
})

describe('derived data ends the same when every record comes', { timeout: 60_000 }, () => {
  test('once more, after all of it was derived', async () => {
    await deliverOnce(tracker.services, records)

    expect(await tracker.snapshot()).toBe(followed)
  })

  test('once', async () => {
    expect(await afterDelivering(async () => deliverOnce(tracker.services, records))).toBe(followed)
  })

  test('twice each', async () => {
    const doubled = records.flatMap((record) => [record, record])

    expect(await afterDelivering(async () => deliverOnce(tracker.services, [...doubled, ...records]))).toBe(followed)
  })

  test('last first', async () => {
    expect(await afterDelivering(async () => deliverOnce(tracker.services, records.toReversed()))).toBe(followed)
  })

  test('in any order', async () => {
    expect(await afterDelivering(async () => deliverOnce(tracker.services, shuffled(1)))).toBe(followed)
  })

  test('after a third of them was lost and everything is replayed', async () => {
    const some = shuffled(3).slice(0, Math.floor((records.length * 2) / 3))
    const replay = async (): Promise<void> => {
      await deliverOnce(tracker.services, some)
      await deliverOnce(tracker.services, records)
    }

    expect(await afterDelivering(replay)).toBe(followed)
  })

  test('to two consumers of each kind at the same time', async () => {
    const other = tracker.another().services
    const both = async (): Promise<void> => {
      await Promise.all([deliverOnce(tracker.services, records), deliverOnce(other, shuffled(4))])
    }

    expect(await afterDelivering(both)).toBe(followed)
  })

  test('to consumers that meet conflicts, lose replies and are killed', async () => {
    const other = tracker.another()
    let transactions = 0
    other.faults.after = ({ name }, answer) => {
      if (name === 'TransactWriteCommand' && ++transactions % 7 === 0) throw new Error('The reply was lost.')
      return answer
    }
    other.faults.before = ({ name }) => {
      if (name === 'TransactWriteCommand' && ++transactions % 11 === 0) throw new Error('The process was killed.')
    }

    expect(await afterDelivering(async () => deliverOnce(other.services, shuffled(5)))).toBe(followed)
  })
})

describe('a rebuild from contributions, needs and decisions', { timeout: 60_000 }, () => {
  test('gives what following the stream gave', async () => {
    expect(await rebuilt(tracker)).toBe(followed)
  })

  test('gives the same in the opposite order', async () => {
    expect(await rebuilt(tracker, (ids) => ids.toSorted().toReversed())).toBe(followed)
  })
})

describe('two that count at the same moment', () => {
  let pair: Tracker
  beforeEach(async () => {
    pair = await newTracker(engine)
  })

  test('never leave a contribution counted in two groups', async () => {
    await pair.submit({ implementers: ['eu'] })
    const second = await pair.submit({ implementers: ['eu'] }, 'eu')
    const slow = pair.another()
    const held = slow.faults.holdNextTransaction()

    // The slow one reads the second contribution before anything ties it to the first, and writes when it is counted.
    const counting = refreshCoverage(slow.services, second.id)
    await held.reached
    await refreshFindings(pair.services, second.id)
    await refreshCoverage(pair.services, second.id)
    held.release()
    await counting

    const counted = await pair.snapshot()
    expect(await rebuilt(pair)).toContain(counted.split('\n').filter((line) => line.includes('COVERAGE#'))[0] ?? '?')
    expect(
      (
        await pair.store.coverageCells.readRow({ viewer: 'everyone', measure: 'usd', grouping: 'none', key: {} })
      )[0]?.figures.get('1a'),
    ).toBe(10_000_000n)
  })

  test('never let an older comparison replace a newer one', async () => {
    const first = await pair.submit({ implementers: ['eu'] })
    const second = await pair.submit({ implementers: ['eu'] }, 'eu')
    const slow = pair.another()
    const held = slow.faults.holdNextTransaction()

    const comparing = refreshFindings(slow.services, second.id)
    await held.reached
    await withdrawContribution(pair.services, requestOf(), first.id, 1)
    await refreshFindings(pair.services, second.id)
    await refreshFindings(pair.services, first.id)
    held.release()
    await comparing
    await refreshFindings(pair.services, first.id)

    const entries = (await pair.store.ties.of(second.id))?.entries ?? []
    expect(entries.filter(({ state }) => state !== 'gone')).toEqual([])
  })
})
