// Numbers as they are written in English and in French.
import { expect, test } from 'vitest'
import { numberIn } from '#domain/findings/numberIn.ts'

test.each([
  ['12345.60', '12,345.60', '12\u202f345,60'],
  ['999', '999', '999'],
  ['0.5', '0.5', '0,5'],
  [
    '12345678901234567890.12',
    '12,345,678,901,234,567,890.12',
    '12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890,12',
  ],
])('%s', (text, english, french) => {
  expect(numberIn('en', text)).toBe(english)
  expect(numberIn('fr', text)).toBe(french)
})
