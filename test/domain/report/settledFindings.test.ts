// What was decided since a moment, and what partners answered.
import { decidedSince, disputes } from '#domain/report/settledFindings.ts'
import { expect, test } from 'vitest'
import { decision, finding } from './material.ts'

const decidedAt = (id: string, at: string, confirmedAt: string | null = null) =>
  finding(id, ['a', 'b'], { state: 'decided', decisions: [decision('complementary', { at, confirmedAt })] })
const findings = [
  decidedAt('early', '2008-03-01T00:00:00Z'),
  decidedAt('late', '2008-04-02T00:00:00Z'),
  decidedAt('confirmed-late', '2008-03-01T00:00:00Z', '2008-04-03T00:00:00Z'),
  finding('open', ['a', 'b']),
]

test.each([
  ['2008-03-31T06:00:00Z', ['confirmed-late', 'late']],
  [null, ['confirmed-late', 'late', 'early']],
])('lists what took effect after %s, latest first', (since, expected) => {
  expect(decidedSince(findings, since).map(({ finding: id }) => id)).toEqual(expected)
})

test('shows disputes of what is open or newly decided, with the decision to look up', () => {
  const said = [{ partner: 'eu', text: 'Not ours.', at: '2008-04-01T00:00:00Z' }]
  const disputed = [...findings, finding('gone', ['a', 'b'], { state: 'gone' })].map((made) => ({
    ...made,
    disputes: said,
  }))

  const shown = disputes(disputed, '2008-03-31T06:00:00Z', new Map([['open', 3]]), { eu: 'European Union' })

  expect(shown.map(({ finding: id, decision: number }) => [id, number])).toEqual([
    ['confirmed-late', null],
    ['late', null],
    ['open', 3],
  ])
})
