// Money in JSON Lines: every record is read by its own keys, whatever the first one was counted in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConsumer } from '#functions/importer/consumer.ts'
import { callerOf } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
})
afterAll(async () => trackers.stop())

interface Row {
  status: string
  id: string | null
  errors: { column: string | null; detail: string }[]
  warnings: { column: string | null; detail: string }[]
}

/** Records as lines of a file that goes in: each one's result, and its money as it is recorded. */
const imported = async (...records: Record<string, unknown>[]) => {
  const lines = records.map((record, at) =>
    JSON.stringify({ Partner: 'EU', Title: `Course ${at + 1}`, Start: '2009-01-01', ...record }),
  )
  const caller = callerOf(tracker, 'eu')
  const { body } = await caller.send('POST', '/v1/imports', lines.join('\n'), { 'content-type': 'application/jsonl' })
  const keys = { pk: { S: `IMPORT#${body.id}` }, sk: { S: 'IMPORT' } }
  await createConsumer(tracker.services)({ Records: [{ dynamodb: { SequenceNumber: '1', Keys: keys } }] })
  expect(tracker.faults).toEqual([])
  const items = (await caller.read(`/v1/imports/${body.id}`)).results.items as Row[]
  const read = async ({ id }: Row) =>
    id === null ? null : ((await caller.read(`/v1/contributions/${id}`)).money ?? null)
  return { items, money: await Promise.all(items.map(read)) }
}

test('a later record with another currency in its key is read in that one', async () => {
  const { money } = await imported(
    { 'Amount (USD)': 100 },
    { 'Amount (EUR)': 200 },
    { 'Amount (EUR thousands)': 300 },
    { Amount: 400, Currency: 'GBP' },
    { 'Amount (USD)': 500 },
  )

  expect(money).toEqual([
    { amount: '100', currency: 'USD' },
    { amount: '200', currency: 'EUR' },
    { amount: '300000', currency: 'EUR' },
    { amount: '400', currency: 'GBP' },
    { amount: '500', currency: 'USD' },
  ])
})

test('keys in one word are read by their capitals, and a key that only may be the amount is refused with its currency', async () => {
  const { items, money } = await imported(
    { amountEur: 100 },
    { amountEUR: '200' },
    { valueUsd: 300 },
    { 'Committed amount': 400, Currency: 'EUR' },
    { 'Amount per year (EUR)': 500 },
  )

  expect(money).toEqual([
    { amount: '100', currency: 'EUR' },
    { amount: '200', currency: 'EUR' },
    { amount: '300', currency: 'USD' },
    null,
    null,
  ])
  expect(items[3]?.errors).toEqual([{ column: null, detail: expect.stringContaining('"Committed amount" says 400') }])
  expect(items[4]?.warnings).toContainEqual({
    column: 'amount',
    detail: expect.stringContaining('"Amount per year (EUR)" says 500'),
  })
})

test('a first record without an amount says nothing of the others', async () => {
  const { money } = await imported({}, { 'Amount (EUR)': 200 })

  expect(money).toEqual([null, { amount: '200', currency: 'EUR' }])
})

test('nor does a key without a currency take it from the first record', async () => {
  const { items, money } = await imported({ 'Amount (EUR)': 100 }, { Amount: 200 }, { 'Amount (FCFA)': 300 })

  expect(money).toEqual([{ amount: '100', currency: 'EUR' }, { amount: '200', currency: 'USD' }, null])
  expect(items[1]?.warnings).toContainEqual({
    column: 'currency',
    detail: 'There is no column for the currency: read as US dollars.',
  })
  expect(items[2]?.errors).toEqual([{ column: 'currency', detail: expect.stringContaining('FCFA') }])
})

test('a record whose amount is blank, and whose money stands under another key, is refused by that key', async () => {
  const { items, money } = await imported(
    { 'Amount (EUR)': 100, 'Amount (USD)': 150 },
    { 'Amount (EUR)': null, 'Amount (USD)': 150 },
  )

  expect(money).toEqual([{ amount: '100', currency: 'EUR' }, null])
  expect(items[0]?.warnings).toContainEqual({
    column: 'amount',
    detail: expect.stringContaining('"Amount (USD)" says 150'),
  })
  expect(items[1]?.errors).toEqual([{ column: null, detail: expect.stringContaining('"Amount (USD)" says 150') }])
})

test('so is one with two keys for the same, of which one would be lost', async () => {
  const { items } = await imported({ amount: 100, Amount: 250, currency: 'EUR' })

  expect(items).toMatchObject([
    { status: 'rejected', errors: [{ detail: 'The column amount is there twice: "amount" and "Amount".' }] },
  ])
})

test('and one whose only money stands under a key that is not known, unless that says none', async () => {
  const { items } = await imported({ 'Project envelope EUR': 100 }, { 'Project envelope EUR': null })

  expect(items).toMatchObject([
    { status: 'rejected', errors: [{ detail: expect.stringContaining('"Project envelope EUR" may be') }] },
    { status: 'created' },
  ])
})
