// What is set apart from a currency, and what beside it is not known; whole headers are in headerMoney.test.ts.
import { expect, test } from 'vitest'
import { codeOf, sizesApart, unreadBeside } from '#domain/imports/besideCurrency.ts'

const apart = (text: string): string => sizesApart(text).replaceAll(/\s+/g, ' ').trim()

test.each([
  ['EURm', 'EUR m'],
  ['kUSD', 'k USD'],
  ['usdm', 'usd m'],
  ['EURx', 'EUR x'],
  ['EUR x1000', 'EUR thousand'],
  ['5 000 EUR', '5 000 EUR'],
  ['2000', '2000'],
  ['10^9', 'billion'],
  ['EUROS', 'EUROS'],
  ['MALL', 'MALL'],
  ['USDA', 'USDA'],
  ['TRON', 'TRON'],
])('%s becomes %s', (text, parts) => {
  expect(apart(text)).toBe(parts)
})

test('a code is in capitals, or one of the usual ones', () => {
  expect(['KES', 'kes', 'eur', 'ALL', 'XYZ'].map(codeOf)).toEqual(['KES', null, 'EUR', null, null])
})

test('outside brackets only what is short or a digit is not known', () => {
  const unread = (text: string) => unreadBeside(text, (word) => word === 'thousand')

  expect(unread('Support of the Union EUR')).toBeUndefined()
  expect(unread('EUR thousand (2008)')).toBeUndefined()
  expect(unread('EUR zy')).toBe('zy')
  expect(unread('Amount (foo, EUR)')).toBeUndefined()
  expect(unread('Amount (foo EUR)')).toBe('foo')
})

test('hundreds of brackets cost no more than their length', { timeout: 2000 }, () => {
  const text = sizesApart('(EUR ['.repeat(50))

  expect(Array.from({ length: 100 }, () => unreadBeside(text, () => false)).at(-1)).toBeUndefined()
})
