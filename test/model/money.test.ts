// Money and quantities: decimal strings that no arithmetic can misread, in a currency that exists.
import { DatedMoney, Decimal, Money, UsdAmount, Valuation } from '#model/money.ts'
import { expect, test } from 'vitest'
import { refusals } from './refusals.ts'

const mustBeDecimal = 'Must be a decimal string such as "1500.00": at most two decimals.'

test.each(['0', '0.01', '1500', '1500.5', '1500.00', '9'.repeat(15)])('takes the amount %s', (amount) => {
  expect(refusals(Decimal, amount)).toEqual([])
})

test.each(['-1', '+1', '1.001', '1e5', '1E5', '007', '.5', '5.', '', '1,500', ' 1', '1 ', 'NaN', '١٢', '9'.repeat(16)])(
  'refuses the amount %j',
  (amount) => {
    expect(refusals(Decimal, amount)).toEqual([`: ${mustBeDecimal}`])
  },
)

test('refuses a number: it was rounded before we saw it', () => {
  expect(refusals(Decimal, 1500)).toEqual([': Invalid input: expected string, received number'])
})

test.each([
  [{ amount: '1.00', currency: 'EUR' }, []],
  [{ amount: '1.00', currency: 'XAF' }, []],
  [{ amount: '1.00', currency: 'XZY' }, ['/currency: Unknown currency.']],
  [{ amount: '1.00', currency: 'eur' }, ['/currency: Must be an ISO 4217 code.', '/currency: Unknown currency.']],
  [{ amount: '1.00' }, ['/currency: Invalid input: expected string, received undefined']],
  [{ amount: '1.00', currency: 'EUR', cents: 0 }, ['/cents: Unknown field.']],
  ['1.00 EUR', [': Invalid input: expected object, received string']],
])('judges the money %j', (money, expected) => {
  expect(refusals(Money, money)).toEqual(expected)
})

test('dated money has a day, none, or null', () => {
  expect(refusals(DatedMoney, { amount: '1', currency: 'EUR', valueDate: '2008-06-30' })).toEqual([])
  expect(refusals(DatedMoney, { amount: '1', currency: 'EUR', valueDate: null })).toEqual([])
  expect(refusals(DatedMoney, { amount: '1', currency: 'EUR' })).toEqual([])
  expect(refusals(DatedMoney, { amount: '1', currency: 'EUR', valueDate: '2008-02-30' })).toEqual([
    '/valueDate: There is no such day in the calendar.',
  ])
})

test('a valuation names its method', () => {
  expect(refusals(Valuation, { amount: '1', currency: 'EUR', method: 'market price' })).toEqual([])
  expect(refusals(Valuation, { amount: '1', currency: 'EUR', method: ' ' })).toEqual(['/method: Must not be empty.'])
})

test('a converted sum keeps its rates', () => {
  const usd = { amount: '1.00', unitsPerEur: { USD: '1.5' }, month: '2008-06', provisional: false }

  expect(UsdAmount.parse(usd)).toEqual(usd)
  expect(refusals(UsdAmount, { ...usd, unitsPerEur: { USD: 1.5 } })).toEqual([
    '/unitsPerEur/USD: Invalid input: expected string, received number',
  ])
})
