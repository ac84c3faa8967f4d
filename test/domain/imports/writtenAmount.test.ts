// Amounts as people write them, and those that could be two numbers.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { writtenAmount } from '#domain/imports/writtenAmount.ts'

test.each([
  ['1234.56', '1234.56', null],
  ['1234,5', '1234.50', null],
  ['1.234,56', '1234.56', null],
  ['1,234.56', '1234.56', null],
  ['1.586.156', '1586156', null],
  ['1 586 156,50', '1586156.50', null],
  ["1'586'156", '1586156', null],
  ['$250,000', '250000', null],
  ['US$ 250,000', '250000', 'USD'],
  ['EUR 100 000', '100000', 'EUR'],
  ['100.00 €', '100', 'EUR'],
  ['£5', '5', 'GBP'],
  ['1.5 million', '1500000', null],
  ['2,25 milhões', '2250000', null],
  ['٢٥٠٠٫٥', '2500.50', null],
  ['0', '0', null],
])('%s is %s', (written, amount, currency) => {
  expect(writtenAmount(written, null)).toEqual({ amount, currency })
})

test.each([
  ['US$ 1.2m', '1200000', 'USD'],
  ['€1.2M', '1200000', 'EUR'],
  ['2,5 M€', '2500000', 'EUR'],
  ['300k', '300000', null],
  ['$300K', '300000', null],
])('%s is %s, and a note says what the letter was read as', (written, amount, currency) => {
  expect(writtenAmount(written, null)).toEqual({ amount, currency, note: expect.stringContaining(amount) })
})

test.each([
  ['EUR 1.2 mn', '1200000', 'EUR'],
  ['1,2 Mio. EUR', '1200000', 'EUR'],
  ['£ 1.5 bn', '1500000000', 'GBP'],
  ['2,5 mil milhões EUR', '2500000000', 'EUR'],
])('%s is %s', (written, amount, currency) => {
  expect(writtenAmount(written, null)).toMatchObject({ amount, currency })
})

test.each([
  ['C$ 500', '500', 'CAD'],
  ['A$1,000', '1000', 'AUD'],
  ['Can$ 1000', '1000', 'CAD'],
  ['R$ 5000', '5000', 'BRL'],
  ['500 euros', '500', 'EUR'],
  ['2 million Euro', '2000000', 'EUR'],
  ['5000 birr', '5000', 'ETB'],
  ['500 000 FCFA', '500000', null],
  ['F CFA 500 000', '500000', null],
  ['500 000 francs CFA', '500000', null],
  ['2 000 kr', '2000', null],
  ['kr. 5 000', '5000', null],
  ['500 dollars', '500', null],
])('%s is %s, its currency in words %s', (written, amount, currency) => {
  expect(writtenAmount(written, null)).toMatchObject({ amount, currency })
})

test.each(['5 mil', 'USD 2 mil', '2,5 mil'])('%s is a thousand to some and a million to others', (written) => {
  expect(writtenAmount(written, null)).toEqual({ fault: expect.stringContaining('Ambiguous') })
})

test('a comma before three digits is ambiguous in millions, too', () => {
  expect(writtenAmount('1,250 million', null)).toEqual({ fault: expect.stringContaining('Ambiguous') })
  expect(writtenAmount('1,250 million', 'comma')).toMatchObject({ amount: '1250000' })
})

test.each(['1,234', '1.234', '12,000', '250.000'])('%s is ambiguous and refused', (written) => {
  expect(writtenAmount(written, null)).toEqual({ fault: expect.stringContaining('Ambiguous') })
})

test('it is read as the mapping says', () => {
  expect(writtenAmount('12,000', 'point')).toMatchObject({ amount: '12000' })
  expect(writtenAmount('12.000', 'comma')).toMatchObject({ amount: '12000' })
  expect(writtenAmount('12,000', 'comma')).toMatchObject({ amount: '12' })
})

test.each([
  '-5',
  '(5)',
  '−5',
  'abc',
  '',
  '1,23,4',
  '1.2.3',
  '5-6',
  '1e400',
  '0x10',
  '12.345,6.7',
  '1.005',
  '9'.repeat(40),
])('%s is no amount', (written) => {
  expect(writtenAmount(written, null)).toHaveProperty('fault')
})

test('a number of a spreadsheet is no text: its point is a point', () => {
  expect(writtenAmount(1234.5, null)).toEqual({ amount: '1234.50', currency: null })
  expect(writtenAmount(0.1 + 0.2, null)).toEqual({ amount: '0.30', currency: null })
  expect(writtenAmount(1.234, null)).toHaveProperty('fault')
  expect(writtenAmount(1_234_567.891, null)).toHaveProperty('fault')
  expect(writtenAmount(4_503_599_627.1 * 3, null)).toEqual({ amount: '13510798881.30', currency: null })
  expect(writtenAmount(-1, null)).toHaveProperty('fault')
  expect(writtenAmount(Number.NaN, null)).toHaveProperty('fault')
})

test('whatever way hundredths are written, they are read back', () => {
  const written = (cents: number, group: string, sign: string): string => {
    const whole = String(Math.floor(cents / 100)).replaceAll(/\B(?=(\d{3})+$)/g, group)
    return `${whole}${sign}${String(cents % 100).padStart(2, '0')}`
  }
  const styles = fc.constantFrom<[string, string]>([',', '.'], ['.', ','], [' ', ','], [' ', '.'], ['', '.'], ['', ','])

  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 12 }), styles, (cents, [group, sign]) => {
      const read = writtenAmount(written(cents, group, sign), null)
      expect('amount' in read && Math.round(Number(read.amount) * 100)).toBe(cents)
    }),
  )
})
