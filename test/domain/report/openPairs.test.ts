// Overlaps, clashes and undeclared parts.
import { overlap } from '#domain/report/openPairs.ts'
import { openPairs } from './wholeReport.ts'
import type { Period } from '#model/contribution.ts'
import { expect, test } from 'vitest'
import { contribution, decision, dollars, finding, material } from './material.ts'

const june: Period = { start: '2008-06-02', end: '2008-06-20' }

test.each<[string, (Period | null)[], ReturnType<typeof overlap>]>([
  [
    'shared days',
    [june, { start: '2008-06-09', end: '2008-06-27' }],
    { start: '2008-06-09', end: '2008-06-20', days: 12 },
  ],
  [
    'a single day',
    [june, { start: '2008-06-20', end: '2008-07-01' }],
    { start: '2008-06-20', end: '2008-06-20', days: 1 },
  ],
  ['the day after', [june, { start: '2008-06-21', end: '2008-07-01' }], null],
  ['an open end', [june, { start: '2008-06-09' }], { start: '2008-06-09', end: '2008-06-20', days: null }],
  [
    'two open ends',
    [{ start: '2008-06-02' }, { start: '2008-06-09', end: null }],
    { start: '2008-06-09', end: null, days: null },
  ],
  ['no period on one side', [june, null], null],
  ['nothing', [], null],
])('finds %s', (_, periods, expected) => {
  expect(overlap(periods)).toEqual(expected)
})

test('says what both sides have in common, by name', () => {
  const areas = [{ code: 'planning' }, { code: 'training' }]
  const sides = [
    contribution('a', { priorityAreas: areas, training: { audience: 'officers' } }),
    contribution('b', { priorityAreas: areas.slice(1), training: { audience: 'officers' } }),
  ]

  const [pair] = openPairs(
    'overlapping-effort',
    [finding('f1', ['a', 'b'], { kind: 'overlapping-effort' })],
    material(sides),
  )

  expect(pair?.inCommon).toEqual([
    'Beneficiary: African Union Commission',
    'Priority area: training',
    'Audience: officers',
  ])
})

test('suggests the larger amount as the whole, and nothing for equal ones', () => {
  const part = (id: string, sides: string[]) => finding(id, sides, { kind: 'part-of' })
  const records = [contribution('a', dollars('10')), contribution('b', dollars('90')), contribution('c', dollars('90'))]

  const pairs = openPairs('part-of', [part('f1', ['a', 'b']), part('f2', ['b', 'c'])], material(records))

  expect(pairs.map(({ suggestedWhole }) => suggestedWhole?.contribution)).toEqual(['b', undefined])
})

test('does not compare a record with itself under another number', () => {
  const same = finding('f0', ['a', 'b'], {
    state: 'decided',
    decisions: [decision('same-contribution', { survivor: 'a' })],
  })
  const findings = [same, finding('f1', ['a', 'b'], { kind: 'schedule-clash' })]

  expect(openPairs('schedule-clash', findings, material([], findings))).toEqual([])
})
