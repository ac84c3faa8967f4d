// Which columns may be money that is not read; rows with them are in test/imports/otherAmounts.test.ts.
import { expect, test } from 'vitest'
import { headerOfKeys } from '#domain/imports/readHeader.ts'
import { saysMoney, unreadAmounts, unreadMoneyIn } from '#domain/imports/unreadAmounts.ts'
import type { NewMapping } from '#model/importColumns.ts'

const unreadOf = (header: string, mapping: NewMapping | null = null) =>
  unreadAmounts(headerOfKeys(['partner', 'title', header], mapping))

test('are those with a word for an amount in them, but for what only belongs to one', () => {
  expect(unreadOf('committedAmount')).toEqual([{ header: 'committedAmount', isSum: true }])
  expect(unreadOf('Coût unitaire')).toEqual([{ header: 'Coût unitaire', isSum: false }])
  expect(['Amount', 'Budget line', 'Cost centre', 'Remarks', 'x'.repeat(301)].flatMap((one) => unreadOf(one))).toEqual([]) // prettier-ignore
})

test('a mapping has said what every column is, and what was exported has its amount', () => {
  expect(unreadOf('Committed amount', { name: 'x', columns: { 'Committed amount': null } })).toEqual([])
  expect(unreadAmounts(headerOfKeys(['revision', 'Committed amount'], null))).toEqual([])
})

test.each([
  ['5000', true],
  ['EUR 5 000,50', true],
  ['US$ 5m', true],
  ['٥٠٠٠ يورو', true],
  ['0', false],
  ['2008-03-01', false],
  ['5 trainers of the AU', false],
  ['n/a', false],
])('"%s" is a number: %s', (text, isOne) => {
  const said = unreadMoneyIn([{ header: 'Cost', isSum: true }], { fields: {}, extras: { Cost: text } })

  expect('notes' in said && said.notes.length > 0).toBe(isOne)
})

test('nought and a dash say no money', () => {
  expect(['0', '-', '0.5', '٣'].map(saysMoney)).toEqual([false, false, true, true])
})
