// The words of coverage.
import { CoverageRow, GapRow, Quarter } from '#model/coverage.ts'
import { expect, test } from 'vitest'
import { refusals } from './refusals.ts'

const range = { low: '0', expected: '1.00', high: '2' }
const figure = { reported: '2', net: range }
const row = { subCluster: null, quarter: '2008-Q1', announced: figure, arranged: figure, delivered: figure }

test('a quarter is a year and one of four', () => {
  expect(refusals(Quarter, '2008-Q4')).toEqual([])
  expect(refusals(Quarter, '2008-Q5')).toEqual([': Invalid string: must match pattern /^\\d{4}-Q[1-4]$/'])
})

test('a row has a figure at each stage, and whatever keys it is grouped by', () => {
  expect(CoverageRow.parse(row)).toEqual(row)
  expect(refusals(CoverageRow, { ...row, delivered: undefined })).toEqual([
    '/delivered: Invalid input: expected object, received undefined',
  ])
  expect(refusals(CoverageRow, { ...row, gap: { announced: range, arranged: range } })).toEqual([
    '/gap/delivered: Invalid input: expected object, received undefined',
  ])
})

test('a gap is a row with who is near', () => {
  const gap = { ...row, urgency: 'start-up', needs: [], active: [], couldFill: ['eu'] }

  expect(GapRow.parse(gap)).toEqual(gap)
})
