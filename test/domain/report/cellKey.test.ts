// The keys of cells and rows.
import { cellKey, rowKey } from '#domain/report/cellKey.ts'
import { expect, test } from 'vitest'

test('joins the codes, a missing one being empty', () => {
  expect(cellKey({ subCluster: 'psa', priorityArea: null, beneficiary: 'auc' })).toBe('psa//auc')
})

test('tells measures and quarters of one cell apart', () => {
  const cell = { subCluster: 'psa', priorityArea: 'planning', beneficiary: 'auc' }

  expect(rowKey(cell, 'usd', '2008-Q1')).toBe('psa/planning/auc/usd/2008-Q1')
  expect(rowKey(cell, 'seats', null)).toBe('psa/planning/auc/seats/')
})
