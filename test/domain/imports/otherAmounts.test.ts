// Which columns are further amounts, by the header alone; what rows say in them is in test/imports/otherAmounts.test.ts.
import { expect, test } from 'vitest'
import { besideAmount, otherAmounts } from '#domain/imports/otherAmounts.ts'
import { headerIn } from '#domain/imports/readHeader.ts'

const header = (...cells: string[]) => {
  const read = headerIn({ row: 1, cells }, null)
  if (!read) throw new Error('no header')
  return read
}

test('are the columns that would be read for the amount', () => {
  expect(otherAmounts(header('Partner', 'Title', 'Start', 'Amount (EUR)', 'Amount (USD)'))).toEqual(['Amount (USD)'])
  expect(otherAmounts(header('Partner', 'Title', 'Start', 'Amount (EUR)', 'Remarks'))).toEqual([])
})

test('a row whose amount is there says what they hold, and one whose amount is blank is at fault', () => {
  const sheet = header('Partner', 'Title', 'Start', 'Amount (EUR)', 'Amount (USD)')
  const beside = (amount: string | null) =>
    besideAmount(sheet, ['Amount (USD)'], { fields: { amount }, extras: { 'Amount (USD)': '150' } })

  expect(beside('100')).toMatchObject({ notes: [{ column: 'amount' }] })
  expect(beside(null)).toMatchObject({ fault: expect.stringContaining('says no money') })
  expect(besideAmount(sheet, ['Amount (USD)'], { fields: { amount: '100' }, extras: {} })).toEqual({ notes: [] })
})
