// Parts never pass their whole: one by one, all at once, through changes of either side, and without loops.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  addTransaction,
  patchContribution,
  restoreContribution,
  withdrawContribution,
} from '#actions/reviseContribution.ts'
import { submitContribution } from '#actions/submitContribution.ts'
import type { NewContribution } from '#model/contribution.ts'
import {
  dollars,
  euros,
  newTracker,
  partnerOf,
  requestOf,
  sent,
  startQuickEngine,
  type Tracker,
} from '#test/support/builders.ts'
import type { TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
let whole: string
beforeAll(async () => {
  engine = await startQuickEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
  whole = (await tracker.submit({ title: 'Trust fund', ...dollars('1000') })).id
})

const partOf = (...ids: string[]): Pick<NewContribution, 'relations'> => ({
  relations: ids.map((contribution) => ({ type: 'part-of' as const, contribution })),
})
const add = async (amount: string, different: Partial<NewContribution> = {}): Promise<string> =>
  (await tracker.submit({ title: `Part of ${amount}`, ...dollars(amount), ...partOf(whole), ...different })).id
const patch = async (id: string, revision: number, fields: Record<string, unknown>) =>
  patchContribution(tracker.services, requestOf(), id, revision, { ...fields, reason: 'test' })
const exceeded = { code: 'envelope-exceeded' }

describe('the parts of an envelope', () => {
  test('may fill it to the cent and no further', async () => {
    await add('400')
    await add('600')

    await expect(add('0.01')).rejects.toMatchObject(exceeded)
  })

  test('never pass it when two hundred arrive at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, async () => add('100')))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []))
    for (const reason of refused) expect(reason).toMatchObject(exceeded)
  }, 120_000)

  test('that grow are held to it', async () => {
    const part = await add('400')
    await add('500')

    await expect(patch(part, 1, dollars('501'))).rejects.toMatchObject(exceeded)
    await expect(patch(part, 1, dollars('500'))).resolves.toMatchObject({ revision: 2 })
  })

  test('give room back when they are withdrawn, and need it to be restored', async () => {
    const part = await add('700')
    await withdrawContribution(tracker.services, requestOf(), part, 1)
    await add('600')

    await expect(restoreContribution(tracker.services, requestOf(), part, 2)).rejects.toMatchObject(exceeded)
  })

  test('give room back when they are cancelled', async () => {
    const part = await add('700')
    await patch(part, 1, { status: 'cancelled' })

    await expect(add('1000')).resolves.toBeDefined()
  })

  test('give room back when they leave it', async () => {
    const part = await add('700')
    await patch(part, 1, { relations: [] })

    await expect(add('1000')).resolves.toBeDefined()
  })

  test('are measured in dollars of the month of the whole', async () => {
    // Two dollars to the euro in January, when the whole is of; the part itself is of February.
    await expect(add('0', { ...euros('501'), period: { start: '2008-02-01' } })).rejects.toMatchObject(exceeded)
    await expect(add('0', { ...euros('500'), period: { start: '2008-02-01' } })).resolves.toBeDefined()
  })
})

describe('what a part takes', () => {
  const commit = async (id: string, amount: string, type: 'commitment' | 'disbursement' = 'commitment') =>
    addTransaction(tracker.services, requestOf(), id, { type, date: '2008-02-01', money: { amount, currency: 'USD' } })

  test('is its commitments where they pass its amount', async () => {
    const part = await add('400')
    await commit(part, '900')

    await expect(commit(part, '101')).rejects.toMatchObject(exceeded)
    await expect(add('101')).rejects.toMatchObject(exceeded)
    await expect(add('100')).resolves.toBeDefined()
  })

  test('is what it has disbursed, also without an amount and after it was cancelled', async () => {
    const part = await add('0', { money: null })
    await commit(part, '700', 'disbursement')
    const { revision } = await patch(part, 2, { status: 'cancelled' })

    expect(revision).toBe(3)
    await expect(add('301')).rejects.toMatchObject(exceeded)
  })
})

describe('the whole', () => {
  test('that moves to a month in which its parts are worth more is held to them', async () => {
    // 600 dollars of February are 480 euros; in January those are 960 dollars.
    await patch(whole, 1, { period: { start: '2008-02-01', end: '2008-06-30' } })
    await add('0', euros('480'))
    await add('400')

    await expect(patch(whole, 2, { period: { start: '2008-01-01' } })).rejects.toMatchObject(exceeded)
    await expect(patch(whole, 2, { period: { start: '2008-01-01' }, ...dollars('1360') })).resolves.toBeDefined()
    await expect(add('0.01')).rejects.toMatchObject(exceeded)
  })

  test('that is told in another currency, or gets an amount at all, is held to its parts', async () => {
    await add('600')

    await expect(patch(whole, 1, euros('299'))).rejects.toMatchObject(exceeded)
    await patch(whole, 1, { money: null })
    await add('100')
    await expect(patch(whole, 2, dollars('699'))).rejects.toMatchObject(exceeded)
    await expect(patch(whole, 2, euros('350'))).resolves.toMatchObject({ usd: { amount: '700.00' } })
    await expect(add('0.01')).rejects.toMatchObject(exceeded)
  })

  test('and its parts keep to each other when both change at once, in any order', async () => {
    const parts = await Promise.all(Array.from({ length: 4 }, async () => add('0', euros('100'))))
    await Promise.allSettled([
      patch(whole, 1, { period: { start: '2008-02-01', end: '2008-06-30' }, ...dollars('600') }),
      ...parts.map(async (part) => patch(part, 1, euros('150'))),
      ...Array.from({ length: 4 }, async () => add('50')),
    ])

    const { usd } = (await tracker.store.contributions.get(whole))?.record ?? {}
    const rate = usd?.month === '2008-02' ? 1.25 : 2
    const all = await tracker.store.contributions.getAll((await tracker.store.ties.of(whole))?.parts ?? [])
    const taken = [...all.values()].map(({ money }) => Number(money?.amount) * (money?.currency === 'EUR' ? rate : 1))
    const sum = taken.reduce((total, one) => total + one, 0)
    expect(sum).toBeLessThanOrEqual(Number(usd?.amount))
    const { taken: counted } = await tracker.store.envelopes.read(whole)
    expect(Number(counted('shared'))).toBe(sum * 100)
  })
})

describe('a confidential part', () => {
  const hidden = { visibility: 'coordinators' as const, provider: 'eu' }
  const addAs = async (organization: string, amount: string, different: Partial<NewContribution> = {}) =>
    submitContribution(
      tracker.services,
      requestOf(partnerOf(organization)),
      sent({ title: `Part of ${amount}`, provider: organization, ...dollars(amount), ...partOf(whole), ...different }),
    )

  test('takes nothing from what others may give, and everything from what those who see it may', async () => {
    await addAs('eu', '700', hidden)

    await expect(add('301')).rejects.toMatchObject(exceeded)
    await expect(addAs('eu', '301')).rejects.toMatchObject(exceeded)
    await expect(addAs('ecowas', '1000.01')).rejects.toMatchObject(exceeded)
    await expect(addAs('ecowas', '1000')).resolves.toMatchObject({ revision: 1 })
    await expect(addAs('ecowas', '0.01')).rejects.toMatchObject(exceeded)
  })

  test('is held, when it is shared, to what is shared already', async () => {
    const { id } = await addAs('eu', '700', hidden)
    await addAs('ecowas', '1000')

    await expect(patch(id, 1, { visibility: 'shared' })).rejects.toMatchObject(exceeded)
  })

  test('does not hold back the owner of the whole who may not see it', async () => {
    await addAs('eu', '700', hidden)
    const owner = requestOf(partnerOf('un-dpko'))

    await expect(patch(whole, 1, dollars('699'))).rejects.toMatchObject(exceeded)
    await expect(patchContribution(tracker.services, owner, whole, 1, dollars('100'))).resolves.toBeDefined()
  })
})

describe('a whole', () => {
  test('is not made smaller than its parts', async () => {
    await add('600')

    await expect(patch(whole, 1, dollars('599.99'))).rejects.toMatchObject(exceeded)
    await expect(patch(whole, 1, dollars('600'))).resolves.toMatchObject({ revision: 2 })
  })

  test('that is made smaller while parts arrive ends no smaller than they are', async () => {
    const outcomes = await Promise.allSettled([
      patch(whole, 1, dollars('300')),
      ...Array.from({ length: 10 }, async () => add('100')),
    ])
    const [shrunk, ...parts] = outcomes
    const taken = parts.filter(({ status }) => status === 'fulfilled').length

    expect(taken).toBeLessThanOrEqual(shrunk?.status === 'fulfilled' ? 3 : 10)
  })

  test('that moves to another month does not end smaller than its parts', async () => {
    // Converted at January's two dollars to the euro, 400 euros are 800 dollars; at February's they are 500.
    const part = await add('0', euros('400'))
    await patch(whole, 1, { period: { start: '2008-02-01', end: '2008-06-30' } })
    await patch(part, 1, euros('480'))
    await patch(part, 2, { relations: [] })

    await expect(add('1000.01')).rejects.toMatchObject(exceeded)
    await expect(add('1000')).resolves.toBeDefined()
  })
})

describe('a contribution', () => {
  test('is not a part of itself', async () => {
    await expect(patch(whole, 1, partOf(whole))).rejects.toMatchObject({
      code: 'validation',
      errors: [{ pointer: '/relations' }],
    })
  })

  test('is not a part of its own parts, however far down', async () => {
    const part = await add('500')
    const below = await add('100', partOf(part))

    await expect(patch(whole, 1, partOf(below))).rejects.toMatchObject({ code: 'validation' })
  })

  test.each([2, 3, 4])(
    'is in no loop of %i that are tied to each other at once, with or without money',
    async (length) => {
      for (const money of [dollars('1'), { money: null }]) {
        const ids: string[] = []
        for (let made = 0; made < length; made += 1) ids.push((await tracker.submit({ title: 'Fund', ...money })).id)
        const outcomes = await Promise.allSettled(
          ids.map(async (id, at) => patch(id, 1, partOf(ids[(at + 1) % length] ?? ''))),
        )

        const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as object] : []))
        expect(refused.length).toBeGreaterThan(0)
        for (const reason of refused) expect(reason).toMatchObject({ code: 'validation' })
      }
    },
  )

  test('that goes from many envelopes to many others is answered clearly', { timeout: 40_000 }, async () => {
    const many = await Promise.all(Array.from({ length: 40 }, async () => (await tracker.submit({ title: 'Fund' })).id))
    const part = (await tracker.submit({ title: 'Part', ...dollars('1'), ...partOf(...many.slice(0, 20)) })).id

    await expect(patch(part, 1, partOf(...many.slice(20)))).rejects.toMatchObject({ code: 'validation' })
  })
})
