// Printed totals against the rows that they sum.
import { expect, test } from 'vitest'
import { Totals } from '#domain/imports/totals.ts'

const rowsOf = (totals: Totals, amounts: (string | null)[], group = ''): void => {
  for (const amount of amounts) totals.add({ amount, quantity: '1' }, group)
}

test('a subtotal sums its group since the last one, a grand total all rows', () => {
  const totals = new Totals('point')
  rowsOf(totals, ['100', '50.50'])
  const first = totals.compare({ amount: '150.5', quantity: '2' }, '')
  rowsOf(totals, ['1'])
  const second = totals.compare({ amount: '1' }, '')
  const grand = totals.compare({ amount: '151.50' }, '')

  expect(first).toMatchObject([
    { column: 'amount', agrees: true },
    { column: 'quantity', agrees: true },
  ])
  expect(second).toMatchObject([{ column: 'amount', agrees: true }])
  expect(grand).toMatchObject([{ agrees: true }])
})

test('what does not reconcile says both sums', () => {
  const totals = new Totals('point')
  rowsOf(totals, ['100', 'n/a'])

  expect(totals.compare({ amount: '101' }, '')).toEqual([
    { column: 'amount', printed: '101', added: '100', agrees: false, unread: 1 },
  ])
})

test('a total printed without cents is the sum rounded', () => {
  const totals = new Totals('point')
  rowsOf(totals, ['100.30', '0.19'])

  expect(totals.compare({ amount: '100' }, '')).toMatchObject([{ agrees: true }])
  rowsOf(totals, ['100.30', '0.20'])
  expect(totals.compare({ amount: '100' }, '')).toMatchObject([{ agrees: false }])
})

test('groups do not mix', () => {
  const totals = new Totals('point')
  rowsOf(totals, ['100'], 'Benin')
  rowsOf(totals, ['7'], 'Mali')

  expect(totals.compare({ amount: '100' }, 'Benin')).toMatchObject([{ agrees: true }])
  expect(totals.compare({ amount: '7' }, 'Mali')).toMatchObject([{ agrees: true }])
})
