// Attacks 33 to 47: fields that are not the caller's to set, and values that are none. Every row is a 422 at its pointer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { course, grant, need } from '#test/support/bodies.ts'
import { callerOf, playAll, type Scenario } from '#test/support/scenarios.ts'
import { startTrackers, type TestTracker, type TestTrackers } from '#test/support/tracker.ts'

let trackers: TestTrackers
let tracker: TestTracker
const ids: Record<string, string> = {}
beforeAll(async () => {
  trackers = await startTrackers()
  tracker = await trackers.fresh()
  const coordinator = callerOf(tracker, 'coordinator')
  const contribution = await coordinator.made('/v1/contributions', course())
  const registered = await coordinator.made('/v1/needs', need())
  Object.assign(ids, { contribution: contribution.id, need: registered.id })
})
afterAll(async () => trackers.stop())
const setting = () => ({ tracker, ids })

type Row = [number: number, name: string, request: string, body: unknown, pointers: string[]]
const match = { 'if-match': '"1"' }
const rows = (table: readonly Row[], as: Scenario['as'] = 'coordinator'): void =>
  playAll(
    setting,
    table.map(([number, name, request, body, pointers]) => ({
      name: `${number}. ${request} with ${name}`,
      as,
      request,
      body,
      headers: request.startsWith('PUT') ? { 'if-none-match': '*' } : match,
      status: 422,
      problem: 'validation',
      pointers,
    })),
  )

const newPartner = (changes: object) => ({ id: 'sadc', kind: 'ngo', names: { en: 'SADC' }, ...changes })
const event = (changes: object) => ({
  type: 'commitment',
  date: '2008-06-01',
  money: { amount: '5', currency: 'USD' },
  ...changes,
})

describe('fields that the tracker keeps itself', () => {
  const own = ['id', 'revision', 'createdAt', 'updatedAt', 'withdrawn']
  rows([
    ...own.map((field): Row => [33, field, 'POST /v1/needs', need({ [field]: 'x' }), [`/${field}`]]),
    ...own.map((field): Row => [33, field, 'PATCH /v1/needs/{need}', { [field]: 'x' }, [`/${field}`]]),
    ...own.map((field): Row => [33, field, 'PATCH /v1/contributions/{contribution}', { [field]: 'x' }, [`/${field}`]]),
    [33, 'originalAmount', 'PATCH /v1/needs/{need}', { originalAmount: '1' }, ['/originalAmount']],
    [33, 'registeredBy', 'POST /v1/needs', need({ registeredBy: 'eu' }), ['/registeredBy']],
    [33, 'its revision', 'POST /v1/partners', newPartner({ revision: 9 }), ['/revision']],
    [33, 'its id', 'PATCH /v1/partners/eu', { id: 'france' }, ['/id']],
    [33, 'its kind of term', 'PUT /v1/taxonomy/unit/tents', { names: { en: 'x' }, kind: 'cluster' }, ['/kind']],
    [33, 'who it is by', 'POST /v1/contributions/{contribution}/transactions', event({ by: 'eu' }), ['/by']],
    [33, 'its dollars', 'POST /v1/contributions/{contribution}/transactions', event({ usd: '1' }), ['/usd']],
  ])
})

describe('members', () => {
  rows(
    [
      [33, 'scopes', 'PUT /v1/members/m', { organization: 'eu', role: 'partner', scope: 'all' }, ['/scope']],
      [41, 'two roles', 'PUT /v1/members/m', { organization: 'eu', role: ['partner', 'coordinator'] }, ['/role']],
      [41, 'a role in capitals', 'PUT /v1/members/m', { organization: 'eu', role: 'Partner' }, ['/role']],
      [41, 'a role with a space', 'PUT /v1/members/m', { organization: 'eu', role: 'partner ' }, ['/role']],
      [41, 'no organization', 'PUT /v1/members/m', { organization: null, role: 'partner' }, ['/organization']],
    ],
    'administrator',
  )
})

describe('values that are none', () => {
  const amounts = ['1e400', '1e-200', '-0', '0x10', '007', '1,000', '9'.repeat(39), ' 1', '1 ', '', '∞', '1_000', '+1']
  const days = ['2026-02-30', '2025-02-29', '0000-01-01', '275760-09-13', '2026-1-1', '2026-01-01+02:00', 'today', '']
  rows([
    ...amounts.map((amount): Row => [
      37,
      `the amount "${amount.slice(0, 9)}"`,
      'POST /v1/needs',
      need({ amount }),
      ['/amount'],
    ]),
    ...amounts.map((amount): Row => [
      37,
      `the amount "${amount.slice(0, 9)}"`,
      'POST /v1/contributions/{contribution}/transactions',
      event({ money: { amount, currency: 'USD' } }),
      ['/money/amount'],
    ]),
    ...days.map((date): Row => [
      39,
      `the day "${date}"`,
      'POST /v1/contributions/{contribution}/transactions',
      event({ date }),
      ['/date'],
    ]),
    ...days.map((start): Row => [
      39,
      `the day "${start}"`,
      'POST /v1/needs',
      need({ period: { start, end: null } }),
      ['/period/start'],
    ]),
    [
      39,
      'an end before the start',
      'POST /v1/needs',
      need({ period: { start: '2009-01-02', end: '2009-01-01' } }),
      ['/period/end'],
    ],
    [41, 'a list for a text', 'POST /v1/needs', need({ title: ['x'] }), ['/title']],
    [41, 'an object for a text', 'POST /v1/needs', need({ title: { en: 'x' } }), ['/title']],
    [41, 'true for a text', 'POST /v1/needs', need({ title: true }), ['/title']],
    [41, 'an urgency in capitals', 'POST /v1/needs', need({ urgency: 'ONE-OFF' }), ['/urgency']],
    [41, 'a measure with a space', 'POST /v1/needs', need({ measure: 'seats ' }), ['/measure']],
    [41, 'a kind of partner that is none', 'POST /v1/partners', newPartner({ kind: 'NGO' }), ['/kind']],
    [49, 'a code with a key delimiter', 'POST /v1/partners', newPartner({ id: 'UN#AU' }), ['/id']],
    [49, 'a code with a NUL', 'POST /v1/partners', newPartner({ id: 'un\u0000' }), ['/id']],
    [50, 'a code that ends in a delimiter', 'POST /v1/partners', newPartner({ id: 'undp-' }), ['/id']],
  ])
})

test('38. amounts of fifteen digits keep their cents, and several of them their sum', async () => {
  const fresh = await trackers.fresh()
  const coordinator = callerOf(fresh, 'coordinator')
  const amounts = Array.from({ length: 4 }, (_, step) => `${987_654_321_098 + step}.${String(10 + step)}`)
  for (const amount of amounts)
    await coordinator.made(
      '/v1/contributions',
      grant({ title: `G ${amount}`, money: { amount, currency: 'USD', valueDate: '2008-06-01' } }),
    )
  await fresh.settled()

  const { items, unspecified } = await coordinator.read('/v1/coverage?groupBy=none')

  const cents = amounts.reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n)
  const shown = [...items, ...unspecified].map((row: { announced?: { reported: string } }) => row.announced?.reported)
  expect(shown).toContain(`${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`)
})

test('50. a code that begins another’s finds nothing of it', async () => {
  const coordinator = callerOf(tracker, 'coordinator')
  for (const id of ['undp', 'undp-2']) await coordinator.made('/v1/partners', newPartner({ id, names: { en: id } }))
  await coordinator.made('/v1/contributions', grant({ title: 'Of the second', provider: 'undp-2' }))
  await tracker.settled()

  for (const filter of ['provider', 'partner']) {
    expect((await coordinator.read(`/v1/contributions?${filter}=undp`)).items).toEqual([])
    expect((await coordinator.read(`/v1/contributions?${filter}=undp-2`)).items).toHaveLength(1)
  }
})
