// How dates, money and quantities read.
import {
  amountOf,
  clipped,
  day,
  fillReasons,
  instant,
  money,
  percent,
  period,
  quantity,
  span,
  wholeUsd,
} from '#documents/reportPage/wording.ts'
import { expect, test } from 'vitest'

const plain = (text: string | null) => text && text.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-')

test.each([
  [day('2007-06-04'), '4 June 2007'],
  [day('soon'), 'soon'],
  [instant('2008-04-07T06:00:00Z'), '7 April 2008, 06:00 UTC'],
  [period({ start: '2007-06-04', end: '2007-06-15' }), '4 to 15 June 2007'],
  [period({ start: '2007-06-04', end: '2007-07-03' }), '4 June to 3 July 2007'],
  [period({ start: '2007-12-04', end: '2008-01-03' }), '4 December 2007 to 3 January 2008'],
  [period({ start: '2008-01-01', end: '2008-12-31' }), 'all of 2008'],
  [period({ start: '2008-01-01', end: '2008-01-01' }), '1 January 2008'],
  [period({ start: '2008-01-01' }), 'from 1 January 2008, end open'],
  [money({ amount: '1234567.00', currency: 'EUR' }), 'EUR 1,234,567'],
  [money({ amount: '999.5', currency: 'EUR' }), 'EUR 999.50'],
  [money({ amount: '123456789012345', currency: 'XAF' }), 'XAF 123,456,789,012,345'],
  [wholeUsd('1999.50'), 'USD 2,000'],
  [wholeUsd('1999.49'), 'USD 1,999'],
  [wholeUsd('0.00'), 'USD 0'],
  [quantity('1200.00', 'person-days'), '1,200 person-days'],
  [quantity('2.50', 'experts'), '2.50 expert-days'],
  [amountOf('2.50', 'experts'), '2.50 experts'],
  [amountOf('1500.40', 'usd'), 'USD 1,500'],
  [span({ low: '90.00', high: '110.00' }, 'usd'), 'USD 90 to 110'],
  [span({ low: '90.00', high: '110.00' }, 'seats'), '90 to 110 seats'],
  [span({ low: '90.00', high: '90.00' }, 'usd'), null],
  [percent(0.934), '93 %'],
  [percent(0.996), 'over 99 %'],
  [percent(1), '100 %'],
  [percent(0.004), 'under 1 %'],
])('%s', (written, expected) => {
  expect(plain(written)).toBe(expected)
})

const auc = { code: 'auc', name: 'the Commission' }
const planning = { code: 'mission-planning', name: 'Mission planning' }
test.each([
  ['overlap-near', null, null, 'a confirmed overlap of its support could be redirected'],
  ['oversupply-near', planning, auc, 'more than is needed is arranged for Mission planning, the Commission'],
  ['with-beneficiary', null, auc, 'supports this beneficiary'],
] as const)('%s reads as words with names', (kind, priorityArea, beneficiary, expected) => {
  expect(fillReasons([{ kind, priorityArea, beneficiary, contributions: [] }])).toBe(expected)
})

test('what a partner has too much of in two places is told once', () => {
  const reporting = { code: 'financial-reporting', name: 'Financial reporting' }
  const reasons = [planning, reporting].map((priorityArea) => ({
    kind: 'oversupply-near' as const,
    priorityArea,
    beneficiary: auc,
    contributions: [],
  }))

  expect(fillReasons(reasons)).toBe(
    'more than is needed is arranged for Mission planning, the Commission and for Financial reporting, the Commission',
  )
})

test('cuts at a word and never through a letter', () => {
  expect(clipped('Mission planning cell', 30)).toBe('Mission planning cell')
  expect(clipped('Mission planning cell', 18)).toBe('Mission planning\u2026')
  expect(clipped('e\u0301'.repeat(40), 10).replaceAll('e\u0301', '')).toBe('\u2026')
  expect(clipped('x'.repeat(500), 50)).toHaveLength(50)
})
