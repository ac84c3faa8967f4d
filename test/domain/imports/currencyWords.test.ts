// Words and signs beside an amount: those of one currency are read, those of several named as such.
import { expect, test } from 'vitest'
import { codesOf, currencyBeside, isCurrency, signs, unclearBeside } from '#domain/imports/currencyWords.ts'

test.each([
  ['C$ 500', 'CAD', '500'],
  ['R$500', 'BRL', '500'],
  ['500 euros', 'EUR', '500'],
  ['500 birr', 'ETB', '500'],
])('%s is of one currency', (text, currency, rest) => {
  expect(currencyBeside(text)).toEqual({ currency, rest })
  expect(unclearBeside(text)).toBeNull()
})

test.each([
  ['500 kr', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['500 FCFA', ['XOF', 'XAF']],
  ['F CFA 500', ['XOF', 'XAF']],
])('%s is of several', (text, codes) => {
  expect(currencyBeside(text)).toMatchObject({ currency: null, rest: '500' })
  expect(unclearBeside(text)).toMatchObject({ codes, isDollar: false })
})

test('a dollar without letters may be anybody’s, and one with unknown letters too', () => {
  expect(unclearBeside('$ 500')).toMatchObject({ isDollar: true })
  expect(unclearBeside('HK$ 500')?.codes).toContain('HKD')
})

test.each(['500', '500 trucks', '500 constructor', 'constructor 500', ''])('%j names none', (text) => {
  expect(currencyBeside(text)).toBeNull()
  expect(unclearBeside(text)).toBeNull()
})

test('every sign stands for a currency that there is', () => {
  expect(signs.every(([, currency]) => isCurrency(currency))).toBe(true)
  expect(isCurrency('ABC')).toBe(false)
  expect(codesOf('kr')).toBe('SEK, NOK, DKK or ISK')
})
