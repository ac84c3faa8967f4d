// Formats of numbers as people set them: what they write beside a number, and what of a day they show.
import { expect, test } from 'vitest'
import { builtInFormat, numberFormat, shownAs } from '#readers/numberFormats.ts'

test.each([
  ['[$€-2] #,##0.00', '€ 1500000.50'],
  ['#,##0.00\\ [$€-407]', '1500000.50 €'],
  ['_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-', '1500000.50 €'],
  ['[$£-809]#,##0', '£ 1500000.50'],
  ['_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', '$ 1500000.50'],
  ['[$US$-409]#,##0', 'US$ 1500000.50'],
  ['[$$-409]#,##0', '$ 1500000.50'],
  ['[$$-1009]#,##0', 'CAD 1500000.50'],
  ['[$$-en-US]#,##0', '$ 1500000.50'],
  ['[$$-en-CA]#,##0', 'CA$ 1500000.50'],
  ['[$$-en-AU] #,##0', 'AU$ 1500000.50'],
  ['[$$-es-MX] #,##0', 'MX$ 1500000.50'],
  ['[$$-80A]#,##0', 'XX$ 1500000.50'],
  ['[$$-en]#,##0', 'XX$ 1500000.50'],
  ['[$$-80A]#,##0,', 'XX$ 1500000.50'],
  ['[$$-1009]#,##0,', 'CAD 1500000.50'],
  ['[$¥-804]#,##0', 'CNY 1500000.50'],
  ['[$¥-ja-JP]#,##0', '¥ 1500000.50'],
  ['[$£-C01]#,##0', 'pounds 1500000.50'],
  ['[$£-en-GB]#,##0', '£ 1500000.50'],
  ['#,##0,.0" k€"', '€ 1500000.50'],
  ['#,##0,,.00 "M FCFA"', 'FCFA 1500000.50'],
  ['#,##0.0" k€"', '1500000.50 k€'],
  ['#,##0 [$CHF]', '1500000.50 CHF'],
  ['#,##0 "kEUR"', '1500000.50 kEUR'],
  ['#,##0.0,, "M€"', '€ 1500000.50'],
  ['#,##0,\\ [$EUR]', 'EUR 1500000.50'],
  ['[Red]#,##0 "FCFA"', '1500000.50 FCFA'],
  ['[$R-1C09]\\ #,##0.00', 'R 1500000.50'],
  ['0.0%', '1500000.50 %'],
])('%s: %s', (code, text) => {
  expect(shownAs(numberFormat(code), 1_500_000.5)).toBe(text)
})

test.each([
  '#,##0',
  '#,##0.00_);(#,##0.00)',
  '#,##0.0,',
  '0.0,,"M"',
  '#,##0,.0',
  'General',
  '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
  '@',
])('%s writes nothing beside it', (code) => {
  expect(shownAs(numberFormat(code), 1500)).toBeUndefined()
})

test('what is no amount stays a number', () => {
  const euros = numberFormat('#,##0 "€"')

  expect([-5, 1.2345, 1e15].map((value) => shownAs(euros, value))).toEqual([undefined, undefined, undefined])
  expect([0, 0.1 + 0.2, 12].map((value) => shownAs(euros, value))).toEqual(['0 €', '0.30 €', '12 €'])
})

test('built-in formats are days, a month, a percentage, or nothing that can be told', () => {
  expect([14, 17, 22, 45, 44, 0].map((id) => builtInFormat(id).day)).toEqual(['day', 'month', 'day', 'day', null, null])
  expect(shownAs(builtInFormat(9), 60)).toBe('60 %')
  expect(shownAs(builtInFormat(44), 60)).toBeUndefined()
})

test('a code without end is not read to its end', { timeout: 10_000 }, () => {
  expect(numberFormat('"'.repeat(1_000_001)).day).toBeNull()
  expect(numberFormat(`[$${'-'.repeat(1_000_000)}`).day).toBeNull()
})
