// A contribution's stages at the rates of another month.
import { expect, test } from 'vitest'
import { stagesAt } from '#domain/coverage/stagesAt.ts'
import { keptContribution } from '#test/support/builders.ts'

const rates = { month: '2008-02', unitsPerEur: { USD: '1.25' } }
const commitment = { type: 'commitment' as const, date: '2008-01-01', usd: '0.00' }

test('convert the amount and every transaction at those rates, whatever was converted before', () => {
  const part = keptContribution({
    money: { amount: '100', currency: 'EUR' },
    usd: null,
    transactions: [{ ...commitment, money: { amount: '80', currency: 'EUR' } }],
  })

  expect(stagesAt(part, rates)).toEqual({ announced: 12_500n, arranged: 10_000n, delivered: 0n })
})

test('leave dollars as they are', () => {
  expect(stagesAt(keptContribution({ money: { amount: '7', currency: 'USD' } }), rates)?.announced).toBe(700n)
})

test.each([
  ['without money', { money: null }],
  ['in a currency without a rate', { money: { amount: '7', currency: 'ETB' } }],
  ['that is withdrawn', { withdrawn: true }],
])('are none of a contribution %s', (_name, different) => {
  expect(stagesAt(keptContribution(different), rates)).toBeNull()
})
