// Groups of records that may be one, and the money that would be counted twice.
import { duplicateGroups } from './wholeReport.ts'
import { countedTwice } from '#domain/matching/usdAtRisk.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contribution, decision, dollars, finding, material } from './material.ts'

const records = ['a', 'b', 'c', 'd', 'e'].map((id, index) => contribution(id, dollars(`${index + 1}00.10`)))

test('joins pairs that share a record, the most money first', () => {
  const findings = [finding('f1', ['a', 'b']), finding('f2', ['c', 'd']), finding('f3', ['d', 'e'])]

  const groups = duplicateGroups(findings, material(records))

  expect(groups.map(({ key, usdAtRisk }) => [key, usdAtRisk])).toEqual([
    ['c', '700.20'],
    ['a', '100.10'],
  ])
  expect(groups[0]?.records.map(({ id }) => id)).toEqual(['e', 'd', 'c'])
})

test('gathers a group that grows together from two ends', () => {
  const findings = [finding('f1', ['a', 'b']), finding('f2', ['c', 'd']), finding('f3', ['b', 'c'])]

  expect(duplicateGroups(findings, material(records)).map(({ key }) => key)).toEqual(['a'])
})

test.each([
  ['decided', finding('f1', ['a', 'b'], { state: 'decided', decisions: [decision('not-duplicate')] })],
  ['gone', finding('f1', ['a', 'b'], { state: 'gone' })],
  ['of another kind', finding('f1', ['a', 'b'], { kind: 'overlapping-effort' })],
])('leaves out a pair that is %s', (_, left) => {
  expect(duplicateGroups([left], material(records))).toEqual([])
})

test('keeps a pair that awaits its confirmation, and asks for that', () => {
  const decisions = [decision('same-contribution', { survivor: 'a' })]
  const waiting = finding('f1', ['a', 'b'], { state: 'awaiting-confirmation', decisions })

  const [group] = duplicateGroups([waiting], material(records))

  expect(group).toMatchObject({ usdAtRisk: '100.10', question: expect.stringContaining('confirms') })
})

test('counts records that are confirmed to be one as their survivor, once', () => {
  const decisions = [decision('same-contribution', { survivor: 'b' })]
  const confirmed = finding('f1', ['a', 'b'], { state: 'decided', decisions })
  const findings = [confirmed, finding('f2', ['a', 'c']), finding('f3', ['b', 'c'])]

  const [group] = duplicateGroups(findings, material(records, findings))

  expect(group?.records.map(({ id, alsoRecordedAs }) => [id, alsoRecordedAs])).toEqual([
    ['c', []],
    ['b', ['a']],
  ])
  expect(group?.usdAtRisk).toBe('200.10')
})

test('has no money at risk where no record has a rate, and says how many have none', () => {
  const [group] = duplicateGroups([finding('f1', ['x', 'y'])], material([contribution('x'), contribution('y')]))

  expect(group).toMatchObject({ usdAtRisk: '0.00', recordsWithoutUsd: 2 })
})

test('puts at risk the sum without its largest part, to the cent', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 17n }), { maxLength: 12 }), (amounts) => {
      const ordered = amounts.toSorted((a, b) => (a < b ? -1 : Number(a > b)))

      expect(countedTwice(amounts)).toBe(ordered.slice(0, -1).reduce((sum, amount) => sum + amount, 0n))
    }),
  )
})
