// Formula 2, as a table: amount, what is recorded, status, and the three stages.
import { stageAmounts } from '#domain/coverage/stages.ts'
import { statuses } from '#model/contribution.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contribution, delivery, dollars, transaction } from './contributions.ts'
import { runs, waitForAllRuns } from './runs.ts'

waitForAllRuns()

const C = (usd: string | null) => transaction('commitment', usd)
const D = (usd: string | null) => transaction('disbursement', usd)
const inStages = (announced: bigint, arranged: bigint, delivered: bigint) => ({ announced, arranged, delivered })

// All of 100.00 US dollars.
test.each([
  ['pipeline', [], inStages(10_000n, 0n, 0n)],
  ['pledged', [], inStages(10_000n, 0n, 0n)],
  ['committed', [], inStages(10_000n, 10_000n, 0n)],
  ['active', [], inStages(10_000n, 10_000n, 0n)],
  ['completed', [], inStages(10_000n, 10_000n, 10_000n)],
  ['suspended', [], inStages(10_000n, 0n, 0n)],
  ['cancelled', [], inStages(0n, 0n, 0n)],
  // Commitments recorded count instead of the amount: a pledge shrinks as they arrive.
  ['pledged', [C('30'), C('10')], inStages(10_000n, 4000n, 0n)],
  ['active', [C('40'), D('15')], inStages(10_000n, 4000n, 1500n)],
  ['completed', [C('40')], inStages(10_000n, 4000n, 4000n)],
  ['completed', [C('40'), D('15')], inStages(10_000n, 4000n, 1500n)],
  // More than announced was paid.
  ['active', [C('80'), D('120')], inStages(12_000n, 12_000n, 12_000n)],
  ['suspended', [C('40'), D('15')], inStages(10_000n, 1500n, 1500n)],
  ['cancelled', [C('40'), D('15')], inStages(1500n, 1500n, 1500n)],
  // A transaction without a rate is not recorded: the amount stands for the commitments.
  ['active', [C(null), D(null)], inStages(10_000n, 10_000n, 0n)],
] as const)('counts 100 dollars that are %s with %j', (status, transactions, stages) => {
  const paid = contribution({ ...dollars('100'), status, transactions: [...transactions] })

  expect(stageAmounts(paid)).toEqual({ usd: stages })
})

test('announces no more of a lapsed pledge than is arranged', () => {
  const pledge = { ...dollars('100'), lapsedOn: '2009-03-24', transactions: [C('40'), D('15')] }

  expect(stageAmounts(contribution(pledge))).toEqual({ usd: inStages(4000n, 4000n, 1500n) })
  expect(stageAmounts(contribution({ ...pledge, status: 'active' }))).toEqual({
    usd: inStages(10_000n, 4000n, 1500n),
  })
})

test('counts nothing of a withdrawn contribution', () => {
  expect(stageAmounts(contribution({ ...dollars('100'), withdrawn: true }))).toEqual({})
})

test('counts no dollars of money without a rate', () => {
  const unconverted = contribution({ money: { amount: '5', currency: 'ETB' }, transactions: [C('40')] })

  expect(stageAmounts(unconverted)).toEqual({})
})

test('counts transactions of a contribution whose amount is not known', () => {
  const unknown = contribution({ status: 'active', transactions: [C('40'), D('15')] })

  expect(stageAmounts(unknown)).toEqual({ usd: inStages(4000n, 4000n, 1500n) })
})

test.each([
  ['active', '30', [], { seats: inStages(3000n, 3000n, 0n) }],
  ['active', '30', [delivery('10', 'seats'), delivery('18.5', 'seats')], { seats: inStages(3000n, 3000n, 2850n) }],
  ['completed', '30', [], { seats: inStages(3000n, 3000n, 3000n) }],
  ['pledged', '30', [delivery('5', 'seats')], { seats: inStages(3000n, 500n, 500n) }],
  ['active', null, [], {}],
  ['active', null, [delivery('5', 'seats')], { seats: inStages(500n, 500n, 500n) }],
  ['active', '30', [delivery('5', 'usd')], { seats: inStages(3000n, 3000n, 0n) }],
] as const)('counts seats in kind that are %s: %s with %j', (status, quantity, deliveries, stages) => {
  const inKind = [{ quantity, unit: 'seats', value: { amount: '900', currency: 'USD', method: 'list price' } }]
  const given = contribution({ status, inKind, deliveries: [...deliveries] })

  expect(stageAmounts(given)).toEqual(stages)
})

test('counts no unit that is not a measure', () => {
  const inKind = ['vehicles', 'usd'].map((unit) => ({ quantity: '4', unit }))

  expect(stageAmounts(contribution({ inKind, status: 'active' }))).toEqual({})
})

test('keeps announced >= arranged >= delivered in every status', () => {
  const amount = fc.integer({ min: 0, max: 200 }).map(String)
  const recorded = fc.array(fc.tuple(fc.constantFrom(C, D), amount), { maxLength: 4 })
  fc.assert(
    fc.property(amount, recorded, fc.constantFrom(...statuses), fc.boolean(), (sum, made, status, lapsed) => {
      const transactions = made.map(([of, usd]) => of(usd))
      const paid = contribution({ ...dollars(sum), status, lapsedOn: lapsed ? '2009-03-24' : null, transactions })
      const { usd } = stageAmounts(paid)

      expect(usd && usd.announced >= usd.arranged && usd.arranged >= usd.delivered && usd.delivered >= 0n).toBe(true)
    }),
    runs,
  )
})
