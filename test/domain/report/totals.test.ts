// The naive and the net total.
import { totals } from '#domain/report/totals.ts'
import { expect, test } from 'vitest'
import { cell, exactly, row } from './material.ts'

const beside = { arranged: [10.1, 20.2, 30.3] as const }

test('adds cells, shared and unspecified rows to the cent', () => {
  const coverage = {
    measure: 'usd' as const,
    rows: [row(cell, 100.05, beside)],
    shared: [row({}, 0, beside)],
    unspecified: [row({}, 0, beside)],
  }

  expect(totals([coverage])).toMatchObject([
    { needed: '100.05', arranged: { reported: '90.90', net: { low: '30.30', expected: '60.60', high: '90.90' } } },
  ])
})

test('adds experts too, since they come in expert-days', () => {
  const rows = [row(cell, 90, { arranged: exactly(60) }), row({ ...cell, beneficiary: 'eac' }, 10, {})]

  expect(totals([{ measure: 'experts', rows, shared: [], unspecified: [] }])).toMatchObject([
    { measure: 'experts', needed: '100.00', arranged: { reported: '60.00' } },
  ])
})
