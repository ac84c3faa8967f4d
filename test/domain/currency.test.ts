// Conversion to US dollars through EUR, on rates that were published.
import { convertToUsd, monthOfValue, usdAmountOf } from '#domain/currency.ts'
import { expect, test } from 'vitest'

const june2007 = { month: '2007-06', unitsPerEur: { USD: '1.34186', GBP: '0.67562', JPY: '164.55', ZAR: '9.6198' } }

test.each([
  // 100000 x 1.34186
  ['EUR', '100000', 13_418_600n],
  ['USD', '100000.01', 10_000_001n],
  // 50000 / 0.67562 x 1.34186 = 99305.82..: 67093 / 0.67562 = 99305.8227..
  ['GBP', '50000', 9_930_582n],
  // 655957 / 655.957 x 1.34186 = 1000 x 1.34186
  ['XAF', '655957', 134_186n],
  ['XOF', '655957', 134_186n],
  // 0.01 x 1.34186 = 0.0134
  ['EUR', '0.01', 1n],
  ['EUR', '0', 0n],
])('converts %s %s exactly once', (currency, amount, cents) => {
  expect(convertToUsd({ amount, currency }, june2007)).toBe(cents)
})

test('rounds half a cent up', () => {
  // 0.01 EUR at 1.50 is 1.5 cents.
  const rates = { month: '2007-06', unitsPerEur: { USD: '1.50' } }

  expect(convertToUsd({ amount: '0.01', currency: 'EUR' }, rates)).toBe(2n)
})

test('leaves a currency without a rate unconverted', () => {
  expect(convertToUsd({ amount: '100', currency: 'ETB' }, june2007)).toBeNull()
  expect(convertToUsd({ amount: '100', currency: 'EUR' }, { month: '1998-12', unitsPerEur: {} })).toBeNull()
  expect(convertToUsd({ amount: '100', currency: 'ETB' }, { ...june2007, unitsPerEur: { ETB: '0' } })).toBeNull()
  expect(usdAmountOf({ amount: '100', currency: 'ETB' }, june2007, false)).toBeNull()
})

test('takes no name of an object member for a currency', () => {
  expect(convertToUsd({ amount: '100', currency: 'toString' }, june2007)).toBeNull()
})

test('keeps both rates and the month beside the amount', () => {
  expect(usdAmountOf({ amount: '100000.00', currency: 'EUR' }, june2007, false)).toEqual({
    amount: '134186.00',
    unitsPerEur: { EUR: '1', USD: '1.34186' },
    month: '2007-06',
    provisional: false,
  })
  expect(usdAmountOf({ amount: '1', currency: 'USD' }, june2007, true)).toEqual({
    amount: '1.00',
    unitsPerEur: { USD: '1.34186' },
    month: '2007-06',
    provisional: true,
  })
})

test.each([
  ['its value date', { money: { valueDate: '2007-06-01' }, period: { start: '2007-07-01' } }, '2007-06'],
  ['the start of its period', { money: {}, period: { start: '2007-07-01' } }, '2007-07'],
  ['the day of recording', { money: null, period: null }, '2008-03'],
])('takes the month of %s', (_, dated, month) => {
  expect(monthOfValue({ ...dated, createdAt: '2008-03-31T23:59:59Z' })).toBe(month)
})
