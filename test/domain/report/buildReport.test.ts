// The whole report: valid, numbered through, the same bytes from the same facts, and of one edition.
import { wholeReport } from './wholeReport.ts'
import { Report } from '#model/report.ts'
import { sampleReport } from '#test/documents/fixtures/sampleReport.ts'
import { expect, test } from 'vitest'
import { byId, cell, contribution, dollars, finding, input, need, row } from './material.ts'

test('is what the model says', () => {
  expect(Report.safeParse(sampleReport()).error?.issues).toBeUndefined()
})

test('gives the same bytes in whatever order its lists come', () => {
  const contributions = ['a', 'b', 'c', 'd'].map((id) => contribution(id, dollars('5.00')))
  const findings = [
    finding('f1', ['a', 'b']),
    finding('f2', ['c', 'd']),
    finding('f3', ['a', 'd'], { kind: 'schedule-clash' }),
  ]
  const needs = [need('n1'), need('n2', { amount: null }), need('n3', { amount: null, title: 'Another' })]
  const rows = [row(cell, 100, {}), row({ ...cell, beneficiary: 'eac' }, 100, {})]
  const coverage = (['usd', 'seats'] as const).map((measure) => ({ measure, rows, shared: [], unspecified: [] }))
  const facts = { contributions: byId(contributions), findings, needs, coverage }

  const turned = {
    contributions: byId(contributions.toReversed()),
    findings: findings.toReversed(),
    needs: needs.toReversed(),
    coverage: coverage.toReversed().map((measured) => ({ ...measured, rows: rows.toReversed() })),
  }

  expect(JSON.stringify(wholeReport(input(turned)))).toBe(JSON.stringify(wholeReport(input(facts))))
})

test('numbers decisions through all kinds, money first', () => {
  const { duplicates, partOf, overlaps, clashes } = sampleReport()
  const numbers = [duplicates, partOf, overlaps, clashes].flat().map(({ decision }) => decision)

  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

test('is never compared with another edition', () => {
  const previous = wholeReport(input({ edition: 'coordinators' }))

  expect(() => wholeReport(input({ edition: 'shared', previous }))).toThrow(RangeError)
})
