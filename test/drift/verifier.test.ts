// The nightly verification: silent over what the stream left, and exact over every kind of drift that is planted.
import { type DynamoDBDocumentClient, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayFromNumber, dayNumber } from '#domain/days.ts'
import { turnOf, wayOf } from '#actions/nightlyTurns.ts'
import { createNightStepper, createVerifier, type NightEvent } from '#functions/drift/verifier.ts'
import { allItems } from '#infra/local/derivedData.ts'
import type { Log } from '#runtime/log.ts'
import { documentClient } from '#runtime/services.ts'
import { veilOver } from '#runtime/veil.ts'
import { isDerived, lineOf } from '#store/derivedItems.ts'
import type { Item } from '#store/table.ts'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
let client: DynamoDBDocumentClient
let before: Item[]
const items = async (): Promise<Item[]> => allItems(client, tracker.config.TABLE_NAME)

/** One of each: a twin, what only some may see, what has no rate, needs with and without an amount, an operation. */
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  client = documentClient(tracker.config.DYNAMODB_ENDPOINT)
  const [eu, coordinator] = [callerOf(tracker, 'eu'), callerOf(tracker, 'coordinator')]
  await eu.made('/v1/contributions', course())
  await eu.made('/v1/contributions', course({ title: 'Mission leadership course for officers' }))
  await eu.made('/v1/contributions', course({ title: 'Observers', visibility: 'coordinators' }))
  await eu.made('/v1/contributions', grant({ money: { amount: '5', currency: 'ETB' } }))
  await coordinator.made('/v1/needs', need({ measure: 'usd', amount: '900000', priorityArea: 'mission-management' }))
  await coordinator.made('/v1/needs', need({ amount: null }))
  // Cover that is lost: what covers a need becomes less.
  const planning = { priorityArea: 'mission-planning', period: { start: '2008-04-01', end: '2008-06-30' } }
  await coordinator.made('/v1/needs', need({ measure: 'usd', amount: '10', ...planning }))
  const cover = course({ title: 'Planning', priorityAreas: [{ code: 'mission-planning' }] })
  const { id } = (await eu.made('/v1/contributions', cover)) as { id: string }
  await tracker.settled()
  const less = { money: { amount: '1', currency: 'USD' } }
  await eu.send('PATCH', `/v1/contributions/${id}`, less, { 'if-match': '"1"' })
  await coordinator.made('/v1/operations', { id: 'amisom', name: 'African Union Mission in Somalia', lead: 'auc' })
  await tracker.settled()
  before = await items()
}, 120_000)
afterAll(async () => trackers.stop())

const put = async (item: Item): Promise<void> => {
  await client.send(new PutCommand({ TableName: tracker.config.TABLE_NAME, Item: item }))
}
const remove = async ({ pk, sk }: Item): Promise<void> => {
  await client.send(new DeleteCommand({ TableName: tracker.config.TABLE_NAME, Key: { pk, sk } }))
}

/** One day after the other: of each there is one verification. */
let day = dayNumber('2030-01-01')
let drifted: string[]
let counted: Record<string, number>
beforeEach(() => {
  day += 1
  drifted = []
  counted = {}
})

const log: Log = {
  info: () => {},
  warn: () => {},
  error: (message, { key } = {}) => drifted.push(message === 'drift' ? String(key) : message),
  measure: ({ Verification }, counts) => {
    if (Verification !== 'nightly') throw new Error('What is derived behind the veil was measured.')
    for (const [name, count] of Object.entries(counts)) counted[name] = (counted[name] ?? 0) + count
  },
}

const partsTonight = () => {
  const now = (): string => `${dayFromNumber(day)}T01:00:00.000Z`
  return { services: { ...tracker.services, now, log }, veil: veilOver(tracker.config) }
}
const verifierOf = () => createVerifier(partsTonight(), 0)
const verify = async () => verifierOf()(() => true)

/** In how many nights everything has its turn; after so many without one, the next goes through all. */
const week = 7

/** The night after a week without any: everything has its turn. */
const verifyAll = async () => {
  day += week
  return verify()
}

/** Seven nights, one after the other: what all of them found. */
const verifyWeek = async (): Promise<Record<'records' | 'drift' | 'faults', number>> => {
  const found = { records: 0, drift: 0, faults: 0 }
  for (let night = 0; night < week; night += 1) {
    const { records, drift, faults } = await verify()
    found.records += records
    found.drift += drift
    found.faults += faults
    day += 1
  }
  return found
}

const progress = { pk: 'VERIFICATION', sk: 'VERIFICATION' }
const isProgress = ({ pk }: Item): boolean => pk === 'VERIFICATION'

test('of what the stream left nothing differs, nothing but its progress is written, and once a day is enough', async () => {
  const { turns, drift, faults, finishedAt } = await verify()

  expect({ drifted, drift, faults }).toEqual({ drifted: [], drift: 0, faults: 0 })
  expect(finishedAt).toMatch(/^2030/)
  expect(turns).toEqual([day % week])
  expect(counted).toMatchObject({ Drift: 0, AuditFaults: 0, Verifications: 1 })
  expect((await items()).filter((item) => !isProgress(item))).toEqual(before)

  counted = {}
  await verify()
  expect(counted).toEqual({})
})

test('seven nights go through every record once, and after a week that was missed one night does', async () => {
  const { records, drift, faults } = await verifyWeek()

  expect({ drifted, drift, faults }).toEqual({ drifted: [], drift: 0, faults: 0 })
  expect(counted).toEqual({ Drift: 0, AuditFaults: 0, RecordsVerified: records, Verifications: week })

  const made = await verifyAll()
  expect(made.turns).toHaveLength(week)
  expect(made.records).toBe(records)
  expect(records).toBeGreaterThan(8)
})

test('what was begun before there were turns goes through every record', async () => {
  const { id: _, turns: __, ...begun } = await verify()
  const standing = before.find(isProgress) ?? (await items()).find(isProgress)
  await put({ ...standing, ...progress, verifying: { ...begun, phase: 'partners', after: null, finishedAt: null } })
  for (const segment of (await items()).filter(({ pk, sk }) => pk === progress.pk && sk.startsWith('SEGMENT#')))
    await remove(segment)

  expect((await verify()).finishedAt).toMatch(/^2030/)
  expect(counted['RecordsVerified']).toBeGreaterThan(8)
})

/** Calls that have time for one step each. */
const verifyInSteps = async () => {
  for (let calls = 1; ; calls += 1) {
    let steps = 0
    const verifying = await verifierOf()(() => ++steps <= 1)
    if (verifying.finishedAt !== null) return { ...verifying, calls }
  }
}

test('a call that runs out of time is taken up where it stopped, and nothing is gone through twice', async () => {
  const whole = await verifyAll()
  day += week
  counted = {}

  const { records, drift, calls } = await verifyInSteps()

  expect({ records, drift, drifted }).toEqual({ records: whole.records, drift: 0, drifted: [] })
  expect(calls).toBeGreaterThan(5)
  expect(counted).toMatchObject({ RecordsVerified: whole.records, Verifications: 1 })
})

test('of two calls at once one gives way', async () => {
  const calls = await Promise.allSettled([verify(), verify()])

  expect(calls.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

describe('as the state machine asks for it', () => {
  const step = async (asked: NightEvent['step'], hasTime = () => true) =>
    createNightStepper(partsTonight(), 0)({ step: asked }, hasTime)
  const begun = async (): Promise<string[]> => {
    const answer = await step({ begin: true })
    return 'segments' in answer ? answer.segments : []
  }
  /** The night after a week without any. */
  beforeEach(() => {
    day += week
  })
  afterEach(async () => {
    await verify()
  })
  const verifications = () => counted['Verifications'] ?? 0

  test('every segment goes through its own in any order and beside the others, and the end adds up what one process does', async () => {
    const whole = await verifyAll()
    day += week
    counted = {}

    const segments = await begun()
    expect(segments.length).toBeGreaterThan(10)
    const waiting = segments.toReversed().values()
    const worker = async (): Promise<void> => {
      for (const segment of waiting) expect(await step(segment)).toEqual({ finished: true })
    }
    await Promise.all([worker(), worker(), worker()])
    expect(verifications()).toBe(0)
    expect(await step({ end: true })).toEqual({ finished: true })

    expect(counted).toMatchObject({ RecordsVerified: whole.records, Drift: 0, AuditFaults: 0, Verifications: 1 })
    expect(await begun()).toEqual([])
    expect(await step({ end: true })).toEqual({ finished: true })
    expect(verifications()).toBe(1)
  })

  test('a segment that runs out of time is not finished, and one that is done does nothing more', async () => {
    await begun()
    let calls = 1
    for (;;) {
      let steps = 0
      const answer = await step('cells', () => ++steps <= 1)
      if ('finished' in answer && answer.finished) break
      calls += 1
    }
    counted = {}

    expect(calls).toBeGreaterThan(1)
    expect(await step('cells')).toEqual({ finished: true })
    expect(counted).toEqual({})
  })

  test('the same segment twice at once is gone through once: who is overtaken asks again', async () => {
    await begun()

    const answers = await Promise.all([step('audit'), step('audit')])

    expect(answers).toEqual(expect.arrayContaining([{ finished: true }, { finished: false }]))
    const seen = counted['RecordsVerified']
    expect(await step('audit')).toEqual({ finished: true })
    expect(counted['RecordsVerified']).toBe(seen)
  })

  test('without one of its segments a night does not end; the next goes on with that one, and through its own turn', async () => {
    const idOf = ({ pk }: Item): string => pk.slice('CONTRIBUTION#'.length)
    const tomorrow = (day + 1) % week
    const gone = before.find((item) => item.sk === 'DETECTED' && turnOf(tracker.services, idOf(item)) !== tomorrow)
    if (!gone) throw new Error('Every record has its turn tomorrow.')
    const id = idOf(gone)
    const given = `contributions-${wayOf(tracker.services, id)}`
    const segments = await begun()
    for (const segment of segments.filter((name) => name !== given)) await step(segment)

    await expect(step({ end: true })).rejects.toThrow(`not done: ${given}.`)
    expect(verifications()).toBe(0)
    await remove(gone)
    day += 1
    for (const segment of await begun()) await step(segment)
    await step({ end: true })
    await put(gone)

    expect(verifications()).toBe(1)
    expect(drifted).toContain(`${gone.pk} ${gone.sk}`)
  })

  test('a segment that always fails keeps no other from its turn', async () => {
    await verify()
    counted = {}
    for (let night = 0; night < week; night += 1) {
      day += 1
      for (const segment of (await begun()).filter((name) => name !== 'rows')) await step(segment)
      await expect(step({ end: true })).rejects.toThrow('not done: rows.')
    }
    const seen = counted['RecordsVerified']
    await verify()
    const whole = await verifyAll()

    expect(verifications()).toBe(2)
    expect(seen).toBe(whole.records)
  })

  test('a segment that there is not is a fault', async () => {
    await begun()

    await expect(step('contributions-99')).rejects.toThrow('no segment contributions-99')
  })
})

describe('drift that is planted is found', () => {
  const standing = (pattern: RegExp): Item => {
    // A finding that is gone is no more than nothing, and no drift when it is missing.
    const found = before.find(
      (item) => pattern.test(`${item.pk} ${item.sk}`) && (!isDerived(item) || lineOf(item) !== undefined),
    )
    if (!found) throw new Error(`Nothing is kept under ${pattern}.`)
    return found
  }

  const planted = [
    /^COVERAGE#everyone#usd#none#items /,
    /^COVERAGE#everyone#usd#provider#items /,
    /^COVERAGE#everyone#any#presence#items /,
    /^FINDING#\S+ FINDING$/,
    /^CONTRIBUTION#\S+ FINDING#/,
    /^CONTRIBUTION#\S+ DETECTED$/,
    /^LISTING#partner#/,
    /^LISTING#provider#/,
    /^ACCOUNT#everyone#usd /,
    /^ENDS#everyone /,
    /^NEEDED#everyone#/,
    /^GAPS#everyone#/,
    /^COVERAGE#everyone#beside FIRST$/,
  ]

  test('what is gone, of every kind', async () => {
    const gone = planted.map(standing)
    for (const item of gone) await remove(item)

    const { drift } = await verifyAll()
    for (const item of gone) await put(item)

    expect(drifted).toEqual(expect.arrayContaining(gone.map(({ pk, sk }) => `${pk} ${sk}`)))
    expect(drift).toBe(drifted.length)
    expect(counted['Drift']).toBe(drifted.length)
  })

  test('of any record, within seven nights and once', async () => {
    const watermarks = before.filter(({ sk }) => sk === 'DETECTED')
    for (const item of watermarks) await remove(item)

    await verifyWeek()
    for (const item of watermarks) await put(item)

    expect(drifted.toSorted()).toEqual(watermarks.map(({ pk, sk }) => `${pk} ${sk}`).toSorted())
    expect(watermarks.length).toBeGreaterThan(3)
  })

  test('of a cell, every night, by calls that add up a page of groups each', async () => {
    const cell = standing(/^COVERAGE#everyone#usd#none#items /)
    const figure = Object.keys(cell).find((name) => /^\d\w$/.test(name)) ?? ''
    await put({ ...cell, [figure]: Number(cell[figure]) + 1 })

    for (let night = 0; night < 2; night += 1) {
      drifted = []
      await verifyInSteps()
      // On its night it is not what its image says either.
      expect(drifted.filter((key) => !key.startsWith('IMAGE#'))).toEqual([`${cell.pk} ${cell.sk}`])
      day += 1
    }
    await put(cell)
  })

  test('of the past: an image that is gone, or other, and a loss that was not kept', async () => {
    const images = before.filter(({ pk }) => pk === 'IMAGE#COVERAGE#everyone#usd#none#items')
    const [first, last] = [images[0], images.at(-1)] as [Item, Item]
    const loss = standing(/^LOST#everyone /)
    await remove(first)
    await put({ ...last, '2a': 1 })
    await remove(loss)

    const { drift } = await verifyAll()
    for (const item of [first, last, loss]) await put(item)

    // The image after the one that is gone follows none.
    const keys = [images[1], last, loss].map((item) => `${item?.pk} ${item?.sk}`)
    expect(drifted.toSorted()).toEqual(keys.toSorted())
    expect(drift).toBe(3)
  })

  test('what somebody edited or put there, and an audit entry that is gone', async () => {
    const cell = standing(/^COVERAGE#everyone#usd#subCluster#items /)
    const figure = Object.keys(cell).find((name) => /^\d\w$/.test(name)) ?? ''
    const finding = standing(/^FINDING#\S+ FINDING$/)
    const share = standing(/^GROUP#\S+ SHARE#everyone#usd#subCluster,/)
    const needed = standing(/^ROW#\S+ NEED#/)
    const entry = standing(/^AUDIT#CONTRIBUTION#/)
    const nowhere = { pk: cell.pk, sk: 'nowhere#2008', '1a': 500 }
    await put({ ...cell, [figure]: Number(cell[figure]) + 1 })
    await put({ ...finding, finding: { ...(finding['finding'] as object), score: 0.5 } })
    await put({ ...share, figures: { '1a': 1 } })
    await put(nowhere)
    for (const item of [needed, entry]) await remove(item)

    const { faults } = await verifyAll()
    for (const item of [cell, finding, share, needed, entry]) await put(item)
    await remove(nowhere)

    expect(drifted).toEqual(
      expect.arrayContaining([cell, finding, share, needed, nowhere].map(({ pk, sk }) => `${pk} ${sk}`)),
    )
    expect(faults).toBeGreaterThan(0)
    expect(counted['AuditFaults']).toBe(faults)
    expect(drifted).toContain('the audit trail is at fault')
  })

  test('and when it was mended, none', async () => {
    await verifyAll()

    expect(drifted).toEqual([])
    expect((await items()).filter((item) => !isProgress(item))).toEqual(before)
  })
})
