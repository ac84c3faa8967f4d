// Lists of events that grow until their record is full: a clear refusal, an audit entry that says only what is new, and
// a trail from which the record can be made again.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  addDelivery,
  addRenewal,
  addTransaction,
  patchContribution,
  restoreContribution,
  withdrawContribution,
} from '#actions/reviseContribution.ts'
import type { Contribution } from '#model/contribution.ts'
import { entryIn } from '#store/changes.ts'
import { auditOf, keptContribution, newTracker, now, requestOf, type Tracker } from '#test/support/builders.ts'
import { startEngine, type TestEngine } from '#test/support/engine.ts'

let engine: TestEngine
let tracker: Tracker
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(async () => engine.stop())
beforeEach(async () => {
  tracker = await newTracker(engine)
})

/** Three bytes of UTF-8 each. */
const wide = (length: number): string => '和'.repeat(length)
const times = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index))

/** A pledge with a full description that holds so much already. */
const standing = async (held: Partial<Contribution>): Promise<Contribution> => {
  const record = keptContribution({ status: 'pledged', description: wide(10_000), money: null, ...held })
  const change = { previous: null, audit: auditOf(record.id), reason: null, further: [], once: [] }
  await tracker.store.contributions.commit({ ...change, record })
  return record
}

const renewal = { date: '2008-06-01', note: wide(500) }
const commitment = {
  type: 'commitment' as const,
  date: '2008-06-01',
  money: { amount: '999999999999999.99', currency: 'EUR' },
}
const delivery = { date: '2008-06-01', quantity: '999999999999999.99', unit: 'seats' }
const move = { status: 'pledged' as const, at: now, by: 'ann', reason: wide(500) }

describe('a list of events', () => {
  const kinds: [string, Partial<Contribution>, (id: string) => Promise<Contribution>][] = [
    [
      'renewals',
      { renewals: times(85, () => renewal) },
      async (id) => addRenewal(tracker.services, requestOf(), id, renewal),
    ],
    [
      'transactions',
      { transactions: times(296, () => ({ ...commitment, usd: null })) },
      async (id) => addTransaction(tracker.services, requestOf(), id, commitment),
    ],
    [
      'deliveries',
      { deliveries: times(296, () => delivery) },
      async (id) => addDelivery(tracker.services, requestOf(), id, delivery),
    ],
    [
      'moves of status',
      { statusHistory: times(85, () => move) },
      async (id) => {
        const row = await tracker.store.contributions.get(id)
        const status = row?.record.status === 'pledged' ? 'pipeline' : 'pledged'
        return patchContribution(tracker.services, requestOf(), id, row?.revision ?? 0, { status, reason: wide(500) })
      },
    ],
  ]

  test.each(kinds)('of %s is refused when it is full, and what is full can be emptied', async (_name, held, add) => {
    const { id } = await standing(held)
    const outcomes: PromiseSettledResult<Contribution>[] = []
    while (outcomes.length < 30 && outcomes.at(-1)?.status !== 'rejected')
      outcomes.push(...(await Promise.allSettled([add(id)])))

    const last = outcomes.at(-1)
    const refused: unknown = last?.status === 'rejected' ? last.reason : null
    expect(refused).toMatchObject({ code: 'conflict', message: expect.stringMatching(/at most/i) })
    const { services } = tracker
    const revision = async () => (await tracker.store.contributions.get(id))?.revision ?? 0
    await withdrawContribution(services, requestOf(), id, await revision())
    await restoreContribution(services, requestOf(), id, await revision())
    await expect(
      patchContribution(services, requestOf(), id, await revision(), { description: null }),
    ).resolves.toMatchObject({ description: null })
  })
})

type Fields = Record<string, unknown>

/** The record as its audit entries say it: `transactions/2` is the item that a list gained. */
const folded = (entries: { after: Fields }[]): Fields => {
  const record: Fields = {}
  for (const { after } of entries) {
    for (const [name, value] of Object.entries(after)) {
      const [field = '', at] = name.split('/')
      if (at === undefined) record[field] = value
      else record[field] = [...((record[field] ?? []) as unknown[]).slice(0, Number(at)), value]
    }
  }
  return record
}

test('the audit trail says each new event once, and the record can be made again from it', async () => {
  const { services, submit, store } = tracker
  const { id } = await submit()
  for (const amount of ['1', '2', '3'])
    await addTransaction(services, requestOf(), id, { ...commitment, money: { amount, currency: 'EUR' } })
  // A month with other rates: every transaction is converted again, so the list is said whole.
  await patchContribution(services, requestOf(), id, 4, { period: { start: '2008-02-01' } })
  await addTransaction(services, requestOf(), id, commitment)

  const entries = (await tracker.items())
    .filter(({ pk }) => pk === `AUDIT#CONTRIBUTION#${id}`)
    .toSorted((a, b) => (a.sk < b.sk ? -1 : 1))
    .map(entryIn) as { after: Fields }[]

  expect(Object.keys(entries[2]?.after ?? {}).toSorted()).toEqual(['revision', 'transactions/1', 'updatedAt'])
  expect(folded(entries)).toEqual((await store.contributions.get(id))?.record)
})
