// Findings as people meet them: found, decided, confirmed by a second, gone and back, and reopened only by what was compared.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { assignFinding } from '#actions/assignFinding.ts'
import { confirmDecision, decideFinding } from '#actions/decideFinding.ts'
import { disputeFinding } from '#actions/disputeFinding.ts'
import { listFindings } from '#actions/listFindings.ts'
import { getFinding } from '#actions/readFindings.ts'
import { patchContribution, restoreContribution, withdrawContribution } from '#actions/reviseContribution.ts'
import { createConsumer } from '#functions/findings/consumer.ts'
import type { Finding, NewAssignment, NewDecision } from '#model/finding.ts'
import {
  coordinator,
  dollars,
  newTracker,
  partnerOf,
  requestOf,
  secondCoordinator,
  startQuickEngine,
  type Tracker,
} from '#test/support/builders.ts'
import { entryIn } from '#store/changes.ts'
import type { TestEngine } from '#test/support/engine.ts'
import { follow, sequenceOf, streamRecords } from '#test/stream/replay.ts'

let engine: TestEngine
let tracker: Tracker
let one: string
let other: string
let at: string
let id: string
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())

const duplicates = async (): Promise<Finding[]> =>
  (await listFindings(tracker.services, coordinator, { kind: 'duplicate-record', limit: 50 })).findings
const catchUp = async (): Promise<Finding> => {
  at = await follow(tracker, tracker.services, at)
  return getFinding(tracker.services, coordinator, id)
}
const decide = async (sent: NewDecision, by = coordinator): Promise<Finding> =>
  decideFinding(tracker.services, requestOf(by), id, sent)
const confirm = async (by = secondCoordinator): Promise<Finding> =>
  confirmDecision(tracker.services, requestOf(by), id, null)
const revise = async (change: Record<string, unknown>): Promise<Finding> => {
  const revision = (await tracker.store.contributions.get(other))?.revision ?? 0
  await patchContribution(tracker.services, requestOf(), other, revision, { ...change, reason: 'test' })
  return catchUp()
}
const survivorIs = (survivor: string) => ({ verdict: 'same-contribution' as const, survivor })

beforeEach(async () => {
  tracker = await newTracker(engine)
  one = (await tracker.submit({ implementers: ['eu'] })).id
  other = (await tracker.submit({ implementers: ['eu'] }, 'eu')).id
  at = await follow(tracker)
  id = (await duplicates())[0]?.id ?? ''
})

describe('detection', () => {
  test('finds a pair once, with both sides and its evidence', async () => {
    expect(await duplicates()).toHaveLength(1)
    const finding = await getFinding(tracker.services, coordinator, id)

    expect(finding).toMatchObject({
      state: 'open',
      usdAtRisk: '100000.00',
      contributions: [{ id: one }, { id: other }],
    })
    expect(finding.score).toBeGreaterThan(0.9)
    expect(finding.evidence.length).toBeGreaterThan(2)
  })

  test('finds nothing in a declared relation', async () => {
    const relations = [{ type: 'phase-of' as const, contribution: one }]

    expect(await revise({ relations })).toMatchObject({ state: 'gone' })
  })

  test('hides a finding from whom one side is hidden from', async () => {
    await revise({ visibility: 'coordinators' })

    await expect(getFinding(tracker.services, partnerOf('ecowas'), id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await listFindings(tracker.services, partnerOf('ecowas'), { limit: 50 })).findings).toEqual([])
    await expect(getFinding(tracker.services, partnerOf('un-dpko'), id)).resolves.toMatchObject({ id })
  })
})

describe('a decided pair', () => {
  beforeEach(async () => {
    await decide({ verdict: 'not-duplicate' })
    await catchUp()
  })

  test('is decided at once', async () => {
    expect(await catchUp()).toMatchObject({ state: 'decided', reopenedBecause: null })
  })

  test('returns when a compared field changes, and says which', async () => {
    const finding = await revise(dollars('90000'))

    expect(finding.state).toBe('open')
    expect(finding.reopenedBecause).toContain('amount')
    expect(finding.decisions).toHaveLength(1)
  })

  test.each([
    ['status', { status: 'active' }],
    ['agreement', { source: { document: 'S/2008/186', paragraph: '41' } }],
  ])('stays decided when what was not compared changes: %s', async (_name, change) => {
    expect(await revise(change)).toMatchObject({ state: 'decided', reopenedBecause: null })
  })

  test('is gone while a side is withdrawn, and back with its decision when that is restored', async () => {
    await withdrawContribution(tracker.services, requestOf(), other, 1)
    expect(await catchUp()).toMatchObject({ state: 'gone' })

    await restoreContribution(tracker.services, requestOf(), other, 2)

    expect(await catchUp()).toMatchObject({
      state: 'decided',
      reopenedBecause: null,
      decisions: [{ verdict: 'not-duplicate' }],
    })
  })

  test('is open again when it is reopened, and keeps the old verdict', async () => {
    await decide({ verdict: 'reopen' })

    expect(await catchUp()).toMatchObject({
      state: 'open',
      decisions: [{ verdict: 'not-duplicate' }, { verdict: 'reopen' }],
    })
    await expect(decide({ verdict: 'reopen' })).rejects.toMatchObject({ code: 'decision-not-possible' })
  })
})

describe('a same-contribution', () => {
  test('waits for a second coordinator, who is not the first', async () => {
    await decide(survivorIs(one))
    expect(await catchUp()).toMatchObject({ state: 'awaiting-confirmation' })
    await expect(confirm(coordinator)).rejects.toMatchObject({ code: 'forbidden' })

    await confirm()

    expect(await catchUp()).toMatchObject({ state: 'decided', decisions: [{ confirmedBy: 'ben' }] })
    await expect(confirm()).rejects.toMatchObject({ code: 'decision-not-possible' })
  })

  test('names one of the two', async () => {
    await expect(decide(survivorIs('elsewhere'))).rejects.toMatchObject({ errors: [{ pointer: '/survivor' }] })
  })

  test('names the more advanced of the two', async () => {
    await revise({ status: 'active' })

    await expect(decide(survivorIs(one))).rejects.toMatchObject({ errors: [{ pointer: '/survivor' }] })
    await expect(decide(survivorIs(other))).resolves.toMatchObject({ state: 'awaiting-confirmation' })
  })

  test('names only who still stands for itself', async () => {
    const third = (await tracker.submit({ implementers: ['eu'] })).id
    await decide(survivorIs(one))
    await confirm()
    await catchUp()
    id = (await duplicates()).find(({ contributions }) => contributions.every((side) => side.id !== one))?.id ?? ''

    await expect(decide(survivorIs(other))).rejects.toMatchObject({ errors: [{ pointer: '/survivor' }] })
    await expect(decide(survivorIs(third))).resolves.toMatchObject({ state: 'awaiting-confirmation' })
  })

  test('is not possible once nothing is left to decide', async () => {
    await withdrawContribution(tracker.services, requestOf(), other, 1)
    await catchUp()

    await expect(decide(survivorIs(one))).rejects.toMatchObject({ code: 'decision-not-possible' })
  })

  test('is given once when two coordinators decide at the same moment', async () => {
    const outcomes = await Promise.allSettled([decide(survivorIs(one)), decide(survivorIs(other), secondCoordinator)])

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  })
})

describe('two verdicts that meet', () => {
  const third = async (): Promise<void> => {
    await tracker.submit({ implementers: ['eu'] })
    await catchUp()
  }
  const findingOf = async (a: string, b: string): Promise<string> =>
    (await duplicates()).find(({ contributions }) => contributions.every((side) => [a, b].includes(side.id)))?.id ?? ''
  const confirmAll = async (ids: readonly string[]) =>
    Promise.allSettled(
      ids.map(async (each) => confirmDecision(tracker.services, requestOf(secondCoordinator), each, null)),
    )

  test('cannot make a ring: of three that wait, each naming another survivor, one is left', async () => {
    await third()
    const [a, b, c] = [
      one,
      other,
      (await tracker.store.contributions.list({ index: 'everything', limit: 9 })).records
        .map((record) => record.id)
        .find((each) => each !== one && each !== other) ?? '',
    ]
    const ring = [
      [a, b],
      [b, c],
      [c, a],
    ] as const
    const ids = await Promise.all(ring.map(async ([x, y]) => findingOf(x, y)))
    for (const [at_, [, survivor]] of ring.entries())
      await decideFinding(tracker.services, requestOf(), ids[at_] ?? '', survivorIs(survivor))

    const outcomes = [...(await confirmAll(ids)), ...(await confirmAll(ids))]

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    await catchUp()
    expect((await duplicates()).map(({ state }) => state).toSorted()).toEqual([
      'awaiting-confirmation',
      'decided',
      'decided',
    ])
  })
})

describe('what is said of a finding', () => {
  const long = '\u20ac'.repeat(4000)
  const dispute = async (organization = 'eu') =>
    disputeFinding(tracker.services, requestOf(partnerOf(organization)), id, long)

  test('is bounded for each partner, so that none takes the room of another or of the coordinators', async () => {
    for (let said = 0; said < 2; said += 1) await dispute()

    await expect(dispute()).rejects.toMatchObject({ code: 'conflict' })
    await expect(dispute('un-dpko')).resolves.toMatchObject({ disputes: [{}, {}, { partner: 'un-dpko' }] })
    await expect(decide({ verdict: 'not-duplicate' })).resolves.toMatchObject({ state: 'decided' })
  })

  test('is bounded for the coordinators, with an answer that says so', async () => {
    const note = '\u20ac'.repeat(1000)
    const full = async (): Promise<unknown> => {
      for (let said = 0; said < 60; said += 1) await decide({ verdict: 'not-duplicate', note })
      return null
    }

    await expect(full()).rejects.toMatchObject({ code: 'conflict' })
    expect((await catchUp()).decisions.length).toBeGreaterThan(15)
  })

  test('leaves audit entries of what was added alone', async () => {
    await dispute()
    await dispute()
    await decide({ verdict: 'not-duplicate' })
    await decide({ verdict: 'reopen' })

    const entries = (await tracker.items()).filter(({ pk }) => pk === `AUDIT#DECISIONS#${id}`)
    expect(
      entries.map((entry) =>
        Object.keys(entryIn(entry)['after'] as object)
          .filter((name) => name.startsWith('d'))
          .toSorted(),
      ),
    ).toEqual([['decisions', 'disputes'], ['disputes/1'], ['decisions'], ['decisions/1']])
  })

  test('counts without a second coordinator where configuration says so, and from then on only', async () => {
    await decide(survivorIs(one))
    const services = { ...tracker.services, secondCoordinator: false }
    expect(await getFinding(services, coordinator, id)).toMatchObject({ state: 'awaiting-confirmation' })

    const decided = await decideFinding(services, requestOf(), id, survivorIs(one))

    expect(decided).toMatchObject({
      state: 'decided',
      decisions: [{}, { needsConfirmation: false, confirmedBy: null }],
    })
    expect(await catchUp()).toMatchObject({ state: 'decided' })
  })

  test('is refused when the finding has changed since it was read', async () => {
    const { etag } = await getFinding(tracker.services, coordinator, id)
    const under = async (expected: string) =>
      decideFinding(tracker.services, requestOf(), id, { verdict: 'not-duplicate' }, expected)
    const { etag: later } = await revise(dollars('99999'))

    expect(later).not.toBe(etag)
    await expect(under(etag)).rejects.toMatchObject({ code: 'stale-revision' })
    await expect(under(later)).resolves.toMatchObject({ state: 'decided' })
    await expect(under(later)).rejects.toMatchObject({ code: 'stale-revision' })
  })

  test('keeps its mark when the stream follows: only what it says changes it', async () => {
    const { etag } = await decide({ verdict: 'not-duplicate' })

    expect((await catchUp()).etag).toBe(etag)
  })

  test('is refused when the stream compares anew between the reading and the writing', async () => {
    const { etag } = await getFinding(tracker.services, coordinator, id)
    const slow = tracker.another()
    const held = slow.faults.holdNextTransaction()
    const deciding = decideFinding(slow.services, requestOf(), id, { verdict: 'not-duplicate' }, etag)
    await held.reached
    await revise(dollars('50000'))
    held.release()

    await expect(deciding).rejects.toMatchObject({ code: 'conflict' })
    expect((await catchUp()).decisions).toEqual([])
  })
})

describe('taking a finding on', () => {
  const assign = async (sent: NewAssignment, by = coordinator): Promise<Finding> =>
    assignFinding(tracker.services, requestOf(by), id, sent)

  test('shows who has it, until it is released', async () => {
    expect(await assign({ assignee: 'me' })).toMatchObject({ assignee: { id: 'ann' }, state: 'open' })
    expect(await assign({ assignee: null })).toMatchObject({ assignee: null })
  })

  test('is not taken from another unknowingly', async () => {
    await assign({ assignee: 'me' })

    await expect(assign({ assignee: 'me' }, secondCoordinator)).rejects.toMatchObject({ code: 'conflict' })
    await expect(assign({ assignee: null }, secondCoordinator)).rejects.toMatchObject({ code: 'conflict' })
    const taken = await assign({ assignee: 'me', from: 'ann' }, secondCoordinator)
    expect(taken).toMatchObject({ assignee: { id: 'ben' } })
  })

  test('is for coordinators', async () => {
    await expect(assign({ assignee: 'me' }, partnerOf('eu'))).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('leaves what was decided as it was', async () => {
    await decide({ verdict: 'not-duplicate' })

    expect(await assign({ assignee: 'me' })).toMatchObject({ state: 'decided', decisions: [{}] })
  })
})

test('only a partner that the finding names disputes it', async () => {
  const dispute = async (organization: string) =>
    disputeFinding(tracker.services, requestOf(partnerOf(organization)), id, 'These are two courses.')

  await expect(dispute('ecowas')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(dispute('eu')).resolves.toMatchObject({ disputes: [{ partner: 'eu', text: 'These are two courses.' }] })
  expect(await catchUp()).toMatchObject({ state: 'open', disputes: [{ partner: 'eu' }] })
})

describe('the consumer', () => {
  test('answers the first record of what it could not follow, and follows the rest', async () => {
    await tracker.submit({ title: 'Radio network' })
    const records = await streamRecords(tracker, at)
    const broken = tracker.another()
    broken.faults.before = ({ name }) => {
      if (name === 'TransactWriteCommand') throw new Error('The engine is away.')
    }

    const { batchItemFailures } = await createConsumer(broken.services)({ Records: records })

    const first = records.find(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S === 'CONTRIBUTION')
    expect(batchItemFailures).toEqual([{ itemIdentifier: sequenceOf(first) }])
    expect(await createConsumer(tracker.services)({ Records: records })).toEqual({ batchItemFailures: [] })
  })

  test('follows nothing but contributions and decisions', async () => {
    const Keys = (pk: string, sk: string) => ({
      dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' },
    })
    const before = tracker.faults.sent.length
    const strange = [
      Keys('COVERAGE#everyone', 'x'),
      Keys('CONTRIBUTION#c0001', 'LISTED'),
      Keys('AUDIT#x', '1'),
      { dynamodb: {} },
    ]

    await createConsumer(tracker.services)({ Records: strange })

    expect(tracker.faults.sent.length).toBe(before)
  })
})

test('a try that failed has ended when it is answered: nothing of it stores beside the next', async () => {
  const { id: third } = await tracker.submit({ implementers: ['eu'] })
  const { store } = tracker.services
  let isStored = false
  const put: typeof store.findings.put = async (...findings) => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    await store.findings.put(...findings)
    isStored = true
  }
  const listings = { ...store.listings, replace: async () => Promise.reject(new Error('throttled')) }
  const consume = createConsumer({
    ...tracker.services,
    store: { ...store, listings, findings: { ...store.findings, put } },
  })
  const keys = { pk: { S: `CONTRIBUTION#${third}` }, sk: { S: 'CONTRIBUTION' } }

  const answer = await consume({ Records: [{ eventName: 'INSERT', dynamodb: { Keys: keys, SequenceNumber: '7' } }] })

  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: '7' }])
  expect(isStored).toBe(true)
})
