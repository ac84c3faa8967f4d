// What a report says of the one before it.
import { wholeReport } from './wholeReport.ts'
import type { WholeInput } from './wholeReport.ts'
import type { Finding } from '#model/finding.ts'
import { expect, test } from 'vitest'
import { changesSince } from '#domain/report/changes.ts'
import { cell, decision, exactly, finding, input, row } from './material.ts'

const between = (before: Partial<WholeInput>, now: Partial<WholeInput>) =>
  wholeReport(
    input({ ...now, previous: wholeReport(input({ id: 'r0', createdAt: '2008-03-31T06:00:00Z', ...before })) }),
  ).changes

test('compares with nothing in a first report', () => {
  expect(changesSince(null, [], { gaps: [], covered: [], range: null })).toBeNull()
})

const open = finding('f1', ['a', 'b'])
const decided: Finding = { ...open, state: 'decided', decisions: [decision('not-duplicate')] }
test.each<[string, Finding[], Finding[], string]>([
  ['new', [], [open], 'newFindings'],
  ['settled by a verdict', [open], [decided], 'resolved'],
  ['settled because nothing is left', [open], [{ ...open, state: 'gone' }], 'resolved'],
  ['back because a field changed', [decided], [{ ...open, reopenedBecause: ['money'] }], 'reopened'],
  ['back because a coordinator reopened it', [decided], [{ ...open, decisions: [decision('reopen')] }], 'reopened'],
])('lists a finding that is %s', (_, before, now, list) => {
  const changes = between({ findings: before }, { findings: now })
  const { newFindings = [], resolved = [], reopened = [] } = changes ?? {}

  const filled = Object.entries({ newFindings, resolved, reopened }).filter(([, entries]) => entries.length > 0)

  expect(filled.map(([name]) => name)).toEqual([list])
})

test('counts and does not name what this edition no longer knows', () => {
  expect(between({ findings: [open] }, {})).toMatchObject({ noLongerListed: 1, resolved: [] })
})

const usd = (needed: number, arranged: number) => ({
  coverage: [
    {
      measure: 'usd' as const,
      rows: [row(cell, needed, { arranged: exactly(arranged), announced: exactly(arranged) })],
      shared: [],
      unspecified: [],
    },
  ],
})
test.each([
  ['cover lost', usd(100, 100), usd(100, 60), { gapsOpened: [{ cause: 'cover-lost', from: '0.00', to: '40.00' }] }],
  ['a need raised', usd(100, 100), usd(140, 100), { gapsOpened: [{ cause: 'need-raised' }] }],
  ['a need registered', {}, usd(100, 60), { gapsOpened: [{ cause: 'need-registered' }] }],
  ['a gap filled', usd(100, 60), usd(100, 100), { gapsClosed: [{ cause: 'covered', from: '40.00', to: '0.00' }] }],
  ['a need lowered', usd(100, 60), usd(60, 60), { gapsClosed: [{ cause: 'need-lowered' }] }],
  ['a need withdrawn', usd(100, 60), usd(0, 60), { gapsClosed: [{ cause: 'need-withdrawn' }] }],
  ['a gap that shrank', usd(100, 60), usd(100, 70), { gapsMoved: [{ from: '40.00', to: '30.00' }] }],
  ['nothing', usd(100, 60), usd(100, 60), {}],
])('sees %s', (_, before, now, expected) => {
  expect(between(before, now)).toMatchObject({ gapsOpened: [], gapsClosed: [], gapsMoved: [], ...expected })
})

test('does not compare gaps of different days', () => {
  const range = { from: '2008-01-01', to: '2008-12-31' }

  expect(between(usd(100, 100), { ...usd(100, 60), range })).toMatchObject({ gapsComparable: false, gapsOpened: [] })
})
