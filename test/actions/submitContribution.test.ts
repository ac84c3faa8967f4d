// A submit is one transaction: the record and all that belongs to it, once per idempotency key, or nothing at all.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { submitContribution } from '#actions/submitContribution.ts'
import type { NewContribution } from '#model/contribution.ts'
import { euros, newTracker, partnerOf, requestOf, sent, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'
import { cancelled } from '#test/support/faults.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
})

const once = (fingerprint = 'body', id = 'key') => ({ id, fingerprint })
const submitOnce = async (body: NewContribution = sent(), key = once()) =>
  submitContribution(tracker.services, requestOf(partnerOf('un-dpko'), key), body)
const keysAfter = async (run: () => Promise<unknown>): Promise<string[]> => {
  const before = new Set((await tracker.items()).map(({ pk, sk }) => `${pk} ${sk}`))
  await run()
  return (await tracker.items()).map(({ pk, sk }) => `${pk} ${sk}`).filter((key) => !before.has(key))
}
const isBlock = (key: string): boolean => key.startsWith('BLOCK#')

describe('a submit', () => {
  test('writes record, revision, audit entry and its place in time, idempotency key and blocks, and nothing else', async () => {
    const keys = await keysAfter(submitOnce)

    expect(keys.filter((key) => !isBlock(key)).toSorted()).toEqual([
      'AUDIT#CONTRIBUTION#c0001 00000001',
      'AUDIT#TRAIL#2008-03 2008-03-24T10:00:00.000Z#CONTRIBUTION#c0001#00000001',
      'CONTRIBUTION#c0001 CONTRIBUTION',
      'HISTORY#CONTRIBUTION#c0001 00000001',
      'IDEMPOTENCY#key IDEMPOTENCY',
    ])
    expect(keys.filter(isBlock).length).toBeGreaterThan(0)
    expect(keys.filter(isBlock).every((key) => key.endsWith('#c0001'))).toBe(true)
  })

  test('writes them in one transaction', async () => {
    const before = tracker.faults.transactions().length
    await submitOnce()

    expect(tracker.faults.transactions().length - before).toBe(1)
  })

  test('that dies before its transaction leaves nothing', async () => {
    tracker.faults.dieAtTransaction(1)
    const keys = await keysAfter(async () => {
      await expect(submitOnce()).rejects.toThrow('killed')
    })

    expect(keys).toEqual([])
  })

  test('whose reply is lost is answered as it was when it comes again', async () => {
    tracker.faults.loseNextReply()
    await expect(submitOnce()).rejects.toThrow('lost')
    tracker.faults.none()

    const again = await submitOnce()

    expect(again.id).toBe('c0001')
    expect((await tracker.items()).filter(({ sk }) => sk === 'CONTRIBUTION')).toHaveLength(1)
  })

  test('that meets conflicts is recorded in the end', async () => {
    tracker.faults.failTransactions(4, () => cancelled('None', 'TransactionConflict'))

    await expect(submitOnce()).resolves.toMatchObject({ id: 'c0001', revision: 1 })
  })
})

describe('an idempotency key', () => {
  test('makes one record and one answer of forty submits at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, async () => submitOnce()))

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await tracker.items()).filter(({ sk }) => sk === 'CONTRIBUTION')).toHaveLength(1)
    expect((await tracker.items()).filter(({ pk }) => pk.startsWith('AUDIT#CONTRIBUTION#'))).toHaveLength(1)
  })

  test('with another body is refused and leaves the first record', async () => {
    await submitOnce()

    await expect(submitOnce(sent({ title: 'Another' }), once('other'))).rejects.toMatchObject({ code: 'key-reused' })
    expect((await tracker.store.contributions.get('c0001'))?.record.title).toBe('Mission leadership course')
  })

  test('is free after a refused submit', async () => {
    await expect(submitOnce(sent({ beneficiary: 'atlantis' }))).rejects.toMatchObject({ code: 'validation' })

    await expect(submitOnce()).resolves.toMatchObject({ revision: 1 })
  })
})

describe('references', () => {
  test('that nobody knows are all pointed at, and nothing is written', async () => {
    const body = sent({
      provider: 'un-dpko',
      beneficiary: 'atlantis',
      instrument: 'none',
      subCluster: 'nowhere',
      priorityAreas: [{ code: 'mission-planning' }, { code: 'nothing' }],
      modality: 'magic',
      needs: ['n404'],
      relations: [{ type: 'part-of', contribution: 'c404' }],
    })
    const keys = await keysAfter(async () => {
      await expect(submitOnce(body)).rejects.toMatchObject({
        code: 'validation',
        errors: [
          '/beneficiary',
          '/instrument',
          '/subCluster',
          '/priorityAreas/1/code',
          '/modality',
          '/needs/0',
          '/relations/0/contribution',
        ].map((pointer) => ({ pointer, detail: expect.any(String) as unknown })),
      })
    })

    expect(keys).toEqual([])
  })

  test('to a confidential contribution of others look like references to nothing', async () => {
    const hidden = await tracker.submit({ provider: 'eu', visibility: 'coordinators' })
    const body = sent({ relations: [{ type: 'complements', contribution: hidden.id }] })

    await expect(submitOnce(body)).rejects.toMatchObject({
      code: 'validation',
      errors: [{ pointer: '/relations/0/contribution' }],
    })
  })
})

test('a partner records only what it provides or implements', async () => {
  await expect(submitOnce(sent({ provider: 'eu' }))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(submitOnce(sent({ provider: 'eu', implementers: ['un-dpko'] }))).resolves.toMatchObject({
    reportedBy: 'un-dpko',
  })
})

describe('rates', () => {
  test.each([
    ['2008-01-15', { amount: '200.00', month: '2008-01', provisional: false }],
    ['2008-02-15', { amount: '125.00', month: '2008-02', provisional: false }],
    ['2009-07-01', { amount: '125.00', month: '2008-02', provisional: true }],
  ])('of the value date %s convert the amount', async (valueDate, usd) => {
    const { usd: converted } = await tracker.submit({ money: { amount: '100', currency: 'EUR', valueDate } })

    expect(converted).toMatchObject(usd)
  })

  test('of the start of the period convert where no value date is given', async () => {
    const { usd } = await tracker.submit({ ...euros('100'), period: { start: '2008-02-28' } })

    expect(usd).toMatchObject({ month: '2008-02', unitsPerEur: { EUR: '1', USD: '1.25' } })
  })

  test('leave a currency without one unconverted, and say so', async () => {
    const { usd, check } = await tracker.submit({ money: { amount: '100', currency: 'ETB' } })

    expect(usd).toBeNull()
    expect(check.warnings).toMatchObject([{ pointer: '/money/currency' }])
  })

  test('before the first published month are none', async () => {
    const { usd } = await tracker.submit({ ...euros('100'), period: { start: '1999-01-01' } })

    expect(usd).toBeNull()
  })
})
